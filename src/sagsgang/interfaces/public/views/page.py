"""What every page has: whose site it is, and where on it one is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sagsgang.pure.kernel.dates import long_date
from sagsgang.records.openstore import queries
from sagsgang.records.openstore.queries import MeetingHead

#: (text, address) of each step down to this page; the last one, this page, has no address.
Trail = list[tuple[str, str | None]]


def show(request: HttpRequest, template: str, trail: Trail | None = None, status: int = 200,
         **context: Any) -> HttpResponse:
    """A page of the site, in its frame."""
    frame = {"site": queries.site(), "trail": trail or []}
    return render(request, f"public/{template}.html", frame | context, status=status)


def address(path: str) -> str:
    """An address from a path below the site."""
    return "/" + path


def trail_to(meeting: MeetingHead) -> Trail:
    """The steps down to a meeting, all of them links."""
    return [(_("Committees and meetings"), "/udvalg"), (meeting.body, f"/udvalg/{meeting.body_key}"),
            (long_date(meeting.day), address(meeting.path))]
