"""Agendas: as they are being built, as they were sent, and what of them a person may see."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sagsgang.pure.packet.form import packet_of
from sagsgang.pure.packet.model import Access, AnnexDocument, Edition, Item, Packet
from sagsgang.records.cases.queries import DraftFacts
from sagsgang.records.cases.queries.drafts import facts_of, ready_drafts
from sagsgang.records.cases.states import stricter

from ..models import AgendaEntry, AgendaVersion, FixedItem, Meeting, VersionAnnex, VersionItem


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting of our own."""

    id: int
    key: str
    body: str
    body_name: str
    body_kind: str
    date: date
    start: time | None
    place: str
    state: str
    version: int
    sent: int


@dataclass(frozen=True, slots=True)
class EntryView:
    """A place on the agenda; `draft` are the facts of what stands behind it."""

    id: UUID
    position: int
    number: int | None
    title: str
    code: str
    kind: str
    access: str
    ground: str
    public_title: str
    stub_reason: str
    late: bool
    late_reason: str
    removed: bool
    removed_reason: str
    draft: DraftFacts | None


@dataclass(frozen=True, slots=True)
class VersionView:
    """A sent agenda."""

    id: int
    meeting_key: str
    sequence: int
    kind: str
    sha256: str
    pdf_sha256: str
    due_on: date
    deadline: dict[str, Any]
    breached: bool
    breach_reason: str
    message: str
    sent_by: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class SentItem:
    """An item as it was sent. `people` are those who made it."""

    entry: UUID
    number: int
    access: str
    change: str
    sha256: str
    public_title: str
    stub_reason: str
    ground: str
    people: frozenset[int]
    annexes: tuple[tuple[str, str, str, str, str], ...]
    item: Item


def meeting_view(key: str) -> MeetingView | None:
    """A meeting of our own; None where there is none."""
    row = Meeting.objects.select_related("body").filter(key=key, origin="native").first()
    return _meeting(row) if row else None


def meetings_of_bodies(bodies: Collection[str] | None, *, since: date, until: date | None = None) -> list[MeetingView]:
    """Our own meetings of the bodies (None: of all) in a period, by day."""
    rows = Meeting.objects.select_related("body").filter(origin="native", date__gte=since).order_by("date", "start")
    if bodies is not None:
        rows = rows.filter(body__key__in=bodies)
    if until is not None:
        rows = rows.filter(date__lte=until)
    return [_meeting(row) for row in rows]


def _meeting(row: Meeting) -> MeetingView:
    return MeetingView(row.pk, row.key, row.body.key, row.body.name, row.body.kind, row.date, row.start,
                       row.place or "", row.state, row.version, row.agenda_versions.count())


def agenda_of(key: str) -> list[EntryView]:
    """The agenda as it stands: sent entries by number, withdrawn ones among them, then the others in their order."""
    rows = list(AgendaEntry.objects.filter(meeting__key=key))
    facts = {draft.id: draft for draft in facts_of([row.draft_id for row in rows if row.draft_id])}
    views = [EntryView(row.pk, row.position, row.number, row.title, row.code, row.kind, row.access, row.ground,
                       row.public_title, row.stub_reason, row.late, row.late_reason, row.removed_at is not None,
                       row.removed_reason, facts.get(row.draft_id) if row.draft_id else None) for row in rows]
    return sorted(views, key=lambda view: (view.number is None, view.number or view.position))


def pool_of(body: str) -> list[DraftFacts]:
    """Approved drafts for the body that are on no agenda, those wished for first."""
    waiting = AgendaEntry.objects.filter(removed_at=None, number=None, draft__isnull=False)
    placed = waiting.values_list("draft", flat=True)
    return ready_drafts(body, without=[draft for draft in placed if draft])


def entries_of_draft(draft_id: UUID) -> list[tuple[str, int | None, bool]]:
    """The agendas that a draft is or was on: (meeting, number, taken off) each."""
    rows = AgendaEntry.objects.filter(draft=draft_id).order_by("meeting__date")
    return [(key, number, removed is not None)
            for key, number, removed in rows.values_list("meeting__key", "number", "removed_at")]


def fixed_items() -> list[tuple[int, str, str, str, bool, date | None]]:
    """What agendas begin and end with: id, body's name (empty: all), code, title, at the end, retired on."""
    rows = FixedItem.objects.select_related("body")
    return [(row.pk, row.body.name if row.body else "", row.code, row.title, row.at_end, row.retired_on)
            for row in rows]


def versions_of(key: str) -> list[VersionView]:
    """What was sent for the meeting, oldest first."""
    rows = AgendaVersion.objects.select_related("meeting").filter(meeting__key=key).order_by("sequence")
    return [_version(row) for row in rows]


def version_view(key: str, sequence: int) -> VersionView | None:
    """One sent agenda."""
    return next((view for view in versions_of(key) if view.sequence == sequence), None)


def latest_version(key: str) -> VersionView | None:
    """The newest sent agenda; None before the first."""
    views = versions_of(key)
    return views[-1] if views else None


def version_by_hash(key: str, sha256: str) -> VersionView | None:
    """The sent agenda of the meeting whose packet has this hash."""
    return next((view for view in versions_of(key) if view.sha256 == sha256), None)


def _version(row: AgendaVersion) -> VersionView:
    return VersionView(row.pk, row.meeting.key, row.sequence, row.kind, row.sha256, row.pdf_sha256, row.due_on,
                       row.deadline, row.breached, row.breach_reason, row.message, row.sent_by, row.sent_at)


def sent_bytes(version_id: int) -> bytes:
    """The canonical bytes of a sent agenda."""
    return bytes(AgendaVersion.objects.values_list("packet_bytes", flat=True).get(pk=version_id))


def sent_packet(version_id: int) -> Packet:
    """The packet of a sent agenda, closed items and all: for who may see them."""
    return packet_of(json.loads(sent_bytes(version_id)))


def sent_items(version_id: int) -> list[SentItem]:
    """The items of a sent agenda in order, with what decides who may see each."""
    items = {item.number: item for item in sent_packet(version_id).items}
    rows = list(VersionItem.objects.select_related("entry").prefetch_related("annexes__file")
                .filter(version=version_id).order_by("position"))
    facts = {draft.id: draft for draft in facts_of([row.entry.draft_id for row in rows if row.entry.draft_id])}
    return [SentItem(row.entry_id, row.number, row.access, row.change, row.sha256, row.public_title, row.stub_reason,
                     row.ground, _people(facts.get(row.entry.draft_id) if row.entry.draft_id else None),
                     tuple(_annex(annex) for annex in row.annexes.all()), items[str(row.number)]) for row in rows]


def readable_items(version_id: int) -> list[SentItem]:
    """The items of a sent agenda as they may be read now: as closed, with its annexes, as any later agenda made them.

    What was sent stays as it was; but what was open by mistake is not left open in the agenda that had the mistake.
    """
    version = AgendaVersion.objects.get(pk=version_id)
    since = VersionItem.objects.filter(version__meeting=version.meeting_id, version__sequence__gte=version.sequence)
    later: dict[UUID, list[VersionItem]] = defaultdict(list)
    levels: dict[UUID, list[str]] = defaultdict(list)
    for row in since.prefetch_related("annexes__file").order_by("version__sequence"):
        later[row.entry_id].append(row)
        for annex in row.annexes.all():
            levels[annex.file.annex_id].append(annex.access)
    return [_as_closed_as(item, later[item.entry], levels) for item in sent_items(version_id)]


def _as_closed_as(sent: SentItem, rows: list[VersionItem], levels: dict[UUID, list[str]]) -> SentItem:
    """The item with the strictest access of its rows, the first of which is its own, and the stub of the newest."""
    access = stricter(*(row.access for row in rows))
    files = [stricter(access, *levels[annex.file.annex_id]) for annex in rows[0].annexes.all()]
    annexes = tuple((label, title, level, sha256, media_type) for (label, title, _own, sha256, media_type), level
                    in zip(sent.annexes, files, strict=True))
    printed = tuple(replace(annex, access=Access.OPEN if level == "open" else Access.CLOSED)
                    for annex, level in zip(sent.item.annexes, files, strict=True))
    stub = rows[-1] if access != sent.access else rows[0]
    return replace(sent, access=access, annexes=annexes, public_title=stub.public_title, stub_reason=stub.stub_reason,
                   item=replace(sent.item, annexes=printed))


def _annex(annex: VersionAnnex) -> tuple[str, str, str, str, str]:
    """Label, title, access, file's hash, media type."""
    return annex.label, annex.title, annex.access, annex.file.file_sha256, annex.file.media_type


def _people(draft: DraftFacts | None) -> frozenset[int]:
    return frozenset({draft.officer}) | draft.collaborators | draft.approvers if draft else frozenset()


def sent_hashes(version_id: int) -> dict[UUID, str]:
    """The content hash of each item of a sent agenda, by its entry."""
    return dict(VersionItem.objects.filter(version=version_id).values_list("entry", "sha256"))


def stubs_of(version_id: int) -> tuple[dict[str, str | None], frozenset[str]]:
    """What the public sees of the closed items of a sent agenda: titles by number, and the numbers shown not at all."""
    rows = VersionItem.objects.filter(version=version_id).exclude(access="open")
    titles = {str(row.number): row.public_title or None for row in rows}
    return titles, frozenset(str(row.number) for row in rows if row.stub_reason)


def native_keys() -> tuple[str, ...]:
    """The keys of our own meetings, sorted by code point on every database."""
    return tuple(sorted(Meeting.objects.filter(origin="native").values_list("key", flat=True)))


def last_draft_versions(version_id: int) -> dict[UUID, int]:
    """The frozen draft behind each item of a sent agenda, by its entry."""
    rows = VersionItem.objects.filter(version=version_id, draft_version__isnull=False)
    return {entry: draft for entry, draft in rows.values_list("entry", "draft_version") if draft}


def meeting_paper(key: str, edition: Edition, items: tuple[Item, ...], documents: tuple[AnnexDocument, ...]) -> Packet:
    """A paper of our own meeting with these items."""
    row = Meeting.objects.get(key=key)
    return Packet(municipality=row.municipality, committee=row.committee, meeting_date=row.date,
                  meeting_start=row.start, place=row.place, edition=edition, layout=None, items=items,
                  annex_documents=documents)


def entry_numbers(version_id: int) -> dict[UUID, int | None]:
    """The number that each entry of a sent agenda has now."""
    return dict(VersionItem.objects.filter(version=version_id).values_list("entry", "entry__number"))


def meeting_of_entry(entry: UUID) -> str | None:
    """The key of the meeting whose agenda an entry stands on."""
    return AgendaEntry.objects.filter(pk=entry).values_list("meeting__key", flat=True).first()
