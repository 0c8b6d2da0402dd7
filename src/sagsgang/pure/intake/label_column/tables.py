"""Tables on a page of a PDF: by drawn lines, or by words that stand in columns over several rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...packet.blocks import Cell, Table
from ..lines import Joiner, Row, merged, row_of, with_gaps
from ..pdf import Rule, Word

_NEAR = 3.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where drawn lines cut an area into columns and rows, with the lines themselves."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, word: Word) -> bool:
        """Whether the word's middle is inside."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The areas that drawn lines cut into at least two cells; lines that touch belong to one area."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        for group in touching[1:]:
            touching[0].extend(group)
            groups.remove(group)
        if touching:
            touching[0].append(rule)
        else:
            groups.append([rule])
    grids = []
    for group in groups:
        xs = _cuts([rule.left for rule in group if not rule.horizontal])
        ys = _cuts([rule.top for rule in group if rule.horizontal])
        if len(xs) >= 2 and len(ys) >= 2 and (len(xs) - 1) * (len(ys) - 1) >= 2:
            grids.append(Grid(tuple(xs), tuple(ys), tuple(group)))
    return sorted(grids, key=lambda grid: grid.ys[0])


def _touch(a: Rule, b: Rule) -> bool:
    return (a.left - _NEAR <= b.right and b.left - _NEAR <= a.right
            and a.top - _NEAR <= b.bottom and b.top - _NEAR <= a.bottom)


def _cuts(values: Sequence[float]) -> list[float]:
    cuts: list[float] = []
    for value in sorted(values):
        if not cuts or value - cuts[-1] > _NEAR:
            cuts.append(value)
    return cuts


def ruled_table(grid: Grid, words: Sequence[Word], page: int, joiner: Joiner) -> Table | None:
    """The table of a grid with its words; a cell that no line parts from its neighbour spans both. None where all
    words stand in one cell: then it is a frame."""
    held: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        column = sum(1 for x in grid.xs[1:-1] if (word.left + word.right) / 2 > x)
        row = sum(1 for y in grid.ys[1:-1] if (word.top + word.bottom) / 2 > y)
        held[row, column].append(word)
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[Cell, ...]] = []
    filled = 0
    for row in range(len(grid.ys) - 1):
        cells: list[Cell] = []
        for column in range(len(grid.xs) - 1):
            if (row, column) in taken:
                continue
            area = _area(grid, row, column, taken)
            taken.update(area)
            inside = [word for place in area for word in held.get(place, ())]
            filled += bool(inside)
            cells.append(Cell(cell_text(inside, page, joiner), bool(inside) and all(word.bold for word in inside),
                              colspan=len({c for _, c in area}), rowspan=len({r for r, _ in area})))
        if cells:
            rows.append(tuple(cells))
    box = row_of(list(words), page)
    return Table(tuple(rows), (box.where,) if box else ()) if filled > 1 else None


def _area(grid: Grid, row: int, column: int, taken: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that one cell covers from (row, column) on: to the right and down, as far as no line parts them."""
    last = column
    while last + 2 < len(grid.xs) and (row, last + 1) not in taken and not _parted_across(grid, row, last + 1):
        last += 1
    lowest = row
    while lowest + 2 < len(grid.ys) and not any(_parted_down(grid, lowest + 1, c) or (lowest + 1, c) in taken
                                                for c in range(column, last + 1)):
        lowest += 1
    return [(r, c) for r in range(row, lowest + 1) for c in range(column, last + 1)]


def _parted_across(grid: Grid, row: int, cut: int) -> bool:
    """Whether a line stands at the column edge `cut` beside the row."""
    middle = (grid.ys[row] + grid.ys[row + 1]) / 2
    return any(not rule.horizontal and abs(rule.left - grid.xs[cut]) <= _NEAR
               and rule.top - 1 <= middle <= rule.bottom + 1 for rule in grid.rules)


def _parted_down(grid: Grid, cut: int, column: int) -> bool:
    """Whether a line runs at the row edge `cut` under the column."""
    middle = (grid.xs[column] + grid.xs[column + 1]) / 2
    return any(rule.horizontal and abs(rule.top - grid.ys[cut]) <= _NEAR and rule.left - 1 <= middle <= rule.right + 1
               for rule in grid.rules)


def cell_text(words: Sequence[Word], page: int, joiner: Joiner) -> str:
    """The words of a cell, line by line, as running text."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.left)):
        if lines and word.baseline - lines[-1][0].baseline <= 0.35 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    rows = [row for line in lines if (row := row_of(sorted(line, key=lambda word: word.left), page))]
    return "\n".join(block.text for block in joiner.paragraphs(with_gaps(rows))[0])


# ------------------------------------------------------------------ without lines
def segments(row: Row) -> list[tuple[Word, ...]]:
    """The row's words cut where they stand clearly apart."""
    cut: list[tuple[Word, ...]] = []
    start = 0
    for place, (before, word) in enumerate(pairwise(row.words), 1):
        if word.left - before.right > 1.1 * max(before.size, word.size):
            cut.append(row.words[start:place])
            start = place
    return [*cut, row.words[start:]]


def open_table(rows: Sequence[Row], joiner: Joiner) -> tuple[Table | None, int]:
    """A table without lines at the start of `rows`, and how many rows it takes; (None, 0) where none begins: two or
    more rows whose parts stand in the same columns. A row with one part goes on in the cell above."""
    taken: list[list[tuple[Word, ...]]] = []
    columns: list[tuple[float, float]] = []
    several = 0
    for place, row in enumerate(rows):
        parts = segments(row)
        if len(parts) < 2 and (not taken or row.gap or place == 0):
            break
        spans = _with(columns, [(part[0].left, part[-1].right) for part in parts])
        if columns and (len(spans) < 2 or (len(spans) < len(columns) and len(parts) < 2)):
            break
        columns = spans
        taken.append(parts)
        several += len(parts) > 1
    while taken and len(taken[-1]) < 2 and several < 2:
        taken.pop()
    if several < 2 or len(columns) < 2:
        return None, 0
    return _open(rows, taken, columns, joiner), len(taken)


def _with(columns: list[tuple[float, float]], parts: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns widened by these parts; columns that a part bridges become one."""
    merged_columns: list[tuple[float, float]] = []
    for left, right in sorted([*columns, *parts]):
        if merged_columns and left <= merged_columns[-1][1] + 1:
            merged_columns[-1] = (merged_columns[-1][0], max(merged_columns[-1][1], right))
        else:
            merged_columns.append((left, right))
    return merged_columns


def _open(rows: Sequence[Row], taken: Sequence[Sequence[tuple[Word, ...]]], columns: Sequence[tuple[float, float]],
          joiner: Joiner) -> Table:
    made: list[list[list[Word]]] = []
    for parts, row in zip(taken, rows, strict=False):
        if len(parts) > 1 or not made or row.gap:
            made.append([[] for _ in columns])
        for part in parts:
            column = next(n for n, (left, right) in enumerate(columns) if left - 1 <= part[0].left <= right + 1)
            made[-1][column] += part
    page = rows[0].page
    return Table(tuple(tuple(Cell(cell_text(cell, page, joiner), header=bool(cell) and all(word.bold for word in cell))
                             for cell in line) for line in made),
                 merged(row.where for row in rows[:len(taken)]))
