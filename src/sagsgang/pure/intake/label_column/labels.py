"""Labels as they are printed: wrapped, cut by hyphens, with body and date in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...kernel.dates import find_date
from ...packet.model import SectionKind
from ..labels import folded, kind_of, known_labels
from .words import squeezed, words

_MOST_LINES = 9
#: Longer texts are no labels with a value on their last line.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class DecisionLabel:
    """A decision's label taken apart; `rest` are words printed after it on its last line."""

    label: str
    body: str | None
    date: str
    rest: str


@cache
def _squeezed_labels() -> frozenset[str]:
    return frozenset(_tight(label) for label in known_labels())


def _tight(text: str) -> str:
    """A label's line without blanks and word hyphens; a dash that stands by itself is a value and stays."""
    return re.sub(r"\s+|(?<=\w)[-\u00ad\u2010](?=\w|\s|$)", "", text).rstrip(":.").casefold()


def known_over(lines: Sequence[str]) -> int:
    """How many of the lines together are a known label, the most that are; 0 where none is."""
    best, text = 0, ""
    for place, line in enumerate(lines[:_MOST_LINES], 1):
        text += _tight(line)
        if text in _squeezed_labels():
            best = place
        if len(text) > 60:
            break
    return best


@cache
def _first_words() -> frozenset[str]:
    return frozenset(label.split()[0].strip(":.") for label in (*known_labels(), *words().case_labels))


def begins_label(word: str) -> bool:
    """Whether a known label or one of a case number begins with this word."""
    return word.strip(":.").casefold() in _first_words()


def begins_known(lines: Sequence[str]) -> bool:
    """Whether a known label or a decision's label begins here."""
    return bool(lines) and (known_over(lines) > 0 or bool(words().decision_start.match(lines[0])))


def decision_label(text: str, bodies: frozenset[str] = frozenset(), *, whole: bool = False) -> DecisionLabel | None:
    """A decision's label at the start of `text`, or None. Its body must look like one or be one of `bodies`
    (squeezed); `whole`: nothing may follow the date."""
    if len(text) > _LONGEST:
        return None
    for pattern in words().decision_labels:
        match = pattern.match(text)
        if not match or (whole and match.end() != len(text.rstrip())):
            continue
        body = match.groupdict().get("body")
        if body is not None:
            body = body.strip(" ,:")
            if not (words().body.search(body) or squeezed(body) in bodies) or len(body) > 120 or "." in body[:-1]:
                continue
        if find_date(match["date"]):
            return DecisionLabel(match["label"], body, match["date"], text[match.end():].strip())
    return None


def inline_label(line: str, *, first: bool = False) -> tuple[str, str] | None:
    """(label, rest) where a known label begins the line and a value follows it; the longest label counts. Words that go
    on in small letters are prose, except in the `first` field of an item, and where they say that there is nothing."""
    parts = line.split(" ")
    for count in range(min(6, len(parts) - 1), 0, -1):
        label, rest = " ".join(parts[:count]), " ".join(parts[count:])
        prose = rest[0].islower() and not first and not words().is_empty(rest)
        if kind_of(label) is not None and label[0].isupper() and not prose:
            return label, rest
    return None


def plain(label: str) -> str:
    """A label as printed, without its colon."""
    return re.sub(r"\s*:\s*$", "", label).strip()


def is_kind(label: str, *kinds: SectionKind) -> bool:
    """Whether the label is a known one of these kinds."""
    return folded(label) in known_labels(*kinds)
