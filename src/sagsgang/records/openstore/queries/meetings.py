"""Front page, bodies and meetings."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby

from django.db.models import Count, Max, Min, QuerySet

from sagsgang.pure.packet.keys import without_term

from ..models import Annex, Body, Decision, Item, Meeting, Release, Tombstone
from .rows import annex_line, decision_view, head_of, item_link, item_path
from .values import (
    BodyLine,
    BodyPage,
    DecisionView,
    Front,
    Grave,
    ItemLine,
    MeetingHead,
    MeetingLine,
    MeetingPage,
    ReleaseLine,
)

#: How many meetings and decisions the front page lists of each sort.
SHOWN = 5


def front(today: date) -> Front:
    """The next meetings, the last ones, the last decisions, and every body."""
    meetings = _meetings()
    coming = meetings.filter(date__gte=today).order_by("date", "start")[:SHOWN]
    recent = meetings.filter(date__lt=today).order_by("-date", "-start")[:SHOWN]
    decided = Decision.objects.filter(own=True, date__lte=today).exclude(blocks=[]).exclude(item__closed=True).order_by(
        "-date", "-item__meeting__start", "item__position", "position").select_related("item__meeting__body")[:SHOWN]
    return Front(
        tuple(map(_line, coming)), tuple(map(_line, recent)),
        tuple((item_link(row.item), decision_view(row)) for row in decided), bodies(),
    )


def bodies() -> tuple[BodyLine, ...]:
    """Every body, by name."""
    rows = Body.objects.annotate(count=Count("meetings"), first=Min("meetings__date"), last=Max("meetings__date"))
    return tuple(BodyLine(row.key, row.name, row.count, row.first, row.last) for row in rows.order_by("name"))


def body_page(key: str) -> BodyPage | None:
    """A body with its meetings by year, newest first; None where there is no such body."""
    body = Body.objects.filter(key=key).first()
    if body is None:
        return None
    lines = map(_line, _meetings().filter(body=body).order_by("-date", "-start"))
    years = tuple((year, tuple(rows)) for year, rows in groupby(lines, lambda line: line.day.year))
    return BodyPage(body.key, body.name, years)


def meeting_at(body: str, slug: str) -> MeetingHead | None:
    """The meeting at an address, or None."""
    row = Meeting.objects.select_related("body").filter(body__key=body, slug=slug).first()
    return head_of(row) if row else None


def meeting_with_key(key: str) -> MeetingHead | None:
    """The public meeting with this key, or None."""
    row = Meeting.objects.select_related("body").filter(key=key).first()
    return head_of(row) if row else None


def meeting_page(body: str, slug: str) -> MeetingPage | None:
    """A meeting with its agenda, or None."""
    row = Meeting.objects.select_related("body").filter(body__key=body, slug=slug).first()
    if row is None:
        return None
    loose = Annex.objects.filter(meeting=row, item=None).order_by("position")
    return MeetingPage(
        meeting=head_of(row), items=_item_lines(row), annexes=tuple(annex_line(annex, row) for annex in loose),
        present=tuple(a["name"] for a in row.attendees if not a["absent"]),
        absent=tuple(a["name"] for a in row.attendees if a["absent"]),
        signatories=tuple((s["name"], s["role"]) for s in row.signatories), releases=_releases(row),
    )


def release_file(body: str, slug: str) -> str | None:
    """The SHA-256 of the PDF of the meeting's current release, or None."""
    row = Meeting.objects.filter(body__key=body, slug=slug).values_list("release__pdf_sha256", flat=True).first()
    return str(row) if row else None


def grave(body: str, slug: str, path: str) -> Grave | None:
    """What was at an address below a meeting ("punkt/3"), or None where there never was anything."""
    meeting = Meeting.objects.select_related("body").filter(body__key=body, slug=slug).first()
    stone = Tombstone.objects.filter(meeting_key=meeting.key, path=path).first() if meeting else None
    return Grave(head_of(meeting), stone.reason, stone.at) if meeting and stone else None


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("body").annotate(count=Count("items"))


def _line(row: Meeting) -> MeetingLine:
    count: int = getattr(row, "count", 0)
    return MeetingLine(row.body.key, without_term(row.committee) or row.body.name, row.slug, row.date, row.start,
                       row.edition, count)


def _item_lines(meeting: Meeting) -> tuple[ItemLine, ...]:
    items = Item.objects.filter(meeting=meeting).defer("sections").annotate(count=Count("annexes")).order_by("position")
    own: dict[int, list[DecisionView]] = defaultdict(list)
    for row in Decision.objects.filter(item__meeting=meeting, own=True).order_by("item__position", "position"):
        own[row.item_id].append(decision_view(row))
    return tuple(
        ItemLine(item.number, item.title, item_path(item, meeting), item.closed, item.kind, item.case_number,
                 item.case_key, item.count, tuple(own[item.pk])) for item in items)


def _releases(meeting: Meeting) -> tuple[ReleaseLine, ...]:
    rows = Release.objects.filter(meeting_key=meeting.key).defer("packet_bytes").order_by("-sequence")
    return tuple(ReleaseLine(row.edition, row.sequence, row.released_at, row.pk == meeting.release_id) for row in rows)
