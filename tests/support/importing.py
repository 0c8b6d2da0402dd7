"""A paper's way into the store, for tests that begin after it, and what a store holds, to compare two of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sagsgang.config.store import Store
from sagsgang.procedures.publish_releases import publish_releases
from sagsgang.procedures.release_meeting import release_meeting
from sagsgang.procedures.settle_import import settle_import
from sagsgang.procedures.stage_import import stage_import
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.actor import CLI
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.findings import Finding, FindingClass, Severity
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.span import Span
from sagsgang.records.imports.queries import StagedView
from tests.support.rows import rows

NOON = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)
#: Findings of each class, with the codes that readers use.
WARNING = Finding("annex-without-cover", Severity.WARNING, (Span(line_from=3, line_to=4),), {"title": "Kort"})
QUESTION = Finding("unknown-label", Severity.WARNING, (Span(line_from=9, line_to=9),), {"label": "Ordlyd"},
                   FindingClass.QUESTION)
ERROR = Finding("meeting-unreadable", Severity.ERROR, (), {"field": "date"})


def stage(packet: Packet, *findings: Finding, data: bytes = b"", at: datetime = NOON) -> StagedView:
    """Stage a packet as if a reader had read it in `data` (its canonical bytes where none are given)."""
    data = data or canonical_packet(packet)
    return stage_import(data, source=sha256(data), name="møde.json", media_type="application/json",
                        reading=Reading(packet, findings), actor=CLI, at=at)


def accept(packet: Packet, *findings: Finding, data: bytes = b"", at: datetime = NOON) -> StagedView:
    """Stage a packet and do with it what `import --accept` does."""
    return settle_import(stage(packet, *findings, data=data, at=at).source, accept=True, actor=CLI, at=at)


def release(*packets: Packet, at: datetime = NOON) -> None:
    """Accept packets, release their meetings, and bring the index up."""
    for packet in packets:
        key = accept(packet, at=at).meeting_key
        assert key
        release_meeting(key, actor=CLI, at=at)
    publish_releases()


def files(store: Store) -> dict[str, bytes]:
    """Every file that is kept, internal and public, by its place."""
    return {str(path.relative_to(store.home)): path.read_bytes()
            for folder in (store.files, store.open_files) for path in sorted(Path(folder).glob("??/*"))}


def contents(store: Store) -> dict[str, Any]:
    """All that a store holds: two stores with equal contents are the same store."""
    return {"default": rows("default"), "open": rows("open"), "files": files(store)}
