"""Staged packets and their questions as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from sagsgang.pure.intake.kept import reading_of
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.packet.findings import Finding, FindingClass, Severity
from sagsgang.pure.packet.form import span_of

from ..models import OpenQuestion, StagedPacket
from ..states import PacketState


@dataclass(frozen=True, slots=True)
class StagedView:
    """A staged packet in a list, or at the head of its review. `source` is the hash of the file, its name for ever."""

    source: str
    name: str
    media_type: str
    arrived_at: datetime
    meeting_key: str | None
    layout: str
    state: str
    has_error: bool
    reading_sha256: str
    packet_sha256: str
    open_questions: int
    decided_by: str
    decided_at: datetime | None
    reason: str

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.state in {PacketState.STAGED, PacketState.IN_REVIEW}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question and, where a person gave one, its answer."""

    source: str
    position: int
    finding: Finding
    answer: str
    answered_by: str
    answered_at: datetime | None


def staged(source: str) -> StagedView | None:
    """The packet that was read of the file with this hash; None where it never came."""
    return next(iter(_views(StagedPacket.objects.filter(source_id=source))), None)


def accepted(meeting_key: str) -> StagedView | None:
    """The packet that stands for a meeting now."""
    rows = StagedPacket.objects.filter(meeting_key=meeting_key, state=PacketState.ACCEPTED)
    return next(iter(_views(rows)), None)


def accepted_keys() -> tuple[str, ...]:
    """The keys of all meetings that have an accepted packet, sorted."""
    rows = StagedPacket.objects.filter(state=PacketState.ACCEPTED).values_list("meeting_key", flat=True)
    return tuple(sorted(key for key in rows if key))


def review_list(*, waiting_only: bool = True) -> tuple[StagedView, ...]:
    """Packets in the order they came: those that wait for a person, or all."""
    rows = StagedPacket.objects.order_by("arrival")
    return _views(rows.filter(state__in=[PacketState.STAGED, PacketState.IN_REVIEW]) if waiting_only else rows)


def reading(source: str) -> Reading:
    """The whole reading of a staged packet, as it was kept; Conflict where it never came."""
    kept = StagedPacket.objects.filter(source_id=source).values_list("reading_bytes", flat=True).first()
    if kept is None:
        raise Conflict("packet-unknown", source=source)
    return reading_of(bytes(kept))


def source_file(source: str) -> Path:
    """Where the file with this hash lies in the home."""
    return files.place_of(Path(settings.STORE.files), source)


def open_questions(source: str | None = None, *, answered: bool = False) -> tuple[QuestionView, ...]:
    """Questions without an answer (`answered`: with one), of one packet or of all that still count."""
    rows = OpenQuestion.objects.filter(answered_at__isnull=not answered).order_by("packet__arrival", "position")
    if source is not None:
        rows = rows.filter(packet_id=source)
    else:
        rows = rows.exclude(packet__state__in=[PacketState.REJECTED, PacketState.SUPERSEDED])
    return tuple(_question(row) for row in rows)


def given_answers() -> tuple[QuestionView, ...]:
    """Every answer that a person ever gave, whatever became of its packet."""
    rows = OpenQuestion.objects.exclude(answer="", answered_by="", answered_at=None)
    return tuple(_question(row) for row in rows.order_by("packet__arrival", "position"))


def _views(rows: QuerySet[StagedPacket]) -> tuple[StagedView, ...]:
    counted = rows.select_related("source").defer("reading_bytes").annotate(
        unanswered=Count("questions", filter=Q(questions__answered_at=None)))
    return tuple(
        StagedView(row.source.sha256, row.source.name, row.source.media_type, row.source.arrived_at, row.meeting_key,
                   row.layout, row.state, row.has_error, row.reading_sha256, row.packet_sha256, row.unanswered,
                   row.decided_by, row.decided_at, row.reason)
        for row in counted)


def _question(row: OpenQuestion) -> QuestionView:
    places = tuple(span_of(place) for place in row.places)
    # The severity of a question is the reader's; what the page needs is its words and its place.
    finding = Finding(row.code, Severity.WARNING, places, row.args, FindingClass.QUESTION)
    return QuestionView(row.packet.source_id, row.position, finding, row.answer, row.answered_by, row.answered_at)
