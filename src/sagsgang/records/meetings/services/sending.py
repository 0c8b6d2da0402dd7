"""Keeping what was sent: the frozen agenda, its items and files, who was told. Steps of `procedures.send_agenda`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from sagsgang.pure.packet.model import Packet
from sagsgang.pure.rules.deadlines import Deadline

from ..models import AgendaEntry, AgendaVersion, Meeting, Recipient, VersionAnnex, VersionItem
from ..states import MEETING_ACTS


@dataclass(frozen=True, slots=True)
class ItemToSend:
    """An item of the agenda to be sent. `annexes`: (label, title, access, file version) each."""

    entry: UUID
    number: int
    title: str
    draft_version: int | None
    access: str
    ground: str
    public_title: str
    stub_reason: str
    sha256: str
    change: str
    annexes: tuple[tuple[str, str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A sending: what, by which deadline, and with which words."""

    kind: str
    packet_bytes: bytes
    sha256: str
    pdf_sha256: str
    deadline: Deadline
    breached: bool
    breach_reason: str
    message: str


@transaction.atomic
def keep_version(meeting_id: int, sent: Dispatch, items: Collection[ItemToSend],
                 recipients: Collection[tuple[int, str]], *, journal_entry: int, sent_by: str, at: datetime) -> int:
    """Freeze the agenda as it is sent and give each new item its number; returns the version's id.

    Each entry then says what was sent: what its draft closed stays closed, when it is taken off too, until the
    secretary opens it.
    """
    sequence = AgendaVersion.objects.filter(meeting=meeting_id).count() + 1
    version = AgendaVersion.objects.create(
        meeting_id=meeting_id, sequence=sequence, kind=sent.kind, packet_bytes=sent.packet_bytes, sha256=sent.sha256,
        pdf_sha256=sent.pdf_sha256, due_on=sent.deadline.due, deadline=deadline_form(sent.deadline),
        breached=sent.breached, breach_reason=sent.breach_reason, message=sent.message, sent_by=sent_by, sent_at=at,
        journal_entry_id=journal_entry)
    for place, item in enumerate(items, 1):
        AgendaEntry.objects.filter(pk=item.entry, number=None).update(number=item.number)
        AgendaEntry.objects.filter(pk=item.entry).update(
            title=item.title, access=item.access, ground=item.ground, public_title=item.public_title,
            stub_reason=item.stub_reason)
        row = VersionItem.objects.create(
            version=version, entry_id=item.entry, number=item.number, position=place,
            draft_version_id=item.draft_version, access=item.access, ground=item.ground,
            public_title=item.public_title, stub_reason=item.stub_reason, sha256=item.sha256, change=item.change)
        VersionAnnex.objects.bulk_create(
            VersionAnnex(item=row, position=number, label=label, title=title, access=access, file_id=file)
            for number, (label, title, access, file) in enumerate(item.annexes, 1))
    Recipient.objects.bulk_create(Recipient(version=version, user_id=user, role=role) for user, role in recipients)
    return version.pk


@transaction.atomic
def convene(meeting_id: int, packet: Packet, *, act: str) -> None:
    """Bring the meeting's row to what was sent, and its state on by the table."""
    meeting = Meeting.objects.get(pk=meeting_id)
    Meeting.objects.filter(pk=meeting_id).update(
        state=MEETING_ACTS.target(act, meeting.state), edition="agenda", schema_version=packet.schema_version,
        municipality=packet.municipality, committee=packet.committee, version=F("version") + 1)


def deadline_form(deadline: Deadline) -> dict[str, Any]:
    """A deadline with the rule and the days that decided it, in plain values."""
    rule = deadline.rule
    return {"due": deadline.due.isoformat(),
            "latest_clock": deadline.latest_clock.isoformat("minutes") if deadline.latest_clock else None,
            "rule": {"value": int(rule.value), "unit": rule.unit, "statute": rule.statute, "source": rule.source,
                     "status": rule.status, "valid_from": rule.valid_from.isoformat()},
            "days": [{"date": day.date.isoformat(), "number": day.number, "why_not": day.why_not}
                     for day in deadline.days]}
