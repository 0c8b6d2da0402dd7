"""Front page, bodies, meetings, and the pages that the site says about itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sagsgang.pure.render.colour import LEAST_CONTRAST, contrast, mixed
from sagsgang.records.openstore import queries

from .page import show, trail_to


def front(request: HttpRequest) -> HttpResponse:
    """Find the next meeting, the last decisions, or a case."""
    return show(request, "front", front=queries.front(timezone.localdate()))


def bodies(request: HttpRequest) -> HttpResponse:
    """All bodies."""
    return show(request, "bodies", [(_("Committees and meetings"), None)], bodies=queries.bodies())


def body(request: HttpRequest, body: str) -> HttpResponse:
    """A body and its meetings by year."""
    page = queries.body_page(body)
    if page is None:
        raise Http404
    return show(request, "body", [(_("Committees and meetings"), "/udvalg"), (page.name, None)], body=page)


def meeting(request: HttpRequest, body: str, meeting: str) -> HttpResponse:
    """One meeting and its agenda."""
    page = queries.meeting_page(body, meeting)
    if page is None:
        raise Http404
    *above, (day, _here) = trail_to(page.meeting)
    return show(request, "meeting", [*above, (day, None)], page=page, meeting=page.meeting)


def about(request: HttpRequest) -> HttpResponse:
    """What this site is."""
    return show(request, "about", [(_("About the site"), None)])


def cookies(request: HttpRequest) -> HttpResponse:
    """That there are none."""
    return show(request, "cookies", [(_("Cookies"), None)])


def privacy(request: HttpRequest) -> HttpResponse:
    """What is known of visitors: nothing."""
    return show(request, "privacy", [(_("Privacy"), None)])


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the site is, until the statutory statement has an address of its own."""
    return show(request, "accessibility", [(_("Accessibility statement"), None)])


def was(_request: HttpRequest) -> HttpResponse:
    """The short address of the accessibility statement that the law asks for."""
    site = queries.site()
    return redirect(site.accessibility_url if site and site.accessibility_url else "public:accessibility")


def robots(_request: HttpRequest) -> HttpResponse:
    """Everything here is public; result pages of the search are not worth a robot's time."""
    return HttpResponse("User-agent: *\nDisallow: /soeg\n", content_type="text/plain; charset=utf-8")


def theme(_request: HttpRequest, colour: str) -> HttpResponse:
    """The municipality's colour as a style sheet: a page may not carry styles of its own (CSP)."""
    chosen = f"#{colour}"
    if contrast(chosen, "#ffffff") < LEAST_CONTRAST:
        raise Http404
    values = {"colour": chosen, "dark": mixed(chosen, "#000000", 0.35), "pale": mixed(chosen, "#ffffff", 0.92),
              "line": mixed(chosen, "#ffffff", 0.7)}
    sheet = ":root{" + "".join(f"--k-{name}:{value};" for name, value in values.items()) + "}\n"
    return HttpResponse(sheet, content_type="text/css; charset=utf-8",
                        headers={"Cache-Control": "public, max-age=31536000, immutable"})
