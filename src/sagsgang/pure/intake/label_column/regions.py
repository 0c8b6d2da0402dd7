"""A paper cut into its parts: the front, the items, the signatures, annex sheets and their bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..lines import Row
from .words import folded, words

#: A cover sheet's keys stand within so many rows of its first line.
_COVER_ROWS = 10
_TITLE_ROWS = 5
#: So many rows tell whether a label begins, so that nothing is copied for each title of a long paper.
_LABEL_ROWS = 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """An annex cover sheet: its rows from the first line to the last key, and the rows that follow it."""

    cover: tuple[Row, ...]
    body: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """The parts of a paper in order; `loose` are rows behind the signatures that stand under no cover sheet."""

    meeting: tuple[Row, ...]
    signatures: tuple[Row, ...]
    loose: tuple[Row, ...]
    sheets: tuple[Sheet, ...]


def regions_of(rows: Sequence[Row], beyond: Callable[[Sequence[Row]], int]) -> Regions:
    """The parts of the paper. `beyond` tells at which of the meeting's rows annexes begin without any sheet."""
    covers = [(at, end) for at in range(len(rows)) if (end := cover_end(rows, at))]
    first = covers[0][0] if covers else len(rows)
    sheets = []
    for place, (at, end) in enumerate(covers):
        after = covers[place + 1][0] if place + 1 < len(covers) else len(rows)
        sheets.append(Sheet(tuple(rows[at:end]), tuple(rows[end:after])))
    signed = _signatures_at(rows[:first])
    if signed is not None:
        end = _signatures_end(rows[:first], signed)
        return Regions(tuple(rows[:signed]), tuple(rows[signed:end]), tuple(rows[end:first]), tuple(sheets))
    end = beyond(rows[:first])
    return Regions(tuple(rows[:end]), (), tuple(rows[end:first]), tuple(sheets))


def cover_end(rows: Sequence[Row], at: int) -> int:
    """The place behind a cover sheet that begins at `at`, or 0: a numbered annex line with two or more of its keys."""
    text = rows[at].text
    if not (words().cover.match(text) or words().cover_bare.match(text)):
        return 0
    last = keys = 0
    for place in range(at + 1, min(len(rows), at + _COVER_ROWS)):
        if cover_key(rows[place].text):
            keys, last = keys + 1, place
        elif keys and rows[place].page != rows[at].page:
            break
    return last + 1 if keys >= 2 else 0


def cover_key(text: str) -> tuple[str, str] | None:
    """(key, value) of a line of a cover sheet, the key as the profile calls it; None for any other line."""
    match = words().cover_key.match(text)
    if not match or (":" not in text and len(text.split()) > 6):
        return None
    return words().cover_keys[folded(match["key"])], match["value"].strip()


def _signatures_at(rows: Sequence[Row]) -> int | None:
    """Where the signatures begin: the last line that says so and nothing else."""
    for at in range(len(rows) - 1, -1, -1):
        if folded(rows[at].text) in words().signature_start:
            return at
    return None


def _signatures_end(rows: Sequence[Row], at: int) -> int:
    """The place behind the signatures: they go on over pages that hold roles or lines to sign on."""
    page = rows[at].page
    for place in range(at + 1, len(rows)):
        if rows[place].page != page:
            on_page = [row for row in rows[place:] if row.page == rows[place].page]
            if not any(row.text.startswith("____") or folded(row.text) in words().roles for row in on_page):
                return place
            page = rows[place].page
    return len(rows)


@dataclass(frozen=True, slots=True)
class ItemRows:
    """The rows of one item: its title's, and those after it."""

    number: str
    title: tuple[Row, ...]
    rows: tuple[Row, ...]


def items_of(rows: Sequence[Row], heads: Callable[[Row], bool],
             first_label: Callable[[Sequence[Row]], str | None]) -> tuple[tuple[Row, ...], tuple[ItemRows, ...]]:
    """What stands before the first item, and the items. A title is a numbered line, in sequence, that is followed
    within a few lines by the line of the case number; or, where an item has none, by the label that comes first in the
    other items. `heads` tells whether a row stands where titles stand, `first_label` the label that begins at a row."""
    found: list[tuple[int, int, str, bool]] = []
    for at, row in enumerate(rows):
        match = words().title.match(row.text) if heads(row) else None
        if match and (end := _title_end(rows, at, first_label)):
            found.append((at, end, match["n"], bool(words().case_line.match(rows[end].text))))
    usual = _usual(rows, found, first_label)
    starts: list[tuple[int, int, str]] = []
    for at, end, number, with_case in found:
        label = None if with_case else first_label(rows[end:end + _LABEL_ROWS])
        in_turn = not starts or int(number) > int(starts[-1][2])
        if in_turn and (not starts or at >= starts[-1][1]) and (with_case or (label is not None and label == usual)):
            starts.append((at, end, number))
    items = []
    for place, (at, end, number) in enumerate(starts):
        after = starts[place + 1][0] if place + 1 < len(starts) else len(rows)
        items.append(ItemRows(number, tuple(rows[at:end]), tuple(rows[end:after])))
    return tuple(rows[:starts[0][0]] if starts else rows), tuple(items)


def _title_end(rows: Sequence[Row], at: int, first_label: Callable[[Sequence[Row]], str | None]) -> int:
    """The place of the first row behind a title at `at`; 0 where neither case number nor label follows soon."""
    for place in range(at + 1, min(len(rows), at + _TITLE_ROWS + 1)):
        if words().case_line.match(rows[place].text) or first_label(rows[place:place + _LABEL_ROWS]):
            return place
        if words().title.match(rows[place].text) and rows[place].gap:
            return 0
    return 0


def _usual(rows: Sequence[Row], found: Sequence[tuple[int, int, str, bool]],
           first_label: Callable[[Sequence[Row]], str | None]) -> str | None:
    """The label that comes first in the items: behind the case number where items have one."""
    with_case = [first_label(rows[end + 1:end + 1 + _LABEL_ROWS]) for _, end, _, case in found if case]
    bare = [first_label(rows[end:end + _LABEL_ROWS]) for _, end, _, _ in found] if not with_case else []
    labels = [label for label in with_case or bare if label]
    return Counter(labels).most_common(1)[0][0] if labels else None
