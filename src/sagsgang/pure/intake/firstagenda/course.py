"""The course of the case: what other bodies, or this one on other days, decided; an entry's head is date and body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...kernel.dates import DATE, date_of
from ..html_flow import Head, Line, Lines, Node
from ..labels import label_of, without_item_number, without_joining_words

LONGEST_HEAD = 140
_EDGE = " ,.:;-–"


@dataclass(frozen=True, slots=True)
class Entry:
    """One treatment: the body and the day as its head says, and what stands below."""

    body: str
    day: date
    head: Line
    nodes: tuple[Node, ...]


def entries_of(nodes: Sequence[Node]) -> tuple[list[Entry], list[Node]]:
    """The entries in document order, and what stands before the first head."""
    marked = any(stressed and _head(line) for line, stressed in _lines(nodes))
    heads: list[tuple[str, date, Line]] = []
    below: list[list[Node]] = [[]]
    for node in nodes:
        if not isinstance(node, Head | Lines):
            below[-1].append(node)
            continue
        kept: list[Line] = []
        for line in (node.line,) if isinstance(node, Head) else node.lines:
            stressed = isinstance(node, Head) or line.underlined or line.bold
            head = _head(line) if stressed or not marked else None
            if head is None:
                kept.append(line)
                continue
            _put(node, kept, below[-1])
            kept = []
            heads.append((*head, line))
            below.append([])
        _put(node, kept, below[-1])
    return [Entry(*head, tuple(own)) for head, own in zip(heads, below[1:], strict=True)], below[0]


def _put(node: Head | Lines, kept: list[Line], into: list[Node]) -> None:
    """What is left of a node goes below the head before it."""
    if kept:
        into.append(node if isinstance(node, Head) else Lines(tuple(kept)))


def _lines(nodes: Sequence[Node]) -> Iterator[tuple[Line, bool]]:
    for node in nodes:
        if isinstance(node, Head):
            yield node.line, True
        elif isinstance(node, Lines):
            for line in node.lines:
                yield line, line.underlined or line.bold


def _head(line: Line) -> tuple[str, date] | None:
    """Body and day of a line that is nothing but a date and a body's name, in either order."""
    if len(line.text) > LONGEST_HEAD or not DATE.search(line.text):
        return None
    if (label := label_of(line.text)) is not None and label.body and label.day:
        return label.body, label.day
    text = without_item_number(line.text)
    if (match := DATE.search(text)) is None or (day := date_of(match)) is None:
        return None
    before, after = text[: match.start()].strip(_EDGE), text[match.end():].strip(_EDGE)
    if not before and after[:1].isupper():
        return after, day
    before = without_joining_words(before).strip(_EDGE)
    return (before, day) if before[:1].isupper() and not after else None
