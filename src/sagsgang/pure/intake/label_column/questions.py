"""What a decision leaves open: found by general wordings, answered by a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...kernel.dates import MONTHS, find_date
from ...packet.findings import FindingClass
from ...packet.model import Item
from .parts import Notes
from .words import words

#: A longer decision is a report; the day of a meeting is settled in a sentence or two.
_LONGEST = 3_000
_DAY_MONTH = re.compile(r"(\d{1,2})\.\s*([^\W\d_]+)")


def ask(items: Sequence[Item], notes: Notes) -> None:
    """Ask where a decision ties the day of one meeting to another day and does not say which of them holds: is the
    meeting moved there, or held on its own day with the other after it?"""
    for item in items:
        for decision in item.decisions:
            text = " ".join(decision.text.split())
            for pattern in words().held_by_another if len(text) <= _LONGEST else ():
                match = pattern.search(text)
                if match and not words().settled.search(match["sentence"]) and _differ(match["a"], match["b"]):
                    notes.warn("meeting-moved-or-held", decision.where, FindingClass.QUESTION, number=item.number,
                               text=match["sentence"].strip(), first=match["a"], second=match["b"])
                    break


def _differ(first: str, second: str) -> bool:
    a, b = _day(first), _day(second)
    return a is not None and b is not None and a != b


def _day(text: str) -> tuple[int, int] | None:
    """(month, day) of a date with or without a year."""
    whole = find_date(text)
    if whole:
        return whole.month, whole.day
    match = _DAY_MONTH.search(text)
    months = [number for number, name in enumerate(MONTHS, 1) if match and name.startswith(match[2].casefold()[:3])]
    return (months[0], int(match[1])) if match and months else None
