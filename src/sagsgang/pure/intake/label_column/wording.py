"""Labels and values told apart by their words: the text layer of the layout has no columns any more.

A label stands at the beginning of a block (after an empty line or a page's start). On one line it is followed by its
value; over several lines its value begins the next block. A label that a page's end cuts goes on at the start of the
next page, with the value between its halves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...packet.model import SectionKind
from ..labels import folded
from ..lines import Joiner, Row
from .labels import decision_label, inline_label, is_kind, known_over
from .parts import Field
from .words import words

_MOST_LINES = 8


@dataclass(slots=True)
class _Open:
    """A field that is being read."""

    label: str
    lines: list[Row]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A label at a row: its text, how many rows it takes, what follows it on its last row, and the places of the rows
    on the next page on which it goes on."""

    label: str
    rows: int
    rest: str = ""
    later: range = range(0)


class Wording:
    """Cuts one item's rows into fields."""

    def __init__(self, rows: Sequence[Row], joiner: Joiner, bodies: frozenset[str], odd: frozenset[str]) -> None:
        self._rows, self._joiner, self._bodies, self._odd = rows, joiner, bodies, odd
        self._fields: list[_Open] = []
        self._before: list[Row] = []
        self._taken: set[int] = set()
        self._labels: set[str] = set()
        self._next_page = _next_pages(rows)

    def fields(self) -> tuple[tuple[Field, ...], tuple[Row, ...]]:
        """The fields in order, and the rows that stand before any label."""
        at = 0
        while at < len(self._rows):
            row = self._rows[at]
            if at in self._taken:
                at += 1
                continue
            found = self._label(at) if self._fresh(at) else None
            if found:
                later = [self._rows[place] for place in found.later]
                self._fields.append(_Open(found.label, [*self._rows[at:at + found.rows], *later]))
                self._taken.update(found.later)
                self._labels.add(folded(found.label))
                if found.rest:
                    self._fields[-1].rows.append(replace(self._rows[at + found.rows - 1], text=found.rest, gap=True))
                at += found.rows
            else:
                (self._fields[-1].rows if self._fields else self._before).append(row)
                at += 1
        return tuple(Field(f.label, tuple(line.where for line in f.lines), tuple(f.rows))
                     for f in self._fields), tuple(self._before)

    def _fresh(self, at: int) -> bool:
        """Whether a block begins here. A label that takes one line may follow its neighbour without an empty line."""
        return self._rows[at].gap or at == 0 or bool(
            self._fields and len(self._fields[-1].rows) <= 1 and self._rows[at - 1].where in
            [line.where for line in self._fields[-1].lines])

    def _block(self, at: int) -> list[Row]:
        """The rows from here to the next gap."""
        block = [self._rows[at]]
        for row in self._rows[at + 1:at + _MOST_LINES]:
            if row.gap:
                break
            block.append(row)
        return block

    def _label(self, at: int) -> _Found | None:
        block = self._block(at)
        texts = [row.text for row in block]
        return self._decision(at, texts) or self._known(texts) or self._odd_label(texts)

    def _decision(self, at: int, texts: list[str]) -> _Found | None:
        for count in range(1, len(texts) + 1):
            joined = self._joiner.join(texts[:count]).text
            if label := decision_label(joined, self._bodies):
                return _Found(joined.removesuffix(label.rest).strip(), count, label.rest)
        if words().decision_start.match(texts[0]):
            return self._cut_decision(at, texts)
        return None

    def _cut_decision(self, at: int, texts: list[str]) -> _Found | None:
        """A decision's label that ends with the page: its second half stands at the start of the next page."""
        later = self._next_page[at]
        if later == len(self._rows):
            return None
        rest = [row.text for row in self._block(later)]
        for first in range(len(texts), 0, -1):
            for count in range(1, len(rest) + 1):
                joined = self._joiner.join([*texts[:first], *rest[:count]]).text
                if decision_label(joined, self._bodies, whole=True):
                    return _Found(joined, first, later=range(later, later + count))
        return None

    def _known(self, texts: list[str]) -> _Found | None:
        if count := known_over(texts):
            label = self._joiner.join(texts[:count]).text
            alone = count == len(texts)
            if alone and not self._seen(label):
                return _Found(label, count)
        found = inline_label(texts[0], first=not self._fields)
        if found and not self._seen(found[0]):
            return _Found(found[0], 1, found[1])
        return None

    def _odd_label(self, texts: list[str]) -> _Found | None:
        """A label that the lexicon does not know, but that stands elsewhere in the paper with an empty value."""
        for label in self._odd:
            rest = texts[0].removeprefix(label)
            if rest != texts[0] and rest[:1] in {" ", ":"} and not self._seen(label):
                return _Found(label, 1, rest.lstrip(" :"))
        return None

    def _seen(self, label: str) -> bool:
        """Whether the item has this label already; decisions and absences may stand more than once."""
        if is_kind(label, SectionKind.DECISION, SectionKind.ABSENCE):
            return False
        return folded(label) in self._labels


def _next_pages(rows: Sequence[Row]) -> list[int]:
    """For each row the place where the next page begins."""
    found = [len(rows)] * len(rows)
    for at in range(len(rows) - 2, -1, -1):
        found[at] = found[at + 1] if rows[at].page == rows[at + 1].page else at + 1
    return found


def odd_labels(rows: Sequence[Row]) -> frozenset[str]:
    """Labels that the lexicon does not know: short words with an empty value, alone in a block, between fields."""
    found = set()
    for place, row in enumerate(rows):
        alone = row.gap and (place + 1 == len(rows) or rows[place + 1].gap)
        match = re.match(r"^([^\W\d_][\w/ -]{2,40}?):?\s+(\S+)$", row.text)
        if alone and match and match[1][0].isupper() and words().is_empty(match[2]) and match[1].count(" ") <= 3 \
                and not inline_label(row.text) and not decision_label(row.text):
            found.add(match[1])
    return frozenset(found)
