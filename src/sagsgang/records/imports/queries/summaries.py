"""What a list tells of each staged packet, taken from its reading without building the whole of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..models import StagedPacket


@dataclass(frozen=True, slots=True)
class Summary:
    """Which meeting a packet is of, and how many items, errors and warnings its reading has."""

    committee: str | None
    meeting_date: date | None
    meeting_start: str | None
    edition: str | None
    items: int
    errors: int
    warnings: int


def summaries(sources: Iterable[str]) -> dict[str, Summary]:
    """The summaries of the packets that were read of these sources, by source."""
    rows = StagedPacket.objects.filter(source_id__in=list(sources)).values_list("source_id", "reading_bytes")
    return {source: _summary(bytes(data)) for source, data in rows.iterator(chunk_size=20)}


def _summary(data: bytes) -> Summary:
    form = json.loads(data)
    found = Counter(finding["severity"] for finding in form["findings"] if finding["class"] != "question")
    day = form["meeting_date"]
    return Summary(form["committee"], date.fromisoformat(day) if day else None, form["meeting_start"], form["edition"],
                   len(form["items"]), found["error"], found["warning"])
