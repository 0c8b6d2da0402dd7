"""Acts on meetings and their agendas.

Those that keep a published paper are steps of one act, `procedures.keep_packet`, which writes the journal's entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.packet.form import item_form, sources_form
from sagsgang.pure.packet.model import Attendee, Item, Packet

from ..models import AgendaItem, Attendance, CarriedAnnex, Meeting
from ..states import MEETING_ACTS

#: Out of the way of every position, while positions change hands.
_ASIDE = 1_000_000


@dataclass(frozen=True, slots=True)
class ItemToKeep:
    """An item of a paper, with its id (also its presentation's) and its case."""

    id: UUID
    item: Item
    case_id: int | None
    ground: str = ""


@transaction.atomic
def keep_meeting(packet: Packet, *, key: str, body_id: int, committee: str, meeting_date: date, decided: bool,
                 source_sha256: str) -> int:
    """The row of the packet's meeting, made or brought to what this paper says; `decided`: it prints own decisions.

    Raises Conflict for a meeting of our own: a published paper cannot replace it.
    """
    meeting = Meeting.objects.filter(key=key).first() or Meeting(key=key, origin="legacy")
    if meeting.origin == "native":
        raise Conflict("meeting-is-native", key=key)
    meeting.state = MEETING_ACTS.target("import-minutes" if decided else "import-agenda", meeting.state)
    meeting.body_id, meeting.source_sha256 = body_id, source_sha256
    meeting.date, meeting.start, meeting.place = meeting_date, packet.meeting_start, packet.place
    meeting.committee, meeting.municipality = committee, packet.municipality
    meeting.edition, meeting.layout = str(packet.edition) if packet.edition else "", packet.layout
    meeting.source_id, meeting.sources = packet.source_id, sources_form(packet.sources)
    meeting.schema_version = packet.schema_version
    meeting.save()
    return meeting.pk


@transaction.atomic
def remove_items(meeting_id: int, *, except_: Collection[UUID]) -> list[UUID]:
    """Remove the items that the new edition has not, with what hangs on them; returns their ids."""
    gone = AgendaItem.objects.filter(meeting=meeting_id).exclude(pk__in=except_)
    ids = list(gone.values_list("id", flat=True))
    gone.delete()
    return ids


@transaction.atomic
def keep_items(meeting_id: int, rows: Collection[ItemToKeep], *, origin: str) -> None:
    """Make these the items of the meeting, in this order; an item that is there already keeps its identity."""
    AgendaItem.objects.filter(meeting=meeting_id).update(position=F("position") + _ASIDE)
    AgendaItem.objects.bulk_create(
        [_item(meeting_id, position, row, origin) for position, row in enumerate(rows)],
        update_conflicts=True, unique_fields=["id"],
        update_fields=["position", "number", "title", "case", "case_number", "kind", "access", "ground",
                       "attendance_notes", "source_id", "where", "sources"])


@transaction.atomic
def keep_attendance(meeting_id: int, attendees: Iterable[Attendee], rows: Iterable[ItemToKeep]) -> None:
    """Replace who the paper says was there: for the meeting, and who was absent from an item."""
    Attendance.objects.filter(meeting=meeting_id).delete()
    of_meeting = [Attendance(meeting_id=meeting_id, position=position, name=attendee.name, absent=attendee.absent)
                  for position, attendee in enumerate(attendees)]
    of_items = [Attendance(meeting_id=meeting_id, item_id=row.id, position=position, name=name, absent=True)
                for row in rows for position, name in enumerate(row.item.absent)]
    Attendance.objects.bulk_create(of_meeting + of_items)


@transaction.atomic
def remove_carried(meeting_id: int) -> list[int]:
    """Forget which annex texts the meeting's paper carried; returns their versions."""
    rows = CarriedAnnex.objects.filter(meeting=meeting_id)
    versions = list(rows.values_list("version_id", flat=True))
    rows.delete()
    return versions


@transaction.atomic
def keep_carried(meeting_id: int, rows: Iterable[tuple[bool, int, int]]) -> None:
    """Say which annex texts the meeting's paper carries: (under a cover, position, version) each."""
    CarriedAnnex.objects.bulk_create([
        CarriedAnnex(meeting_id=meeting_id, covered=covered, position=position, version_id=version)
        for covered, position, version in rows])


def _item(meeting_id: int, position: int, row: ItemToKeep, origin: str) -> AgendaItem:
    item, form = row.item, item_form(row.item)
    return AgendaItem(
        id=row.id, meeting_id=meeting_id, position=position, number=item.number, title=item.title, case_id=row.case_id,
        case_number=item.case_number, presentation_id=row.id, kind=str(item.kind) if item.kind else "",
        access=str(item.access) if item.access else "", ground=row.ground, origin=origin,
        attendance_notes=form["attendance_notes"],
        source_id=item.source_id, where=form["where"], sources=form["sources"])
