"""The permission table (docs/permissions.md), read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parents[2] / "docs" / "permissions.md"
_FACTS = ["act", "kind", "access", "state"]
_ADDRESSES = ["name", "methods", "act", "not logged in", "without a role"]


@dataclass(frozen=True)
class Row:
    """What each of the people may, of an act on things of these kinds, access levels and states (`*`: any)."""

    section: str
    act: str
    kind: tuple[str, ...]
    access: tuple[str, ...]
    state: tuple[str, ...]
    cells: dict[str, bool]

    def __str__(self) -> str:
        return " / ".join([self.act, *(",".join(cell) for cell in (self.kind, self.access, self.state))])


@dataclass(frozen=True)
class Address:
    """What is answered at an address to who is not logged in, and to who is and has no role at all."""

    name: str
    methods: frozenset[str]
    act: str
    anonymous: int
    stranger: int


def _lines() -> list[tuple[str, list[str]]]:
    """Each line of a table with the heading that it stands under."""
    found, section = [], ""
    for line in TABLE.read_text().splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("|") and not line.startswith("|---"):
            found.append((section, [cell.strip() for cell in line.strip("|").split("|")]))
    return found


def rows() -> list[Row]:
    """The rows of every table of acts, in order."""
    found: list[Row] = []
    people: list[str] | None = None
    for section, line in _lines():
        if line[:4] == _FACTS:
            people = line[4:]
        elif people is not None and len(line) == len(people) + 4:
            act, *facts = line[:4]
            said = {"yes": True, "no": False}
            kind, access, state = (tuple(value.strip() for value in fact.split(",")) for fact in facts)
            found.append(Row(section, act, kind, access, state,
                             {who: said[cell] for who, cell in zip(people, line[4:], strict=True)}))
    return found


def addresses() -> list[Address]:
    """The rows of the table of addresses."""
    lines = [line for section, line in _lines() if section == "Addresses"]
    assert lines[0] == _ADDRESSES
    return [Address(name.strip("`"), frozenset(methods.replace(",", " ").split()), act, int(anonymous), int(stranger))
            for name, methods, act, anonymous, stranger in lines[1:]]
