"""The packet as it survives paper: `normal(read(pdf_of(p))) == normal(p)`.

Spans, sources, ids of machines and the name of the layout go; texts are NFC in characters of our fonts with white
space collapsed; what is empty is left out; headings lose skipped levels, lists their deepest ones; tables become full
grids; of the packet only the open part stays. `normal(normal(p)) == normal(p)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from .glyphs import lines_of, one_line
from .grid import placed
from .model import Annex, AnnexDocument, Attendee, Decision, Item, Packet, Section, Signatory
from .open_part import open_part

#: Headings inside a field deeper than this stand on this level.
DEEPEST_HEADING = 4
#: What lists nest deeper than this stands in the entry above it; a page has no room for more.
DEEPEST_LIST = 10


def normal(packet: Packet) -> Packet:
    """The open part of the packet in its normal form."""
    public, _left_out = open_part(packet)
    return printed(public)


def printed(packet: Packet) -> Packet:
    """The whole packet in its normal form: what the PDF shows, closed parts included where the caller left them in."""
    start = packet.meeting_start
    return replace(
        packet, municipality=_optional(packet.municipality), committee=_optional(packet.committee),
        meeting_start=start.replace(second=0, microsecond=0, tzinfo=None) if start else None,
        place=_optional(packet.place), layout=None, source_id=None, sources={},
        items=tuple(_item(item) for item in packet.items),
        attendees=tuple(Attendee(one_line(a.name), a.absent) for a in packet.attendees),
        signatories=tuple(Signatory(one_line(s.name), _optional(s.role)) for s in packet.signatories),
        annex_documents=tuple(_document(document) for document in packet.annex_documents),
        annex_bodies=tuple(_document(document) for document in packet.annex_bodies),
    )


def _optional(text: str | None) -> str | None:
    return one_line(text) or None


def _named(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := one_line(text)))


def _item(item: Item) -> Item:
    return Item(
        number=one_line(item.number), title=_optional(item.title), case_number=_optional(item.case_number),
        kind=item.kind, access=item.access,
        sections=tuple(Section(one_line(s.label), s.kind, normal_blocks(s.blocks)) for s in item.sections),
        decisions=tuple(Decision(_optional(d.body), d.date, normal_blocks(d.blocks)) for d in item.decisions),
        absent=_named(item.absent), attendance_notes=_named(item.attendance_notes),
        annexes=tuple(Annex(one_line(a.title), _optional(a.document_number), a.access) for a in item.annexes),
    )


def _document(document: AnnexDocument) -> AnnexDocument:
    return AnnexDocument(
        label=_optional(document.label), title=_optional(document.title), access=document.access,
        document_number=_optional(document.document_number), pages=document.pages,
        blocks=normal_blocks(document.blocks), case_numbers=_named(document.case_numbers),
    )


def normal_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """A block tree without spans and without what is empty, its headings one level deeper at a time."""
    return _blocks(blocks, [], 0)


def _blocks(blocks: Iterable[Block], above: list[int], depth: int) -> tuple[Block, ...]:
    """`above` holds the levels of the headings that the next one may stand under, in document order."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(text=text):
                if lines := lines_of(text):
                    found.append(Paragraph("\n".join(lines)))
            case Heading(level=level, text=text):
                if title := one_line(text):
                    found.append(Heading(_level(level, above), title))
            case ListBlock(ordered=ordered, entries=entries):
                inner = tuple(_blocks(entry, above, depth + 1) for entry in entries)
                if inner and depth < DEEPEST_LIST:
                    found.append(ListBlock(ordered, inner))
                else:
                    found += [block for entry in inner for block in entry]
            case Table(rows=rows):
                if table := normal_table(rows):
                    found.append(table)
    return tuple(found)


def _level(level: int, above: list[int]) -> int:
    while above and above[-1] >= level:
        above.pop()
    above.append(level)
    return min(len(above), DEEPEST_HEADING)


def normal_table(rows: Iterable[Iterable[Cell]]) -> Table | None:
    """The table as a full grid (None where it has no cell): what is missing in a row is an empty cell."""
    grid = placed(rows)
    return Table(tuple(tuple(_cell(place.cell) for place in row) for row in grid)) if grid else None


def _cell(cell: Cell) -> Cell:
    text = "\n".join(lines_of(cell.text))
    return replace(cell, text=text, header=cell.header and bool(text))
