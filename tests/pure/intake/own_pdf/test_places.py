"""Every value of our own paper keeps its place, and every line of it is in a value or listed by a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sagsgang.pure.intake import own_pdf
from sagsgang.pure.intake.pdf import pages_of
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.span import Span
from sagsgang.pure.render.pdf import pdf_of
from tests.support import packets


def read(data: bytes) -> Reading:
    reading = own_pdf.read(data, "")
    assert reading is not None
    return reading


def spans(value: Any) -> Iterator[Span]:
    """Every span anywhere in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from spans(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from spans(child)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


def inside(span: Span, page: int, x: float, y: float) -> bool:
    return (span.bbox is not None and span.page == page
            and span.bbox[0] <= x <= span.bbox[2] and span.bbox[1] <= y <= span.bbox[3])


#: The words that stand before values, and the headings of our own parts and tables: no value and no text of an author.
OWN = ("Mødedato", "Mødestart", "Sted", "Udgave", "Udskrift Sagsgang, form 1", "Deltagere",
       "Underskrifter", "Navn Fremmøde", "Navn Rolle")


def test_every_line_of_the_paper_is_placed_or_listed() -> None:
    data = pdf_of(packets.handmade())
    found = read(data)
    places = list(spans([found.packet, found.findings]))
    lost = [line.text for page in pages_of(data) for line in page.lines for word in line.words
            if not any(inside(span, page.number, (word.left + word.right) / 2, (word.top + word.bottom) / 2)
                       for span in places) and not line.text.startswith(OWN)]
    assert not lost


def test_single_values_stand_where_their_words_are_printed() -> None:
    data = pdf_of(packets.handmade())
    packet, pages = read(data).packet, {page.number: page for page in pages_of(data)}

    def words(span: Span) -> str:
        return " ".join(word.text for line in pages[span.page or 0].lines for word in line.words
                        if inside(span, span.page or 0, (word.left + word.right) / 2, (word.top + word.bottom) / 2))

    assert words(packet.sources["place"][0]) == packet.place
    assert words(packet.sources["municipality"][0]) == packet.municipality
    assert words(packet.sources["committee"][0]) == packet.committee
    item = packet.items[2]
    assert words(item.sources["case_number"][0]) == item.case_number
    assert [words(item.sources[f"absent/{n}"][0]).rstrip(",") for n in range(2)] == list(item.absent)
    assert words(item.sources["title"][0]) == f"Punkt 3: {item.title}"
    assert words(item.annexes[0].where[0]) == "Notat om linjeføring.pdf 88120/22 Åben"


def test_the_paper_says_which_layout_it_is_and_has_no_error() -> None:
    found = read(pdf_of(packets.handmade()))
    assert (found.packet.layout, found.has_error) == ("sagsgang", False)


def test_the_name_of_the_file_changes_nothing() -> None:
    data = pdf_of(replace(packets.handmade(), committee=None))
    assert own_pdf.read(data, "Byrådet 2020-01-01.pdf") == own_pdf.read(data, "")
    assert isinstance(read(data).packet, Packet)
