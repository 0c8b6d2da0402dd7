"""Fetching meetings and their agendas, in the packet form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sagsgang.pure.kernel.errors import Conflict

from ..models import AgendaItem, Attendance, CarriedAnnex, Meeting

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item's own values in the packet form, and where the rest of it is kept."""

    id: UUID
    presentation_id: UUID
    form: Json


@dataclass(frozen=True, slots=True)
class MeetingTies:
    """What ties a meeting to others: its body, its state, and each item's id with the key of its case."""

    body_key: str
    state: str
    items: tuple[tuple[UUID, str | None], ...]


@dataclass(frozen=True, slots=True)
class ItemOfCase:
    """An item that treats a case: where and when."""

    id: UUID
    case_id: int
    meeting_key: str
    body_key: str
    body_name: str
    date: date
    start: time | None
    number: str
    case_number: str
    title: str | None
    access: str


def meeting_keys() -> tuple[str, ...]:
    """The keys of all meetings, sorted by code point on every database."""
    return tuple(sorted(Meeting.objects.values_list("key", flat=True)))


def newest_date_of(body_id: int) -> date | None:
    """The day of the body's newest meeting."""
    return Meeting.objects.filter(body=body_id).order_by("date").values_list("date", flat=True).last()


def source_of(key: str) -> str | None:
    """The SHA-256 of the document that the meeting was read from; None where there is no such legacy meeting."""
    return Meeting.objects.filter(key=key, origin="legacy").values_list("source_sha256", flat=True).first()


def state_of(key: str) -> str | None:
    """The state of the meeting; None where it is not kept."""
    return Meeting.objects.filter(key=key).values_list("state", flat=True).first()


def meeting_form(key: str) -> Json | None:
    """The meeting's own values in the packet form; None where it is not kept."""
    row = Meeting.objects.filter(key=key).first()
    if not row:
        return None
    return {
        "schema_version": row.schema_version, "municipality": row.municipality, "committee": row.committee,
        "meeting_date": row.date.isoformat(), "meeting_start": row.start.isoformat() if row.start else None,
        "place": row.place, "edition": row.edition or None, "layout": row.layout, "source_id": row.source_id,
        "sources": row.sources,
        "attendees": list(row.attendance.filter(item=None).order_by("position").values("name", "absent")),
    }


def meeting_ties(key: str) -> MeetingTies:
    """What ties the meeting to others; raises Conflict where it is not kept."""
    row = Meeting.objects.filter(key=key).select_related("body").first()
    if not row:
        raise Conflict("meeting-not-kept", key=key)
    items = row.items.order_by("position").values_list("id", "case__key")
    return MeetingTies(row.body.key, row.state, tuple(items))


def item_forms(key: str) -> list[KeptItem]:
    """The items of the meeting in order."""
    absent: dict[UUID | None, list[str]] = defaultdict(list)
    rows = Attendance.objects.filter(meeting__key=key, item__isnull=False).order_by("position")
    for item_id, name in rows.values_list("item_id", "name"):
        absent[item_id].append(name)
    return [KeptItem(item.pk, item.presentation_id, {
        "number": item.number, "title": item.title, "case_number": item.case_number, "kind": item.kind or None,
        "access": item.access or None, "absent": absent[item.pk], "attendance_notes": item.attendance_notes,
        "source_id": item.source_id, "where": item.where, "sources": item.sources,
    }) for item in AgendaItem.objects.filter(meeting__key=key).order_by("position")]


def carried_versions(key: str) -> list[tuple[bool, int]]:
    """The annex texts that the meeting's paper carries, in order: (under a cover, version) each."""
    return list(CarriedAnnex.objects.filter(meeting__key=key).order_by("position").values_list("covered", "version_id"))


def case_ids_of(meeting_key: str) -> set[int]:
    """The cases that the meeting's items treat."""
    ids = AgendaItem.objects.filter(meeting__key=meeting_key, case__isnull=False).values_list("case_id", flat=True)
    return {case_id for case_id in ids if case_id is not None}


def items_of_cases(case_ids: Collection[int]) -> list[ItemOfCase]:
    """The items that treat the cases, oldest first."""
    rows = AgendaItem.objects.filter(case__in=case_ids).select_related("meeting__body").defer("where", "sources")
    found = [(item.position, ItemOfCase(
        item.pk, item.case_id or 0, item.meeting.key, item.meeting.body.key, item.meeting.body.name, item.meeting.date,
        item.meeting.start, item.number, item.case_number or "", item.title, item.access)) for item in rows]
    found.sort(key=lambda pair: (pair[1].date, pair[1].start or time.min, pair[1].meeting_key, pair[0]))
    return [item for _position, item in found]


def items_of_case(case_key: str) -> list[ItemOfCase]:
    """The items that treat the case of the key, oldest first."""
    treating = AgendaItem.objects.filter(case__key=case_key).values_list("case_id", flat=True)
    return items_of_cases({case_id for case_id in treating if case_id is not None})


def body_names() -> list[tuple[str, str, set[str]]]:
    """Each body that has meetings: its key, its name, and what the papers of its newest day call it."""
    newest: dict[tuple[str, str], tuple[date, set[str]]] = {}
    for key, name, day, printed in Meeting.objects.order_by("date").values_list(
            "body__key", "body__name", "date", "committee"):
        kept = newest.get((key, name))
        newest[key, name] = (day, {printed} | (kept[1] if kept and kept[0] == day else set()))
    return [(key, name, names) for (key, name), (_day, names) in newest.items()]
