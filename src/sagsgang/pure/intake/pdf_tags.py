"""The tags of a tagged PDF with the text of each, exactly as its pages write it: no layout is guessed.

Text comes from the content of the pages (by the characters' own Unicode map), its order and structure from the tree of
tags; document information, XMP and attachments are never looked at. Pages are read when a text on them is asked for.
Made for PDFs of our own writer; others may use operators that are not followed here, so a reader recognises its paper
first. Meant to run in a jailed child.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any

import pikepdf

from ..packet.span import Span

#: Deeper trees of tags are an attack, not a document.
DEEPEST = 200
MAX_PAGES = 3_000

#: What reading the tags of a PDF that is damaged, protected or not made by us may raise.
UNREADABLE = (pikepdf.PikepdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)

Matrix = tuple[float, float, float, float, float, float]
#: The box of text whose place is not known yet; any other box replaces it.
_NOWHERE = (float("inf"), float("inf"), float("-inf"), float("-inf"))
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_OPERATORS = "q Q cm BT Tm Tf Tj TJ BDC BMC EMC"
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text marked as one on one page: a line, or what ends it. Measures are points from the top left corner."""

    text: str
    page: int
    box: tuple[float, float, float, float]
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of structure: its kind ("P", "H1", "Table"), what is in it in order, and what it says of itself."""

    kind: str
    kids: tuple[Tag | Piece, ...]
    attributes: dict[str, str | int] = field(default_factory=dict)

    def tags(self) -> tuple[Tag, ...]:
        """The elements directly in this one."""
        return tuple(kid for kid in self.kids if isinstance(kid, Tag))

    def pieces(self) -> Iterator[Piece]:
        """All text in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            else:
                yield from kid.pieces()

    def spans(self) -> tuple[Span, ...]:
        """Where it stands: one box a page."""
        return spans_of(self.pieces())


def spans_of(pieces: Iterator[Piece] | list[Piece] | tuple[Piece, ...]) -> tuple[Span, ...]:
    """One box a page around the pieces, rounded outwards."""
    boxes: dict[int, tuple[float, float, float, float]] = {}
    for piece in pieces:
        old = boxes.get(piece.page, piece.box)
        boxes[piece.page] = (min(old[0], piece.box[0]), min(old[1], piece.box[1]),
                             max(old[2], piece.box[2]), max(old[3], piece.box[3]))
    return tuple(Span(page=page, bbox=(floor(box[0]), floor(box[1]), ceil(box[2]), ceil(box[3])))
                 for page, box in boxes.items())


class TaggedPdf:
    """An opened PDF with its tags; raises one of `UNREADABLE` where it cannot be opened (a password included)."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.open(io.BytesIO(data))
        self._fonts: dict[tuple[int, int], _Font] = {}
        self._read: dict[int, _Content] = {}
        self._numbers: dict[tuple[int, int], int] = {}

    def top(self) -> Iterator[Tag]:
        """The elements of the document, one after the other; none where the PDF has no tags."""
        root: Any = self._pdf.Root.get("/StructTreeRoot")
        if root is None or len(self._pdf.pages) > MAX_PAGES:
            return
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self._pdf.pages, 1)}
        for document in _list(root.get("/K")):
            for kid in _list(document.get("/K")):
                yield from (made for made in self._made(kid, document.get("/Pg"), 0) if isinstance(made, Tag))

    def unmarked(self) -> tuple[Piece, ...]:
        """What stands on the pages outside the tags: running feet and the like."""
        return tuple(piece for number in range(1, len(self._pdf.pages) + 1) for piece in self._content(number).loose)

    def _made(self, kid: Any, page: Any, depth: int) -> Iterator[Tag | Piece]:
        if depth > DEEPEST:
            raise ValueError("tags are nested too deeply")
        if isinstance(kid, int):
            yield from self._piece(kid, page)
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            own_page = kid.get("/Pg", page)
            kids = tuple(made for child in _list(kid.get("/K")) for made in self._made(child, own_page, depth + 1))
            yield Tag(str(kid.S)[1:], kids, _attributes(kid.get("/A")))
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield from self._piece(int(kid.MCID), kid.get("/Pg", page))

    def _piece(self, mark: int, page: Any) -> Iterator[Piece]:
        number = self._numbers[page.objgen]
        piece = self._content(number).marked.get(mark)
        if piece is not None:
            yield piece

    def _content(self, number: int) -> _Content:
        if number not in self._read:
            self._read[number] = _Content(self._pdf.pages[number - 1], number, self._fonts)
        return self._read[number]


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _attributes(value: Any) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    for part in _list(value):
        if isinstance(part, pikepdf.Dictionary):
            for key in ("/ListNumbering", "/ColSpan", "/RowSpan"):
                if key in part:
                    found[key[1:]] = int(part[key]) if key.endswith("Span") else str(part[key])[1:]
    return found


class _Font:
    """The Unicode text and the width of each two-byte code of a font."""

    def __init__(self, font: Any) -> None:
        self.text = _unicode_map(font.ToUnicode.read_bytes())
        inner = font.DescendantFonts[0]
        self._default = float(inner.get("/DW", 1000))
        self._widths: dict[int, float] = {}
        parts = list(inner.get("/W", []))
        while parts:
            first = int(parts.pop(0))
            if isinstance(parts[0], pikepdf.Array):
                self._widths.update(enumerate(map(float, parts.pop(0)), first))
            else:
                last, width = int(parts.pop(0)), float(parts.pop(0))
                self._widths.update(dict.fromkeys(range(first, last + 1), width))

    def width(self, code: int) -> float:
        """The width in thousandths of the font's size."""
        return self._widths.get(code, self._default)


def _unicode_map(cmap: bytes) -> dict[int, str]:
    def text(hexadecimal: bytes) -> str:
        return bytes.fromhex(hexadecimal.decode()).decode("utf-16-be")

    found: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        found.update((int(code, 16), text(shown)) for code, shown in _PAIR.findall(part))
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, shown in _RANGE.findall(part):
            start = text(shown)
            for step in range(min(int(last, 16) - int(first, 16) + 1, 65536)):
                found[int(first, 16) + step] = start[:-1] + chr(ord(start[-1]) + step)
    return found


@dataclass(slots=True)
class _Mark:
    """Marked content that is open: its number in the tree, and the text that stands for what is drawn in it."""

    number: int | None
    actual: bool


class _Content:
    """What a page's content says: the text of every marked piece, and what is outside the tags."""

    def __init__(self, page: Any, number: int, fonts: dict[tuple[int, int], _Font]) -> None:
        self.marked: dict[int, Piece] = {}
        self._loose: dict[int, Piece] = {}
        self._number, self._fonts, self._resources = number, fonts, page.obj.get("/Resources", {})
        box = [float(side) for side in page.mediabox]
        self._left, self._top = box[0], box[3]
        self._matrix, self._kept = _UNIT, list[Matrix]()
        self._text, self._font, self._size = _UNIT, None, 0.0
        self._marks: list[_Mark] = []
        self._artifacts = 0
        for step in pikepdf.parse_content_stream(page, _OPERATORS):
            self._follow(str(step.operator), step.operands)

    _font: _Font | None
    _matrix: Matrix
    _text: Matrix

    @property
    def loose(self) -> tuple[Piece, ...]:
        """Pieces outside the tags that hold text."""
        return tuple(piece for piece in self._loose.values() if piece.text.strip())

    def _follow(self, operator: str, operands: Any) -> None:
        match operator:
            case "q":
                self._kept.append(self._matrix)
            case "Q":
                self._matrix = self._kept.pop() if self._kept else _UNIT
            case "cm":
                self._matrix = _product(_matrix(operands), self._matrix)
            case "BT":
                self._text = _UNIT
            case "Tm":
                self._text = _matrix(operands)
            case "Tf":
                self._font, self._size = self._font_called(operands[0]), float(operands[1])
            case "Tj" | "TJ":
                self._show(list(operands[0]) if operator == "TJ" else list(operands))
            case "BDC" | "BMC":
                self._open(operands[1] if operator == "BDC" else None)
            case "EMC":
                if self._marks:
                    self._marks.pop()

    def _font_called(self, name: Any) -> _Font:
        font = self._resources.Font[name]
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _Font(font)
        return self._fonts[font.objgen]

    def _open(self, properties: Any) -> None:
        above = self._marks[-1] if self._marks else None
        number = above.number if above else None
        actual = above.actual if above else False
        if isinstance(properties, pikepdf.Dictionary):
            number = int(properties.MCID) if "/MCID" in properties else number
            if "/ActualText" in properties and not actual:
                self._add(number, str(properties.ActualText), None)
                actual = True
        if above is None and number is None:
            self._artifacts += 1
        self._marks.append(_Mark(number, actual))

    def _show(self, parts: list[Any]) -> None:
        if self._font is None:
            return
        text, advance = [], 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                raw = bytes(part)
                for at in range(0, len(raw) - 1, 2):
                    code = raw[at] << 8 | raw[at + 1]
                    text.append(self._font.text.get(code, "\ufffd"))
                    advance += self._font.width(code)
            else:
                advance -= float(part)
        mark = self._marks[-1] if self._marks else _Mark(None, actual=False)
        self._add(mark.number, "" if mark.actual else "".join(text), self._box(advance * self._size / 1000))
        self._text = _product((1, 0, 0, 1, advance * self._size / 1000, 0), self._text)

    def _box(self, width: float) -> tuple[float, float, float, float]:
        whole = _product(self._text, self._matrix)
        corners = [(x * whole[0] + y * whole[2] + whole[4], x * whole[1] + y * whole[3] + whole[5])
                   for x in (0, width) for y in (-0.25 * self._size, 0.8 * self._size)]
        xs, ys = [x - self._left for x, _ in corners], [self._top - y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _add(self, number: int | None, text: str, box: tuple[float, float, float, float] | None) -> None:
        pieces, key = (self._loose, self._artifacts) if number is None else (self.marked, number)
        old = pieces.get(key)
        if old is None:
            pieces[key] = Piece(text, self._number, box or _NOWHERE, self._baseline(), self._size)
        else:
            pieces[key] = replace(old, text=old.text + text, box=_around(old.box, box))

    def _baseline(self) -> float:
        return self._top - _product(self._text, self._matrix)[5]


def _around(one: tuple[float, float, float, float], other: tuple[float, float, float, float] | None,
            ) -> tuple[float, float, float, float]:
    if other is None:
        return one
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    return (first[0] * then[0] + first[1] * then[2], first[0] * then[1] + first[1] * then[3],
            first[2] * then[0] + first[3] * then[2], first[2] * then[1] + first[3] * then[3],
            first[4] * then[0] + first[5] * then[2] + then[4], first[4] * then[1] + first[5] * then[3] + then[5])
