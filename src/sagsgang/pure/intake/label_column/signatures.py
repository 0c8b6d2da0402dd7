"""Who signed, and as what: a name above its role, line by line, one column or several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ...packet.model import Signatory
from ...packet.span import Span
from ..lines import Row, row_of
from .chrome import without_drawn
from .parts import Notes
from .words import folded, words

_NAME = re.compile(r"^[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,6}$")


def signatories_of(rows: Sequence[Row], notes: Notes) -> tuple[tuple[Signatory, ...], dict[str, tuple[Span, ...]]]:
    """The signatories in order, and where each stands. Lines that are neither name nor role are told."""
    found: list[tuple[str, str | None, list[Span]]] = []
    for column in _columns(without_drawn(rows[1:], notes)):
        for row in column:
            _take(row, found, notes)
    sources = {f"signatories/{place}": tuple(where) for place, (_, _, where) in enumerate(found)}
    if rows:
        sources["signatories"] = (rows[0].where,)
    return tuple(Signatory(name, role) for name, role, _ in found), sources


def _take(row: Row, found: list[tuple[str, str | None, list[Span]]], notes: Notes) -> None:
    text = row.text
    if folded(text) in words().roles and found and found[-1][1] is None:
        name, _, where = found[-1]
        found[-1] = (name, text.strip(" .:"), [*where, row.where])
        return
    parted = re.match(r"^(?P<name>.+?)\s*(?:,|\(|–|\s-)\s*(?P<role>[^()]+?)\)?$", text)
    if parted and folded(parted["role"]) in words().roles and _NAME.match(parted["name"]):
        found.append((parted["name"], parted["role"], [row.where]))
    elif _NAME.match(text) and folded(text) not in words().roles:
        found.append((text, None, [row.where]))
    else:
        notes.info("line-unplaced", (row.where,), text=text)


def _columns(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows by columns: side by side where words stand far apart, page by page."""
    columns: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        if not row.words:
            columns[0, 0].append(row)
            continue
        start = 0
        for place in range(1, len(row.words) + 1):
            apart = place == len(row.words) or row.words[place].left - row.words[place - 1].right > 2 * row.size
            if apart and (part := row_of(row.words[start:place], row.page)):
                columns[row.page, round(part.left / 40)].append(part)
                start = place
    return [columns[key] for key in sorted(columns)]
