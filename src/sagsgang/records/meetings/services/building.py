"""Acts on an agenda while it is built: what comes on it, in which order, and who may see it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.rules.deadlines import COPENHAGEN
from sagsgang.pure.rules.grounds import ground as ground_of
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.content import content_of
from sagsgang.records.cases.states import ACCESS_ORDER, APPROVED, stricter
from sagsgang.records.journal.services import lock_journal, record_act

from ..models import AgendaEntry, FixedItem, Meeting
from ..models.planning import FIXED_CODES
from ..policy import objection_to_planning
from ..queries.deadlines import meeting_deadlines
from .planning import native

_ASIDE = 1_000_000


@transaction.atomic
def place_on_agenda(*, key: str, draft_id: UUID, late_reason: str = "", base_version: int, actor: Actor,
                    at: datetime) -> UUID:
    """Put an approved draft on the agenda, before what stands last on every agenda.

    After the day by which drafts are to be ready it is a late item, and says why it cannot wait.
    """
    meeting = _begin(key, base_version, actor)
    draft = draft_facts(draft_id)
    if draft is None or draft.body != meeting.body.key:
        raise Refusal("draft-of-another-body")
    if draft.state != APPROVED:
        raise Refusal("draft-not-approved", title=draft.title)
    if AgendaEntry.objects.filter(draft=draft_id, removed_at=None, number=None).exists() or AgendaEntry.objects.filter(
            meeting=meeting, draft=draft_id, removed_at=None).exists():
        raise Refusal("draft-on-an-agenda")
    late = at.astimezone(COPENHAGEN).date() > meeting_deadlines(key, at)["editorial"].due
    if late and not late_reason.strip():
        raise Refusal("late-without-reason")
    content = content_of(draft_id)
    if content.access != "open" and not content.ground:
        raise Refusal("ground-missing")
    position = _open_place(meeting)
    entry = AgendaEntry.objects.create(
        id=uuid4(), meeting=meeting, position=position, draft_id=draft_id, title=content.title, kind=content.item_kind,
        access=content.access, ground=content.ground, public_title=content.public_title,
        stub_reason=content.stub_reason, late=late, late_reason=late_reason.strip() if late else "")
    _done(meeting, "agenda.place", actor, at, {"entry": str(entry.pk), "draft": str(draft_id), "late": str(late)})
    return entry.pk


@transaction.atomic
def add_other_item(*, key: str, title: str, code: str, kind: str, base_version: int, actor: Actor,
                   at: datetime) -> UUID:
    """Put an item without a case on the agenda."""
    meeting = _begin(key, base_version, actor)
    if not title.strip() or code not in FIXED_CODES:
        raise Refusal("fixed-item-incomplete")
    entry = AgendaEntry.objects.create(id=uuid4(), meeting=meeting, position=_open_place(meeting), code=code,
                                       title=title.strip(), kind=kind, access="open")
    _done(meeting, "agenda.add", actor, at, {"entry": str(entry.pk), "code": code})
    return entry.pk


@transaction.atomic
def move_entry(*, entry_id: UUID, to: int, base_version: int, actor: Actor, at: datetime) -> None:
    """Move an entry to a place (1 is the first) among those that have no number yet; sent ones keep their order."""
    entry = _entry(entry_id)
    meeting = _begin(entry.meeting.key, base_version, actor)
    if entry.number is not None:
        raise Refusal("item-has-its-number", number=entry.number)
    rows = list(AgendaEntry.objects.filter(meeting=meeting, removed_at=None).order_by("position"))
    numbered = sum(row.number is not None for row in rows)
    order = [row.pk for row in rows if row.pk != entry.pk]
    order.insert(max(numbered, min(to - 1, len(order))), entry.pk)
    _reorder(meeting, order)
    _done(meeting, "agenda.move", actor, at, {"entry": str(entry_id), "to": str(order.index(entry.pk) + 1)})


@transaction.atomic
def take_off(*, entry_id: UUID, reason: str = "", base_version: int, actor: Actor, at: datetime) -> None:
    """Take an entry off the agenda: one without a number goes back to the pool; a sent one stays as withdrawn, with its
    number and the reason, and the next version says so."""
    entry = _entry(entry_id)
    meeting = _begin(entry.meeting.key, base_version, actor)
    if entry.number is None:
        AgendaEntry.objects.filter(pk=entry_id).delete()
    else:
        if not reason.strip():
            raise Refusal("withdraw-without-reason")
        AgendaEntry.objects.filter(pk=entry_id).update(removed_at=at, removed_reason=reason.strip())
    rows = AgendaEntry.objects.filter(meeting=meeting, removed_at=None).order_by("position")
    _reorder(meeting, list(rows.values_list("pk", flat=True)))
    _done(meeting, "agenda.take-off", actor, at, {"entry": str(entry_id)}, reason)


@transaction.atomic
def set_entry_access(*, entry_id: UUID, access: str, ground: str, public_title: str, stub_reason: str,
                     base_version: int, actor: Actor, at: datetime) -> None:
    """Close an item, or open it as far as its draft is open; say the ground, and what the public sees instead."""
    entry = _entry(entry_id)
    meeting = _begin(entry.meeting.key, base_version, actor)
    if access not in ACCESS_ORDER:
        raise Refusal("access-unstated")
    if entry.draft_id and access != stricter(access, content_of(entry.draft_id).access):
        raise Refusal("item-more-open-than-draft")
    if access != "open" and ground_of(ground) is None:
        raise Refusal("ground-missing")
    if public_title.strip() and stub_reason.strip():
        raise Refusal("stub-title-and-reason")
    closed = access != "open"
    AgendaEntry.objects.filter(pk=entry_id).update(
        access=access, ground=ground if closed else "", public_title=public_title.strip() if closed else "",
        stub_reason=stub_reason.strip() if closed else "", version=F("version") + 1)
    _done(meeting, "agenda.set-access", actor, at, {"entry": str(entry_id), "access": access, "ground": ground})


def _begin(key: str, base_version: int, actor: Actor) -> Meeting:
    """The meeting, if the actor may prepare it and has seen it as it stands."""
    lock_journal()
    meeting = native(key)
    if objection := objection_to_planning(actor, meeting.body.key, state=meeting.state):
        raise objection
    if meeting.version != base_version:
        raise Conflict("agenda-changed-meanwhile")
    return meeting


def _done(meeting: Meeting, act: str, actor: Actor, at: datetime, codes: dict[str, str], reason: str = "") -> None:
    Meeting.objects.filter(pk=meeting.pk).update(version=F("version") + 1)
    record_act(act=act, subject=meeting.key, actor=actor, at=at, codes=codes, reason=reason.strip())


def _entry(entry_id: UUID) -> AgendaEntry:
    entry = AgendaEntry.objects.select_related("meeting").filter(pk=entry_id, removed_at=None).first()
    if entry is None:
        raise Conflict("agenda-changed-meanwhile")
    return entry


def _open_place(meeting: Meeting) -> int:
    """The place for a new entry: before the unsent fixed items at the end."""
    rows = list(AgendaEntry.objects.filter(meeting=meeting, removed_at=None).order_by("position"))
    ends = set(FixedItem.objects.filter(at_end=True).values_list("title", flat=True))
    place = len(rows)
    while place and rows[place - 1].number is None and rows[place - 1].code and rows[place - 1].title in ends:
        place -= 1
    for row in reversed(rows[place:]):
        AgendaEntry.objects.filter(pk=row.pk).update(position=row.position + 1)
    highest = AgendaEntry.objects.filter(meeting=meeting, pk__in=[row.pk for row in rows[:place]]).aggregate(
        last=Max("position"))["last"] or 0
    return highest + 1


def _reorder(meeting: Meeting, order: list[UUID]) -> None:
    AgendaEntry.objects.filter(meeting=meeting, removed_at=None).update(position=F("position") + _ASIDE)
    for place, pk in enumerate(order, 1):
        AgendaEntry.objects.filter(pk=pk).update(position=place)
