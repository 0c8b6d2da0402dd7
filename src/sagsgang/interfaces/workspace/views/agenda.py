"""The agenda builder: what is ready, what is on the agenda, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.rules.grounds import grounds
from sagsgang.records.meetings.policy import objection_to_planning
from sagsgang.records.meetings.queries import EntryView, MeetingView, agenda_of, meeting_deadlines, pool_of, versions_of
from sagsgang.records.meetings.services import (
    add_other_item,
    deadline_form,
    move_entry,
    place_on_agenda,
    set_entry_access,
    take_off,
)

from .. import values, words
from ..addresses import key_of, meeting_args
from ..frame import done, page, show, tried
from .meetings import prepared, trail_of


@require_safe
@page
def builder(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """Two lists: the pool and the agenda. Every act is a button; dragging is an extra."""
    view = prepared(actor, key_of(body, day, time))
    now = timezone.now()
    deadlines = meeting_deadlines(view.key, now)
    objection = objection_to_planning(actor, view.body, state=view.state)
    entries = agenda_of(view.key)
    movable = [entry for entry in entries if entry.number is None]
    return show(
        request, "agenda/builder", view=view, trail=trail_of(view), entries=entries, pool=pool_of(view.body),
        first=movable[0].id if movable else None, last=movable[-1].id if movable else None,
        deadlines=[(words.DEADLINE_KINDS[kind], found.due, found.is_breached(now)) for kind, found in
                   sorted(deadlines.items(), key=lambda pair: pair[1].due)],
        dispatch=deadline_form(deadlines["dispatch"]),
        late=deadlines["editorial"].is_breached(now), states=words.STATES, access=words.ACCESS, kinds=words.ITEM_KINDS,
        codes=words.FIXED_CODES, versions=versions_of(view.key), version_kinds=words.VERSION_KINDS,
        objection=words.why_not(objection) if objection else None, args=meeting_args(view.key),
        help="udvalgssekretaer")


def _act(request: HttpRequest, view: MeetingView, act: Callable[[], object], said: str,
         anchor: str = "") -> HttpResponse:
    return done(request, act, said, reverse("workspace:agenda", args=meeting_args(view.key)) + anchor)


@require_POST
@page
def place(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """Put a draft on the agenda."""
    view = prepared(actor, key_of(body, day, time))
    return _act(request, view, lambda: place_on_agenda(
        key=view.key, draft_id=values.needed_id(request, "draft"), late_reason=values.text(request, "late_reason"),
        base_version=values.needed_number(request, "version"), actor=actor, at=timezone.now()),
        _("The item is on the agenda."), "#agenda")


@require_POST
@page
def add(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """Put an item without a case on the agenda."""
    view = prepared(actor, key_of(body, day, time))
    return _act(request, view, lambda: add_other_item(
        key=view.key, title=values.text(request, "title"), code=values.text(request, "code"),
        kind=values.text(request, "kind"), base_version=values.needed_number(request, "version"), actor=actor,
        at=timezone.now()), _("The item is on the agenda."), "#agenda")


@require_POST
@page
def move(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """Move an item: up, down, or to a place (dragged)."""
    view = prepared(actor, key_of(body, day, time))
    entry = values.needed_id(request, "entry")
    live = [one for one in agenda_of(view.key) if not one.removed]
    here = next((place for place, one in enumerate(live, 1) if one.id == entry), None)
    if here is None:
        raise Http404
    to = values.number(request, "to") or here + {"op": -1, "ned": 1}.get(values.text(request, "how"), 0)
    return _act(request, view, lambda: move_entry(
        entry_id=entry, to=to, base_version=values.needed_number(request, "version"), actor=actor, at=timezone.now()),
        _("The item is moved."), f"#entry-{entry}")


@require_POST
@page
def off(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """Take an item off: back to the pool, or withdrawn with a reason where it was sent."""
    view = prepared(actor, key_of(body, day, time))
    return _act(request, view, lambda: take_off(
        entry_id=values.needed_id(request, "entry"), reason=values.text(request, "reason"),
        base_version=values.needed_number(request, "version"), actor=actor, at=timezone.now()),
        _("The item is taken off."), "#agenda")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def access(request: HttpRequest, actor: Actor, body: str, day: str, time: str, entry: UUID) -> HttpResponse:
    """Close an item with its ground and its stub, or open it."""
    view = prepared(actor, key_of(body, day, time))
    found: EntryView | None = next((one for one in agenda_of(view.key) if one.id == entry), None)
    if found is None:
        raise Http404
    error = None
    if request.method == "POST":
        error = tried(request, lambda: set_entry_access(
            entry_id=entry, access=values.text(request, "access"), ground=values.text(request, "ground"),
            public_title=values.text(request, "public_title"), stub_reason=values.text(request, "stub_reason"),
            base_version=values.needed_number(request, "version"), actor=actor, at=timezone.now()))
        if error is None:
            return _act_done(view, entry)
    return show(request, "agenda/access", view=view, entry=found, error=error, access=words.ACCESS,
                grounds=[(one.code, f"{one.text} ({one.statute})") for one in grounds()],
                trail=trail_of(view, (_("Open or closed"), None)), typed=request.POST if error else None,
                status=422 if error else 200, help="udvalgssekretaer")


def _act_done(view: MeetingView, entry: UUID) -> HttpResponse:
    return redirect(reverse("workspace:agenda", args=meeting_args(view.key)) + f"#entry-{entry}")
