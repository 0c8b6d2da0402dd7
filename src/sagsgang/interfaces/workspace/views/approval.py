"""Approval: what waits, and the page where an approver reads, compares and decides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.cases.policy import objection_to_commenting, objection_to_deciding
from sagsgang.records.cases.queries.annexes import annexes_of
from sagsgang.records.cases.queries.content import content_of, frozen_content
from sagsgang.records.cases.queries.lists import awaiting_decision, comments_of, last_seen_version, rounds_of
from sagsgang.records.cases.services import approve_draft, return_draft
from sagsgang.records.organisation.queries import person_names

from .. import values, words
from ..frame import done, page, show
from .drafts import trail_of
from .versions import compared, seen_draft


@require_http_methods(["GET", "HEAD", "POST"])
@page
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for the actor's approval; several can be approved at once."""
    if request.method == "POST":
        chosen = [row for row in awaiting_decision(actor.user_id or 0) if str(row.id) in request.POST.getlist("drafts")]

        def act() -> None:
            for row in chosen:
                approve_draft(draft_id=row.id, read=values.number(request, f"read-{row.id}"), actor=actor,
                              at=timezone.now())

        if not chosen:
            messages.error(request, _("Choose at least one draft."))
            return redirect("workspace:approvals")
        return done(request, act, _("{count} drafts were approved.").format(count=len(chosen)),
                    reverse("workspace:approvals"))
    return show(request, "approval/waiting", trail=[(_("To approve"), None)],
                rows=awaiting_decision(actor.user_id or 0), today=timezone.localdate(), help="godkender")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def read(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """The frozen version that is to be approved, and what changed since the actor decided last."""
    view = seen_draft(actor, draft)
    then = reverse("workspace:approve", args=[draft])
    if request.method == "POST":
        comment, version = values.text(request, "comment"), values.number(request, "read")
        if request.POST.get("decision") == "return":
            return done(request, lambda: return_draft(draft_id=draft, comment=comment, read=version, actor=actor,
                                                      at=timezone.now()), _("The draft is sent back."), then)
        return done(request, lambda: approve_draft(draft_id=draft, comment=comment, read=version, actor=actor,
                                                   at=timezone.now()), _("The draft is approved by you."), then)
    rounds = rounds_of(draft)
    content = frozen_content(rounds[0].version_id) if rounds else content_of(draft)
    seen = last_seen_version(draft, actor.user_id or 0)
    changed = compared(frozen_content(seen), content) if seen and rounds and seen != rounds[0].version_id else None
    objection = objection_to_deciding(actor, view.facts)
    comments = comments_of(draft)
    return show(
        request, "approval/read", view=view, content=content, rounds=rounds, changed=changed, comments=comments,
        objection=words.why_not(objection) if objection else None, annexes=annexes_of(draft), states=words.STATES,
        access=words.ACCESS, item_kinds=words.ITEM_KINDS,
        may_comment=objection_to_commenting(actor, view.facts) is None,
        names=person_names({one.made_by for one in comments} | {step.decided_by for one in rounds
                                                                for step in one.steps}), help="godkender",
        trail=trail_of(view.case_number, view.facts.case_key, (view.facts.title, None)))
