"""What the HTML of a field is read into: paragraphs by line, headings, lists and tables, with their places."""

from __future__ import annotations

from typing import NamedTuple

from ..packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from ..packet.span import Span


class Line(NamedTuple):
    """One line of a paragraph with its characters in the source; `bold` and `underlined` where all of it is."""

    text: str
    start: int
    end: int
    bold: bool = False
    underlined: bool = False


class Lines(NamedTuple):
    """A paragraph, still by line."""

    lines: tuple[Line, ...]


class Head(NamedTuple):
    """A heading as the source levels it (h1 is 1)."""

    level: int
    line: Line


#: What a flow is made of; lists and tables are blocks already.
Node = Lines | Head | ListBlock | Table


class Aside(NamedTuple):
    """Something in the source that is no plain text: hidden text, an image, words struck out."""

    kind: str
    text: str
    start: int
    end: int


class Flow(NamedTuple):
    """The nodes of a field in document order, and what stands beside its text."""

    nodes: tuple[Node, ...]
    asides: tuple[Aside, ...] = ()


# A frozen value sets its fields one by one through a general door; a field has thousands of places, paragraphs and
# cells, so theirs are set through the slots themselves, to the same effect.
_PAGE, _BBOX, _FROM, _TO = (getattr(Span, name).__set__ for name in ("page", "bbox", "line_from", "line_to"))
_POINTER, _START, _END = (getattr(Span, name).__set__ for name in ("pointer", "start", "end"))
_TEXT, _WHERE = (getattr(Paragraph, name).__set__ for name in ("text", "where"))
_CELL_TEXT, _HEADER, _COLSPAN, _ROWSPAN = (
    getattr(Cell, name).__set__ for name in ("text", "header", "colspan", "rowspan"))
_new = object.__new__
#: `made_of(Line, (text, start, end, bold, underlined))` is `Line(text, start, end, bold, underlined)` in less time.
made_of = tuple.__new__


def place_of(pointer: str, start: int, end: int) -> Span:
    """`Span(pointer=pointer, start=start, end=end)`, made in less time."""
    span = _new(Span)
    _PAGE(span, None)
    _BBOX(span, None)
    _FROM(span, None)
    _TO(span, None)
    _POINTER(span, pointer)
    _START(span, start)
    _END(span, end)
    return span


def cell_of(text: str, header: bool, spans: tuple[int, int]) -> Cell:
    """`Cell(text, header, *spans)`, made in less time."""
    cell = _new(Cell)
    _CELL_TEXT(cell, text)
    _HEADER(cell, header)
    _COLSPAN(cell, spans[0])
    _ROWSPAN(cell, spans[1])
    return cell


def to_block(node: Node, pointer: str) -> Block:
    """A node as a block of the packet."""
    if isinstance(node, Lines):
        lines = node.lines
        paragraph = _new(Paragraph)
        _TEXT(paragraph, lines[0].text if len(lines) == 1 else "\n".join([line.text for line in lines]))
        _WHERE(paragraph, (place_of(pointer, lines[0].start, lines[-1].end),))
        return paragraph
    if isinstance(node, Head):
        return Heading(node.level, node.line.text, (place_of(pointer, node.line.start, node.line.end),))
    return node


_INVISIBLE = "\u200b\ufeff\xad"


def collapsed(text: str) -> str:
    """Text with white space (no-break spaces too) made one blank; nothing where only invisible signs are left."""
    if text.isprintable() and "  " not in text:  # no white space but single blanks
        return text.strip(" ")
    single = " ".join(text.split())
    return "" if single[:1] in _INVISIBLE and not single.strip(_INVISIBLE + " ") else single


def cell_text(nodes: list[Node]) -> str:
    """The text of a cell: a line break between what stands under each other in it."""
    if len(nodes) == 1 and isinstance(nodes[0], Lines) and len(nodes[0].lines) == 1:
        return nodes[0].lines[0].text
    lines: list[str] = []
    for node in nodes:
        match node:
            case Lines(lines=own):
                lines += [line.text for line in own]
            case Head(line=line):
                lines.append(line.text)
            case ListBlock(entries=entries):
                lines += [cell_text([_node(block) for block in entry]) for entry in entries]
            case Table(rows=rows):
                lines += [" ".join(cell.text for cell in row if cell.text) for row in rows]
    return "\n".join(line for line in lines if line)


def _node(block: Block) -> Node:
    """A block inside a list as a node again, to ask it for its text."""
    match block:
        case Paragraph(text=text) | Heading(text=text):
            return Lines((Line(text, 0, 0),))
        case _:
            return block
