"""Where each value of a reading stands in its source, and which part of the paper each finding is about.

A value is named by its path in the packet form ("items/2/decisions/0", "items/2/sources/title", "findings/4").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..packet.model import AnnexDocument, Item, Packet
from ..packet.span import Span
from .reading import Reading

Spans = tuple[Span, ...]
#: The path of the paper as a whole.
WHOLE = ""


def places_of(reading: Reading) -> dict[str, Spans]:
    """The spans of every value that has any, by path, in document order."""
    return {path: spans for path, spans in _places(reading) if spans}


def findings_by_part(reading: Reading) -> dict[str, list[int]]:
    """The findings by the part that they stand in ("items/2", "annex_bodies/0", else the whole), the worst first.

    Findings are named by their number among those of the reading.
    """
    parts = [(part, _flat(spans)) for part, spans in _parts(reading.packet)]
    found: dict[str, list[int]] = {}
    for number, finding in enumerate(reading.findings):
        part = next((name for name, spans in parts if _touch(finding.where, spans)), WHOLE)
        found.setdefault(part, []).append(number)
    return {part: by_severity(reading, numbers) for part, numbers in found.items()}


def by_severity(reading: Reading, numbers: Iterable[int]) -> list[int]:
    """The numbers of findings: errors first, then warnings, then the rest; else as the reader had them."""
    order = {"error": 0, "warning": 1}
    return sorted(numbers, key=lambda number: (order.get(reading.findings[number].severity, 2), number))


def _places(reading: Reading) -> Iterator[tuple[str, Spans]]:
    packet = reading.packet
    for key, spans in packet.sources.items():
        yield f"sources/{key}", spans
    for place, item in enumerate(packet.items):
        yield from _item_places(f"items/{place}", item)
    for name, document in _documents(packet):
        yield name, document.where
    for number, finding in enumerate(reading.findings):
        yield f"findings/{number}", finding.where


def _item_places(path: str, item: Item) -> Iterator[tuple[str, Spans]]:
    yield path, item.where
    for key, spans in item.sources.items():
        yield f"{path}/sources/{key}", spans
    for number, section in enumerate(item.sections):
        yield f"{path}/sections/{number}", section.where
    for number, decision in enumerate(item.decisions):
        yield f"{path}/decisions/{number}", decision.where
    for number, annex in enumerate(item.annexes):
        yield f"{path}/annexes/{number}", annex.where


def _documents(packet: Packet) -> Iterator[tuple[str, AnnexDocument]]:
    for kind, documents in (("annex_documents", packet.annex_documents), ("annex_bodies", packet.annex_bodies)):
        for number, document in enumerate(documents):
            yield f"{kind}/{number}", document


def _parts(packet: Packet) -> Iterator[tuple[str, Iterable[Spans]]]:
    for place, item in enumerate(packet.items):
        path = f"items/{place}"
        yield path, [spans for _name, spans in _item_places(path, item)]
    for name, document in _documents(packet):
        yield name, [document.where, *(block.where for block in document.blocks)]


def _flat(groups: Iterable[Spans]) -> list[Span]:
    return [span for spans in groups for span in spans]


def _touch(ones: Iterable[Span], others: list[Span]) -> bool:
    return any(_meet(one, other) for one in ones for other in others)


def _meet(one: Span, other: Span) -> bool:
    """Whether two places of one source have anything in common."""
    if one.pointer is not None and other.pointer is not None:
        if one.pointer == other.pointer:
            return _cross(one.start, one.end, other.start, other.end)
        return one.pointer.startswith(other.pointer + "/")
    if one.line_from is not None and other.line_from is not None:
        return one.line_from <= (other.line_to or 0) and other.line_from <= (one.line_to or 0)
    if one.page is None or one.page != other.page:
        return False
    if one.bbox is None or other.bbox is None:
        return False
    return (one.bbox[0] < other.bbox[2] and other.bbox[0] < one.bbox[2]
            and one.bbox[1] < other.bbox[3] and other.bbox[1] < one.bbox[3])


def _cross(start: int | None, end: int | None, from_: int | None, to: int | None) -> bool:
    if start is None or end is None or from_ is None or to is None:
        return True
    return (start < to and from_ < end) or start == from_
