"""What people come to read: an item, an annex, a case through time, and the paper as PDF."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sagsgang.pure.packet.keys import case_key
from sagsgang.records.openstore import queries

from .errors import gone
from .page import address, show, trail_to


def item(request: HttpRequest, body: str, meeting: str, number: str) -> HttpResponse:
    """One item: its decision first, then the whole case as it was put."""
    page = queries.item_page(body, meeting, number)
    if page is None:
        return _gone(request, body, meeting, f"punkt/{number}")
    if request.path != address(page.path):
        return HttpResponseRedirect(address(page.path))
    trail = [*trail_to(page.meeting), (_("Item {number}").format(number=page.number), None)]
    return show(request, "item", trail, item=page, meeting=page.meeting)


def annex(request: HttpRequest, body: str, meeting: str, above: str, number: str) -> HttpResponse:
    """One annex as text, or that the source carried no file."""
    page = queries.annex_page(body, meeting, f"{above}/{number}")
    if page is None:
        return _gone(request, body, meeting, f"{above}/{number}")
    if request.path != address(page.annex.path):
        return HttpResponseRedirect(address(page.annex.path))
    trail = trail_to(page.meeting)
    if page.item:
        trail.append((_("Item {number}").format(number=page.item.number), address(page.item.path)))
    return show(request, "annex", [*trail, (_("Annex"), None)], page=page, annex=page.annex, meeting=page.meeting)


def case(request: HttpRequest, number: str) -> HttpResponse:
    """A case through time. A number as printed ("15/839") leads to its address."""
    key = case_key(number)
    if key != number:
        return redirect("public:case", key) if key else _missing()
    page = queries.case_page(key)
    if page is None:
        raise Http404
    return show(request, "case", [(_("Case {number}").format(number=page.number), None)], case=page)


def pdf(_request: HttpRequest, body: str, meeting: str) -> FileResponse:
    """The meeting's current paper, as it was released."""
    digest = queries.release_file(body, meeting)
    path = Path(settings.STORE.open_files) / digest[:2] / digest if digest else None
    if path is None or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="application/pdf", filename=f"{body}-{meeting}.pdf")


def _gone(request: HttpRequest, body: str, meeting: str, path: str) -> HttpResponse:
    stone = queries.grave(body, meeting, path)
    return gone(request, stone) if stone else _missing()


def _missing() -> HttpResponse:
    raise Http404
