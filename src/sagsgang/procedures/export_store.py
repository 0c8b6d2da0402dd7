"""Everything that has been accepted or sent, as canonical packets."""

from __future__ import annotations

from collections.abc import Iterator

from sagsgang.pure.packet.canonical import canonical_packet
from sagsgang.records.imports.queries import accepted_keys
from sagsgang.records.meetings.queries import latest_version, native_keys

from .rebuild_packet import rebuild_packet


def export_store() -> Iterator[tuple[str, bytes]]:
    """(meeting key, canonical bytes) of every meeting, rebuilt from its records, in the order of their keys.

    The same store gives the same bytes on every database.
    """
    sent = {key for key in native_keys() if latest_version(key)}
    for key in sorted({*accepted_keys(), *sent}):
        yield key, canonical_packet(rebuild_packet(key))
