"""The paper that stands for a meeting: the accepted one of others, or the agenda that we sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sagsgang.pure.packet.canonical import sha256
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.open_part import LeftOut, open_part
from sagsgang.records.imports import queries as imports
from sagsgang.records.meetings import queries as meetings


@dataclass(frozen=True, slots=True)
class Paper:
    """A packet that may be released: `source` is its document's hash, or its own where we made it.

    `titles` is None for what others published; else what the public sees of each closed item, by number. Items whose
    numbers are `unlisted` are not seen at all.
    """

    source: str
    packet_sha256: str
    packet: Packet
    titles: Mapping[str, str | None] | None = None
    unlisted: frozenset[str] = frozenset()

    def open_part(self) -> tuple[Packet, tuple[LeftOut, ...]]:
        """What of it is for everybody, and what was left out and why."""
        return open_part(self.packet, self.titles, self.unlisted)


def paper_of_meeting(meeting_key: str) -> Paper | None:
    """The paper that stands for the meeting now; None where there is none yet."""
    if version := meetings.latest_version(meeting_key):
        return _sent(version)
    accepted = imports.accepted(meeting_key)
    if accepted is None:
        return None
    return Paper(accepted.source, accepted.packet_sha256, imports.reading(accepted.source).packet)


def paper_of_source(meeting_key: str, source: str) -> Paper:
    """The paper that a release of the meeting was made from; raises as the reading does where it is gone."""
    if version := meetings.version_by_hash(meeting_key, source):
        return _sent(version)
    reading = imports.reading(source)
    staged = imports.staged(source)
    return Paper(source, staged.packet_sha256 if staged else "", reading.packet)


def _sent(version: meetings.VersionView) -> Paper:
    titles, unlisted = meetings.stubs_of(version.id)
    data = meetings.sent_bytes(version.id)
    return Paper(version.sha256, sha256(data), meetings.sent_packet(version.id), titles, unlisted)


__all__ = ["Paper", "paper_of_meeting", "paper_of_source"]
