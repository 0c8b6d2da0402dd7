"""The one door to the PDF reader: bytes become pages of lines of words with boxes, and rules; nothing is interpreted.

`pages_of` is meant to run in a jailed child (`kernel/jail.py`): it is a top-level function of bytes and returns plain
frozen values. All measures are points from the top left corner of the page as it is seen (rotation applied).
Characters are handed on as the file has them, with these exceptions: Latin ligatures are spelled out, characters that
print nothing are dropped, and a hyphen at the end of a line, which the library hides, is given back as "-" (or as
U+00AD where the file says that it is soft). Whether such a "-" belongs to the word is for the reader to judge.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw

from ..kernel.errors import InputRefused

#: The library's C functions; they carry no types.
pdfium: Any = pypdfium2.raw

MAX_PAGES = 3_000
MAX_CHARS_OF_PAGE = 60_000
MAX_CHARS = 12_000_000
#: The longest side of a page, in points: 200 inches, the most that the format itself allows.
MAX_SIDE = 14_400
MAX_RULES_OF_PAGE = 5_000
_MAX_OBJECTS_FOR_RULES = 50_000
#: A path thinner than this is a rule, not an area.
_THIN = 2.5
#: Parts of a line that stand closer than this, in sizes of the font, have no blank between them.
_TOUCHING = 0.08
#: Drawn boxes smaller than this are bullets and ticks, not cells.
_SMALLEST_BOX = 8

SOFT_HYPHEN = "\u00ad"
_LINE_END_HYPHENS = frozenset("\ufffe\x02")
#: Characters without white space, to the hidden hyphen that a line end left behind where there is one.
_RUN = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_LIGATURES = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFB00, 0xFB07)}
_SILENT = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE])
_SPELLED: dict[int, str | None] = {**_SILENT, **_LIGATURES}


class Word(NamedTuple):
    """Characters without a blank between them, on one baseline; `size` is the font's, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Line:
    """The words of a page that stand on one baseline, from left to right, columns side by side included."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @cached_property
    def top(self) -> float:
        """The top of the highest word."""
        return min(word.top for word in self.words)

    @cached_property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """The bottom of the lowest word."""
        return max(word.bottom for word in self.words)


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line, or an edge of a drawn box."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs across the page."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` from 1 in the file, `label` as the file numbers it (None: it does not)."""

    number: int
    label: str | None
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]


def pages_of(data: bytes) -> tuple[Page, ...]:
    """Every page of a PDF; raises InputRefused where it cannot be opened, has no page, or is built to exhaust."""
    document = _opened(data)
    try:
        count = len(document)
        if not count:
            raise InputRefused("pdf-empty")
        if count > MAX_PAGES:
            raise InputRefused("pdf-too-many-pages", pages=count, limit=MAX_PAGES)
        pages, chars = [], 0
        for index in range(count):
            page, on_page = _page(document, index)
            chars += on_page
            if chars > MAX_CHARS:
                raise InputRefused("pdf-too-full", page=index + 1, limit=MAX_CHARS)
            pages.append(page)
        return tuple(pages)
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise InputRefused("pdf-password") from error
        raise InputRefused("pdf-damaged") from error


def _page(document: Any, index: int) -> tuple[Page, int]:
    width, height = document.get_page_size(index)
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise InputRefused("pdf-page-too-large", page=index + 1, limit=MAX_SIDE)
    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise InputRefused("pdf-page-damaged", page=index + 1) from error
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        if count > MAX_CHARS_OF_PAGE:
            raise InputRefused("pdf-page-too-full", page=index + 1, limit=MAX_CHARS_OF_PAGE)
        width, height = page.get_size()
        place = _Placement(page, width, height)
        words = list(_words(text.raw, _characters(text.raw, count), place))
        return Page(index + 1, document.get_page_label(index) or None, width, height,
                    _lines(words), _rules(page.raw, place)), count
    finally:
        text.close()
        page.close()


class _Placement:
    """From the file's own coordinates of a page to points from its top left corner as seen."""

    _SCALE = 100

    def __init__(self, page: Any, width: float, height: float) -> None:
        across, down = max(1, round(width * self._SCALE)), max(1, round(height * self._SCALE))
        x, y = ctypes.c_int(), ctypes.c_int()

        def seen(at_x: float, at_y: float) -> tuple[float, float]:
            pdfium.FPDF_PageToDevice(page.raw, 0, 0, across, down, 0, at_x, at_y, x, y)
            return x.value / self._SCALE, y.value / self._SCALE

        origin, right, up = seen(0, 0), seen(1000, 0), seen(0, 1000)
        self.ox, self.oy = origin
        self.xx, self.xy = ((round(r - o) / 1000) for r, o in zip(right, origin, strict=True))
        self.yx, self.yy = ((round(u - o) / 1000) for u, o in zip(up, origin, strict=True))
        self._upright = (self.xx, self.xy, self.yx, self.yy) == (1, 0, 0, -1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file's coordinates is seen."""
        return self.ox + self.xx * x + self.yx * y, self.oy + self.xy * x + self.yy * y

    def down(self, x: float, y: float) -> float:
        """How far below the top a point of the file's coordinates is seen."""
        return self.oy + self.xy * x + self.yy * y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the file's coordinates as (left, top, right, bottom)."""
        if self._upright:
            return self.ox + left, self.oy - top, self.ox + right, self.oy - bottom
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _characters(text: Any, count: int) -> str:
    """One character for each of the page's, so that places in the string are the library's character indices."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    if written == count:
        units = bytes(memoryview(buffer))[: 2 * count]
        characters = units.decode("utf-16-le", "replace")
        if len(characters) == count:
            return characters
    # Some characters have no code or need two units: then each is asked for by itself.
    return "".join(chr(code) if 0 < (code := pdfium.FPDFText_GetUnicode(text, i)) < 0xD800 or 0xDFFF < code < 0x110000
                   else "\ufffd" for i in range(count))


class _Fonts:
    """Whether a font is bold, by its name or its weight; each name is looked at once."""

    def __init__(self, text: Any) -> None:
        self._text, self._buffer, self._flags = text, ctypes.create_string_buffer(256), ctypes.c_int()
        self._bold: dict[bytes, bool] = {}

    def bold(self, index: int) -> bool:
        """Whether the character at `index` is printed in a bold font."""
        pdfium.FPDFText_GetFontInfo(self._text, index, self._buffer, 256, self._flags)
        name = self._buffer.value
        known = self._bold.get(name)
        if known is None:
            folded = name.lower()
            known = self._bold[name] = (any(word in folded for word in (b"bold", b"black", b"heavy", b"demi"))
                                        or pdfium.FPDFText_GetFontWeight(self._text, index) >= 600)
        return known


def _words(text: Any, characters: str, place: _Placement) -> Iterator[Word]:
    """The words in the order of the file; a word ends at white space or at a hidden hyphen."""
    bold, first, last = _Fonts(text).bold, pdfium.FS_RECTF(), pdfium.FS_RECTF()
    x, y, baseline = ctypes.c_double(), ctypes.c_double(), 0.0
    scale, matrix = 1.0, pdfium.FS_MATRIX()
    before: tuple[float, float, float] | None = None
    loose, size_of, origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetCharOrigin
    for start, end, hyphen in _runs(characters):
        spelled = _spelled(characters[start:end]) + hyphen
        if not spelled or not loose(text, start, first):
            continue
        left, bottom, right, top = first.left, first.bottom, first.right, first.top
        size = size_of(text, start)
        if before != (bottom, top, size):  # else the word stands on the line of the one before
            before = bottom, top, size
            origin(text, start, x, y)
            baseline = place.down(x.value, y.value)
            scale = hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(text, start, matrix) else 1.0
        size *= scale
        if end - start > 1 and loose(text, end - 1, last):
            left, right = min(left, last.left), max(right, last.right)
            bottom, top = min(bottom, last.bottom), max(top, last.top)
        left, top, right, bottom = place.box(left, bottom, right, top)
        if not 0.6 * size <= bottom - top <= 2.2 * size:
            size = (bottom - top) / 1.15
        yield Word(spelled, left, top, right, bottom, baseline, size, bold(start))


def _spelled(raw: str) -> str:
    """A word's characters as they are handed on."""
    if raw.isascii() and raw.isprintable():
        return raw
    return unicodedata.normalize("NFC", raw.translate(_SPELLED))


def _runs(characters: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, hyphen) of each run of characters without white space; `hyphen` ends a run that a line end cut."""
    for match in _RUN.finditer(characters):
        start, end = match.span()
        last = characters[end - 1]
        if last in _LINE_END_HYPHENS:
            yield start, max(start + 1, end - 1), "-"
        else:
            yield start, end, SOFT_HYPHEN if last == SOFT_HYPHEN else ""


def _lines(words: list[Word]) -> tuple[Line, ...]:
    """Words on one baseline make a line; a baseline may waver by a third of the smaller font."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if rows and word.baseline - rows[-1][0].baseline <= 0.35 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(Line(_whole(sorted(row, key=lambda word: word.left))) for row in rows)


def _whole(words: list[Word]) -> tuple[Word, ...]:
    """The words of a line; parts that touch are one word, which a tool that sets each letter by itself has cut."""
    if not any(abs(word[1] - before[3]) < _TOUCHING * word[6] for before, word in pairwise(words)):
        return tuple(words)
    kept: list[Word] = []
    for word in words:
        if kept and abs(word.left - kept[-1].right) < _TOUCHING * word.size:
            before = kept[-1]
            kept[-1] = before._replace(text=before.text + word.text, right=max(before.right, word.right),
                                       top=min(before.top, word.top), bottom=max(before.bottom, word.bottom))
        else:
            kept.append(word)
    return tuple(kept)


def _rules(page: Any, place: _Placement) -> tuple[Rule, ...]:
    """The straight lines that are drawn on the page, and the edges of drawn boxes, from top to bottom."""
    found: list[Rule] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    objects = pdfium.FPDFPage_CountObjects(page)
    for index in range(min(objects, _MAX_OBJECTS_FOR_RULES)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        pdfium.FPDFPath_GetDrawMode(thing, mode, stroked)
        boxed = bool(stroked.value) and _is_box(thing)
        found += _edges(place.box(left.value, bottom.value, right.value, top.value), boxed)
        if len(found) > MAX_RULES_OF_PAGE:
            break
    return tuple(sorted(found, key=lambda rule: (rule.top, rule.left)))


def _is_box(path: Any) -> bool:
    """Whether a path is one closed figure of straight lines with four corners; a curve or a chart is not."""
    count = pdfium.FPDFPath_CountSegments(path)
    kinds = [pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(path, n)) for n in range(min(count, 6))]
    return count in {4, 5} and kinds[0] == pdfium.FPDF_SEGMENT_MOVETO \
        and all(kind == pdfium.FPDF_SEGMENT_LINETO for kind in kinds[1:])


def _edges(box: tuple[float, float, float, float], boxed: bool) -> list[Rule]:
    """The edges of a thin path (itself) or of a drawn box; an area, a bullet or a curve has none."""
    left, top, right, bottom = box
    if min(right - left, bottom - top) <= _THIN:
        return [Rule(*box)] if max(right - left, bottom - top) > _THIN else []
    if not boxed or max(right - left, bottom - top) < _SMALLEST_BOX:
        return []
    return [Rule(left, top, right, top), Rule(left, bottom, right, bottom),
            Rule(left, top, left, bottom), Rule(right, top, right, bottom)]
