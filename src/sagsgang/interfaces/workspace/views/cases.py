"""Cases: the list, one case with its course, opening and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.records.cases.policy import objection_to_changing_case, objection_to_seeing_draft
from sagsgang.records.cases.queries.lists import (
    CaseView,
    by_number,
    case_view,
    cases_for,
    drafts_of_case,
    external_numbers_of,
    links_of,
    may_see_case,
)
from sagsgang.records.cases.services import change_case, open_case
from sagsgang.records.meetings.queries import entries_of_draft, meeting_view
from sagsgang.records.minutes.queries import case_treatments
from sagsgang.records.organisation.queries import people, unit_views

from .. import values, words
from ..addresses import meeting_args
from ..frame import check, page, show, tried

PER_PAGE = 25


@require_safe
@page
def case_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The cases that the actor may see, the newest first."""
    asked, unit = request.GET.get("q", "").strip()[:200], request.GET.get("forvaltning", "")
    found = by_number(cases_for(actor, words=asked, unit=unit))
    pages = max(1, -(-len(found) // PER_PAGE))
    side = request.GET.get("side", "")
    number = min(int(side), pages) if side.isdecimal() and int(side) else 1
    rows = found[(number - 1) * PER_PAGE:number * PER_PAGE]
    return show(request, "cases/list", trail=[(_("Cases"), None)], rows=rows, total=len(found), page_number=number,
                pages=range(1, pages + 1), q=asked, unit=unit, access=words.ACCESS,
                units=[(view.key, view.name) for view in unit_views()],
                may_open=actor.holds_somewhere("case-officer"), help="sagsbehandler")


def seen_case(actor: Actor, key: str) -> CaseView:
    """The case, if the actor may see that there is one."""
    case = case_view(key)
    if case is None:
        raise Http404
    if not may_see_case(actor, case) and not any(
            objection_to_seeing_draft(actor, draft) is None for draft in drafts_of_case(key)):
        raise Refusal("case-not-for-you")
    return case


@require_safe
@page
def case_page(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """One case: its drafts, the meetings that treated it, other cases, other numbers."""
    case = seen_case(actor, key)
    drafts = [draft for draft in drafts_of_case(key) if objection_to_seeing_draft(actor, draft) is None]
    objection = objection_to_changing_case(actor, unit=case.unit, officer=case.officer, access=case.access)
    links = [(*link[:3], str(words.LINK_KINDS[link[3]]), link[3], link[4]) for link in links_of(key)
             if (other := case_view(link[0])) and may_see_case(actor, other)]
    agendas = [(draft, meeting_view(meeting), reverse("workspace:read-meeting", args=meeting_args(meeting)), number,
                removed) for draft in drafts for meeting, number, removed in entries_of_draft(draft.id)]
    return show(request, "cases/case", trail=[(_("Cases"), reverse("workspace:cases")), (case.number, None)], case=case,
                drafts=drafts, agendas=agendas, links=links, link_kinds=words.LINK_KINDS,
                numbers=external_numbers_of(key), states=words.STATES, kinds=words.DOCUMENT_KINDS, access=words.ACCESS,
                treatments=case_treatments(key), objection=words.why_not(objection) if objection else None,
                help="sagsbehandler")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def new_case(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a case."""
    if not actor.holds_somewhere("case-officer"):
        raise Refusal("needs-case-officer")
    error, made = None, []
    if request.method == "POST":
        error = tried(request, lambda: made.append(open_case(
            title=values.text(request, "title"), unit=values.text(request, "unit"),
            officer=values.number(request, "officer") or actor.user_id or 0, access=values.text(request, "access"),
            number=values.text(request, "number"), subject_number=values.text(request, "subject_number"), actor=actor,
            at=timezone.now())))
        if made:
            messages.success(request, _("The case is open."))
            return redirect("workspace:case", made[0])
    return show(request, "cases/new", trail=[(_("Cases"), reverse("workspace:cases")), (_("New case"), None)],
                error=error, status=422 if error else 200, help="sagsbehandler", **_choices(actor, request, error))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def change(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Change what a case is."""
    case = seen_case(actor, key)
    check(objection_to_changing_case(actor, unit=case.unit, officer=case.officer, access=case.access))
    error = None
    if request.method == "POST":
        error = tried(request, lambda: change_case(
            key=key, title=values.text(request, "title"), unit=values.text(request, "unit"),
            officer=values.needed_number(request, "officer"), access=values.text(request, "access"),
            subject_number=values.text(request, "subject_number"), version=values.needed_number(request, "version"),
            actor=actor, at=timezone.now()))
        if error is None:
            messages.success(request, _("It is kept."))
            return redirect("workspace:case", key)
    return show(request, "cases/change", case=case, error=error, status=422 if error else 200, help="sagsbehandler",
                trail=[(_("Cases"), reverse("workspace:cases")), (case.number, reverse("workspace:case", args=[key])),
                       (_("Change"), None)], **_choices(actor, request, error))


def _choices(actor: Actor, request: HttpRequest, error: str | None) -> dict[str, object]:
    mine = [(view.key, view.name) for view in unit_views() if actor.holds("case-officer", unit=view.key)]
    return {"units": mine, "access": words.ACCESS, "typed": request.POST if error else None, "me": actor.user_id,
            "people": [(one.id, one.name) for one in people(only_active=True)]}
