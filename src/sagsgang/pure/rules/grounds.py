"""The legal grounds on which an item may be closed."""

from __future__ import annotations

from dataclasses import dataclass

from .dated import data_of


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: its code, which is kept, and its words and statute, which are shown."""

    code: str
    text: str
    statute: str
    status: str


def grounds() -> tuple[Ground, ...]:
    """Every ground, in the order of the file."""
    return tuple(Ground(code, said["text"], said["statute"], said["status"])
                 for code, said in data_of("grounds.toml").items())


def ground(code: str) -> Ground | None:
    """The ground of a code; None for an unknown one."""
    return next((one for one in grounds() if one.code == code), None)
