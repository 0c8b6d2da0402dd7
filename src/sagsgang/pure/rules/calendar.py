"""Danish days: which ones count, and why one does not. All dates are Danish local dates.

Two counts are kept apart: a *hverdag* may count Saturdays where a setting says so, an *arbejdsdag* never does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from ..kernel.dates import WEEKDAYS
from .dated import Dated, data_of, in_force

SETTINGS = ("saturday_is_weekday", "extra_closed_days", "dispatch_day_counts")
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Calendar:
    """A municipality's calendar: its own closed days, its own settings (dated), and the day on which all is known."""

    known_on: date
    closed_days: Mapping[date, str] = field(default_factory=dict)
    settings: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)

    def setting(self, name: str, on: date) -> Dated:
        """What holds on a day: the municipality's own choice where it has made one by then, else the default."""
        own = [step for step in self.settings.get(name, ())
               if step.valid_from <= on and step.known_from <= self.known_on]
        steps = own or _defaults()[name]
        return in_force(name, steps, on=on, known_on=self.known_on)

    def why_not_weekday(self, day: date) -> str | None:
        """Why a day is no *hverdag*, in a Danish word; None where it is one."""
        if day.weekday() == SATURDAY and not self.setting("saturday_is_weekday", day).value:
            return WEEKDAYS[SATURDAY]
        return self._why_closed(day)

    def why_not_working_day(self, day: date) -> str | None:
        """Why a day is no *arbejdsdag*, in a Danish word; None where it is one."""
        return WEEKDAYS[SATURDAY] if day.weekday() == SATURDAY else self._why_closed(day)

    def _why_closed(self, day: date) -> str | None:
        if name := holidays(day.year).get(day):
            return name
        if day.weekday() == SUNDAY:
            return WEEKDAYS[SUNDAY]
        if (name := _extra(day.year).get(day)) and self.setting("extra_closed_days", day).value:
            return name
        return self.closed_days.get(day)


@cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    offset = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * offset) // 451
    month, day = divmod(h + offset - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> Mapping[date, str]:
    """The year's holidays by date, with their Danish names."""
    days: dict[date, str] = {}
    for said in data_of("calendar.toml")["holidays"]:
        if year <= said.get("last_year", year):
            day = (easter(year) + timedelta(said["from_easter"]) if "from_easter" in said
                   else date(year, said["month"], said["day"]))
            days.setdefault(day, said["name"])
    return days


@cache
def _extra(year: int) -> Mapping[date, str]:
    return {date(year, said["month"], said["day"]): said["name"] for said in data_of("calendar.toml")["extra"]}


@cache
def _defaults() -> Mapping[str, tuple[Dated, ...]]:
    rules = data_of("calendar.toml")["settings"]
    return {name: tuple(Dated(step["value"], rule["unit"], step["valid_from"], step["known_from"], rule["statute"],
                              step["source"], step["status"]) for step in rule["steps"])
            for name, rule in rules.items()}
