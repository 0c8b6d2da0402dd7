"""What the columns of a staged packet must say, made from its reading: when it is staged and again by verify."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sagsgang.pure.intake.kept import reading_bytes
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.findings import FindingClass
from sagsgang.pure.packet.form import span_form
from sagsgang.pure.packet.keys import meeting_key


def values_of(reading: Reading) -> dict[str, Any]:
    """The derived columns of the reading's row, by name."""
    data = reading_bytes(reading)
    return {
        "reading_bytes": data, "reading_sha256": sha256(data),
        "packet_sha256": sha256(canonical_packet(reading.packet)), "layout": reading.packet.layout or "",
        "meeting_key": meeting_key(reading.packet), "has_error": reading.has_error,
    }


def questions_of(reading: Reading) -> Iterator[dict[str, Any]]:
    """The columns of each question that the reading leaves open, without its answer."""
    for position, finding in enumerate(reading.findings):
        if finding.cls is FindingClass.QUESTION:
            yield {"position": position, "code": finding.code, "args": dict(finding.args),
                   "places": [span_form(span) for span in finding.where]}
