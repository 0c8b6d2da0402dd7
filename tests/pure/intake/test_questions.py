"""What a packet leaves open is asked once, whatever layout it came in."""

from __future__ import annotations

from datetime import date

from sagsgang.pure.intake.questions import uncovered_annexes, with_questions
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.packet.findings import FindingClass
from sagsgang.pure.packet.model import Annex, AnnexDocument, Decision, Item, Packet

DAY = date(2019, 6, 12)
OPEN = "Mødet den 14. august 2019 afholdes forud for byrådets møde den 28. august 2019."


def packet(text: str, day: date = DAY, documents: tuple[AnnexDocument, ...] = ()) -> Packet:
    item = Item(number="2", title="Meddelelser", decisions=(Decision("Havneudvalget", day, (Paragraph(text),)),),
                annexes=(Annex("Kajen.pdf"), Annex("Broen.pdf")))
    return Packet(municipality=None, committee="Havneudvalget", meeting_date=DAY, meeting_start=None, place=None,
                  edition=None, layout="any", items=(item,), annex_documents=documents)


def test_a_day_tied_to_another_is_asked_about_in_any_layout() -> None:
    asked = with_questions(Reading(packet(OPEN))).findings
    assert [(f.code, f.cls, f.args["number"], f.args["first"], f.args["second"]) for f in asked] == [
        ("meeting-moved-or-held", FindingClass.QUESTION, "2", "14. august 2019", "28. august 2019")]


def test_what_is_asked_already_is_not_asked_again() -> None:
    once = with_questions(Reading(packet(OPEN)))
    assert with_questions(once).findings == once.findings


def test_a_decision_of_another_day_is_asked_about_where_it_was_made() -> None:
    assert with_questions(Reading(packet(OPEN, date(2019, 5, 8)))).findings == ()


def test_a_sentence_full_of_meetings_is_judged_at_once() -> None:
    words = ("møde den 1. maj afholdes før " * 100)[:2_990]
    assert with_questions(Reading(packet(words))).findings == ()


def test_an_annex_without_its_sheet_is_told_only_where_there_are_sheets() -> None:
    sheet = AnnexDocument("2.1", "Kajen.PDF", None, None, None, ())
    assert [f.args["title"] for f in uncovered_annexes(packet(OPEN, documents=(sheet,)))] == ["Broen.pdf"]
    assert list(uncovered_annexes(packet(OPEN))) == []
