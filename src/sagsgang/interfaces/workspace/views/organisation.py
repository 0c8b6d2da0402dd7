"""Bodies with their seats, election periods, and departments with their approval paths."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.cases.queries.lists import levels_of
from sagsgang.records.cases.services import Level, set_approval_levels
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import (
    body_view,
    body_views,
    people,
    seat_rows,
    seated_ever,
    terms,
    unit_view,
    unit_views,
)
from sagsgang.records.organisation.services import (
    add_seats,
    add_term,
    change_body,
    change_unit,
    leave_seat,
    seat_person,
    set_up_body,
    set_up_unit,
)

from .. import values, words
from ..frame import check, done, page, show, tried
from .administration import trail

SEAT_ROLES = ("chair", "deputy", "member", "substitute")
LEVELS = 4


@require_http_methods(["GET", "HEAD", "POST"])
@page
def body_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The bodies, and setting up another."""
    check(objection_to_administering(actor))
    if request.method == "POST":
        return done(request, lambda: set_up_body(
            name=values.text(request, "name"), kind=values.text(request, "kind"), parent=values.text(request, "parent"),
            mandate=values.text(request, "mandate"), actor=actor, at=timezone.now()), _("The body is set up."),
            reverse("workspace:bodies"))
    bodies = body_views()
    return show(request, "administration/bodies", trail=trail((_("Bodies"), None)), bodies=bodies,
                kinds=words.BODY_KINDS, parents=[(view.key, view.name) for view in bodies], help="administrator")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def body(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """One body: what it is, its seats and who sits on them."""
    check(objection_to_administering(actor))
    view = body_view(key)
    if view is None:
        raise Http404
    error = None
    if request.method == "POST":
        error = tried(request, lambda: change_body(
            key=key, name=values.text(request, "name"), kind=values.text(request, "kind"),
            parent=values.text(request, "parent"), mandate=values.text(request, "mandate"),
            closed_on=values.day(request, "closed_on"), version=values.needed_number(request, "version"), actor=actor,
            at=timezone.now()))
        view = body_view(key) or view
    today = timezone.localdate()
    rows = seated_ever(key, today)
    free = [(seat, f"{term}, {_('seat')} {place}") for seat, term, place in seat_rows(key)]
    return show(request, "administration/body",
                trail=trail((_("Bodies"), reverse("workspace:bodies")), (view.name, None)),
                view=view, kinds=words.BODY_KINDS, parents=[(one.key, one.name) for one in body_views()
                                                            if one.key != key],
                now=[row for row in rows if row.now], former=[row for row in rows if not row.now], seats=free,
                people=[(one.id, one.name) for one in people(only_active=True)], today=today,
                roles=[(role, words.ROLES[role]) for role in SEAT_ROLES], terms=[(one, one) for one, _a, _b in terms()],
                error=error, typed=request.POST if error else None, help="administrator")


@require_POST
@page
def seats(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """More seats, or a person on a seat."""
    then = reverse("workspace:body", args=[key])
    if request.POST.get("count"):
        return done(request, lambda: add_seats(
            body=key, term=values.text(request, "term"), count=values.needed_number(request, "count"), actor=actor,
            at=timezone.now()), _("The body has more seats."), then)
    return done(request, lambda: seat_person(
        seat_id=values.needed_number(request, "seat"), user_id=values.needed_number(request, "user"),
        role=values.text(request, "role"), start=values.needed_day(request, "start"), end=values.day(request, "end"),
        actor=actor, at=timezone.now()), _("The person sits in the body."), then)


@require_POST
@page
def leave(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Somebody leaves a seat."""
    return done(request, lambda: leave_seat(
        occupancy_id=values.needed_number(request, "occupancy"), on=values.needed_day(request, "on"), actor=actor,
        at=timezone.now()), _("The seat is left with that day."), reverse("workspace:body", args=[key]))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def term_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The election periods."""
    check(objection_to_administering(actor))
    if request.method == "POST":
        return done(request, lambda: add_term(
            start=values.needed_day(request, "start"), end=values.needed_day(request, "end"), actor=actor,
            at=timezone.now()), _("The term is added."), reverse("workspace:terms"))
    return show(request, "administration/terms", trail=trail((_("Terms"), None)), terms=terms(), help="administrator")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def unit_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The departments, and setting up another."""
    check(objection_to_administering(actor))
    if request.method == "POST":
        return done(request, lambda: set_up_unit(
            name=values.text(request, "name"), parent=values.text(request, "parent"),
            address=values.text(request, "address"), phone=values.text(request, "phone"),
            email=values.text(request, "email"), actor=actor, at=timezone.now()), _("The department is set up."),
            reverse("workspace:units"))
    units = unit_views()
    return show(request, "administration/units", trail=trail((_("Departments"), None)), units=units,
                parents=[(view.key, view.name) for view in units], help="administrator")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def unit(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """One department: its letterhead and its approval path."""
    check(objection_to_administering(actor))
    view = unit_view(key)
    if view is None:
        raise Http404
    error = None
    if request.method == "POST":
        error = tried(request, lambda: change_unit(
            key=key, name=values.text(request, "name"), parent=values.text(request, "parent"),
            address=values.text(request, "address"), phone=values.text(request, "phone"),
            email=values.text(request, "email"), version=values.needed_number(request, "version"), actor=actor,
            at=timezone.now()))
        view = unit_view(key) or view
    rows = [(number, *row) for number, row in enumerate(levels_of(key), 1)]
    rows += [(number, "", "", "", "") for number in range(len(rows) + 1, LEVELS + 1)]
    return show(request, "administration/unit",
                trail=trail((_("Departments"), reverse("workspace:units")), (view.name, None)), view=view, levels=rows,
                parents=[(one.key, one.name) for one in unit_views() if one.key != key],
                people=[(one.id, one.name) for one in people(only_active=True)], error=error,
                typed=request.POST if error else None, help="administrator")


@require_POST
@page
def levels(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Who approves the department's drafts."""
    def act() -> None:
        rows = [Level(values.text(request, f"label-{place}"), values.number(request, f"approver-{place}") or 0,
                      values.number(request, f"deputy-{place}"), values.number(request, f"days-{place}"))
                for place in range(1, LEVELS + 1) if values.text(request, f"label-{place}")]
        set_approval_levels(unit=key, levels=rows, actor=actor, at=timezone.now())

    return done(request, act, _("The approval path is kept."), reverse("workspace:unit", args=[key]))
