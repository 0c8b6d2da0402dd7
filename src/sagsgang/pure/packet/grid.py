"""Where the cells of a table stand: rows as sources write them, with spans that may not fit, become a full grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .blocks import Cell

#: A span wider or higher than this is a slip or an attack.
WIDEST_SPAN = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the column and row of its top left corner; its spans fit the grid."""

    column: int
    row: int
    cell: Cell


def placed(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Placed, ...], ...]:
    """The cells row by row, each in the first place where it fits; holes are empty cells, rows without cells go.

    A grid that is full already stays as it is.
    """
    given = [tuple(row) for row in rows]
    taken: set[tuple[int, int]] = set()
    kept: dict[tuple[int, int], Cell] = {}
    for y, row in enumerate(given):
        x = 0
        for cell in row:
            wide = min(max(cell.colspan, 1), WIDEST_SPAN)
            high = min(max(cell.rowspan, 1), WIDEST_SPAN, len(given) - y)
            while any((x + i, y) in taken for i in range(wide)):
                x += 1
            kept[x, y] = replace(cell, colspan=wide, rowspan=high)
            taken.update((x + i, y + j) for i in range(wide) for j in range(high))
            x += wide
    width = max((x + 1 for x, _ in taken), default=0)
    kept.update({(x, y): Cell("") for y in range(len(given)) for x in range(width) if (x, y) not in taken})
    return _without_empty_rows(kept)


def _without_empty_rows(kept: dict[tuple[int, int], Cell]) -> tuple[tuple[Placed, ...], ...]:
    """The rows in which a cell begins, renumbered; spans count only these."""
    rows = sorted({y for _, y in kept})
    number = {y: n for n, y in enumerate(rows)}
    grid: list[list[Placed]] = [[] for _ in rows]
    for (x, y), cell in sorted(kept.items(), key=lambda entry: (entry[0][1], entry[0][0])):
        high = sum(y <= other < y + cell.rowspan for other in rows)
        grid[number[y]].append(Placed(x, number[y], replace(cell, rowspan=high)))
    return tuple(tuple(row) for row in grid)
