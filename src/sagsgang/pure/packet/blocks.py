"""The block tree of a text: paragraphs, headings, lists and tables. Plain text is derived from it, never kept too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break inside it is "\\n"."""

    text: str
    where: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a field or an annex; `level` 1 is its highest."""

    level: int
    text: str
    where: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each entry is a block tree of its own."""

    ordered: bool
    entries: tuple[tuple[Block, ...], ...]
    where: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `header` where the source marks it as one."""

    text: str
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
    where: tuple[Span, ...] = ()


Block = Paragraph | Heading | ListBlock | Table


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield text
        case ListBlock(entries=entries):
            for entry in entries:
                yield text_of(entry)
        case Table(rows=rows):
            for row in rows:
                yield "\t".join(cell.text for cell in row)


def text_of(blocks: Iterable[Block]) -> str:
    """The plain text of a block tree: a line break between blocks and rows, a tab between cells."""
    return "\n".join(line for block in blocks for line in _lines(block))
