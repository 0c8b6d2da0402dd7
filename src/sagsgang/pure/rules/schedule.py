"""Plans: from events and rules to duties with their last days, sorted; the same input gives the same plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .deadlines import Deadline


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day: `kind` ("meeting"), and the key of what it happens to."""

    kind: str
    key: str
    on: date


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done about an event, by when, and what decided that."""

    kind: str
    event: Event
    due: date
    basis: Deadline


#: (kind of event, kind of duty, how its deadline is found)
ScheduleRule = tuple[str, str, Callable[[Event], Deadline]]


def plan(events: Iterable[Event], rules: Iterable[ScheduleRule]) -> tuple[Duty, ...]:
    """Every duty that the rules derive from the events, by day, kind and key; each once."""
    known = list(rules)
    duties = {(kind, event): Duty(kind, event, basis.due, basis)
              for event in events for about, kind, deadline in known if about == event.kind
              for basis in [deadline(event)]}
    return tuple(sorted(duties.values(), key=lambda duty: (duty.due, duty.kind, duty.event.key)))
