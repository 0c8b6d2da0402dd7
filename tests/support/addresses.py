"""docs/addresses.md, read: the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PAGE = Path(__file__).parents[2] / "docs" / "addresses.md"
LEVELS = ("open", "closed", "personal")


@dataclass(frozen=True)
class Row:
    """An address, some of its methods and a thing: who is let in by level, and what the answers are."""

    name: str
    methods: tuple[str, ...]
    thing: str
    who: dict[str, frozenset[str]]
    gives: dict[str, frozenset[int]]
    others: dict[str, frozenset[int]]

    @property
    def levelled(self) -> bool:
        """Whether the thing has an access level."""
        return bool(self.who["closed"] or self.who["personal"])


def _tables() -> Iterator[tuple[tuple[str, ...], list[list[str]]]]:
    """Each table of the page: its heads and its rows."""
    lines = [*_PAGE.read_text("utf-8").splitlines(), ""]
    table: list[list[str]] = []
    for line in lines:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif table:
            yield tuple(table[0]), table[2:]
            table = []


def _rows(first: str, width: int) -> list[list[str]]:
    return [row for heads, rows in _tables() if heads[0] == first and len(heads) == width for row in rows]


#: Groups of people by their name.
GROUPS = {name: tuple(one.strip() for one in who.split(",")) for name, who in _rows("group", 2)}


def _people(cell: str) -> frozenset[str]:
    """The people of a cell, groups resolved."""
    named = [one.strip() for one in cell.split(",") if one.strip() != "-"]
    return frozenset(role for one in named for role in GROUPS.get(one, (one,)))


def _statuses(cell: str, methods: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """The numbers of each method."""
    said = [frozenset(int(number) for number in one.strip().split("/")) if one.strip() != "-" else frozenset()
            for one in cell.split(",")]
    return dict(zip(methods, said if len(said) == len(methods) else said * len(methods), strict=True))


def _row(cells: list[str]) -> Row:
    name, said, thing, *who = cells[:6]
    methods = tuple(one.strip() for one in said.split(","))
    return Row(name, methods, thing, dict(zip(LEVELS, map(_people, who), strict=True)),
               _statuses(cells[6], methods), _statuses(cells[7], methods))


#: The rows of the workspace, in the order of the page.
ROWS = [_row(cells) for cells in _rows("address", 8)]
#: Who may read the words of each thing, by level.
WORDS = {cells[0]: dict(zip(LEVELS, map(_people, cells[2:]), strict=True)) for cells in _rows("thing", 5)}
#: What the addresses of the public site answer.
PUBLIC_ROWS = {cells[0]: frozenset(int(number) for number in cells[2].split("/")) for cells in _rows("address", 3)}
