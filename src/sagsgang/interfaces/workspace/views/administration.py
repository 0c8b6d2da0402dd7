"""The way into administration; the municipality itself, fixed items and decision phrases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.meetings.queries import fixed_items
from sagsgang.records.meetings.services import add_fixed_item, retire_fixed_item
from sagsgang.records.minutes.queries import decision_phrases
from sagsgang.records.minutes.services import add_phrase, retire_phrase
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import body_views, municipality
from sagsgang.records.organisation.services import found_municipality

from .. import values, words
from ..frame import Trail, check, done, page, show, tried


def trail(*steps: tuple[str, str | None]) -> Trail:
    """The way down to a page of administration."""
    return [(_("Administration"), reverse("workspace:administration")), *steps]


@require_safe
@page
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that can be set up, and what is still missing."""
    check(objection_to_administering(actor))
    return show(request, "administration/overview", trail=[(_("Administration"), None)], bodies=body_views(),
                founded=municipality(), help="administrator")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def municipality_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whose store this is; said once."""
    check(objection_to_administering(actor))
    error = None
    if request.method == "POST":
        error = tried(request, lambda: found_municipality(name=values.text(request, "name"), actor=actor,
                                                          at=timezone.now()))
    return show(request, "administration/municipality", trail=trail((_("Municipality"), None)), error=error,
                founded=municipality(), typed=request.POST if error else None, status=422 if error else 200,
                help="administrator")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def fixed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What every agenda begins and ends with."""
    check(objection_to_administering(actor))
    if request.method == "POST" and request.POST.get("retire"):
        return done(request, lambda: retire_fixed_item(
            item_id=values.needed_number(request, "retire"), on=timezone.localdate(), actor=actor, at=timezone.now()),
            _("The item stands on no new agenda."), reverse("workspace:fixed-items"))
    if request.method == "POST":
        return done(request, lambda: add_fixed_item(
            body=values.text(request, "body"), code=values.text(request, "code"), title=values.text(request, "title"),
            kind=values.text(request, "kind"), at_end=request.POST.get("place") == "end", actor=actor,
            at=timezone.now()), _("The item stands on every new agenda."), reverse("workspace:fixed-items"))
    return show(request, "administration/fixed", trail=trail((_("Fixed items"), None)), items=fixed_items(),
                bodies=[(view.key, view.name) for view in body_views()], codes=words.FIXED_CODES,
                kinds=words.ITEM_KINDS, help="administrator")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def phrases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Words in which bodies often decide."""
    check(objection_to_administering(actor))
    if request.method == "POST" and request.POST.get("retire"):
        return done(request, lambda: retire_phrase(
            phrase_id=values.needed_number(request, "retire"), on=timezone.localdate(), actor=actor, at=timezone.now()),
            _("The phrase is not offered any more."), reverse("workspace:phrases"))
    if request.method == "POST":
        return done(request, lambda: add_phrase(
            body=values.text(request, "body"), short=values.text(request, "short"), text=values.text(request, "text"),
            actor=actor, at=timezone.now()), _("The phrase is offered."), reverse("workspace:phrases"))
    return show(request, "administration/phrases", trail=trail((_("Decision phrases"), None)),
                phrases=decision_phrases(), bodies=[(view.key, view.name) for view in body_views()],
                help="administrator")
