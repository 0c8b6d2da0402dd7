"""A block tree as HTML that cannot carry anything but text: every character of the source is escaped.

Headings are levelled (a level is never skipped), header cells get their scope, wide tables scroll in a group of their
own that the keyboard reaches (no landmark: a page may have dozens), numbers in cells stand to the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from ..packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table

_NUMBER = re.compile(r"[-–−+(]?\s?\d[\d.\s\xa0]*(?:,\d+|,-)?\)?\s?(?:%|kr\.?|t?\.?kr\.?|mio\.? kr\.?)?", re.IGNORECASE)
#: The widest span of a cell that a page draws; more is a slip or an attack on the browser.
_WIDEST = 100


@dataclass(slots=True)
class _Writer:
    """What one block tree needs to remember while it is written."""

    level: int
    table: str
    above: list[int] = field(default_factory=list)
    tables: int = 0

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph(text=text):
                    if text.strip():
                        yield f"<p>{_text(text)}</p>"
                case Heading(level=level, text=text):
                    if text.strip():
                        yield self.heading(level, text)
                case ListBlock():
                    yield self.list(block)
                case Table(rows=rows):
                    yield self.table_of(rows)

    def heading(self, level: int, text: str) -> str:
        while self.above and self.above[-1] >= level:
            self.above.pop()
        self.above.append(level)
        tag = f"h{min(self.level + len(self.above) - 1, 6)}"
        return f"<{tag}>{_text(text)}</{tag}>"

    def list(self, block: ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        entries = "".join(f"<li>{self.entry(entry)}</li>" for entry in block.entries)
        return f"<{tag}>{entries}</{tag}>" if entries else ""

    def entry(self, entry: tuple[Block, ...]) -> str:
        """An entry; its first paragraph stands on the line of its bullet."""
        match entry:
            case (Paragraph(text=text), *rest):
                return _text(text) + "".join(self.blocks(rest))
            case _:
                return "".join(self.blocks(entry))

    def table_of(self, rows: tuple[tuple[Cell, ...], ...]) -> str:
        self.tables += 1
        name = escape(self.table.format(number=self.tables))
        body = "".join(_row(row) for row in rows if row)
        if not body:
            return ""
        return (f'<div class="table--responsive-scroll" role="group" tabindex="0" aria-label="{name}">'
                f'<table class="table table--borderless"><tbody>{body}</tbody></table></div>')


def _row(row: tuple[Cell, ...]) -> str:
    named = [cell for cell in row if cell.text.strip()]
    heads = bool(named) and all(cell.header for cell in named)
    scope = "col" if heads and len(row) > 1 else "row"
    return "<tr>" + "".join(_cell(cell, scope, place) for place, cell in enumerate(row)) + "</tr>"


def _cell(cell: Cell, scope: str, place: int) -> str:
    """A cell; an empty header cell is none, for it names nothing."""
    spans = "".join(f' {name}="{min(value, _WIDEST)}"' for name, value in
                    (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if value > 1)
    number = ' class="number"' if _NUMBER.fullmatch(cell.text.strip()) else ""
    if not cell.header or not cell.text.strip():
        return f"<td{spans}{number}>{_text(cell.text)}</td>"
    if scope == "row" or not place:
        number = ""  # names of rows, and what stands above them, stand to the left whatever they are
    if (cell.colspan if scope == "col" else cell.rowspan) > 1:
        scope += "group"
    return f'<th scope="{scope}"{spans}{number}>{_text(cell.text)}</th>'


def _text(text: str) -> str:
    return escape(text.strip(), quote=False).replace("\n", "<br>")


def html_of(blocks: Iterable[Block], *, level: int, table: str) -> str:
    """The blocks as HTML. `level` is that of the highest heading (2–6); `table` names a table ("Table {number}")."""
    return "".join(_Writer(level, table).blocks(blocks))
