"""The municipality's dated rules as the values that `pure.rules` takes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sagsgang.pure.rules.calendar import Calendar
from sagsgang.pure.rules.dated import Dated
from sagsgang.pure.rules.deadlines import MunicipalRule

from ..models import CalendarSetting, ClosedDay, DeadlineRule


def municipal_calendar(known_on: date) -> Calendar:
    """The municipality's calendar as it was known on a day."""
    settings: dict[str, list[Dated]] = defaultdict(list)
    for row in CalendarSetting.objects.order_by("valid_from", "known_from"):
        settings[row.name].append(
            Dated(row.value, "yes/no", row.valid_from, row.known_from, "", row.source, "municipal"))
    return Calendar(known_on, dict(ClosedDay.objects.values_list("date", "name")),
                    {name: tuple(steps) for name, steps in settings.items()})


def municipal_rules() -> tuple[MunicipalRule, ...]:
    """The municipality's own deadlines, oldest first."""
    rows = DeadlineRule.objects.select_related("body").order_by("valid_from", "known_from", "pk")
    return tuple(MunicipalRule(row.kind, row.body.key if row.body else None, row.days, row.latest_clock, row.valid_from,
                               row.known_from, row.source) for row in rows)
