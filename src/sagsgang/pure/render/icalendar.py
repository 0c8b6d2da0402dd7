"""A person's meetings as a calendar file (RFC 5545): when, where, of which body, and the way to the agenda. No titles.

The same meetings make the same bytes. A meeting keeps its UID whatever becomes of it, and its SEQUENCE rises with every
change, so that a calendar that subscribes moves it instead of keeping both. A meeting says when it begins and not when
it ends, so its entry has no end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from ..kernel.messages import _

ZONE = "Europe/Copenhagen"
#: How often a calendar that subscribes is asked to look.
_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """A meeting as a calendar shows it. `uid` never changes, `sequence` rises."""

    uid: str
    sequence: int
    date: date
    start: time | None
    body: str
    place: str
    address: str
    cancelled: bool


def calendar_of(meetings: Iterable[CalendarMeeting], *, name: str, at: datetime) -> bytes:
    """The calendar file of the meetings, under a name; `at` is when it is made."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sagsgang//Sagsgang//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", vDuration(_EVERY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_EVERY))
    rows = sorted(meetings, key=lambda meeting: (meeting.date, meeting.start or time(0), meeting.uid))
    calendar.add_component(_zone())
    for meeting in rows:
        calendar.add_component(_event(meeting, at))
    return bytes(calendar.to_ical())


def _zone() -> Timezone:
    """Danish local time since 1996, by its rule: calendars need no list of years, and the file does not change."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, first, month, before, after in ((TimezoneDaylight(), "CEST", "1996-03-31T02:00:00", 3, 1, 2),
                                                    (TimezoneStandard(), "CET", "1996-10-27T03:00:00", 10, 2, 1)):
        part.add("dtstart", datetime.fromisoformat(first))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


def _event(meeting: CalendarMeeting, at: datetime) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    if meeting.start is None:
        event.add("dtstart", meeting.date)
    else:
        event.add("dtstart", datetime.combine(meeting.date, meeting.start, ZoneInfo(ZONE)))
    event.add("summary", _("Cancelled: {body}").format(body=meeting.body) if meeting.cancelled else meeting.body)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.address:
        event.add("url", meeting.address)
        event.add("description", _("The agenda, after logging in: {address}").format(address=meeting.address))
    return event
