"""What came in of a hearing as a text: what was asked, and a table of who answered what and when."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from ..kernel.dates import long_date
from ..packet.blocks import Block, Cell, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent said; `answered_on` None: nothing yet."""

    name: str
    text: str
    no_remarks: bool
    answered_on: date | None


def hearing_text(question: str, due_on: date, answers: Iterable[Answer]) -> tuple[Block, ...]:
    """The question, the last day, and every respondent with the answer as it came, or that it is missing."""
    said = _words()
    head = tuple(Cell(said[name], True) for name in ("name", "answer", "received"))
    rows = [(Cell(one.name, True), Cell(_answer(one)), Cell(_received(one, due_on))) for one in answers]
    return (Paragraph(question), Paragraph(said["due"].format(day=long_date(due_on))), Table((head, *rows)))


def _answer(one: Answer) -> str:
    if one.answered_on is None:
        return str(_words()["missing"])
    return str(_words()["no_remarks"]) if one.no_remarks else one.text


def _received(one: Answer, due_on: date) -> str:
    if one.answered_on is None:
        return ""
    day = long_date(one.answered_on)
    return str(_words()["late"]).format(day=day) if one.answered_on > due_on else day


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("hearing.toml").read_text(encoding="utf-8"))
