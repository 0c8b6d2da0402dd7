"""The annexes of a draft: files in, their names and access, and files out."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sagsgang.procedures.read_annexes import read_waiting_annexes
from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.cases import services
from sagsgang.records.cases.policy import objection_to_seeing_draft
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.annexes import annex_view, file_of, was_asked_about
from sagsgang.records.cases.services.annexes import LARGEST

from .. import values
from ..forms import claimed
from ..frame import check, done, page
from ..words import why_not


def _then(draft: UUID) -> str:
    return reverse("workspace:draft", args=[draft]) + "#annexes"


@require_POST
@page
def upload(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Add files; each that is refused says why, and the others are kept all the same."""
    if not claimed(request):
        return redirect(_then(draft))
    kept = 0
    for file in request.FILES.getlist("files"):
        try:
            services.add_annex(draft_id=draft, name=file.name or "", data=file.read(LARGEST + 1), actor=actor,
                               at=timezone.now())
            kept += 1
        except SagsgangError as error:
            messages.error(request, f"{file.name}: {why_not(error)}")
    if kept:
        read_waiting_annexes(draft)
        messages.success(request, _("{count} annexes were added.").format(count=kept))
    elif not request.FILES:
        messages.error(request, _("Choose a file first."))
    return redirect(_then(draft))


@require_POST
@page
def change(request: HttpRequest, actor: Actor, annex: UUID) -> HttpResponse:
    """Say anew what an annex is, or give it a new file."""
    view = annex_view(annex)
    if view is None:
        raise Http404
    if file := request.FILES.get("file"):
        answer = done(request, lambda: services.replace_annex(
            annex_id=annex, name=file.name or "", data=file.read(LARGEST + 1), actor=actor, at=timezone.now()),
            _("The annex has a new version."), _then(view.draft_id))
        read_waiting_annexes(view.draft_id)
        return answer
    return done(request, lambda: services.change_annex(
        annex_id=annex, title=values.text(request, "title"), document_number=values.text(request, "document_number"),
        access=values.text(request, "access"), ground=values.text(request, "ground"),
        version=values.needed_number(request, "version"), actor=actor, at=timezone.now()), _("It is kept."),
        _then(view.draft_id))


@require_POST
@page
def act(request: HttpRequest, actor: Actor, annex: UUID, act: str) -> HttpResponse:
    """Move, take off, put back, or let a file with hidden content stand."""
    view = annex_view(annex)
    if view is None:
        raise Http404
    at = timezone.now()
    match act:
        case "op" | "ned":
            return done(request, lambda: services.move_annex(annex_id=annex, up=act == "op", actor=actor, at=at),
                        _("It is moved."), _then(view.draft_id))
        case "fjern" | "gendan":
            return done(request, lambda: services.remove_annex(annex_id=annex, removed=act == "fjern", actor=actor,
                                                               at=at), _("It is kept."), _then(view.draft_id))
        case "afklar":
            return done(request, lambda: services.settle_annex(
                version_id=view.files[0].id, reason=values.text(request, "reason"), actor=actor, at=at),
                _("The file stands as it is."), _then(view.draft_id))
    raise Http404


@require_safe
@page
def file(_request: HttpRequest, actor: Actor, version: int) -> FileResponse:
    """A file of a draft's annex, to be saved; never opened as a page of ours."""
    found = file_of(version)
    if found is None:
        raise Http404
    draft_id, view = found
    facts = draft_facts(draft_id)
    if facts is None:
        raise Http404
    if not was_asked_about(actor.user_id, draft_id, version):
        check(objection_to_seeing_draft(actor, facts))
    path = files.place_of(Path(settings.STORE.files), view.file_sha256)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=view.file_name,
                        content_type="application/octet-stream")
