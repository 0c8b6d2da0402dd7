"""A whole meeting: its head, its participants and its items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ...kernel.dates import DATE, find_date, find_time
from ...packet.findings import Severity
from ...packet.model import Access, Attendee, Edition, Item, Packet
from ...packet.span import Sources, Span
from ..reading import Reading
from .absence import name_of
from .item import FIRST_CLOSED, Meeting, body_name, number_in, read_item, value_of
from .municipality import municipality_of
from .source import Node, Notes
from .titles import begins_with_number, title_of
from .words import words

_LOCAL = ZoneInfo("Europe/Copenhagen")
_DOTNET = re.compile(r"/Date\((-?\d{1,14})(?:[+-]\d{4})?\)/")
_CLOCK = re.compile(r"[\s,]+(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*")
_FIRST_YEAR = 1900


def is_meeting(value: Any) -> bool:
    """Whether a JSON value is a meeting of this layout."""
    return isinstance(value, dict) and "Dagsordenpunkter" in value and ("Moede" in value or "Udvalg" in value)


def read(value: Any, name: str) -> Reading | None:
    """The packet of a FirstAgenda meeting, or None where the value is none. `name` is the file's, a last resort."""
    if not is_meeting(value):
        return None
    return _read(Node(value, ""), name)


def _read(root: Node, name: str) -> Reading:
    notes = Notes()
    sources: dict[str, tuple[Span, ...]] = {}
    body, sources["committee"] = root.node("Udvalg").text("Navn", "Name")
    head = root.node("Moede")
    root.seen.update({"Udvalg", "Moede"})
    day, start = _moment(head, sources)
    place, sources["place"] = head.text("Sted", "Location")
    attendees, absent = _attendees(head, notes, sources)
    items_source = list(root.nodes("Dagsordenpunkter", notes, Severity.ERROR))
    names = [_named(node) for node in items_source]
    meeting = Meeting(body, day, absent, head.get("Afsluttet") is not False, _flag_tells(items_source, names),
                      _titles_numbered(names), _numbers_tell(names))
    items = tuple(read_item(node, meeting, notes) for node in items_source)
    municipality, sources["municipality"] = municipality_of(
        root, lambda: _texts(root, items), _links(items_source), name, notes)
    _missing(body, day, root, notes)
    head.get("Navn")
    for node in (root, head, root.node("Udvalg")):
        node.seen.update({"Udvalg", "Moede"})
        node.note_unread(notes)
    packet = Packet(
        municipality=municipality, committee=body, meeting_date=day, meeting_start=start, place=place,
        edition=_edition(items, meeting), layout=words().layout, items=items, attendees=attendees,
        source_id=root.ident("Id") or head.ident("Id"), sources=_filled(sources))
    return Reading(packet, tuple(notes.findings))


def _filled(sources: Sources) -> Sources:
    return {key: where for key, where in sources.items() if where}


def _missing(body: str | None, day: date | None, root: Node, notes: Notes) -> None:
    """Without body or date a meeting cannot be told from others."""
    if body is None:
        notes.add("meeting-unreadable", Severity.ERROR, (Span(pointer=root.at("Udvalg")),), field="committee")
    if day is None:
        notes.add("meeting-unreadable", Severity.ERROR, (Span(pointer=root.at("Moede")),), field="meeting_date")
    if not isinstance(root.value.get("Dagsordenpunkter"), list):
        notes.add("meeting-unreadable", Severity.ERROR, (Span(pointer=root.at("Dagsordenpunkter")),), field="items")


def _edition(items: tuple[Item, ...], meeting: Meeting) -> Edition | None:
    """Minutes where this meeting decided anything; the paper's own name says nothing."""
    if not items:
        return None
    own = body_name(meeting.body or "")
    decided = any(decision.date == meeting.day and body_name(decision.body or "") == own
                  for item in items for decision in item.decisions)
    return Edition.MINUTES if decided else Edition.AGENDA


def _flag_tells(items: list[Node], names: list[tuple[str, str]]) -> bool:
    """Whether IsOpen tells items apart: some are open by it, and none that the title calls closed."""
    if not any(node.get("IsOpen") is True for node in items):
        return False
    closed = [title_of(printed, number).access is Access.CLOSED for number, printed in names]
    flags = [node.get("IsOpen") for node in items]
    return not any(flag is True for flag, shut in zip(flags, closed, strict=True) if shut)


def _named(node: Node) -> tuple[str, str]:
    """An item's number and its title as printed."""
    return number_in(node)[0] or "", node.text("Navn", "Caption")[0] or ""


def _titles_numbered(names: list[tuple[str, str]]) -> bool:
    """Whether titles begin with their item's number: most do. A single one may be a title's own ("1. Behandling")."""
    count = sum(begins_with_number(printed, number) for number, printed in names)
    return count > 1 and count * 2 > len(names)


def _numbers_tell(names: list[tuple[str, str]]) -> bool:
    """Whether the numbers run from 1 and begin anew at 101, which is how some papers count the closed items; numbers
    that run through the year have a 100 before it, and no 1."""
    numbers = {value_of(number) for number, _printed in names}
    return 1 in numbers and FIRST_CLOSED in numbers and FIRST_CLOSED - 1 not in numbers


# ------------------------------------------------------------------ the head
def _moment(head: Node, sources: dict[str, tuple[Span, ...]]) -> tuple[date | None, time | None]:
    """The day and the start, local; midnight is no start. The offset of the source counts, whatever the key says."""
    day: date | None = None
    start: time | None = None
    for key in ("Dato", "MeetingBeginUtc", "MeetingBegin"):
        value = head.get(key)
        found = _moment_of(value) if isinstance(value, str) else (None, None)
        where = (Span(pointer=head.at(key)),)
        if day is None and found[0] is not None:
            day, sources["meeting_date"] = found[0], where
        if start is None and found[1] is not None and found[0] == day:
            start, sources["meeting_start"] = found[1], where
    return day, start


def _moment_of(text: str) -> tuple[date | None, time | None]:
    try:
        if match := _DOTNET.fullmatch(text.strip()):
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(match[1]))
        else:
            moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
            moment = moment.astimezone(_LOCAL)
    except (ValueError, OverflowError):
        return find_date(text), _clock(text)
    if moment.year < _FIRST_YEAR:
        return None, None
    at = moment.time().replace(second=0, microsecond=0)
    return moment.date(), at if at != time(0) else None


def _clock(text: str) -> time | None:
    """The time after "kl.", or straight after the date; midnight is none."""
    day = DATE.search(text)
    match = _CLOCK.fullmatch(text, day.end()) if day else None
    if match is None:
        return find_time(text)
    hours, minutes = int(match[1]), int(match[2])
    return time(hours, minutes) if (hours, minutes) != (0, 0) and hours < 24 and minutes < 60 else None


def _attendees(head: Node, notes: Notes, sources: dict[str, tuple[Span, ...]],
               ) -> tuple[tuple[Attendee, ...], tuple[tuple[str, tuple[Span, ...]], ...]]:
    """The participants, and those of them who were absent from the whole meeting."""
    attendees: list[Attendee] = []
    absent: list[tuple[str, tuple[Span, ...]]] = []
    for node in head.nodes("Moededeltagere", notes):
        printed, where = node.text("Name", "Navn")
        if printed is None:
            continue
        name = name_of(printed) or printed
        away = node.flag("Absent") | node.flag("ParticipationCancelled")
        sources[f"attendees/{len(attendees)}"] = where
        attendees.append(Attendee(name, away))
        if away:
            absent.append((name, where))
        node.note_unread(notes)
    return tuple(attendees), tuple(absent)


# ------------------------------------------------------------------ what may tell the municipality
def _texts(root: Node, items: tuple[Item, ...]) -> Iterator[str]:
    head = root.node("Moede")
    for key in ("Sted", "Navn"):
        if text := head.text(key)[0]:
            yield text
    for item in items:
        yield item.title or ""
    for item in items:
        for section in item.sections:
            yield section.text


def _links(items: list[Node]) -> Iterator[tuple[str, str]]:
    for item in items:
        for node in item.nodes("Felter", Notes()):
            if link := node.text("Link")[0]:
                yield link, node.at("Link")
