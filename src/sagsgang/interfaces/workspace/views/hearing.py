"""Hearings: asking, answering, and what has come in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.records.cases.policy import is_writer, objection_to_seeing_draft
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.content import frozen_content
from sagsgang.records.cases.queries.lists import HearingView, hearing_view
from sagsgang.records.cases.services import (
    Respondent,
    answer_hearing,
    begin_hearing,
    close_hearing,
    extend_hearing,
    put_answers_into_draft,
)

from .. import values, words
from ..frame import check, done, page, show


@require_POST
@page
def begin(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Ask people of ours and parties by name, one a line."""
    users = [Respondent(user=int(one)) for one in request.POST.getlist("users") if one.isdecimal()]
    parties = [Respondent(name=line) for line in values.text(request, "parties").splitlines() if line.strip()]
    return done(request, lambda: begin_hearing(
        draft_id=draft, question=values.text(request, "question"), respondents=[*users, *parties],
        days=values.number(request, "days"), actor=actor, at=timezone.now()), _("The hearing has begun."),
        reverse("workspace:draft", args=[draft]) + "#hearing")


def _seen(actor: Actor, hearing: UUID) -> tuple[HearingView, bool]:
    """The hearing, and whether the actor writes the draft; a respondent sees it too."""
    view = hearing_view(hearing)
    facts = draft_facts(view.draft_id) if view else None
    if view is None or facts is None:
        raise Http404
    asked = any(user == actor.user_id for _id, _name, user, *_rest in view.respondents)
    if not asked:
        check(objection_to_seeing_draft(actor, facts))
    return view, is_writer(actor, facts)


@require_safe
@page
def hearing_page(request: HttpRequest, actor: Actor, hearing: UUID) -> HttpResponse:
    """The question, the version that it is about, and the answers; a respondent sees their own answer alone."""
    view, writes = _seen(actor, hearing)
    mine = [one for one in view.respondents if one[2] == actor.user_id]
    return show(request, "approval/hearing", view=view, content=frozen_content(view.version_id), writes=writes,
                respondents=view.respondents if writes else mine, mine=[one for one in mine if one[5] is None],
                states=words.STATES, today=timezone.localdate(), access=words.ACCESS, help="sagsbehandler",
                item_kinds=words.ITEM_KINDS, trail=[(_("Hearing"), None)])


@require_POST
@page
def answer(request: HttpRequest, actor: Actor, hearing: UUID, respondent: int) -> HttpResponse:
    """An answer: one's own, or one that came to the writer."""
    view, _writes = _seen(actor, hearing)
    if respondent not in {one[0] for one in view.respondents}:
        raise Http404
    return done(request, lambda: answer_hearing(
        respondent_id=respondent, answer=values.text(request, "answer"), no_remarks=request.POST.get("none") == "yes",
        answered_on=values.day(request, "answered_on"), actor=actor, at=timezone.now()), _("The answer is registered."),
        reverse("workspace:hearing", args=[hearing]))


@require_POST
@page
def act(request: HttpRequest, actor: Actor, hearing: UUID, act: str) -> HttpResponse:
    """Give more time, end the hearing, or put what came in into the draft."""
    then = reverse("workspace:hearing", args=[hearing])
    if act == "luk":
        return done(request, lambda: close_hearing(hearing_id=hearing, actor=actor, at=timezone.now()),
                    _("The hearing has ended."), then)
    if act == "forlaeng":
        return done(request, lambda: extend_hearing(hearing_id=hearing, due_on=values.needed_day(request, "due_on"),
                                                    actor=actor, at=timezone.now()), _("It is kept."), then)
    if act == "indsaet":
        draft = _seen(actor, hearing)[0].draft_id
        return done(request, lambda: put_answers_into_draft(hearing_id=hearing, actor=actor, at=timezone.now()),
                    _("The answers stand in the draft; write on from there."),
                    reverse("workspace:draft", args=[draft]))
    raise Refusal("form-without-key")
