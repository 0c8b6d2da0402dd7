"""A Word file as a text: headings, lists and tables as they are, and no word that is not on its paper unless chosen."""

from __future__ import annotations

import pytest

from sagsgang.pure.kernel.errors import InputRefused, Refusal
from sagsgang.pure.packet.blocks import Cell, Heading, ListBlock, Paragraph, Table, text_of
from sagsgang.pure.writing.word import read_word

from ...support import word_files as make

TRACKED = 'w:id="9" w:author="En anden" w:date="2026-01-05T10:00:00Z"'


def test_headings_paragraphs_lists_and_tables_are_read_as_they_are() -> None:
    document = make.new()
    document.add_heading("Sprogundervisning", 1)
    document.add_heading("Økonomi", 2)
    document.add_paragraph("Udgiften er to mio. kr.")
    document.add_paragraph("et", style="List Bullet")
    document.add_paragraph("to", style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for place, text in zip(((0, 0), (0, 1), (1, 0), (1, 1)), ("År", "Beløb", "2027", "370.000"), strict=True):
        table.cell(*place).text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    table.cell(2, 0).merge(table.cell(2, 1)).text = "I alt"
    text = read_word(make.saved(document))
    assert text.blocks == (
        Heading(1, "Sprogundervisning"), Heading(2, "Økonomi"), Paragraph("Udgiften er to mio. kr."),
        ListBlock(False, ((Paragraph("et"),), (Paragraph("to"),))),
        Table(((Cell("År", True), Cell("Beløb", True)), (Cell("2027"), Cell("370.000")), (Cell("I alt", False, 2),))))
    assert (text.hidden, text.images) == ((), 0)


def test_danish_names_of_headings_are_headings() -> None:
    document = make.new()
    for level in (1, 2):
        document.styles[f"Heading {level}"]._element.find(f"{make.W}name").set(f"{make.W}val", f"Overskrift {level}")
    document.add_paragraph("Sagen", style="Overskrift 1")
    document.add_paragraph("Baggrund", style="Overskrift 2")
    assert read_word(make.saved(document)).blocks == (Heading(1, "Sagen"), Heading(2, "Baggrund"))


def test_a_list_in_a_list_is_one_and_numbers_are_numbers() -> None:
    document = make.new()
    document.add_paragraph("et", style="List Number")
    document.add_paragraph("to", style="List Number")
    assert read_word(make.saved(document)).blocks == (ListBlock(True, ((Paragraph("et"),), (Paragraph("to"),))),)


def test_unasked_the_text_is_what_its_paper_shows() -> None:
    document = make.with_runs(
        make.run("skjult ", "<w:vanish/>"), f"<w:ins {TRACKED}>{make.run('indsat ')}</w:ins>",
        f"<w:del {TRACKED}>{make.run('slettet ', kind='delText')}</w:del>", before="Synligt ", after="slut.")
    document.add_comment(document.paragraphs[0].runs, text="En bemærkning", author="En anden", initials="EA")
    data = make.saved(document)
    text = read_word(data)
    assert text.blocks == (Paragraph("Synligt indsat slut."),)
    assert [piece.kind for piece in text.hidden] == ["hidden", "inserted", "deleted", "comment"]


@pytest.mark.parametrize(("choices", "said"), [
    ({0: True, 1: True, 2: True}, "Synligt skjult indsat slettet slut."),
    ({0: False, 1: False, 2: False}, "Synligt slut."),
    ({0: False, 1: False, 2: True}, "Synligt slettet slut.")])
def test_chosen_words_and_no_others_are_in_the_text(choices: dict[int, bool], said: str) -> None:
    data = make.saved(make.with_runs(
        make.run("skjult ", "<w:vanish/>"), f"<w:ins {TRACKED}>{make.run('indsat ')}</w:ins>",
        f"<w:del {TRACKED}>{make.run('slettet ', kind='delText')}</w:del>", before="Synligt ", after="slut."))
    assert text_of(read_word(data, choices).blocks) == said


def test_a_file_with_an_open_choice_is_refused() -> None:
    with pytest.raises(Refusal, match="hidden-unsettled"):
        read_word(make.saved(make.with_runs(make.run("skjult", "<w:vanish/>"))), {})


def test_headers_are_told_and_are_no_part_of_the_text() -> None:
    document = make.with_runs()
    document.sections[0].header.paragraphs[0].text = "Notat fra forvaltningen"
    text = read_word(make.saved(document))
    assert text_of(text.blocks) == "Synligt. Mere."
    assert [(piece.kind, piece.text) for piece in text.hidden] == [("margin", "Notat fra forvaltningen")]


def test_a_footnote_is_in_the_text() -> None:
    note = (f'<?xml version="1.0"?><w:footnotes {make.SPACES}><w:footnote w:id="1"><w:p>{make.run("Kilde: budgettet")}'
            "</w:p></w:footnote></w:footnotes>")
    data = make.saved(make.with_runs('<w:r><w:footnoteReference w:id="1"/></w:r>'),
                      make.related("footnotes", "footnotes.xml", content=note.encode()))
    assert "Kilde: budgettet" in text_of(read_word(data).blocks)


def test_a_text_box_is_in_the_text_once() -> None:
    inner = f"<w:txbxContent><w:p>{make.run('I boksen')}</w:p></w:txbxContent>"
    data = make.saved(make.with_runs(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r>"))
    assert text_of(read_word(data).blocks).count("I boksen") == 1


def test_a_link_keeps_its_address() -> None:
    data = make.saved(make.with_runs(f'<w:hyperlink r:id="rId900">{make.run("Vejledningen")}</w:hyperlink>'),
                      make.related("hyperlink", "https://example.dk/a", external=True))
    assert "Vejledningen (https://example.dk/a)" in text_of(read_word(data).blocks)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 ikke mere"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match="word-damaged"):
        read_word(data)
