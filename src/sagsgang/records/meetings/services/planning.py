"""Acts on meetings before they are held: planning, moving, cancelling, and what every agenda has."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F, Max

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.queries import body_id, body_view, municipality, term_of

from ..models import AgendaEntry, FixedItem, Meeting
from ..models.planning import FIXED_CODES
from ..models.published import ITEM_KINDS
from ..policy import objection_to_fixed_items, objection_to_planning
from ..states import MEETING_ACTS, PLANNED


@transaction.atomic
def plan_meeting(*, body: str, on: date, start: time, place: str = "", actor: Actor, at: datetime) -> str:
    """Plan a meeting and return its key; its agenda begins with the body's fixed items."""
    if objection := objection_to_planning(actor, body):
        raise objection
    lock_journal()
    found, owner = body_view(body), municipality()
    if found is None or owner is None:
        raise Refusal("body-unknown", body=body)
    if found.closed_on and found.closed_on <= on:
        raise Refusal("body-closed", body=found.name)
    key = f"{body}/{on.isoformat()}/{start:%H%M}"
    if Meeting.objects.filter(key=key).exists():
        raise Conflict("meeting-planned-already")
    entry = record_act(act="meeting.plan", subject=key, actor=actor, at=at)
    meeting = Meeting.objects.create(
        key=key, body_id=body_id(body) or 0, date=on, start=start, place=place.strip() or None, state=PLANNED,
        committee=_printed_name(found.name, on), municipality=owner.name, origin="native", journal_entry=entry)
    _add_fixed(meeting, found.key)
    return key


@transaction.atomic
def reschedule_meeting(*, key: str, on: date, start: time, place: str, version: int, actor: Actor, at: datetime) -> str:
    """Give a planned meeting another day, time or place and return its new key."""
    lock_journal()
    meeting = native(key)
    if objection := objection_to_planning(actor, meeting.body.key, act="reschedule", state=meeting.state):
        raise objection
    new = f"{meeting.body.key}/{on.isoformat()}/{start:%H%M}"
    if new != key and Meeting.objects.filter(key=new).exists():
        raise Conflict("meeting-planned-already")
    done = Meeting.objects.filter(pk=meeting.pk, version=version).update(
        key=new, date=on, start=start, place=place.strip() or None, committee=_printed_name(meeting.body.name, on),
        version=F("version") + 1)
    if not done:
        raise Conflict("changed-meanwhile")
    record_act(act="meeting.reschedule", subject=new, actor=actor, at=at, codes={"from": key})
    return new


@transaction.atomic
def cancel_meeting(*, key: str, reason: str, actor: Actor, at: datetime) -> int:
    """Cancel a meeting and return the journal entry's number; what waited on its agenda goes back to the pool."""
    lock_journal()
    meeting = native(key)
    if objection := objection_to_planning(actor, meeting.body.key, act="cancel", state=meeting.state):
        raise objection
    if not reason.strip():
        raise Refusal("cancel-without-reason")
    Meeting.objects.filter(pk=meeting.pk).update(state=MEETING_ACTS.target("cancel", meeting.state),
                                                 version=F("version") + 1)
    AgendaEntry.objects.filter(meeting=meeting, number=None).delete()
    return record_act(act="meeting.cancel", subject=key, actor=actor, at=at, reason=reason.strip()).seq


@transaction.atomic
def add_fixed_item(*, body: str, code: str, title: str, kind: str, at_end: bool, actor: Actor, at: datetime) -> None:
    """Let every agenda of a body (none: of every body) begin or end with an item. Agendas that exist stay."""
    if objection := objection_to_fixed_items(actor):
        raise objection
    lock_journal()
    if code not in FIXED_CODES or kind not in ITEM_KINDS or not title.strip():
        raise Refusal("fixed-item-incomplete")
    last = FixedItem.objects.aggregate(last=Max("position"))["last"] or 0
    FixedItem.objects.create(body_id=body_id(body), code=code, title=title.strip(), kind=kind, at_end=at_end,
                             position=last + 1)
    record_act(act="fixed-item.add", subject=body or "all", actor=actor, at=at, codes={"code": code})


@transaction.atomic
def retire_fixed_item(*, item_id: int, on: date, actor: Actor, at: datetime) -> None:
    """Let an item stand on no new agenda from a day on."""
    if objection := objection_to_fixed_items(actor):
        raise objection
    lock_journal()
    FixedItem.objects.filter(pk=item_id).update(retired_on=on)
    record_act(act="fixed-item.retire", subject=str(item_id), actor=actor, at=at, codes={"on": on.isoformat()})


def native(key: str) -> Meeting:
    """The row of a meeting of our own. Raises Conflict where there is none."""
    meeting = Meeting.objects.select_related("body").filter(key=key, origin="native").first()
    if meeting is None:
        raise Conflict("meeting-not-kept", key=key)
    return meeting


def _add_fixed(meeting: Meeting, body: str) -> None:
    rows = FixedItem.objects.filter(retired_on=None).select_related("body").order_by("at_end", "position")
    own = [row for row in rows if row.body is None or row.body.key == body]
    AgendaEntry.objects.bulk_create(
        AgendaEntry(meeting=meeting, position=place, code=row.code, title=row.title, kind=row.kind, access="open")
        for place, row in enumerate(own, 1))


def _printed_name(name: str, on: date) -> str:
    """The body's name with its term, as papers print it."""
    term = term_of(on)
    return f"{name} {term}" if term else name
