"""The paper says each thing once, and a decision says in its heading who made it and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sagsgang.pure.intake import own_pdf
from sagsgang.pure.intake.pdf import pages_of
from sagsgang.pure.packet.blocks import Cell, ListBlock, Paragraph, Table
from sagsgang.pure.packet.model import Access, Annex, Decision, Item, ItemKind, Packet, Section, SectionKind
from sagsgang.pure.packet.normal import normal
from sagsgang.pure.render.paper_tree import paper_of
from sagsgang.pure.render.pdf import pdf_of

DAY = date(2031, 9, 3)


def paper(item: Item) -> tuple[list[str], Item]:
    """The lines of the pages after the front, and the item that is read back from them."""
    packet = normal(Packet("Søby Kommune", "Havneudvalget", DAY, None, None, None, None, (item,)))
    data = pdf_of(packet)
    reading = own_pdf.read(data, "")
    assert reading is not None
    assert normal(reading.packet) == packet
    lines = [" ".join(word.text for word in line.words) for page in pages_of(data)[1:] for line in page.lines]
    return lines, reading.packet.items[0]


def test_a_decision_stands_once_with_body_and_day_in_its_heading() -> None:
    said = (Paragraph("Bolværket fornyes."),)
    lines, _ = paper(Item("1", "Bolværk", sections=(Section("Beslutning", SectionKind.DECISION, said),),
                          decisions=(Decision("Havneudvalget", DAY, said),)))
    assert lines.count("Bolværket fornyes.") == 1
    assert "Beslutning, Havneudvalget den 3. september 2031" in lines


def test_what_its_field_says_besides_is_set_apart_from_the_decision() -> None:
    said = (Paragraph("Bolværket fornyes."),)
    field = Section("Beslutning", SectionKind.DECISION, (*said, Paragraph("Afbud: Bo Klit")))
    lines, item = paper(Item("1", "Bolværk", sections=(field,), decisions=(Decision("Havneudvalget", DAY, said),)))
    assert lines.count("Bolværket fornyes.") == 1
    assert lines.index("Uden for beslutningen") < lines.index("Afbud: Bo Klit")
    assert item.decisions[0].text == "Bolværket fornyes."
    assert item.sections[0].text == "Bolværket fornyes.\nAfbud: Bo Klit"


def test_the_annexes_stand_once_with_their_values_beside_the_titles() -> None:
    listed = ListBlock(False, ((Paragraph("Kort.pdf"),), (Paragraph("Notat.pdf"),)))
    lines, item = paper(Item("1", "Bolværk", sections=(Section("Bilag", SectionKind.ANNEXES, (listed,)),),
                             annexes=(Annex("Kort.pdf", "31/7", Access.OPEN), Annex("Notat.pdf"))))
    assert [line for line in lines if "Kort.pdf" in line] == ["• Kort.pdf 31/7 Åben"]
    assert [annex.document_number for annex in item.annexes] == ["31/7", None]


def test_the_kind_of_an_item_stands_once_under_the_label_of_its_field() -> None:
    field = Section("Sagstype", SectionKind.ITEM_KIND, (Paragraph("Orientering"),))
    lines, _ = paper(Item("1", "Bolværk", "31/12", ItemKind.INFORMATION, sections=(field,)))
    assert [line for line in lines if "Orientering" in line] == ["Sagsnummer 31/12 · Sagstype Orientering"]


def test_short_fields_after_each_other_stand_beside_their_labels() -> None:
    fields = tuple(Section(label, SectionKind.THEME, (Paragraph("-"),)) for label in ("Tema", "Emne"))
    lines, _ = paper(Item("1", "Bolværk", sections=fields))
    assert {"Tema -", "Emne -"} <= set(lines)


def test_columns_that_are_mostly_figures_stand_to_the_right_with_their_headings() -> None:
    rows = (("Sted", "Skibe"), ("1", "12"), ("2", "1.400"), ("3", "få"))
    table = Table(tuple(tuple(Cell(text, header=not y) for text in row) for y, row in enumerate(rows)))
    section = Section("Tal", None, (table,))
    packet = normal(Packet(None, None, None, None, None, None, None, (Item("1", None, sections=(section,)),)))
    made = next(node for node in paper_of(packet)["nodes"] if node["t"] == "table")
    assert [[cell["number"] for cell in row] for row in made["rows"]] == [[False, True]] * 4


def test_a_decision_of_an_unknown_body_on_an_unknown_day_is_one_all_the_same() -> None:
    decided = Decision(None, None, (Paragraph("Udsat."),))
    _lines, item = paper(replace(Item("1", "Bolværk"), decisions=(decided,)))
    assert (item.decisions[0].body, item.decisions[0].date, item.decisions[0].text) == (None, None, "Udsat.")
