"""What came in of a hearing as a text: every respondent, in order, late ones and missing ones as such."""

from __future__ import annotations

from datetime import date

from sagsgang.pure.packet.blocks import Cell, Paragraph, Table
from sagsgang.pure.writing.hearing import Answer, hearing_text

DUE = date(2026, 9, 24)


def test_every_respondent_stands_in_it_as_they_answered() -> None:
    question, last_day, table = hearing_text("Hvad siger I?", DUE, [
        Answer("A", "For dyrt.\nMeget.", False, DUE), Answer("B", "", True, date(2026, 9, 25)),
        Answer("C", "", False, None)])
    assert (question, last_day) == (Paragraph("Hvad siger I?"), Paragraph("Svarfrist: 24. september 2026."))
    assert table == Table((
        (Cell("Hørt", True), Cell("Svar", True), Cell("Modtaget", True)),
        (Cell("A", True), Cell("For dyrt.\nMeget."), Cell("24. september 2026")),
        (Cell("B", True), Cell("Ingen bemærkninger"), Cell("25. september 2026, efter fristen")),
        (Cell("C", True), Cell("Mangler"), Cell(""))))
