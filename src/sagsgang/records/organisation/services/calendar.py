"""Acts on the municipality's calendar and deadlines. What was valid once stays: a new rule is a new dated row."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.rules.calendar import SETTINGS
from sagsgang.pure.rules.deadlines import MunicipalRule, dispatch_deadline
from sagsgang.records.journal.services import record_act

from ..models import Body, CalendarSetting, ClosedDay, DeadlineRule
from ..models.calendar import DEADLINE_KINDS
from ..queries.rules import municipal_calendar
from .common import begin


@transaction.atomic
def close_day(*, day: date, name: str, actor: Actor, at: datetime) -> None:
    """Close the town hall on a day."""
    begin(actor)
    if not name.strip():
        raise Refusal("name-empty")
    ClosedDay.objects.update_or_create(date=day, defaults={"name": name.strip()})
    record_act(act="calendar.close-day", subject=day.isoformat(), actor=actor, at=at)


@transaction.atomic
def open_day(*, day: date, actor: Actor, at: datetime) -> None:
    """Take a closed day back."""
    begin(actor)
    if ClosedDay.objects.filter(date=day).delete()[0]:
        record_act(act="calendar.open-day", subject=day.isoformat(), actor=actor, at=at)


@transaction.atomic
def choose_setting(*, name: str, value: bool, valid_from: date, source: str, known_from: date, actor: Actor,
                   at: datetime) -> None:
    """Choose how days are counted from a day on, and say where that stands."""
    begin(actor)
    if name not in SETTINGS:
        raise Refusal("setting-unknown", name=name)
    _check_source(source)
    CalendarSetting.objects.update_or_create(name=name, valid_from=valid_from, known_from=known_from,
                                             defaults={"value": value, "source": source.strip()})
    record_act(act="calendar.choose", subject=name, actor=actor, at=at,
               codes={"value": str(value), "valid_from": str(valid_from), "known_from": str(known_from)})


@transaction.atomic
def set_deadline(*, kind: str, body: str, days: int, latest_clock: time | None, valid_from: date, source: str,
                 known_from: date, actor: Actor, at: datetime) -> None:
    """Set a deadline of the municipality's own. Raises Refusal where it is shorter than the law allows the council."""
    begin(actor)
    if kind not in DEADLINE_KINDS:
        raise Refusal("deadline-kind-unknown", kind=kind)
    if not 1 <= days <= 200:
        raise Refusal("deadline-days", days=days, most=200)
    _check_source(source)
    row = Body.objects.filter(key=body).first() if body else None
    if body and row is None:
        raise Refusal("body-unknown", body=body)
    if kind == "dispatch" and (row is None or row.kind == "council"):
        # A rule for all bodies is one for the council too. Asked of the rule alone: others may outrank it for a while.
        day = max(valid_from, known_from)
        rule = MunicipalRule(kind, None, days, latest_clock, valid_from, known_from, source)
        dispatch_deadline(day, body=None, is_council=True, calendar=municipal_calendar(day), own=[rule])
    DeadlineRule.objects.create(kind=kind, body=row, days=days, latest_clock=latest_clock, valid_from=valid_from,
                                known_from=known_from, source=source.strip())
    record_act(act="calendar.set-deadline", subject=kind, actor=actor, at=at,
               codes={"body": body, "days": str(days), "valid_from": str(valid_from)})


def _check_source(source: str) -> None:
    if not source.strip():
        raise Refusal("source-empty")
