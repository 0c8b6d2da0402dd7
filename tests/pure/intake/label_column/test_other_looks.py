"""Parts of the layout that other municipalities print otherwise: fronts, sheets in columns, signatures side by side."""

from __future__ import annotations

import io
from datetime import date, time

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from sagsgang.pure.intake.label_column import read_pages
from sagsgang.pure.intake.pdf import pages_of
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.blocks import Table
from sagsgang.pure.packet.model import Access, Edition

Line = tuple[float, float, str]  # left, top, text


def paper(*pages: list[Line]) -> Reading | None:
    """A PDF with these texts at these places, read."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in pages:
        canvas.setFont("Times-Roman", 11)
        for left, top, text in page:
            canvas.drawString(left, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return read_pages(pages_of(buffer.getvalue()), "a.pdf")


FRONT: list[Line] = [
    (70, 80, "Strandby Kommune"),
    (70, 110, "Referat"),
    (70, 140, "Teknik- og Vejudvalget"),
    (70, 170, "Mødedato:"),
    (200, 170, "Torsdag den 6. februar 2014"),
    (70, 190, "Mødetidspunkt:"),
    (200, 190, "kl. 8.15"),
    (70, 210, "Mødested:"),
    (200, 210, "Rådhuset, lokale 3"),
    (70, 250, "Indholdsfortegnelse"),
    (70, 270, "14. Bemærkninger til dagsordenen"),
    (480, 270, "2"),
    (70, 290, "15. Cykelsti langs skoven"),
    (480, 290, "3"),
]
FIRST: list[Line] = [
    (70, 40, "Teknik- og Vejudvalget den 06-02-2014"),
    (480, 40, "Side 2"),
    (70, 80, "14. Bemærkninger til dagsordenen"),
    (70, 105, "Sagsnr.:"),
    (70, 130, "Punkttype:"),
    (220, 130, "-"),
    (70, 155, "Sagsfremstilling:"),
    (220, 155, "-"),
    (70, 180, "Beslutning Teknik-"),
    (220, 180, "-"),
    (70, 194, "og Vejudvalget den"),
    (70, 208, "06-02-2014"),
    (70, 240, "Fraværende:"),
    (220, 240, "Ingen"),
]
SECOND: list[Line] = [
    (70, 40, "Teknik- og Vejudvalget den 06-02-2014"),
    (480, 40, "Side 3"),
    (70, 80, "15. Cykelsti langs skoven"),
    (70, 105, "Sagsnr.:"),
    (220, 105, "13/20417"),
    (70, 130, "Punkttype:"),
    (220, 130, "Beslutning"),
    (70, 155, "Sagsfremstilling:"),
    (220, 155, "Stien skal føres langs skoven, og der er to forslag til, hvor den krydser"),
    (220, 169, "bækken."),
    (220, 197, "Anlægget koster 2,1 mio. kr."),
    (70, 222, "Vejens navn:"),
    (220, 222, "Skovstien"),
    (70, 247, "Indstilling:"),
    (220, 247, "Direktøren indstiller, at forslag 2 vælges."),
    (70, 272, "Bilag:"),
    (220, 272, "Kort over stien"),
    (220, 286, "Forslag 1 og 2"),
    (70, 311, "Beslutning Teknik-"),
    (220, 311, "Godkendt."),
    (70, 325, "og Vejudvalget den"),
    (70, 339, "06-02-2014"),
    (70, 371, "Fraværende:"),
    (220, 371, "Bo Klit"),
]
SIGNED: list[Line] = [
    (70, 80, "Underskrifter"),
    (70, 120, "Asta Hav"),
    (300, 120, "Cilla Eng"),
    (70, 134, "Formand"),
    (300, 134, "Næstformand"),
    (70, 180, "Dan Vig"),
    (300, 180, "Esben Strand"),
    (70, 194, "Medlem"),
    (300, 194, "Medlem"),
]
SHEET: list[Line] = [
    (70, 80, "Bilag:"),
    (150, 80, "15.1. Kort over stien"),
    (70, 110, "Udvalg:"),
    (150, 110, "Teknik- og Vejudvalget"),
    (70, 130, "Mødedato:"),
    (150, 130, "6. februar 2014 - Kl. 8:15"),
    (70, 150, "Adgang:"),
    (150, 150, "Åben"),
    (70, 170, "Bilagsnr:"),
    (150, 170, "2011/14"),
]
BODY: list[Line] = [
    (70, 80, "Stien måler, i meter:"),
    (70, 110, "Strækning"),
    (250, 110, "Længde"),
    (350, 110, "Bredde"),
    (70, 124, "Skov til bæk"),
    (250, 124, "410"),
    (350, 124, "2,5"),
    (70, 138, "Bæk til skole"),
    (250, 138, "380"),
    (350, 138, "3,0"),
    (70, 170, "Sagen følger sag 12/5581 fra marts."),
]


def whole() -> Reading:
    reading = paper(FRONT, FIRST, SECOND, SIGNED, SHEET, BODY)
    assert reading is not None
    return reading


def test_the_front_tells_of_the_meeting_and_its_contents_make_no_items() -> None:
    packet = whole().packet
    assert (packet.municipality, packet.committee) == ("Strandby Kommune", "Teknik- og Vejudvalget")
    assert (packet.meeting_date, packet.meeting_start) == (date(2014, 2, 6), time(8, 15))
    assert packet.place == "Rådhuset, lokale 3"
    assert packet.edition is Edition.MINUTES
    assert [(item.number, item.title) for item in packet.items] == [
        ("14", "Bemærkninger til dagsordenen"),
        ("15", "Cykelsti langs skoven"),
    ]


def test_labels_with_colons_and_a_label_that_nobody_knows() -> None:
    reading = whole()
    item = reading.packet.items[1]
    assert item.case_number == "13/20417"
    assert [s.label for s in item.sections] == [
        "Punkttype",
        "Sagsfremstilling",
        "Vejens navn",
        "Indstilling",
        "Bilag",
        "Beslutning",
        "Fraværende",
    ]
    assert item.sections[2].kind is None
    assert [f.args["label"] for f in reading.findings if f.code == "unknown-label"] == ["Vejens navn"]
    assert item.recommendation == "Direktøren indstiller, at forslag 2 vælges."
    assert item.sections[1].text.split("\n")[-1] == "Anlægget koster 2,1 mio. kr."


def test_annexes_without_file_endings_are_one_a_line() -> None:
    reading = whole()
    assert [a.title for a in reading.packet.items[1].annexes] == ["Kort over stien", "Forslag 1 og 2"]
    assert [f.args["title"] for f in reading.findings if f.code == "annex-without-cover"] == ["Forslag 1 og 2"]


def test_signatures_side_by_side_are_read_by_columns() -> None:
    assert [(s.name, s.role) for s in whole().packet.signatories] == [
        ("Asta Hav", "Formand"),
        ("Dan Vig", "Medlem"),
        ("Cilla Eng", "Næstformand"),
        ("Esben Strand", "Medlem"),
    ]


def test_a_sheet_in_columns_is_read_and_words_in_columns_are_a_table() -> None:
    (document,) = whole().packet.annex_documents
    assert (document.label, document.title, document.access) == ("15.1", "Kort over stien", Access.OPEN)
    assert (document.document_number, document.pages, document.case_numbers) == ("2011/14", (5, 6), ("12/5581",))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Strækning", "Længde", "Bredde"],
        ["Skov til bæk", "410", "2,5"],
        ["Bæk til skole", "380", "3,0"],
    ]


def test_annexes_without_any_sheet_do_not_run_into_the_last_item() -> None:
    reading = paper(
        FIRST,
        SECOND,
        [
            (40, 60 + 14 * n, "Et notat om stien, som er skrevet over hele siden og uden noget bilagsark foran.")
            for n in range(20)
        ],
    )
    assert reading is not None
    assert reading.packet.items[1].absent == ("Bo Klit",)
    assert len(reading.packet.annex_bodies) == 1
    assert reading.packet.annex_bodies[0].pages == (3, 3)
