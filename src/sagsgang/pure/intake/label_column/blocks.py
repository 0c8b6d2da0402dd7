"""An annex's page as blocks: a side column apart, tables by lines or columns, headings, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from ...packet.blocks import Block, Heading, Paragraph, Table
from ..lines import BULLET, Row, row_of, with_gaps
from ..pdf import Rule, Word
from .parts import Desk
from .tables import Grid, grids_of, open_table, ruled_table, segments

#: A side column has at least so many lines that begin at one edge.
_SIDE_LINES = 4


def blocks_of(rows: Sequence[Row], rules: Mapping[int, Sequence[Rule]], desk: Desk) -> tuple[Block, ...]:
    """The blocks of these rows, page by page, in reading order."""
    made: list[Block] = []
    for page, grouped in groupby(rows, key=lambda row: row.page):
        on_page = list(grouped)
        if on_page[0].words:
            made += _page_blocks(on_page, grids_of(rules.get(page, ())), desk)
        else:
            made += _text_blocks(on_page, desk)
    return tuple(made)


def _text_blocks(rows: Sequence[Row], desk: Desk) -> list[Block]:
    """Paragraphs of a text layer; a single line in capitals is a heading."""
    paragraphs, guesses = desk.joiner.paragraphs(rows)
    _tell(guesses, desk)
    return [Heading(1, block.text, block.where) if _capitals(block.text) else block for block in paragraphs]


def _capitals(text: str) -> bool:
    return text.isupper() and len(re.findall(r"[^\W\d_]", text)) >= 4 and len(text) < 80 and "\n" not in text \
        and not text.endswith(".")


def _page_blocks(rows: Sequence[Row], grids: Sequence[Grid], desk: Desk) -> list[Block]:
    """A page of a PDF: its text with its tables at their places, then the side column."""
    page = rows[0].page
    made: list[Block] = []
    main, side = _sides(rows)
    placed: list[tuple[float, Table]] = []
    for grid in grids:
        inside = [word for row in main for word in row.words if grid.holds(word)]
        table = ruled_table(grid, inside, page, desk.joiner)
        if table:
            placed.append((grid.ys[0], table))
            main = [kept for row in main if (kept := row_of([w for w in row.words if not grid.holds(w)], page))]
    from_here = 0.0
    for top, table in placed:
        made += _flow(with_gaps([row for row in main if from_here <= row.top < top]), desk)
        made.append(table)
        from_here = top
    made += _flow(with_gaps([row for row in main if row.top >= from_here]), desk)
    return [*made, *_flow(with_gaps(side), desk)]


def _sides(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows without a column at the right side, and that column; it begins at one edge that no word crosses."""
    starts: dict[int, int] = {}
    for row in rows:
        for part in segments(row)[-1:]:
            starts[round(part[0].left)] = starts.get(round(part[0].left), 0) + 1
    page, right = rows[0].page, max(row.right for row in rows)
    for left, count in sorted(starts.items(), key=lambda pair: -pair[1]):
        edge = left - 2
        side = [[word for word in row.words if word.left >= edge] for row in rows]
        crossing = any(word.left < edge < word.right for row in rows for word in row.words)
        main = [[word for word in row.words if word.left < edge] for row in rows]
        together = sum(1 for a, b in zip(main, side, strict=True) if a and b)
        alone = sum(1 for a, b in zip(main, side, strict=True) if b and not a)
        if count >= _SIDE_LINES and left > 0.6 * right and not crossing and alone >= 3 and alone >= together:
            return _made(main, page), _made(side, page)
    return list(rows), []


def _made(parts: Sequence[Sequence[Word]], page: int) -> list[Row]:
    return [row for words in parts if (row := row_of(words, page))]


def _flow(rows: Sequence[Row], desk: Desk) -> list[Block]:
    """Running text with tables that have no lines."""
    made: list[Block] = []
    text: list[Row] = []
    at = 0
    while at < len(rows):
        table, count = open_table(rows[at:], desk.joiner) if not BULLET.match(rows[at].text) else (None, 0)
        if table:
            made += _paragraphs(text, desk)
            made.append(table)
            text, at = [], at + count
        else:
            text.append(rows[at])
            at += 1
    return [*made, *_paragraphs(text, desk)]


def _paragraphs(rows: Sequence[Row], desk: Desk) -> list[Block]:
    """Paragraphs, and headings: lines that are bold or larger than the page's text and stand by themselves."""
    if not rows:
        return []
    body = _body_size(rows)
    made: list[Block] = []
    for heading, grouped in groupby(rows, key=lambda row: _level(row, body)):
        group = list(grouped)
        paragraphs, guesses = desk.joiner.paragraphs(group)
        _tell(guesses, desk)
        made += [Heading(heading, block.text.replace("\n", " "), block.where) if heading else block
                 for block in paragraphs if isinstance(block, Paragraph)]
    return made


def _body_size(rows: Sequence[Row]) -> float:
    sizes: dict[float, int] = {}
    for row in rows:
        sizes[round(row.size, 1)] = sizes.get(round(row.size, 1), 0) + len(row.text)
    return max(sizes, key=lambda size: sizes[size])


def _level(row: Row, body: float) -> int:
    """The level of a heading, 0 for text."""
    if len(row.text) > 110 or not re.search(r"[^\W\d_]{2}", row.text):
        return 0
    if row.size > 1.25 * body:
        return 1
    return 2 if row.bold and not row.text.endswith((".", ",", ";")) else 0


def _tell(guesses: Sequence[tuple[Row, str]], desk: Desk) -> None:
    for row, word in guesses:
        desk.notes.info("line-end-hyphen", (row.where,), word=word)
