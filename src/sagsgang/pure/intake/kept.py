"""A whole reading as bytes: what is kept of it, hashed and, later, taken apart again.

The sentences of findings are left out: they are said anew to whoever reads them, in their language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..packet.canonical import canonical_bytes
from ..packet.findings import Finding, FindingClass, Severity
from ..packet.form import form_of, packet_of, span_form, span_of
from .reading import Reading

#: Raised whenever a reader says something else of the same bytes; a kept reading tells which one made it.
READER_VERSION = "1"


def reading_bytes(reading: Reading) -> bytes:
    """Canonical bytes of the packet and its findings; `reading_of` is the way back."""
    return canonical_bytes(form_of(reading.packet) | {"findings": [_kept(finding) for finding in reading.findings]})


def reading_of(data: bytes) -> Reading:
    """The reading that `reading_bytes` kept."""
    form = json.loads(data)
    return Reading(packet_of(form), tuple(_finding_of(finding) for finding in form["findings"]))


def _kept(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "severity": finding.severity, "class": finding.cls, "args": dict(finding.args),
            "places": [span_form(span) for span in finding.where]}


def _finding_of(form: Mapping[str, Any]) -> Finding:
    cls = form["class"]
    return Finding(form["code"], Severity(form["severity"]), tuple(span_of(place) for place in form["places"]),
                   form["args"], FindingClass(cls) if cls else None)
