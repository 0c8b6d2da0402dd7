"""The text of annex files: read where there is one, none with its reason where not, hidden content told."""

from __future__ import annotations

import io

import pikepdf
import pytest

from sagsgang.pure.packet.blocks import Heading, Paragraph, text_of
from sagsgang.pure.writing.annexes import NONE, READ, UNSETTLED, AnnexText, read_annex

from ...support import word_files as make


def pdf(*pages: str) -> bytes:
    """A PDF with a content stream for each page."""
    document = pikepdf.new()
    font = document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding))
    for content in pages:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(content.encode("cp1252"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def line(text: str, top: int) -> str:
    return f"BT /F1 12 Tf 60 {842 - top} Td ({text}) Tj ET\n"


def test_a_pdf_is_read_by_pages_and_paragraphs() -> None:
    data = pdf(line("Budgettet for 2027", 60) + line("er vedtaget.", 74) + line("Et nyt afsnit", 120),
               line("Side to", 60))
    annex = read_annex("Bilag 1.PDF", data)
    assert (annex.state, annex.pages, annex.hidden) == (READ, 2, ())
    assert annex.blocks == (Paragraph("Budgettet for 2027\ner vedtaget."), Paragraph("Et nyt afsnit"),
                            Paragraph("Side to"))


def test_a_pdf_without_words_has_no_text_and_says_that_it_is_a_picture() -> None:
    assert read_annex("skannet.pdf", pdf("0 0 100 100 re f")) == AnnexText(NONE, "picture", pages=1)


def test_a_damaged_pdf_has_no_text_and_says_why() -> None:
    annex = read_annex("bilag.pdf", b"%PDF-1.7 ikke mere")
    assert (annex.state, annex.blocks) == (NONE, ())
    assert annex.reason


def test_a_word_file_is_read() -> None:
    document = make.new()
    document.add_heading("Bilag", 1)
    document.add_paragraph("Teksten")
    assert read_annex("bilag.docx", make.saved(document)) == AnnexText(
        READ, blocks=(Heading(1, "Bilag"), Paragraph("Teksten")))


def test_a_word_file_that_hides_waits_for_a_person_with_its_visible_text() -> None:
    annex = read_annex("bilag.docx", make.saved(make.with_runs(make.run("hemmeligt", "<w:vanish/>"))))
    assert annex.state == UNSETTLED
    assert text_of(annex.blocks) == "Synligt. Mere."
    assert [(piece.kind, piece.text) for piece in annex.hidden] == [("hidden", "hemmeligt")]


def test_a_footer_is_in_sight_of_who_opens_the_file_and_holds_nothing_up() -> None:
    document = make.with_runs()
    document.sections[0].footer.paragraphs[0].text = "Side 1"
    document.core_properties.keywords = "budget"
    annex = read_annex("bilag.docx", make.saved(document))
    assert (annex.state, annex.hidden) == (READ, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_plain_text_is_read_in_its_encoding(encoding: str) -> None:
    annex = read_annex("høring.txt", "Høringssvar\n\nVi støtter æblerne.".encode(encoding))
    assert annex == AnnexText(READ, blocks=(Paragraph("Høringssvar"), Paragraph("Vi støtter æblerne.")))


@pytest.mark.parametrize(("name", "reason"), [
    ("kort.png", "picture"), ("foto.JPG", "picture"), ("foto.jpeg", "picture"), ("ark.xlsx", "kind-not-read"),
    ("gammel.doc", "kind-not-read"), ("uden endelse", "kind-not-read")])
def test_a_file_of_another_kind_has_no_text_and_says_why(name: str, reason: str) -> None:
    assert read_annex(name, b"x") == AnnexText(NONE, reason)


@pytest.mark.parametrize("name", ["bilag.docx", "bilag.pdf"])
def test_a_file_that_is_not_what_its_name_says_has_no_text_and_says_why(name: str) -> None:
    annex = read_annex(name, b"Jeg er en tekst.")
    assert annex.state == NONE
    assert annex.reason not in {"", "kind-not-read"}
