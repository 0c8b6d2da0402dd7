"""Running heads, page numbers and drawn lines, told from the text by where they stand, what they say, how often."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ...kernel.dates import DATE
from ..lines import Row, merged
from .labels import begins_known, inline_label
from .parts import Notes
from .regions import ItemRows
from .words import squeezed, words

_DRAWN = re.compile(r"^[_–—=.\s-]*[_=]{3,}[_–—=.\s-]*$|^[-–—_=]{4,}$")
#: A line at a page's top (True) or foot, its form, and its height.
_Place = tuple[bool, str, int]
#: Rows at a page's top and bottom where a head or foot may stand: of a text layer, and of a PDF, whose feet may be
#: set side by side, each on lines of its own.
_EDGE, _EDGE_DRAWN = 3, 6
#: Browsers that print draw a line that a page's end pushes down once more, clipped: its highest letters are left there.
_SLIVER = re.compile("^[\u00e5\u00c5\\s]+$")
_HEAD_ROWS = 3  # that a head over a title may take


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


def without_chrome(rows: Sequence[Row], names: Iterable[str], notes: Notes, *, whole: bool = False) -> tuple[Row, ...]:
    """The rows without running heads, feet and page numbers. `names`: committee and municipality as far as known.
    `whole`: the rows are all of a packet, in which a name alone may be a letterhead and an annex counts its own pages;
    then only what runs through the packet is chrome."""
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    edges = [on_page[place] for on_page in pages.values() for place in _edges(on_page)]
    repeated = _repeated(pages)
    known = {squeezed(name) for name in names if name}
    numbers = _page_numbers(edges, 0.4 * len(pages) if whole else 0)
    said: dict[str, list[Row]] = defaultdict(list)
    for on_page in pages.values():
        for row in _outer(on_page, repeated, known, numbers, whole):
            said[_form(row.text)].append(row)
    gone = {id(row) for found in said.values() for row in found}
    for found in said.values():
        notes.info("page-chrome", merged(row.where for row in found), text=found[0].text)
    return _kept(rows, gone)


def _edge(on_page: Sequence[Row]) -> int:
    return _EDGE_DRAWN if on_page[0].words else _EDGE


def _edges(on_page: Sequence[Row]) -> list[int]:
    """The places of a page's first and last rows."""
    edge, count = _edge(on_page), len(on_page)
    return [*range(min(edge, count)), *range(max(edge, count - edge), count)]


def _kept(rows: Sequence[Row], gone: set[int]) -> tuple[Row, ...]:
    kept: list[Row] = []
    for row in rows:
        if id(row) in gone:
            continue
        first = not kept or kept[-1].page != row.page
        kept.append(replace(row, first=True, gap=row.gap or not row.words) if first and not row.first else row)
    return tuple(kept)


def _form(text: str) -> str:
    """The text as it is compared over pages: the page number, at its end or beginning, is any number; a year is not."""
    text = text.strip()
    if text.isdigit():  # a page number changes from page to page; a year that a narrow foot has wrapped does not
        return text
    dates = [match.end() for match in DATE.finditer(text)]
    if len(text) not in dates:
        text = re.sub(r"(?<!\d)(?<!\d[-–/.])\d{1,4}(?:\s*(?:/|af)\s*\d{1,4})?$", "#", text)
    return re.sub(r"^\d{1,4}(?=\s+\D)(?!\s*[.)])", "#", text).casefold()


def _repeated(pages: Mapping[int, Sequence[Row]]) -> set[_Place]:
    """What stands at the top (True) or foot (False) of two pages and of two in five of them, at about the same height;
    at the top, also what stands over the titles of two items. A text layer has no heights: there only its pages' first
    and last rows count, and a last row must end in a number."""
    heights: dict[tuple[bool, str], Counter[int]] = defaultdict(Counter)
    titled: Counter[tuple[bool, str]] = Counter()
    titles_at: dict[tuple[bool, str], set[int]] = defaultdict(set)
    lowest = max((row.baseline for on_page in pages.values() for row in on_page), default=0)
    for on_page in pages.values():
        for place in _edges(on_page):
            row, top = on_page[place], place < _edge(on_page)
            if not _outside(row, place, len(on_page), lowest) \
                    or (_field(row.text) and not (row.words and _runs(row.text))) \
                    or (words().title.match(row.text) and (top or not row.words)):
                continue
            form, height = _form(row.text), _height(row)
            heights[top, form][height] += 1
            named = row.text.isupper() or words().body.search(row.text)
            if place == 0 and named and len(on_page) > 1 and words().title.match(on_page[1].text):
                titled[top, form] += 1
                titles_at[top, form].add(height)
    found = {(*key, near) for key, at in heights.items() for height in at
             if at[height] + at[height + 1] >= _often(key, len(pages)) for near in (height, height + 1)}
    return found | {(*key, height) for key, times in titled.items() if times > 1 for height in titles_at[key]}


def _outside(row: Row, place: int, rows: int, lowest: float) -> bool:
    """Whether a head or foot may stand at this place of a page of so many rows."""
    outmost, top = place in {0, rows - 1}, place < (_EDGE_DRAWN if row.words else _EDGE)
    if row.words:
        return outmost or (top and row.baseline < 0.16 * lowest) or (not top and row.baseline > 0.86 * lowest)
    return outmost and (top or (row.text[-1].isdigit() and not DATE.match(row.text) and not _only_day(row.text)))


def _often(key: tuple[bool, str], pages: int) -> float:
    """On how many pages a line must stand to be chrome: on more of them where it names no number, day or body, or is
    at the foot what the end of a decision's label is."""
    top, form = key
    told = "#" in form or DATE.search(form) or words().body.search(form) or words().municipality.search(form)
    sure = told and not _runs(form) and (top or not _only_day(form))
    return max(2, 0.4 * pages) if sure else max(3, 0.5 * pages)


def _only_day(text: str) -> bool:
    """Whether the line is a date and little words: the end of a decision's label."""
    return bool(DATE.search(text)) and not squeezed(words().chrome.sub(" ", DATE.sub(" ", text)))


def _runs(text: str) -> bool:
    """Whether the line may be a head or foot although it begins as a field does: little words, a day or a number."""
    told = DATE.search(text) or re.search(r"\d|#", text)
    return bool(told) and _field(text) and not squeezed(words().chrome.sub(" ", DATE.sub(" ", text)))


def _height(row: Row) -> int:
    return round(row.baseline / 8)


def _field(text: str) -> bool:
    """Whether a field or a case number begins here: that is never chrome."""
    return begins_known([text]) or inline_label(text) is not None or bool(words().case_line.match(text))


def _page_numbers(edges: Sequence[Row], least: float) -> set[tuple[int, str]]:
    """Page and text of the rows that number their page: with a word, as the file counts, or in step on two pages;
    where `least` is given, only in step on at least so many pages."""
    found: set[tuple[int, str]] = set()
    steps: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for row in edges:
        if match := words().page_number.match(row.text):
            number = int(match["n"])
            if not least and (row.text.strip(" -–|").casefold() != match["n"] or number == row.page):
                found.add((row.page, row.text))
            elif number < 1000:
                steps[number - row.page].add((row.page, row.text))
    return found.union(*(rows for rows in steps.values() if len(rows) >= max(2, least)))


def _outer(on_page: Sequence[Row], repeated: set[_Place], known: set[str],
           numbers: set[tuple[int, str]],
           whole: bool) -> list[Row]:
    """The chrome of one page: from its top down and from its bottom up, as long as rows are chrome."""
    found: list[Row] = []
    for top, ordered in ((True, list(on_page)), (False, list(reversed(on_page)))):
        for row in ordered[:_edge(on_page)]:
            if not ((top, _form(row.text), _height(row)) in repeated or (row.page, row.text) in numbers
                    or _is_chrome(row.text, known, whole) or (not top and row.words and _SLIVER.match(row.text))):
                break
            found.append(row)
    return list({id(row): row for row in found}.values())


def _is_chrome(text: str, known: set[str], whole: bool) -> bool:
    """Names, dates and small words of a running head, and nothing else; in a `whole` packet not without a number."""
    rest = squeezed(DATE.sub(" ", text))
    for name in sorted(known, key=len, reverse=True):
        if name in rest and len(name) > 3:
            left = _without(DATE.sub(" ", text), name)
            if whole and not (DATE.search(text) or re.search(r"\d", left)):
                return False
            return not squeezed(words().chrome.sub(" ", left))
    return False


def _without(text: str, name: str) -> str:
    """The text without the letters of `name` (squeezed), however they are spaced."""
    return re.sub(r"[\W_]*".join(map(re.escape, name)), " ", text, count=1, flags=re.IGNORECASE)


# ------------------------------------------------------------------ between items
def without_heads(front: Sequence[Row], items: Sequence[ItemRows], names: Iterable[str], beside: Callable[[Row], bool],
                  notes: Notes) -> tuple[ItemRows, ...]:
    """The items without a running head that stands over the next one's title in the middle of a page: a name of the
    paper's body, or the same capitals or body over two titles. `beside` tells that a row stands in the value column."""
    tails = [front, *(item.rows for item in items[:-1])]
    over = Counter(text for rows in tails for _, text in _endings(rows, beside, named=True))
    heads = {squeezed(name) for name in names} | {text for text, times in over.items() if times > 1}
    kept: list[ItemRows] = []
    gone: list[Row] = []
    for item in items:
        count = 0
        if item is not items[-1]:
            count = max((n for n, text in _endings(item.rows, beside, named=False) if text in heads), default=0)
        cut = len(item.rows) - count
        gone += item.rows[cut:]
        kept.append(replace(item, rows=item.rows[:cut]))
    if gone:
        notes.info("page-chrome", merged(row.where for row in gone), text=gone[0].text)
    return tuple(kept)


def _endings(rows: Sequence[Row], beside: Callable[[Row], bool], *, named: bool) -> list[tuple[int, str]]:
    """(n, the last n rows squeezed) for the rows before a title that may be a head; `named`: that look like one."""
    found: list[tuple[int, str]] = []
    for count in range(1, min(_HEAD_ROWS, len(rows)) + 1):
        first, text = rows[-count], " ".join(row.text for row in rows[-count:])
        if _field(first.text) or beside(first) or first.page != rows[-1].page:
            break
        if not named or text.isupper() or words().body.search(text):
            found.append((count, squeezed(text)))
    return found
