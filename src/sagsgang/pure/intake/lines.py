"""Lines of input, alike for a PDF and a text layer, and how lines become running text again.

A row is what stands at one height of one page. Rows of a PDF keep their words with boxes; rows of a text layer keep
their line number. Joining never loses a character, except a hyphen at a line end that the paper itself shows to be
soft, by its code or by printing the same word whole elsewhere; where it does not, the joint is told as a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor

from ..packet.blocks import Paragraph
from ..packet.span import Span
from .pdf import SOFT_HYPHEN, Page, Word

#: Bullets of the symbol fonts, which have no code of their own.
_SYMBOL_BULLETS = dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0A8, 0xF06E, 0xF0FC, 0xF0E0, 0xF071], "•")
_CLEAN: dict[int, str | None] = {
    **_SYMBOL_BULLETS, 0xF02D: "–", 0xA0: " ", 0x2007: " ", 0x202F: " ",
    **dict.fromkeys([0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, *range(9), *range(0xE, 0x20), 0x7F]),
}
#: What `clean` changes beside the composition of letters: what is in the table, and blanks that are odd or too many.
_ODD = re.compile(rf"[{''.join(map(re.escape, map(chr, _CLEAN)))}]|^\s|\s$|\s\s|[^\S ]")
_PAGE_START = re.compile(r"^ [^\s]")
BULLET = re.compile(r"^(?:[•·▪◦●○■□‣∙–—\ufffd]|-(?=\s)|\(?\d{1,2}[.)](?=\s)|[a-z]\)(?=\s))")
#: Longer runs without a blank are no words.
_LONGEST_WORD = 100
#: The hyphen that typesetters put in where they break a word; some papers also print it inside of words.
_SET_HYPHEN = "\u2010"
_CLOSED = re.compile(r"[.:;!?…]['\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of input. `gap`: an empty line, or a wider step than usual, stands before it."""

    page: int
    text: str
    where: Span
    gap: bool
    words: tuple[Word, ...] = ()
    first: bool = False  # of its page

    @property
    def left(self) -> float:
        """Where it begins, in points; 0 in a text layer."""
        return self.words[0].left if self.words else 0

    @property
    def right(self) -> float:
        """Where it ends: in points, or in characters in a text layer."""
        return self.words[-1].right if self.words else len(self.text)

    @property
    def top(self) -> float:
        """The top of its highest word."""
        return min((word.top for word in self.words), default=0)

    @property
    def baseline(self) -> float:
        """The line on which its letters stand; 0 in a text layer."""
        return self.words[0].baseline if self.words else 0

    @property
    def size(self) -> float:
        """The size of its largest font; 0 in a text layer."""
        return max((word.size for word in self.words), default=0)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.words) and all(word.bold for word in self.words)


def clean(text: str) -> str:
    """The line without what prints nothing, symbol-font bullets as bullets, tabs and odd blanks as single ones."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    if _ODD.search(text) is None and unicodedata.is_normalized("NFC", text):
        return text
    return " ".join(unicodedata.normalize("NFC", text.translate(_CLEAN)).split())


def rows_of_text(text: str) -> tuple[Row, ...]:
    """The lines of a text layer that are not empty. A form feed begins a page; where the text has none, a line that is
    set in by one blank does."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    by_feed = "\f" in text
    starts = frozenset() if by_feed else _page_starts(lines)
    rows: list[Row] = []
    page, gap, first = 1, True, True
    for number, line in enumerate(lines, 1):
        if (by_feed and "\f" in line) or (number in starts and rows):
            page, gap, first = page + (line.count("\f") or 1), True, True
        printed = clean(line)
        if not printed:
            gap = True
            continue
        rows.append(Row(page, printed, Span(page=page, line_from=number, line_to=number), gap, first=first))
        gap = first = False
    return tuple(rows)


def _page_starts(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are set in by one blank. Three of them on end are a list, and a text that is set
    in throughout says nothing by it."""
    set_in = [number for number, line in enumerate(lines, 1) if _PAGE_START.match(line)]
    if len(set_in) > max(3, 0.3 * sum(1 for line in lines if line.strip())):
        return frozenset()
    known = set(set_in)
    runs = {number for number in set_in for shift in (0, 1, 2) if {number - shift + n for n in range(3)} <= known}
    return frozenset(known - runs)


def rows_of_pages(pages: Iterable[Page]) -> tuple[Row, ...]:
    """The lines of a PDF, page by page, from top to bottom."""
    rows: list[Row] = []
    for page in pages:
        made = [row for line in page.lines if (row := row_of(line.words, page.number)) is not None]
        rows += with_gaps(made)
    return tuple(rows)


def row_of(words: Sequence[Word], page: int) -> Row | None:
    """A row of these words; None where they print nothing."""
    kept, text = tuple(words), " ".join([word.text for word in words])
    if clean(text) != text:
        kept = tuple(word._replace(text=cleaned) for word in words if (cleaned := clean(word.text)))
        text = " ".join([word.text for word in kept])
    if not kept:
        return None
    box = (max(0, floor(kept[0].left)), max(0, floor(min([word.top for word in kept]))),
           ceil(max([word.right for word in kept])), ceil(max([word.bottom for word in kept])))
    return Row(page, text, Span(page=page, bbox=box), False, kept)


def pitch_of(rows: Sequence[Row]) -> float:
    """The usual step from line to line of one page or column; 0 where it has none."""
    steps = Counter(round((b.baseline - a.baseline) * 2) / 2 for a, b in pairwise(rows) if a.page == b.page)
    least = 0.5 * max([row.words[0].size for row in rows if row.words], default=0)
    usual = [(count, -step) for step, count in steps.items() if step > least]
    return -max(usual)[1] if usual else 0


def with_gaps(rows: Sequence[Row]) -> list[Row]:
    """The rows of one column with `gap` and `first` set by their steps; a column may go on over pages."""
    pitch, marked = pitch_of(rows), []
    full = max((row.right - row.left for row in rows), default=0)
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None or before.page != row.page:
            gap = before is None or _new_over_pages(before, row, full)
        else:
            smaller = min(before.words[0].size, row.words[0].size)
            gap = row.baseline - before.baseline > 1.25 * max(pitch, 1.05 * smaller)
        first = before is None or before.page != row.page
        same = (gap, first) == (row.gap, row.first)
        marked.append(row if same else Row(row.page, row.text, row.where, gap, row.words, first))
    return marked


def _new_over_pages(before: Row, row: Row, full: float) -> bool:
    """Whether a page begins with a new paragraph: the last one is closed, or its line short and a capital follows."""
    if not row.text[0].isupper() and row.text[0].isalpha():
        return False
    first = row.words[0]
    short = before.right - before.left + 0.3 * first.size + (first.right - first.left) < full - first.size
    return short or bool(_CLOSED.search(before.text))


# ------------------------------------------------------------------ joining
@dataclass(frozen=True, slots=True)
class Joined:
    """Running text, and the words that were joined at a line end without proof from the paper."""

    text: str
    guesses: tuple[str, ...] = ()


class Joiner:
    """Joins the lines of one paper; knows the words that it prints whole."""

    def __init__(self, rows: Iterable[Row], conjunctions: frozenset[str]) -> None:
        self._words: Counter[str] = Counter()
        self._conjunctions = conjunctions
        self._soft: tuple[str, ...] = (SOFT_HYPHEN, _SET_HYPHEN)
        for row in rows:
            if _SET_HYPHEN in row.text and re.search(rf"{_SET_HYPHEN}\w", row.text):
                self._soft = (SOFT_HYPHEN,)
            self._words.update(word.casefold() for word in re.findall(r"\w[\w-]*\w", row.text))

    def join(self, lines: Sequence[str], breaks: Sequence[bool] = ()) -> Joined:
        """The lines as one text; `breaks[n]` tells that a line break stands before line n."""
        done: list[str] = []  # all but the end, so that a long text is not copied for each of its lines
        text, guesses = "", []
        for place, line in enumerate(lines):
            if not text:
                text = line
            elif text.endswith(("-", SOFT_HYPHEN, _SET_HYPHEN)):
                text, guess = self._hyphen(text, line)
                guesses += [guess] if guess else []
            else:
                done.append(text + ("\n" if place < len(breaks) and breaks[place] else " "))
                text = line
            if len(text) > 4 * _LONGEST_WORD:
                done.append(text[:-2 * _LONGEST_WORD])
                text = text[-2 * _LONGEST_WORD:]
        return Joined("".join([*done, text]).rstrip(SOFT_HYPHEN), tuple(guesses))

    def _hyphen(self, text: str, line: str) -> tuple[str, str | None]:
        if text.endswith(self._soft):
            return text[:-1].rstrip(SOFT_HYPHEN) + line, None
        stem = text[-_LONGEST_WORD:].split()[-1][:-1]
        head = re.match(r"\w[\w-]*", line[:_LONGEST_WORD])
        if not stem or not head or head[0].casefold() in self._conjunctions:
            return f"{text} {line}", None
        left, right = stem.rsplit("-", 1)[-1].lstrip("(\"'”»«"), head[0]
        if not left or left[-1].isdigit() or right[0].isdigit() or self._name_like(left, right):
            return text + line, None
        whole, parted = self._words[(left + right).casefold()], self._words[f"{left}-{right}".casefold()]
        if parted > whole:
            return text + line, None
        return text[:-1] + line, None if whole else left + right

    @staticmethod
    def _name_like(left: str, right: str) -> bool:
        """Initials or a name before or after the hyphen: it belongs to the word ("EBU-udvalget", "Nord-Jylland")."""
        return (left.isupper() and len(left) > 1) != right.isupper() if left.isupper() else right[0].isupper()

    def paragraphs(self, rows: Sequence[Row], width: float = 0) -> tuple[list[Paragraph], list[tuple[Row, str]]]:
        """Rows as paragraphs, and the guesses with their rows. A gap or a bullet begins one; a line that ends early
        although the next word would fit ends with a line break. `width`: how long full lines are (0: as the longest).
        """
        made: list[Paragraph] = []
        guesses: list[tuple[Row, str]] = []
        edges: dict[int, float] = {}
        for line in rows:
            edges[line.page] = min(edges.get(line.page, line.left), line.left)
        width = width or max((line.right - edges[line.page] for line in rows), default=0)
        group: list[Row] = []
        for row in [*rows, None]:
            if group and (row is None or row.gap or BULLET.match(row.text)):
                breaks = [False, *(_fits(a, b, edges[a.page] + width) for a, b in pairwise(group))]
                joined = self.join([line.text for line in group], breaks)
                made.append(Paragraph(joined.text, merged(line.where for line in group)))
                guesses += [(group[0], guess) for guess in joined.guesses]
                group = []
            if row is not None:
                group.append(row)
        return made, guesses


def _fits(before: Row, after: Row, end: float) -> bool:
    """Whether the next line's first word would have fitted on the line before: then its end was meant."""
    if before.words and after.words:
        first = after.words[0]
        return before.right + 0.3 * first.size + (first.right - first.left) < end - 2 * first.size
    return before.right + 1 + len(after.text.split(" ", 1)[0]) < 0.7 * end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with neighbours made one: successive lines of a text, boxes that follow each other on a page."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and last.page == span.page and last.line_to is not None and span.line_from is not None \
                and 0 <= span.line_from - last.line_to <= 1:
            found[-1] = replace(last, line_to=max(last.line_to, span.line_to or span.line_from))
        elif last and last.page == span.page and last.bbox and span.bbox and span.bbox[3] >= last.bbox[3]:
            a, b = last.bbox, span.bbox
            found[-1] = Span(last.page, (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
        else:
            found.append(span)
    return tuple(found)
