"""Values out of forms: dates, times, numbers and choices as people type them, or a refusal that says what is wrong."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from django.http import HttpRequest

from sagsgang.pure.kernel.dates import find_date, find_time
from sagsgang.pure.kernel.errors import Conflict, Refusal


def text(request: HttpRequest, name: str) -> str:
    """What stands in a field, without white space around it."""
    return str(request.POST.get(name, "")).strip()


def day(request: HttpRequest, name: str) -> date | None:
    """A date, as 2026-05-13 or 13.5.2026; None where nothing is written."""
    said = text(request, name)
    if not said:
        return None
    found = find_date(said)
    if found is None:
        raise Refusal("date-form", text=said)
    return found


def needed_day(request: HttpRequest, name: str) -> date:
    """A date that must be there."""
    found = day(request, name)
    if found is None:
        raise Refusal("date-missing")
    return found


def hour(request: HttpRequest, name: str) -> time | None:
    """A time of day, as 07:30 or 7.30; None where nothing is written."""
    said = text(request, name)
    if not said:
        return None
    found = find_time("kl. " + said.replace("kl.", "").strip())
    if found is None:
        raise Refusal("time-form", text=said)
    return found


def number(request: HttpRequest, name: str) -> int | None:
    """A whole number; None where nothing is written."""
    said = text(request, name)
    if not said:
        return None
    if not said.isdecimal():
        raise Refusal("number-form", text=said)
    return int(said)


def needed_number(request: HttpRequest, name: str) -> int:
    """A whole number that must be there."""
    found = number(request, name)
    if found is None:
        raise Refusal("number-form", text="")
    return found


def needed_id(request: HttpRequest, name: str) -> UUID:
    """The id of what the form is about. What is none names nothing that is here."""
    try:
        return UUID(text(request, name))
    except ValueError as error:
        raise Conflict("changed-meanwhile") from error
