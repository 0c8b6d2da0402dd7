"""The calendar file, read back by the library that others read it with, and held against the law of Danish time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import tzical
from icalendar import Calendar

from sagsgang.pure.render.icalendar import CalendarMeeting, calendar_of

AT = datetime(2026, 9, 7, 7, tzinfo=UTC)
MEETING = CalendarMeeting(
    uid="meeting-7@klitby-kommune", sequence=3, date=date(2026, 10, 14), start=time(15, 30), cancelled=False,
    body="Børne-, Unge- og Kulturudvalget; åbent", place="Rådhuset, sal 2\nindgang B", address="https://x.example/laes/7/")


def read(*meetings: CalendarMeeting) -> Calendar:
    """What a calendar program reads."""
    return Calendar.from_ical(calendar_of(meetings, name="Klitby Kommune", at=AT))


def test_a_meeting_is_read_back_as_it_was_written() -> None:
    calendar = read(MEETING)
    [event] = calendar.walk("VEVENT")
    assert calendar["X-WR-CALNAME"] == "Klitby Kommune"
    assert event.decoded("DTSTART") == datetime(2026, 10, 14, 15, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (MEETING.uid, 3, "CONFIRMED")
    assert (event["SUMMARY"], event["LOCATION"], event["URL"]) == (MEETING.body, MEETING.place, MEETING.address)
    assert "DTEND" not in event


def test_a_moved_meeting_keeps_its_uid_and_a_cancelled_one_says_so() -> None:
    moved = replace(MEETING, sequence=4, date=date(2026, 10, 21))
    off = replace(moved, sequence=5, cancelled=True)
    [[one], [two], [three]] = [read(meeting).walk("VEVENT") for meeting in (MEETING, moved, off)]
    assert one["UID"] == two["UID"] == three["UID"]
    assert one["SEQUENCE"] < two["SEQUENCE"] < three["SEQUENCE"]
    assert three["STATUS"] == "CANCELLED"
    assert MEETING.body in three["SUMMARY"] != MEETING.body


def test_a_meeting_without_a_time_takes_a_day_and_an_empty_calendar_is_one() -> None:
    [event] = read(replace(MEETING, start=None, place="", address="")).walk("VEVENT")
    assert event.decoded("DTSTART") == date(2026, 10, 14)
    assert not {"LOCATION", "URL", "DESCRIPTION"} & set(event)
    assert read().walk("VEVENT") == []


def test_the_same_meetings_make_the_same_bytes_in_whatever_order_they_come() -> None:
    other = replace(MEETING, uid="meeting-8@klitby-kommune", start=None)
    one, two = (calendar_of(rows, name="K", at=AT) for rows in ([MEETING, other], [other, MEETING]))
    assert one == two
    assert all(len(line) <= 75 for line in one.split(b"\r\n"))


def test_the_time_zone_says_what_danish_time_is_each_hour_of_the_days_when_clocks_change(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "calendar.ics"
    path.write_bytes(calendar_of([MEETING], name="K", at=AT))
    ours, law = tzical(str(path)).get("Europe/Copenhagen"), ZoneInfo("Europe/Copenhagen")
    for year in range(2020, 2041):
        for month in (1, 3, 7, 10):
            for hour in range(31 * 24):
                moment = datetime(year, month, 1, tzinfo=UTC) + timedelta(hours=hour)
                assert moment.astimezone(ours).utcoffset() == moment.astimezone(law).utcoffset(), moment
