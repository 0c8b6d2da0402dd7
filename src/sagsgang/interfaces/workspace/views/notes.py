"""A person's own notes: kept from the page, sent again after having been offline, listed, taken away as a file."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal, SagsgangError
from sagsgang.records.reading.queries import export_of, meeting_of_entries, notes_of
from sagsgang.records.reading.services import delete_note, keep_note

from .. import values
from ..addresses import meeting_args
from ..changes import may_see_entry
from ..frame import page, show
from ..words import why_not


@require_safe
@page
def mine(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All one's notes, by meeting."""
    notes = notes_of(actor.user_id or 0)
    where = meeting_of_entries([note.entry for note in notes])
    rows = [(note, where[note.entry][0], where[note.entry][1], reverse(
        "workspace:read-item", args=[*meeting_args(where[note.entry][0]), where[note.entry][1] or 0]))
        for note in notes if where[note.entry][1]]
    return show(request, "reading/notes", rows=rows, help="medlem",
                trail=[(_("Read"), reverse("workspace:read")), (_("My notes"), None)])


@require_POST
@page
def keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep a note. The browser gives its id, so that what is sent twice is one note."""
    scripted = request.headers.get("Accept", "").startswith("application/json")
    try:
        note_id, entry = UUID(values.text(request, "id")), UUID(values.text(request, "entry"))
        if not may_see_entry(actor, entry):
            raise Refusal("item-not-for-you")
        quote = json.loads(said) if (said := values.text(request, "quote")) else None
        kept, version = keep_note(
            note_id=note_id, entry=entry, kind=values.text(request, "kind"), section=values.text(request, "section"),
            quote=quote, text=values.text(request, "text"), base_version=values.number(request, "version") or 0,
            actor=actor, at=timezone.now())
    except (SagsgangError, ValueError) as error:
        if scripted:
            said = why_not(error) if isinstance(error, SagsgangError) else str(error)
            return JsonResponse({"refused": said}, status=422)
        raise Refusal("note-empty") from error
    if scripted:
        return JsonResponse({"id": str(kept), "version": version, "conflict": kept != note_id})
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    then = values.text(request, "then")
    return redirect(then if then.startswith("/laes/") else "workspace:notes")


@require_POST
@page
def delete(request: HttpRequest, actor: Actor, note: UUID) -> HttpResponse:
    """Delete a note of one's own."""
    delete_note(note_id=note, actor=actor)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({})
    messages.success(request, _("The note is deleted."))
    return _back(request)


@require_safe
@page
def export(_request: HttpRequest, actor: Actor) -> HttpResponse:
    """All one's notes as a file."""
    data = json.dumps(export_of(actor.user_id or 0), ensure_ascii=False, indent=2)
    return HttpResponse(data, content_type="application/json",
                        headers={"Content-Disposition": 'attachment; filename="mine-noter.json"'})
