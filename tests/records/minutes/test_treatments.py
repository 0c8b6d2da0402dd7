"""A case's treatments: corners of time and of quoting."""

from __future__ import annotations

from datetime import date, time

import pytest

from sagsgang.pure.packet.blocks import Paragraph, text_of
from sagsgang.pure.packet.model import Decision, Item, Packet
from sagsgang.records.minutes.queries import case_treatments
from tests.support.store import kept

pytestmark = pytest.mark.django_db

DAY = date(2022, 10, 5)


def paper(committee: str, day: date, *items: Item, start: time | None = None) -> Packet:
    return Packet("Fjordby Kommune", committee, day, start, None, None, None, items)


def told(words: str, body: str | None = None, day: date | None = None) -> Decision:
    return Decision(body, day, (Paragraph(words),))


def timeline(key: str) -> list[tuple[str, date | None, list[str]]]:
    return [(t.body_key, t.date, [text_of(words) for words in t.decisions]) for t in case_treatments(key)]


def test_a_case_without_items_has_no_treatments() -> None:
    assert case_treatments("22-4") == ()


def test_two_meetings_of_a_day_stand_by_their_hour_and_two_items_by_their_place() -> None:
    kept(paper("Byrådet", DAY, Item("2", "Sidst", "22/4", decisions=(told("c"),)), start=time(18)))
    kept(paper("Økonomiudvalget", DAY, Item("9", "A", "22/4", decisions=(told("a"),)),
               Item("1", "B", "22/4", decisions=(told("b"),)), start=time(8)))
    assert timeline("22-4") == [("oekonomiudvalget", DAY, ["a"]), ("oekonomiudvalget", DAY, ["b"]),
                                ("byraadet", DAY, ["c"])]


def test_what_several_papers_quote_stands_once_in_the_words_of_the_first() -> None:
    quoted = date(2022, 9, 1)
    for month in (11, 10):
        kept(paper("Byrådet", date(2022, month, 5), Item("1", "Sag", "22/4", decisions=(
            told(f"ord fra {month}", "Økonomiudvalget", quoted),))))
    first, *rest = case_treatments("22-4")
    assert timeline("22-4")[0] == ("oekonomiudvalget", quoted, ["ord fra 10"])
    assert [item.date.month for item in first.quoted_in] == [10, 11]
    assert [treatment.decisions for treatment in rest] == [(), ()]


def test_a_quotation_without_a_date_stands_just_before_the_paper_that_quotes_it() -> None:
    kept(paper("Byrådet", DAY, Item("1", "Sag", "22/4", decisions=(told("Anbefales.", "Økonomiudvalget"),
                                                                 told("Godkendt.")))))
    kept(paper("Byrådet", date(2022, 9, 1), Item("1", "Sag", "22/4", decisions=(told("Udsat."),))))
    assert timeline("22-4") == [("byraadet", date(2022, 9, 1), ["Udsat."]), ("oekonomiudvalget", None, ["Anbefales."]),
                                ("byraadet", DAY, ["Godkendt."])]


def test_another_cases_decision_of_the_same_body_and_day_is_not_taken_for_this_ones() -> None:
    kept(paper("Økonomiudvalget", DAY, Item("1", "Anden sag", "22/5", decisions=(told("Nej."),))))
    kept(paper("Byrådet", date(2022, 11, 1), Item("1", "Sag", "22/4", decisions=(
        told("Ja.", "Økonomiudvalget", DAY),))))
    assert timeline("22-4")[0] == ("oekonomiudvalget", DAY, ["Ja."])
