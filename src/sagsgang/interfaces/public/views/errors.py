"""What a visitor sees when a page is not here, not here any more, or cannot be made."""

from __future__ import annotations

import logging
import secrets

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template import loader
from django.utils import timezone

from sagsgang.records.openstore.queries import Grave

from .page import show

log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  Django's form
    """404: why that may be, and where to go."""
    try:
        return show(request, "not_found", status=404)
    except DatabaseError:
        return failed(request)


def gone(request: HttpRequest, stone: Grave) -> HttpResponse:
    """410: what was here was taken away, when and why."""
    return show(request, "gone", status=410, stone=stone, meeting=stone.meeting)


def failed(_request: HttpRequest) -> HttpResponse:
    """500: a page that needs no database, with a number by which the error is found in the log."""
    number, now = secrets.token_hex(4), timezone.localtime()
    log.error("page failed, reference %s", number)
    return HttpResponse(loader.render_to_string("public/failed.html", {"number": number, "now": now}), status=500)


def without_slash(request: HttpRequest, address: str) -> HttpResponse:
    """Addresses end without a slash; one that does is led on."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect("/" + address.strip("/") + (f"?{query}" if query else ""))
