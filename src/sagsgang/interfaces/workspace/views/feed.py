"""A person's meetings in their own calendar: a secret address that a calendar program subscribes to."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.render.icalendar import CalendarMeeting, calendar_of
from sagsgang.records.meetings.queries import MeetingView, meetings_of_bodies
from sagsgang.records.notices.queries import has_feed, owner_of_feed
from sagsgang.records.notices.services import end_feed, renew_feed
from sagsgang.records.organisation.queries import actor_for, municipality

from ..addresses import meeting_args
from ..forms import once
from ..frame import done, page, show

#: The meetings of so many days back stay in the calendar.
_BACK = timedelta(days=365)
_ROLES = ("chair", "deputy", "member", "substitute", "secretary")
_GONE = frozenset({"cancelled", "moved"})


@require_http_methods(["GET", "HEAD", "POST"])
@page
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How to subscribe; whoever sends the form gets a new address, shown this once."""
    address = ""
    if request.method == "POST":
        token = token_urlsafe(32)
        if not once(request, lambda: renew_feed(token=token, actor=actor, at=timezone.now())):
            messages.info(request, _("This was sent before; nothing was done again."))
            return redirect("workspace:my-calendar")
        address = _reached(request) + reverse("workspace:feed", args=[token])
    return show(request, "operations/calendar", trail=[(_("My calendar"), None)], address=address,
                has_feed=has_feed(actor.user_id or 0), help="medlem")


@require_POST
@page
def end(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The address holds no longer."""
    return done(request, lambda: end_feed(actor=actor, at=timezone.now()), _("Your calendar address has ended."),
                reverse("workspace:my-calendar"))


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whom the secret belongs to: meetings of the bodies that they are in now."""
    user = owner_of_feed(token)
    if user is None:
        raise Http404
    now, today = timezone.now(), timezone.localdate()
    actor, named = actor_for(user, today), municipality()
    bodies = None if actor.has("secretary") else actor.bodies(*_ROLES)
    where = _reached(request)
    rows = [_entry(meeting, where, named.key if named else "") for meeting in
            meetings_of_bodies(bodies, since=today - _BACK)]
    data = calendar_of(rows, name=named.name if named else "Sagsgang", at=now)
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")


def _reached(request: HttpRequest) -> str:
    """Where the workspace is reached."""
    return settings.WORKSPACE_ADDRESS or request.build_absolute_uri("/").rstrip("/")


def _entry(meeting: MeetingView, where: str, municipality: str) -> CalendarMeeting:
    """A meeting for the calendar. Its number, not its key, makes the UID: a key says the day, and days change."""
    return CalendarMeeting(
        uid=f"meeting-{meeting.id}@{municipality or 'sagsgang'}", sequence=meeting.version - 1, date=meeting.date,
        start=meeting.start, body=meeting.body_name, place=meeting.place, cancelled=meeting.state in _GONE,
        address=where + reverse("workspace:read-meeting", args=meeting_args(meeting.key)))
