"""Deadlines counted in Danish days, each with the rule and the days that decided it.

Counting back (dispatch): the meeting day is not counted; the n-th weekday before it is the last day to send.
Counting on (approval, hearing): the first day is not counted; the n-th working day after it is the last day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..kernel.errors import Refusal
from .calendar import Calendar
from .dated import Dated, data_of, in_force, steps_of

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_FILE = "deadlines.toml"
#: Days of the longest deadline that is taken.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class MunicipalRule:
    """A deadline of the municipality's own: for one body (by key) or, None, for all."""

    kind: str
    body: str | None
    days: int
    latest_clock: time | None
    valid_from: date
    known_from: date
    source: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day that was looked at: its number where it counted, else why it did not."""

    date: date
    number: int | None
    why_not: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day (and the latest time on it, if any), the rule that says so, and the days looked at, in order."""

    due: date
    latest_clock: time | None
    rule: Dated
    days: tuple[Day, ...]

    def is_breached(self, sent_at: datetime) -> bool:
        """Whether an instant falls after the deadline, by the Danish clock."""
        local = sent_at.astimezone(COPENHAGEN)
        if local.date() != self.due:
            return local.date() > self.due
        return self.latest_clock is not None and local.time() > self.latest_clock


def dispatch_deadline(meeting_on: date, *, body: str | None, is_council: bool, calendar: Calendar,
                      own: Collection[MunicipalRule] = ()) -> Deadline:
    """The last day on which the agenda of a meeting is sent in time (kommunestyrelsesloven § 8, stk. 4; § 20, stk. 3).

    Raises Refusal where the municipality's own rule for the council is shorter than the statute's.
    """
    name = "dispatch-council" if is_council else "dispatch-other"
    rule, clock = _rule(name, "dispatch", meeting_on, body, calendar, own)
    extra = 0 if calendar.setting("dispatch_day_counts", meeting_on).value else 1
    days = _count(meeting_on, int(rule.value) + extra, -1, calendar.why_not_weekday)
    return Deadline(days[-1].date, clock, rule, days)


def deadline_before(meeting_on: date, kind: str, *, body: str | None, calendar: Calendar,
                    own: Collection[MunicipalRule] = ()) -> Deadline:
    """The last day for something that must be done so many working days before a meeting (`editorial`)."""
    rule, clock = _rule(kind, kind, meeting_on, body, calendar, own)
    days = _count(meeting_on, int(rule.value), -1, calendar.why_not_working_day)
    return Deadline(days[-1].date, clock, rule, days)


def deadline_after(start: date, kind: str, *, calendar: Calendar, own: Collection[MunicipalRule] = (),
                   body: str | None = None, days: int | None = None) -> Deadline:
    """The last day for something that is due so many working days after a day (`approval`, `hearing`).

    `days` outranks the rule where the level or the officer has said it.
    """
    rule, clock = _rule(kind, kind, start, body, calendar, own)
    looked = _count(start, int(rule.value) if days is None else days, 1, calendar.why_not_working_day)
    return Deadline(looked[-1].date, clock, rule, looked)


def _rule(name: str, kind: str, on: date, body: str | None, calendar: Calendar,
          own: Collection[MunicipalRule]) -> tuple[Dated, time | None]:
    """The rule in force: the body's own, else the municipality's, else the default; and its latest time of day."""
    said = in_force(name, steps_of(_FILE, name), on=on, known_on=calendar.known_on)
    for whose in (body, None) if body else (None,):
        rows = [row for row in own if row.kind == kind and row.body == whose
                and row.valid_from <= on and row.known_from <= calendar.known_on]
        if rows:
            row = max(rows, key=lambda row: (row.valid_from, row.known_from))
            if data_of(_FILE)[name]["least"] and row.days < said.value:
                raise Refusal("deadline-shorter-than-law", days=row.days, least=int(said.value), statute=said.statute)
            return Dated(row.days, said.unit, row.valid_from, row.known_from, said.statute, row.source,
                         "municipal"), row.latest_clock
    return said, None


def _count(start: date, wanted: int, step: int, why_not: Callable[[date], str | None]) -> tuple[Day, ...]:
    """The days from `start` (not counted) until `wanted` have counted."""
    if not 1 <= wanted <= LONGEST:
        raise Refusal("deadline-days", days=wanted, most=LONGEST)
    looked: list[Day] = []
    day, counted = start, 0
    while counted < wanted:
        day += timedelta(step)
        reason = why_not(day)
        counted += reason is None
        looked.append(Day(day, counted if reason is None else None, reason))
    return tuple(looked)
