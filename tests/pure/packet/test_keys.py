"""Keys: one body, meeting and case, however a paper writes them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.packet.keys import body_key, case_key, meeting_key, slug, without_term
from tests.support.meetings import committee_minutes


@pytest.mark.parametrize("name", [
    "Udvalget for Havn 2022-2025", "Udvalget for Havn", "UDVALGET FOR HAVN (2022-2025)", "Udvalget for Havn 2022 – 25",
])
def test_a_body_is_the_same_with_and_without_its_term(name: str) -> None:
    assert body_key(name) == "udvalget-for-havn"


def test_a_year_that_is_no_term_stays() -> None:
    assert without_term("Udvalget for Vision 2030") == "Udvalget for Vision 2030"


@pytest.mark.parametrize(("number", "key"), [
    ("15/839", "15-839"), ("15 / 839", "15-839"), ("EMN-2025-003383", "emn-2025-003383"),
    ("00.30.10-Ø00-4-16", "00-30-10-oe00-4-16"),
])
def test_a_case_number_makes_one_key(number: str, key: str) -> None:
    assert case_key(number) == key


@given(st.text(max_size=300))
def test_a_slug_is_short_ascii_that_slugs_to_itself(text: str) -> None:
    made = slug(text)
    assert len(made) <= 60
    assert made == slug(made)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_meeting_is_body_day_and_start() -> None:
    packet = committee_minutes()
    day = "udvalget-for-havn-natur-og-turisme/2022-09-14"
    assert meeting_key(packet) == f"{day}/1630"
    assert meeting_key(replace(packet, meeting_start=None, source_id="A 7")) == f"{day}/a-7"


def test_a_paper_without_body_or_day_has_no_key() -> None:
    assert meeting_key(replace(committee_minutes(), committee=None)) is None
    assert meeting_key(replace(committee_minutes(), meeting_date=None)) is None
