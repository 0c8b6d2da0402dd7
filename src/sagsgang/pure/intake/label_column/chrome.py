"""Running heads, page numbers and drawn lines, told from the text by where they stand, what they say, how often."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...kernel.dates import DATE
from ..lines import Row, merged
from .labels import begins_known, inline_label
from .parts import Notes
from .words import squeezed, words

_DRAWN = re.compile(r"^[_–—=.\s-]*[_=]{3,}[_–—=.\s-]*$|^[-–—_=]{4,}$")
_EDGE = 3  # rows at a page's top and bottom where a head or foot may stand


def is_drawn(text: str) -> bool:
    """Whether the line is drawn of dashes or underscores."""
    return bool(_DRAWN.match(text))


def without_drawn(rows: Sequence[Row], notes: Notes) -> tuple[Row, ...]:
    """The rows without those that are drawn lines of dashes or underscores; what follows one begins a block."""
    kept: list[Row] = []
    drawn: list[Row] = []
    after = False
    for row in rows:
        if is_drawn(row.text):
            drawn.append(row)
            after = True
            continue
        kept.append(_gapped(row) if after else row)
        after = False
    if drawn:
        notes.info("drawn-line", merged(row.where for row in drawn))
    return tuple(kept)


def _gapped(row: Row) -> Row:
    return row if row.gap else replace(row, gap=True)


def without_chrome(rows: Sequence[Row], names: Iterable[str], notes: Notes) -> tuple[Row, ...]:
    """The rows without running heads, feet and page numbers. `names`: committee and municipality as far as known."""
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    edges = [row for on_page in pages.values() for place, row in enumerate(on_page)
             if place < _EDGE or place >= len(on_page) - _EDGE]
    repeated = _repeated(edges, len(pages))
    known = {squeezed(name) for name in names if name}
    numbers = _page_numbers(edges)
    said: dict[str, list[Row]] = defaultdict(list)
    for on_page in pages.values():
        for row in _outer(on_page, repeated, known, numbers):
            said[_form(row.text)].append(row)
    gone = {id(row) for found in said.values() for row in found}
    for found in said.values():
        notes.info("page-chrome", merged(row.where for row in found), text=found[0].text)
    return _kept(rows, gone)


def _kept(rows: Sequence[Row], gone: set[int]) -> tuple[Row, ...]:
    kept: list[Row] = []
    for row in rows:
        if id(row) in gone:
            continue
        first = not kept or kept[-1].page != row.page
        kept.append(replace(row, first=True, gap=row.gap or not row.words) if first and not row.first else row)
    return tuple(kept)


def _form(text: str) -> str:
    """The text as it is compared over pages: the page number, at its end or beginning, is any number."""
    return re.sub(r"\d{1,4}(?:\s*(?:/|af)\s*\d{1,4})?$|^\d{1,4}(?=\s+\D)(?!\s*[.)])", "#", text.strip()).casefold()


def _repeated(edges: Sequence[Row], pages: int) -> set[str]:
    """What stands at the edge of at least two pages, and of two in five of them, at about the same height. At the foot
    of a text layer, which has no heights, only what counts pages or names a day."""
    heights: dict[str, Counter[int]] = defaultdict(Counter)
    lowest = max((row.baseline for row in edges), default=0)
    for row in edges:
        outer = row.baseline < 0.16 * lowest or row.baseline > 0.86 * lowest
        said = row.first or re.search(r"\d$", row.text) or DATE.search(row.text)
        if (outer if row.words else said) and not _field(row.text):
            heights[_form(row.text)][round(row.baseline / 8)] += 1
    return {form for form, at in heights.items()
            if max(at[k] + at[k + 1] for k in at) >= max(2, 0.4 * pages) and not words().title.match(form)}


def _field(text: str) -> bool:
    """Whether a field or a case number begins here: that is never chrome."""
    return begins_known([text]) or inline_label(text) is not None or bool(words().case_line.match(text))


def _page_numbers(edges: Sequence[Row]) -> set[tuple[int, str]]:
    """Page and text of the rows that number their page: with a word, as the file counts, or in step on two pages."""
    found: set[tuple[int, str]] = set()
    bare: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for row in edges:
        if match := words().page_number.match(row.text):
            number = int(match["n"])
            if row.text.strip(" -–|").casefold() != match["n"] or number == row.page:
                found.add((row.page, row.text))
            elif number < 1000:
                bare[number - row.page].add((row.page, row.text))
    return found.union(*(rows for rows in bare.values() if len(rows) > 1))


def _outer(on_page: Sequence[Row], repeated: set[str], known: set[str], numbers: set[tuple[int, str]]) -> list[Row]:
    """The chrome of one page: from its top down and from its bottom up, as long as rows are chrome."""
    found: list[Row] = []
    for ordered in (list(on_page), list(reversed(on_page))):
        for row in ordered[:_EDGE]:
            if not (_form(row.text) in repeated or (row.page, row.text) in numbers or _is_chrome(row.text, known)):
                break
            found.append(row)
    return list({id(row): row for row in found}.values())


def _is_chrome(text: str, known: set[str]) -> bool:
    """Names, dates and small words of a running head, and nothing else."""
    rest = squeezed(DATE.sub(" ", text))
    for name in sorted(known, key=len, reverse=True):
        if name in rest and len(name) > 3:
            left = DATE.sub(" ", text)
            return not squeezed(words().chrome.sub(" ", _without(left, name)))
    return False


def _without(text: str, name: str) -> str:
    """The text without the letters of `name` (squeezed), however they are spaced."""
    return re.sub(r"[\W_]*".join(map(re.escape, name)), " ", text, count=1, flags=re.IGNORECASE)
