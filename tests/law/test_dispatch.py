"""When an agenda is sent in time: cases that a lawyer can read, and a slow count of its own over thirty years."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.rules.calendar import Calendar, easter, holidays
from sagsgang.pure.rules.dated import Dated
from sagsgang.pure.rules.deadlines import Deadline, MunicipalRule, deadline_after, deadline_before, dispatch_deadline

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "dispatch.toml").read_text())["case"]
KNOWN = date(2026, 11, 1)
LOCAL = ZoneInfo("Europe/Copenhagen")
EASTERS = ["2015-04-05", "2016-03-27", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"]


def calendar(*, saturdays: bool = False, closed: tuple[date, ...] = (), day_counts: bool = True) -> Calendar:
    def own(value: bool) -> tuple[Dated, ...]:
        return (Dated(value, "yes/no", date(1990, 1, 1), date(1990, 1, 1), "", "Byrådet", "municipal"),)

    return Calendar(KNOWN, dict.fromkeys(closed, "lukket"),
                    {"saturday_is_weekday": own(saturdays), "dispatch_day_counts": own(day_counts)})


def due(meeting: date, **how: Any) -> Deadline:
    return dispatch_deadline(meeting, body=None, is_council=True, calendar=calendar(**how))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_last_day_to_send(case: dict[str, Any]) -> None:
    assert due(case["meeting"]).due == case["due"]
    assert due(case["meeting"], saturdays=True).due == case["with_saturdays"]
    assert dispatch_deadline(case["meeting"], body=None, is_council=True, calendar=Calendar(KNOWN)).due == case["due"]


@pytest.mark.parametrize("day", EASTERS)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_store_bededag_ended_with_2023() -> None:
    assert "store bededag" in holidays(2023).values()
    assert "store bededag" not in holidays(2024).values()


def test_every_day_that_was_looked_at_is_told_with_its_reason() -> None:
    days = due(date(2015, 4, 8)).days
    assert [(day.date.isoformat()[5:], day.number or day.why_not) for day in days] == [
        ("04-07", 1), ("04-06", "2. påskedag"), ("04-05", "påskedag"), ("04-04", "lørdag"), ("04-03", "langfredag"),
        ("04-02", "skærtorsdag"), ("04-01", 2), ("03-31", 3), ("03-30", 4)]


def test_the_municipality_closes_days_and_may_leave_out_the_day_of_sending() -> None:
    meeting = date(2015, 5, 13)
    assert due(meeting, closed=(date(2015, 5, 11),)).due == date(2015, 5, 6)
    assert due(meeting, day_counts=False).due == date(2015, 5, 6)


def rule(days: int, *, body: str | None = None, clock: time | None = None, valid: str = "2010-01-01",
         known: str = "2010-01-01", kind: str = "dispatch") -> MunicipalRule:
    return MunicipalRule(kind, body, days, clock, date.fromisoformat(valid), date.fromisoformat(known), "Vedtægt")


def test_the_bodys_own_rule_outranks_the_municipalitys_and_that_the_default() -> None:
    def days(*own: MunicipalRule, body: str = "udvalget") -> int | bool:
        return dispatch_deadline(date(2026, 5, 20), body=body, is_council=False, calendar=calendar(),
                                 own=own).rule.value

    assert days() == 4
    assert days(rule(6)) == 6
    assert days(rule(6), rule(7, body="udvalget")) == 7
    assert days(rule(6), rule(7, body="et-andet")) == 6
    assert days(rule(6), rule(5, valid="2026-05-01"), rule(9, valid="2026-06-01")) == 5
    assert days(rule(6), rule(5, valid="2026-05-01", known="2026-12-01")) == 6  # nobody knew it then


def test_a_rule_for_the_council_is_never_shorter_than_the_law() -> None:
    with pytest.raises(Refusal) as refused:
        dispatch_deadline(date(2026, 5, 20), body="byraadet", is_council=True, calendar=calendar(), own=[rule(3)])
    assert refused.value.code == "deadline-shorter-than-law"
    assert dispatch_deadline(date(2026, 5, 20), body="udvalget", is_council=False, calendar=calendar(),
                             own=[rule(3)]).rule.value == 3


def test_before_the_first_step_nothing_is_assumed() -> None:
    with pytest.raises(Refusal) as refused:
        dispatch_deadline(date(1899, 5, 20), body=None, is_council=True, calendar=Calendar(KNOWN))
    assert refused.value.code == "rule-not-known"


def slow_due(meeting: date, wanted: int) -> date:
    """Another count: the days before the meeting that are neither weekend nor listed; of these the wanted one."""
    free = {day for year in (meeting.year - 1, meeting.year) for day in _listed(year)}
    before = [meeting - timedelta(n) for n in range(1, 40)]
    return [day for day in before if day.isoweekday() < 6 and day not in free][wanted - 1]


def _listed(year: int) -> list[date]:
    golden = {y: date.fromisoformat(d) for d in EASTERS for y in [int(d[:4])]}
    sunday = golden.get(year) or _easter_by_tables(year)
    moves = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= 2023 else [])
    return [sunday + timedelta(n) for n in moves] + [
        date(year, m, d) for m, d in ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))]


def _easter_by_tables(year: int) -> date:
    """The first Sunday after the paschal full moon, by golden number and epact (valid for 1900 to 2099)."""
    golden = year % 19
    days = (19 * golden + 24) % 30
    days -= days == 29 or (days == 28 and golden > 10)
    moon = date(year, 3, 21) + timedelta(days)
    return moon + timedelta(7 - moon.isoweekday() % 7)


@settings(max_examples=600, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2039, 12, 31)), st.integers(1, 12))
def test_thirty_years_of_meetings_agree_with_a_slow_count(meeting: date, days: int) -> None:
    known = Calendar(date(2040, 1, 1))
    own = [rule(days, valid="2000-01-01", known="2000-01-01")]
    found = dispatch_deadline(meeting, body="udvalget", is_council=False, calendar=known, own=own)
    assert found.due == slow_due(meeting, days)
    assert [day.number for day in found.days if day.number] == list(range(1, days + 1))
    longer = dispatch_deadline(meeting, body="udvalget", is_council=False, calendar=known,
                               own=[rule(days + 1, valid="2000-01-01", known="2000-01-01")])
    assert longer.due < found.due


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2039, 12, 31)))
def test_the_last_moment_is_midnight_by_the_danish_clock_in_summer_and_winter(meeting: date) -> None:
    found = dispatch_deadline(meeting, body=None, is_council=False, calendar=Calendar(date(2040, 1, 1)))
    midnight = datetime.combine(found.due + timedelta(1), time(0), LOCAL).astimezone(UTC)
    assert not found.is_breached(midnight - timedelta(seconds=1))
    assert found.is_breached(midnight)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2024-02-29"])
def test_a_latest_time_of_day_holds_on_days_when_the_clock_changes(day: str) -> None:
    found = Deadline(date.fromisoformat(day), time(12), Dated(4, "hverdage", KNOWN, KNOWN, "", "", ""), ())
    noon = datetime.combine(found.due, time(12), LOCAL).astimezone(UTC)
    assert not found.is_breached(noon)
    assert found.is_breached(noon + timedelta(seconds=1))


def test_working_days_after_a_day_skip_what_is_closed() -> None:
    found = deadline_after(date(2026, 4, 1), "approval", calendar=Calendar(KNOWN))
    assert found.due == date(2026, 4, 9)  # 2, 3, 5 and 6 April are Easter; 4 is a Saturday: 7, 8 and 9 count
    assert deadline_after(date(2026, 4, 1), "approval", calendar=Calendar(KNOWN), days=1).due == date(2026, 4, 7)
    with pytest.raises(Refusal):
        deadline_after(date(2026, 4, 1), "approval", calendar=Calendar(KNOWN), days=0)


def test_saturdays_never_count_as_working_days() -> None:
    found = deadline_before(date(2026, 9, 14), "editorial", body=None, calendar=calendar(saturdays=True))
    assert found.due == date(2026, 9, 2)
    assert {day.why_not for day in found.days if day.date.isoweekday() == 6} == {"lørdag"}
