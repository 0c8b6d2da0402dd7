"""A meeting's paper becomes public: frozen inside first, then copied out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.open_part import open_part
from sagsgang.pure.render.pdf import pdf_of
from sagsgang.records.imports import queries as imports
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.openstore.services import project_release
from sagsgang.records.publication import queries as publication
from sagsgang.records.publication.policy import objection_to_publishing
from sagsgang.records.publication.services import keep_pdf, make_release

from .publish_releases import statement_of
from .rebuild_packet import rebuild_packet

#: How often a release begins anew because somebody accepted or released the same meeting meanwhile.
_TRIES = 3


def release_meeting(meeting_key: str, *, actor: Actor, at: datetime,
                    source: str | None = None) -> publication.ReleaseView | None:
    """Freeze and publish the open part of the meeting's accepted packet; None where it is released as it is.

    `source` is the paper that the actor saw: Conflict where another one stands for the meeting by now.
    Who is killed after the freezing leaves the copying to `publish_releases`, which also brings the index up.
    """
    if objection := objection_to_publishing(actor):
        raise objection
    for _turn in range(_TRIES):
        release, settled = _freeze(meeting_key, source, actor, at)
        if settled:
            break
    else:
        raise Conflict("meeting-busy", meeting=meeting_key)
    if release:
        project_release(statement_of(release))
    return release


def _freeze(meeting_key: str, source: str | None, actor: Actor,
            at: datetime) -> tuple[publication.ReleaseView | None, bool]:
    """The new release, if any, and whether that is settled: not where somebody accepted or released meanwhile."""
    accepted, packet = _accepted(meeting_key)
    _check_seen(accepted, source)
    public, left_out = open_part(packet)
    before = publication.latest(meeting_key)
    if before and before.sha256 == sha256(canonical_packet(public)):
        return None, imports.accepted(meeting_key) == accepted
    pdf = _print(public, meeting_key)  # the slow part, before the lock is taken
    with transaction.atomic():
        lock_journal()
        if imports.accepted(meeting_key) != accepted or publication.latest(meeting_key) != before:
            return None, False
        release = make_release(
            public, meeting_key=meeting_key, packet_sha256=accepted.packet_sha256, source_sha256=accepted.source,
            pdf_sha256=keep_pdf(pdf), left_out=left_out, actor=actor, at=at)
        record_act(act="meeting.release", subject=release.release_id, actor=actor, at=at,
                   codes={"meeting": meeting_key, "sequence": str(release.sequence)},
                   hashes={"packet": release.sha256, "pdf": release.pdf_sha256})
    return release, True


def _check_seen(accepted: imports.StagedView, source: str | None) -> None:
    if source is not None and accepted.source != source:
        raise Conflict("page-stale")


def _print(public: Packet, meeting_key: str) -> bytes:
    """The PDF; one paper that the typesetter cannot set stops that release and no other."""
    try:
        return pdf_of(public)
    except RuntimeError as error:
        raise Refusal("paper-not-printed", meeting=meeting_key, detail=str(error)[:200]) from error


def _accepted(meeting_key: str) -> tuple[imports.StagedView, Packet]:
    """The meeting's accepted packet, made again from its records; records that were altered are never released."""
    for _turn in range(_TRIES):
        accepted = imports.accepted(meeting_key)
        if accepted is None:
            raise Refusal("meeting-not-accepted", meeting=meeting_key)
        packet = rebuild_packet(meeting_key)
        if sha256(canonical_packet(packet)) == accepted.packet_sha256:
            return accepted, packet
        if imports.accepted(meeting_key) == accepted:
            raise Conflict("records-changed", meeting=meeting_key)
    raise Conflict("meeting-busy", meeting=meeting_key)
