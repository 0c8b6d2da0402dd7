"""Danish dates and times in running text."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.kernel.dates import clock, find_date, find_time, long_date, weekday_date

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize("text", [
    "13-05-2015", "13.5.2015", "13. maj 2015", "13 maj 2015", "mødet den 13.05.2015.", "13/5 2015", "13. MAJ 2015",
    "2015-05-13", "onsdag den 13. maj 2015 kl. 7:30",
])
def test_a_date_is_read_in_every_form_that_papers_use(text: str) -> None:
    assert find_date(text) == date(2015, 5, 13)


@pytest.mark.parametrize("text", [
    "31-02-2015", "13-13-2015", "15/839", "sag 12/10411", "2015", "maj 2015", "113-05-20155",
])
def test_what_is_no_day_is_not_read_as_one(text: str) -> None:
    assert find_date(text) is None


@given(DAYS)
def test_a_written_date_reads_back(day: date) -> None:
    assert find_date(long_date(day)) == find_date(weekday_date(day)) == find_date(f"{day:%d-%m-}{day.year:04d}") == day


@pytest.mark.parametrize(("text", "at"), [
    ("kl. 7:30", time(7, 30)), ("kl. 16.00", time(16)), ("klokken 8", time(8)), ("fra kl. 15.30.", time(15, 30)),
    ("kl. 25.00", None), ("kl. 7:75", None), ("7:30", None),
])
def test_a_time_is_read_where_it_is_introduced(text: str, at: time | None) -> None:
    assert find_time(text) == at


def test_times_are_written_as_danish_papers_do() -> None:
    assert clock(time(7, 5)) == "kl. 7.05"
