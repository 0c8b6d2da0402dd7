"""The editor's HTML and block trees, both ways. What the editor shows is what is printed.

A text is made of paragraphs, headings of two levels (h3, h4), lists and tables with merged cells. Everything else is
read as text. Reading what was shown gives the same blocks again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from ..intake.html import flow_of
from ..intake.html_flow import to_block
from ..kernel.errors import InputRefused
from ..packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from .rewriting import rewritten

#: Characters of HTML that one section may send; longer texts are annexes.
LONGEST = 2_000_000
_LEVELS = {1: "h3", 2: "h4"}
_WIDEST = 100


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and how many pictures could not be kept in it (a picture is an annex)."""

    blocks: tuple[Block, ...]
    images: int = 0


def blocks_of_html(html: str) -> Written:
    """The blocks of what the editor, a paste or a converted document sends. Raises InputRefused where it is too long
    or nested too deep; anything else is read."""
    if len(html) > LONGEST:
        raise InputRefused("text-too-long", size=len(html), limit=LONGEST)
    plain, images = rewritten(html.replace("\x00", ""))
    return Written(tidy(to_block(node, "") for node in flow_of(plain, "").nodes), images)


def tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks as they are stored: without places and without empty ones, headings on two levels."""
    return tuple(kept for block in blocks if (kept := _tidy(block)) is not None)


def _tidy(block: Block) -> Block | None:
    match block:
        case Paragraph(text=text):
            said = "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
            return Paragraph(said) if said else None
        case Heading(level=level, text=text):
            said = " ".join(text.split())
            return Heading(1 if level <= 3 else 2, said) if said else None
        case ListBlock(ordered=ordered, entries=entries):
            kept = tuple(inner for entry in entries if (inner := tidy(entry)))
            return ListBlock(ordered, kept) if kept else None
        case Table(rows=rows):
            cells = tuple(tuple(_cell(cell) for cell in row) for row in rows if row)
            return Table(cells) if any(cell.text for row in cells for cell in row) else None


def _cell(cell: Cell) -> Cell:
    text = "\n".join(line for part in cell.text.splitlines() if (line := " ".join(part.split())))
    return Cell(text, cell.header, max(1, min(cell.colspan, _WIDEST)), max(1, min(cell.rowspan, _WIDEST)))


def editor_html(blocks: Iterable[Block]) -> str:
    """The blocks as the editor takes them."""
    return "".join(_html(block) for block in blocks)


def _html(block: Block) -> str:
    match block:
        case Paragraph(text=text):
            return f"<p>{_text(text)}</p>"
        case Heading(level=level, text=text):
            tag = _LEVELS.get(level, "h4")
            return f"<{tag}>{_text(text)}</{tag}>"
        case ListBlock(ordered=ordered, entries=entries):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{editor_html(entry)}</li>' for entry in entries)}</{tag}>"
        case Table(rows=rows):
            lines = ("<tr>" + "".join(_cell_html(cell) for cell in row) + "</tr>" for row in rows)
            return f"<table><tbody>{''.join(lines)}</tbody></table>"


def _cell_html(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = "".join(f' {name}="{value}"' for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
                    if value > 1)
    return f"<{tag}{spans}><p>{_text(cell.text)}</p></{tag}>"


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
