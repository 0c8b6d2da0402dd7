"""Sending an agenda: what stands in the way, what it will be, and what was sent."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sagsgang.procedures.agenda_packet import prepare_agenda
from sagsgang.procedures.send_agenda import Letter, dispatch_of, objections_to_sending, send_agenda
from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.meetings.policy import is_of_body, objection_to_whole_paper
from sagsgang.records.meetings.queries import MeetingView, meeting_view, version_view, versions_of
from sagsgang.records.meetings.services import deadline_form
from sagsgang.records.organisation.queries import person_names, seated

from .. import values, words
from ..addresses import key_of, meeting_args
from ..changes import changes_between, seen_items, whole_facts
from ..forms import claimed
from ..frame import check, page, show
from .meetings import prepared, trail_of


@require_http_methods(["GET", "HEAD", "POST"])
@page
def send(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """What will be sent and to whom, everything that stands in the way, and the button."""
    view = prepared(actor, key_of(body, day, time))
    error = None
    if request.method == "POST":
        try:
            if claimed(request):
                sent = send_agenda(
                    meeting_key=view.key, letter=Letter(values.text(request, "message"),
                                                        values.text(request, "breach_reason")),
                    base_version=values.needed_number(request, "version"), actor=actor, at=timezone.now())
                messages.success(request, _("Sent: {kind}. Its members are told, and its open part is public.").format(
                    kind=words.VERSION_KINDS[sent.kind]))
            return redirect("workspace:agenda", *meeting_args(view.key))
        except SagsgangError as refused:
            error = words.why_not(refused)
    now = timezone.now()
    agenda = prepare_agenda(view.key)
    deadline = dispatch_of(view.key, now)
    found = [words.why_not(one) for one in objections_to_sending(view.key, agenda, actor=actor, at=now)]
    return show(request, "agenda/send", view=view, agenda=agenda, error=error, objections=found,
                status=422 if error else 200,
                late=deadline.is_breached(now), deadline=deadline_form(deadline), changes=words.CHANGES,
                kind=words.VERSION_KINDS.get(agenda.kind or "", ""), access=words.ACCESS,
                members=seated(view.body, timezone.localdate()), roles=words.ROLES,
                typed=request.POST if error else None, trail=trail_of(view, (_("Send"), None)), help="udvalgssekretaer")


def _seen(key: str) -> MeetingView:
    view = meeting_view(key)
    if view is None:
        raise Http404
    return view


@require_safe
@page
def version(request: HttpRequest, actor: Actor, body: str, day: str, time: str, sequence: int) -> HttpResponse:
    """One sent agenda: its items with what changed, the deadline with the days that decided it, who was told."""
    view = _seen(key_of(body, day, time))
    found = version_view(view.key, sequence)
    if found is None:
        raise Http404
    return show(request, "agenda/version", view=view, version=found, items=seen_items(actor, view, found.id),
                kinds=words.VERSION_KINDS, changes=words.CHANGES, access=words.ACCESS, args=meeting_args(view.key),
                names=person_names([found.sent_by]), told=is_of_body(actor, view.body), previous=sequence - 1,
                help="udvalgssekretaer",
                trail=[(_("Read"), reverse("workspace:read")), (
                    f"{view.body_name} {view.date:%d.%m.%Y}",
                    reverse("workspace:read-meeting", args=meeting_args(view.key))), (str(sequence), None)])


@require_safe
@page
def pdf(_request: HttpRequest, actor: Actor, body: str, day: str, time: str, sequence: int) -> FileResponse:
    """The printed agenda with its closed items: for who may see every one of them."""
    view = _seen(key_of(body, day, time))
    found = version_view(view.key, sequence)
    if found is None:
        raise Http404
    check(objection_to_whole_paper(actor, whole_facts(view, found.id)))
    path = files.place_of(Path(settings.STORE.files), found.pdf_sha256)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="application/pdf", filename=f"dagsorden-{day}-{sequence}.pdf",
                        headers={"Cache-Control": "private, no-store"})


@require_safe
@page
def changes(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """What changed from one sent version to another, item by item, as far as the actor may see the items."""
    view = _seen(key_of(body, day, time))
    versions = {one.sequence: one for one in versions_of(view.key)}
    old, new = request.GET.get("fra", ""), request.GET.get("til", "")
    if not versions or not (old.isdecimal() and int(old) in versions):
        raise Http404
    later = versions.get(int(new) if new.isdecimal() else 0) or versions[max(versions)]
    return show(request, "agenda/changes", view=view, old=versions[int(old)], new=later, changes=words.CHANGES,
                rows=changes_between(actor, view, versions[int(old)].id, later.id), help="medlem",
                trail=[(_("Read"), reverse("workspace:read")), (
                    f"{view.body_name} {view.date:%d.%m.%Y}",
                    reverse("workspace:read-meeting", args=meeting_args(view.key))), (_("What changed"), None)])
