"""Memos and forms on paper: the letterhead of the department, what is known and nothing else, for everybody to read."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from sagsgang.pure.packet.blocks import Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.render.memo import Field, Letterhead, Memo, Writer, memo_paper, memo_pdf
from tests.support.verapdf import verdicts

ROOT = Path(__file__).parents[3]
HEAD = Letterhead("Klitby Kommune", "Jobcenter", "Torvet 1, 9999 Klitby", "55 55 55 00", "jobcenter@klitby.example")
WRITER = Writer("Sags Behandler", "Specialkonsulent", "55 55 55 01", "skriver@klitby.example")
TABLE = Table(((Cell("År", True), Cell("Kr.", True)), (Cell("2027", True), Cell("37.000")),
               (Cell("I alt", True), Cell("74.000"))))
NOTE = Memo("memo", "Takster for sprogundervisning", HEAD, WRITER, "26-17", date(2026, 9, 14), "closed", (
    Field("Baggrund", (Paragraph("Taksten er fra 2019.\nDen er ikke reguleret."),)),
    Field("Tal", (Heading(1, "Pr. hold"), TABLE, ListBlock(False, ((Paragraph("Aften"),), (Paragraph("Dag"),))))),
    Field("Høring", none_stated=True), Field("Udeladt")), ("Takster 2027", "Brev fra foreningen"))
SHEET = replace(NOTE, kind="form", title="Tjekskema", access="open", fields=(
    Field("Beløb", (Paragraph("37.000 kr."),)), Field("Frist", (Paragraph("1. oktober 2026"),)),
    Field("Begrundelse", (Paragraph("Fordi prisen er steget hvert år siden 2019, uden at taksten er fulgt med op."),)),
    Field("Bemærkninger"), Field("Andre spurgt", none_stated=True)))
NOTHING = Memo("memo", "Uden noget", Letterhead(), Writer(""), "", None, "open", ())
PRINT = ("import hashlib; from tests.pure.render.test_memo import NOTE; "
         "from sagsgang.pure.render.memo import memo_pdf; "
         "print(hashlib.sha256(memo_pdf(NOTE)).hexdigest())")


def text_on(memo: Memo) -> str:
    document = pdfium.PdfDocument(memo_pdf(memo))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return text.replace("\xa0", " ").replace("\r", "")


@pytest.mark.parametrize("memo", [NOTE, SHEET, NOTHING], ids=["memo", "form", "nothing"])
def test_it_passes_the_checks_of_accessibility_and_archiving(memo: Memo, tmp_path: Path) -> None:
    path = tmp_path / "memo.pdf"
    path.write_bytes(memo_pdf(memo))
    found = verdicts(path, "ua1", "3a")
    assert {standard: verdict.failed for standard, verdict in found.items()} == {"ua1": (), "3a": ()}
    assert all(verdict.passed and verdict.checked > 50 for verdict in found.values())


def test_the_letterhead_and_everything_that_is_known_is_on_it_in_order() -> None:
    text = text_on(NOTE)
    wanted = ["Klitby Kommune", "Jobcenter", "Torvet 1, 9999 Klitby", "Telefon 55 55 55 00",
              "Mail jobcenter@klitby.example", "Notat", "Lukket", "Takster for sprogundervisning", "14. september 2026",
              "26-17", "Sags Behandler, Specialkonsulent", "55 55 55 01", "skriver@klitby.example", "Baggrund",
              "Taksten er fra 2019.", "Den er ikke reguleret.", "Tal", "Pr. hold", "37.000", "Aften", "Høring", "Ingen",
              "Bilag", "Takster 2027", "Brev fra foreningen", "Side 1 af 1"]
    places = [text.find(word) for word in wanted]
    assert -1 not in places, [word for word, place in zip(wanted, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_what_is_not_known_is_not_printed() -> None:
    text = text_on(NOTHING)
    for word in ("Dato", "Sag", "Telefon", "Mail", "Lukket", "Ingen", "Bilag", "Ikke udfyldt"):
        assert word not in text
    assert "Udeladt" not in text_on(NOTE)


def test_an_empty_field_of_a_form_says_so_and_short_ones_stand_beside_their_label() -> None:
    nodes = memo_paper(SHEET)["nodes"]
    assert [node["t"] for node in nodes] == ["short", "h", "p", "short", "h", "p"]
    assert len(nodes[0]["rows"]) == 2
    text = text_on(SHEET)
    assert "Skema" in text
    assert "Ikke udfyldt" in text
    assert "Ingen" in text


def test_it_is_danish_tagged_titled_and_dated_and_its_headings_are_bookmarks() -> None:
    with pikepdf.open(io.BytesIO(memo_pdf(NOTE))) as pdf:
        assert str(pdf.Root.Lang) in {"da", "da-DK"}
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == "Takster for sprogundervisning"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260914")
        with pdf.open_outline() as outline:
            assert [entry.title for entry in outline.root] == ["Baggrund", "Tal", "Høring", "Bilag"]


def test_texts_are_set_as_they_are_and_never_read_as_markup() -> None:
    text = text_on(replace(NOTE, title="#pagebreak() *fed* $x$", fields=(
        Field("= Overskrift", (Paragraph('#read("look.typ") \\ @henvisning <mærke> // kommentar'),)),)))
    for words in ("#pagebreak() *fed* $x$", "= Overskrift", '#read("look.typ") \\ @henvisning <mærke> // kommentar'):
        assert words in text


def test_the_same_memo_gives_the_same_bytes_on_any_machine(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TZ": "Pacific/Auckland", "LANG": "C",
                   "PYTHONHASHSEED": "7", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", PRINT], env=environment, cwd=tmp_path, text=True, capture_output=True,
                          check=True)
    assert done.stdout.strip() == hashlib.sha256(memo_pdf(NOTE)).hexdigest()


def test_a_long_memo_goes_on_over_the_pages() -> None:
    long = replace(NOTE, fields=tuple(Field(f"Afsnit {n}", (Paragraph("Ord og tal. " * 80),)) for n in range(20)))
    assert "Side 2 af" in text_on(long)
    assert "Afsnit 19" in text_on(long)
