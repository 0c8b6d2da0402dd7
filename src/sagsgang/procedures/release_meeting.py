"""A meeting's paper becomes public: frozen inside first, then copied out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.open_part import LeftOut
from sagsgang.pure.render.pdf import pdf_of
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.meetings.queries import meeting_view
from sagsgang.records.openstore.services import project_release
from sagsgang.records.publication import queries as publication
from sagsgang.records.publication.policy import objection_to_publishing
from sagsgang.records.publication.services import keep_pdf, make_release

from .meeting_papers import Paper, paper_of_meeting
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
    body = body_of_meeting(meeting_key)
    if objection := objection_to_publishing(actor, body=body):
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
    paper = _paper(meeting_key)
    _check_seen(paper, source)
    public, left_out = paper.open_part()
    before = publication.latest(meeting_key)
    if before and before.sha256 == sha256(canonical_packet(public)):
        return None, paper_of_meeting(meeting_key) == paper
    pdf = print_paper(public, meeting_key)  # the slow part, before the lock is taken
    with transaction.atomic():
        lock_journal()
        if paper_of_meeting(meeting_key) != paper or publication.latest(meeting_key) != before:
            return None, False
        return freeze_release(paper, public, left_out, pdf, meeting_key=meeting_key, actor=actor, at=at), True


@transaction.atomic
def freeze_release(paper: Paper, public: Packet, left_out: Iterable[LeftOut], pdf: bytes, *, meeting_key: str,
                   actor: Actor, at: datetime) -> publication.ReleaseView:
    """Freeze the open part with its PDF as the meeting's next release; a step of releasing and of sending."""
    release = make_release(
        public, meeting_key=meeting_key, packet_sha256=paper.packet_sha256, source_sha256=paper.source,
        pdf_sha256=keep_pdf(pdf), left_out=left_out, body=body_of_meeting(meeting_key), actor=actor, at=at)
    record_act(act="meeting.release", subject=release.release_id, actor=actor, at=at,
               codes={"meeting": meeting_key, "sequence": str(release.sequence)},
               hashes={"packet": release.sha256, "pdf": release.pdf_sha256})
    return release


def body_of_meeting(meeting_key: str) -> str | None:
    """The body of a meeting of our own, whose secretary may release its papers; None for what others published."""
    view = meeting_view(meeting_key)
    return view.body if view else None


def _check_seen(paper: Paper, source: str | None) -> None:
    if source is not None and paper.source != source:
        raise Conflict("page-stale")


def print_paper(public: Packet, meeting_key: str) -> bytes:
    """The PDF; one paper that the typesetter cannot set stops that release and no other."""
    try:
        return pdf_of(public)
    except RuntimeError as error:
        raise Refusal("paper-not-printed", meeting=meeting_key, detail=str(error)[:200]) from error


def _paper(meeting_key: str) -> Paper:
    """The meeting's paper, if its records still say the same; records that were altered are never released."""
    for _turn in range(_TRIES):
        paper = paper_of_meeting(meeting_key)
        if paper is None:
            raise Refusal("meeting-not-accepted", meeting=meeting_key)
        if sha256(canonical_packet(rebuild_packet(meeting_key))) == paper.packet_sha256:
            return paper
        if paper_of_meeting(meeting_key) == paper:
            raise Conflict("records-changed", meeting=meeting_key)
    raise Conflict("meeting-busy", meeting=meeting_key)
