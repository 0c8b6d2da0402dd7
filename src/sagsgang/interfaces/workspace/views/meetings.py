"""Meetings: what is planned, planning more, moving and cancelling."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sagsgang.procedures.cancel_meeting import cancel_and_tell
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal, SagsgangError
from sagsgang.records.meetings.policy import objection_to_planning
from sagsgang.records.meetings.queries import MeetingView, deadlines_on, meeting_view, meetings_of_bodies
from sagsgang.records.meetings.services import plan_meeting, reschedule_meeting
from sagsgang.records.organisation.queries import BodyView, body_views, municipal_calendar

from .. import values, words
from ..addresses import key_of, meeting_args
from ..forms import once
from ..frame import Trail, check, done, page, show, tried

WEEKS = {"1": 1, "2": 2, "3": 3, "4": 4}


def own_bodies(actor: Actor) -> list[BodyView]:
    """The bodies whose meetings the actor prepares."""
    return [view for view in body_views(on=timezone.localdate()) if actor.holds("secretary", body=view.key)]


def prepared(actor: Actor, key: str) -> MeetingView:
    """The meeting, if the actor prepares it."""
    view = meeting_view(key)
    if view is None:
        raise Http404
    check(objection_to_planning(actor, view.body) if not actor.holds("secretary", body=view.body) else None)
    return view


def trail_of(view: MeetingView, *steps: tuple[str, str | None]) -> Trail:
    """The way down to a meeting."""
    name = f"{view.body_name} {view.date:%d.%m.%Y}"
    return [(_("Meetings"), reverse("workspace:meetings")),
            (name, reverse("workspace:agenda", args=meeting_args(view.key)) if steps else None), *steps]


@require_safe
@page
def meeting_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The year's meetings with their deadlines."""
    if not actor.holds_somewhere("secretary"):
        raise Refusal("needs-secretary")
    asked = request.GET.get("aar", "")
    today = timezone.localdate()
    year = int(asked) if asked.isdecimal() and 1900 <= int(asked) <= 2199 else today.year
    bodies = {view.key for view in own_bodies(actor)}
    meetings = meetings_of_bodies(bodies, since=date(year, 1, 1), until=date(year, 12, 31))
    rows = [(view, {kind: found.due for kind, found in deadlines_on(
        view.date, body=view.body, kind=view.body_kind, now=timezone.now()).items()},
        reverse("workspace:agenda", args=meeting_args(view.key)), _clash(view, meetings)) for view in meetings]
    return show(request, "agenda/list", trail=[(_("Meetings"), None)], rows=rows, year=year, states=words.STATES,
                today=today, help="udvalgssekretaer")


def _clash(view: MeetingView, meetings: list[MeetingView]) -> bool:
    return any(other.key != view.key and other.date == view.date and other.start == view.start
               and "cancelled" not in {other.state, view.state} for other in meetings)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def plan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan one meeting, or a year's of them by a rule: the same weekday of each month."""
    bodies = own_bodies(actor)
    if not bodies:
        raise Refusal("needs-secretary")
    error = None
    if request.method == "POST":
        try:
            days, skipped = _days(request)
            start = values.hour(request, "start")
            if start is None:
                raise Refusal("time-form", text="")
            made: list[str] = []
            once(request, lambda: made.extend(_planned(request, actor, days, start)))
            messages.success(request, _("{count} meetings are planned.").format(count=len(made)))
            for day, why in skipped:
                messages.info(request, _("No meeting on {day}: {why}.").format(day=f"{day:%d.%m.%Y}", why=why))
            return redirect("workspace:meetings")
        except SagsgangError as refused:
            error = words.why_not(refused)
    return show(request, "agenda/plan", trail=[(_("Meetings"), reverse("workspace:meetings")), (_("Plan"), None)],
                bodies=[(view.key, view.name) for view in bodies], error=error, status=422 if error else 200,
                typed=request.POST if error else None, weekdays=words.WEEKDAYS, help="udvalgssekretaer")


def _planned(request: HttpRequest, actor: Actor, days: list[date], start: time) -> list[str]:
    return [plan_meeting(body=values.text(request, "body"), on=day, start=start, place=values.text(request, "place"),
                         actor=actor, at=timezone.now()) for day in days]


def _days(request: HttpRequest) -> tuple[list[date], list[tuple[date, str]]]:
    """The days that are asked for, and those left out because the town hall is closed."""
    first = values.needed_day(request, "day")
    if not (week := WEEKS.get(request.POST.get("week", ""))):
        return [first], []
    weekday = values.needed_number(request, "weekday")
    last = values.needed_day(request, "until")
    calendar = municipal_calendar(timezone.localdate())
    days, skipped, month = [], [], first.replace(day=1)
    while month <= last:
        day = month + timedelta((weekday - month.weekday()) % 7 + 7 * (week - 1))
        if first <= day <= last:
            why = calendar.why_not_working_day(day)
            skipped.append((day, why)) if why else days.append(day)
        month = (month + timedelta(32)).replace(day=1)
    return days, skipped


@require_http_methods(["GET", "HEAD", "POST"])
@page
def change(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """Give a planned meeting another day, time or place; or cancel one."""
    view = prepared(actor, key_of(body, day, time))
    error, new = None, []
    if request.method == "POST":
        error = tried(request, lambda: new.append(reschedule_meeting(
            key=view.key, on=values.needed_day(request, "day"), start=values.hour(request, "start") or view.start,
            place=values.text(request, "place"), version=values.needed_number(request, "version"), actor=actor,
            at=timezone.now())))
        if new:
            messages.success(request, _("It is kept."))
            return redirect("workspace:agenda", *meeting_args(new[0]))
    return show(request, "agenda/change", view=view, trail=trail_of(view, (_("Change"), None)), error=error,
                typed=request.POST if error else None, status=422 if error else 200, help="udvalgssekretaer")


@require_http_methods(["POST"])
@page
def cancel(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """Cancel a meeting and tell its members."""
    view = prepared(actor, key_of(body, day, time))
    return done(request, lambda: cancel_and_tell(meeting_key=view.key, reason=values.text(request, "reason"),
                                                 actor=actor, at=timezone.now()),
                _("The meeting is cancelled, and its members are told."),
                reverse("workspace:agenda", args=meeting_args(view.key)))
