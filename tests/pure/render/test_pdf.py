"""The paper: the same bytes anywhere, tagged, Danish, with contents, bookmarks, page labels and fonts of its own."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from sagsgang.pure.intake import own_pdf
from sagsgang.pure.packet.blocks import Heading, Paragraph
from sagsgang.pure.packet.glyphs import glyphs, lines_of
from sagsgang.pure.packet.model import Item, Packet, Section
from sagsgang.pure.render.pdf import pdf_of, unprintable
from tests.support import packets

ROOT = Path(__file__).parents[3]
PRINT = ("import hashlib; from tests.support.packets import handmade; from sagsgang.pure.render.pdf import pdf_of; "
         "print(hashlib.sha256(pdf_of(handmade())).hexdigest())")


def opened(packet: Packet) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf_of(packet)))


def one_item(*paragraphs: str) -> Packet:
    section = Section("Tema", None, tuple(Paragraph(text) for text in paragraphs))
    return Packet(None, None, None, None, None, None, None, (Item("1", None, sections=(section,)),))


@pytest.mark.parametrize("elsewhere", [
    {"TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Lima", "LANG": "da_DK.UTF-8", "SOURCE_DATE_EPOCH": "1999999999", "PYTHONHASHSEED": "77"}])
def test_the_same_packet_gives_the_same_bytes_on_any_machine(elsewhere: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "another home"
    home.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", PRINT], env=environment | elsewhere, cwd=tmp_path, text=True,
                          capture_output=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(pdf_of(packets.handmade())).hexdigest()


def test_only_our_own_fonts_are_in_it() -> None:
    with opened(packets.handmade()) as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert names
    assert all("NotoSans" in name for name in names)


def test_it_is_danish_tagged_titled_and_dated_like_the_meeting() -> None:
    with opened(packets.handmade()) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) in {("da", True), ("da-DK", True)}
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as about:
            assert about["dc:title"] == f"{packets.BODY} · 10. maj 2023"
            assert about["xmp:CreateDate"].startswith("2023-05-10")
            assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "3", "A")


def _bookmarks(items: Any) -> list[str]:
    return [title for item in items for title in (item.title, *_bookmarks(item.children))]


def test_items_fields_and_annexes_have_bookmarks() -> None:
    with opened(packets.handmade()) as pdf, pdf.open_outline() as outline:
        titles = _bookmarks(outline.root)
    assert "Punkt 1: Godkendelse af dagsorden" in titles
    assert "Bilag 3.1: Notat om linjeføring" in titles
    assert "Sagsfremstilling" in titles


def test_pages_are_labelled_as_they_are_numbered() -> None:
    with opened(packets.handmade()) as pdf:
        assert [page.label for page in pdf.pages] == [str(n) for n in range(1, len(pdf.pages) + 1)]


def test_the_contents_lead_to_each_part_that_comes_after_them() -> None:
    with opened(packets.handmade()) as pdf:
        links = [note for note in pdf.pages[0].Annots if note.Subtype == pikepdf.Name.Link]
    packet = packets.handmade()
    parts = len(packet.items) + len(packet.annex_documents) + len(packet.annex_bodies) + 1
    assert len(links) == parts


def test_the_headings_of_rows_are_tagged_as_headings() -> None:
    with opened(packets.handmade()) as pdf:
        scopes = [str(part.Scope) for thing in pdf.objects
                  if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.TH
                  for part in thing.A if "/Scope" in part]
    assert {"/Row", "/Column"} == set(scopes)


def test_text_is_never_read_as_markup() -> None:
    hostile = '#panic("x") $x^2$ *fed* _k_ @a <b> `c` = d \\ / e: f #import "x" ~ -- --- ...'
    assert _page_text(pdf_of(one_item(hostile))) == hostile


def _page_text(data: bytes) -> str:
    reading = own_pdf.read(data, "")
    assert reading is not None
    return reading.packet.items[0].sections[0].text


def test_skipped_heading_levels_are_no_hindrance() -> None:
    blocks = (Heading(5, "Dybt"), Paragraph("x"), Heading(1, "Højt"), Heading(7, "Dybt igen"))
    packet = replace(one_item(), items=(Item("1", "x", sections=(Section("Tema", None, blocks),)),))
    assert pdf_of(packet)


def test_characters_without_a_glyph_are_replaced_visibly_and_reported() -> None:
    packet = one_item("\uf0b7 punkt 日本", "日")
    assert [(f.args["code"], f.args["shown"], f.args["count"]) for f in unprintable(packet)] == [
        ("U+65E5", "\ufffd", 2), ("U+672C", "\ufffd", 1), ("U+F0B7", "•", 1)]
    assert all(finding.message for finding in unprintable(packet))
    assert _page_text(pdf_of(packet)) == "• punkt \ufffd\ufffd\n\ufffd"


def test_what_shows_nothing_is_not_text() -> None:
    assert lines_of("so\u00adcial\u200b\r\n\r\n \u00a0 a \x00\tb\u2028c") == ("social", "a b", "c")


def test_printing_much_does_not_fill_the_memory() -> None:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("this system does not tell what a process takes")

    def pages_taken(number: int) -> int:
        pdf_of(one_item(*(f"{number}.{line} " + "sti langs søen " * 30 for line in range(400))))
        return int(statm.read_text().split()[1])

    taken = [pages_taken(number) for number in range(8)]
    assert taken[-1] < taken[2] * 1.3


def test_the_list_of_glyphs_is_that_of_the_fonts() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import list_glyphs
    finally:
        sys.path.pop(0)
    assert list_glyphs.LIST.read_text(encoding="utf-8") == list_glyphs.listed()
    assert {ord(char) for char in "æøåÆØÅ§½–—“”€☐☒−≤"} <= glyphs()
