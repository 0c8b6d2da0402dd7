"""The source as it came, around one place: pages as pictures with boxes, numbered lines, or strings of a JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sagsgang.pure.intake.json_bytes import values_of
from sagsgang.pure.intake.media import JSON, PDF
from sagsgang.pure.intake.text_bytes import decoded
from sagsgang.pure.packet.span import Span
from sagsgang.records.imports.queries import StagedView, source_file

from . import pictures

#: So much of a source is shown at a time; the rest is a link away.
PAGES, LINES, STRINGS, CHARACTERS = 3, 120, 12, 20_000
#: So many lines stand above the place that is shown.
_ABOVE = 6


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its size in points and the boxes to mark, (left, top, width, height)."""

    number: int
    width: int
    height: int
    boxes: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a text."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class StringView:
    """A string of a JSON file in segments, the marked ones told; `cut` where its end is not shown."""

    pointer: str
    segments: tuple[tuple[str, bool], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """What is shown of a source. `first` to `last` of `total` are pages or lines; `before` and `after` lead on."""

    kind: str
    pages: tuple[PageView, ...] = ()
    lines: tuple[LineView, ...] = ()
    strings: tuple[StringView, ...] = ()
    first: int = 1
    last: int = 1
    total: int = 1
    before: int | None = None
    after: int | None = None
    more: int = 0


def original_of(packet: StagedView, spans: tuple[Span, ...], start: int | None) -> Original:
    """The source around these places; `start` is the page or line to begin with where somebody asks for one."""
    if packet.media_type == PDF:
        return _pdf(packet.source, spans, start)
    data = source_file(packet.source).read_bytes()
    return _json(data, spans) if packet.media_type == JSON else _text(data, packet.name, spans, start)


def _pdf(source: str, spans: tuple[Span, ...], start: int | None) -> Original:
    sizes = pictures.sizes(source)
    pages = [span.page for span in spans if span.page]
    first = _within(start or min(pages, default=1), len(sizes))
    last = min(len(sizes), first + PAGES - 1)
    shown = tuple(PageView(number, sizes[number - 1].width, sizes[number - 1].height, tuple(_boxes(spans, number)))
                  for number in range(first, last + 1))
    return Original("pdf", pages=shown, first=first, last=last, total=len(sizes),
                    before=max(1, first - PAGES) if first > 1 else None, after=last + 1 if last < len(sizes) else None)


def _boxes(spans: tuple[Span, ...], page: int) -> Iterator[tuple[int, int, int, int]]:
    """The boxes of the page, a little wider than the letters; a place without a box marks nothing."""
    for span in dict.fromkeys(spans):
        if span.page == page and span.bbox:
            left, top, right, bottom = span.bbox
            yield left - 2, top - 2, right - left + 4, bottom - top + 4


def _text(data: bytes, name: str, spans: tuple[Span, ...], start: int | None) -> Original:
    # The same lines as the readers count.
    lines = decoded(data, name)[0].removeprefix("\ufeff").split("\n")
    ranges = [(span.line_from, span.line_to or span.line_from) for span in spans if span.line_from]
    begin = start or min((one for one, _other in ranges), default=1) - _ABOVE
    first = _within(begin, len(lines))
    last = min(len(lines), first + LINES - 1)
    shown = tuple(LineView(number, lines[number - 1].replace("\f", ""), any(a <= number <= b for a, b in ranges))
                  for number in range(first, last + 1))
    return Original("text", lines=shown, first=first, last=last, total=len(lines),
                    before=max(1, first - LINES) if first > 1 else None, after=last + 1 if last < len(lines) else None)


def _json(data: bytes, spans: tuple[Span, ...]) -> Original:
    value, _replaced = values_of(data)
    by_pointer: dict[str, list[Span]] = {}
    for span in spans:
        if span.pointer is not None:
            by_pointer.setdefault(span.pointer, []).append(span)
    shown = tuple(_string(value, pointer, by_pointer[pointer]) for pointer in list(by_pointer)[:STRINGS])
    return Original("json", strings=shown, more=max(0, len(by_pointer) - STRINGS))


def _string(value: Any, pointer: str, spans: list[Span]) -> StringView:
    found = _at(value, pointer)
    if not isinstance(found, str):
        text = json.dumps(found, ensure_ascii=False, indent=2)
        return StringView(pointer, ((text[:CHARACTERS], True),), len(text) > CHARACTERS)
    ranges = sorted((span.start or 0, len(found) if span.end is None else span.end) for span in spans)
    begin = 0 if len(found) <= CHARACTERS else max(0, ranges[0][0] - CHARACTERS // 4)
    end = min(len(found), begin + CHARACTERS)
    return StringView(pointer, tuple(_segments(found, ranges, begin, end)), (begin, end) != (0, len(found)))


def _segments(text: str, ranges: list[tuple[int, int]], begin: int, end: int) -> Iterator[tuple[str, bool]]:
    place = begin
    for start, stop in ranges:
        start, stop = max(start, place), min(stop, end)
        if start < stop:
            yield text[place:start], False
            yield text[start:stop], True
            place = stop
    yield text[place:end], False


def _at(value: Any, pointer: str) -> Any:
    """The value that a JSON pointer (RFC 6901) names; None where there is none."""
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        match value:
            case dict():
                value = value.get(step)
            case list() if step.isdecimal() and int(step) < len(value):
                value = value[int(step)]
            case _:
                return None
    return value


def _within(number: int, total: int) -> int:
    return min(max(1, number), max(1, total))
