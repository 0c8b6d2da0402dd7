"""A draft: the page where it is written, its facts, and what is done with it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.rules.grounds import grounds
from sagsgang.records.cases import services
from sagsgang.records.cases.policy import (
    objection_to,
    objection_to_changing_case,
    objection_to_commenting,
    objection_to_seeing_draft,
)
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.annexes import annexes_of
from sagsgang.records.cases.queries.lists import (
    comments_of,
    draft_view,
    hearings_of,
    rounds_of,
    templates_offered,
    versions_of_draft,
)
from sagsgang.records.cases.services import DraftInput
from sagsgang.records.organisation.queries import body_views, people, person_names

from .. import values, words
from ..editor import sections_of
from ..frame import Trail, check, done, page, show, tried
from .cases import seen_case
from .prints import attachable

#: The acts of a draft by the words of their address.
ACTS: dict[str, tuple[str, Callable[..., object]]] = {
    "send": ("submit", services.submit_draft), "tag-tilbage": ("recall", services.recall_draft),
    "genaabn": ("reopen", services.reopen_draft), "ret": ("correct", services.correct_draft),
    "opgiv": ("withdraw", services.withdraw_draft), "hent-frem": ("restore", services.restore_draft),
    "faerdig": ("finish", services.finish_draft), "gem-version": ("edit", services.keep_version),
}


def trail_of(number: str, case_key: str, *steps: tuple[str, str | None]) -> Trail:
    """The way down to a draft."""
    return [(_("Cases"), reverse("workspace:cases")), (number, reverse("workspace:case", args=[case_key])), *steps]


@require_http_methods(["GET", "HEAD", "POST"])
@page
def new_draft(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Begin a draft on a case: choose a template, and say for whom it is."""
    case = seen_case(actor, key)
    check(objection_to_changing_case(actor, unit=case.unit, officer=case.officer, access=case.access))
    today = timezone.localdate()
    error, made = None, []
    if request.method == "POST":
        error = tried(request, lambda: made.append(services.start_draft(
            case_key=key, template=values.text(request, "template"), facts=_facts(request), actor=actor,
            at=timezone.now())))
        if made:
            return redirect("workspace:draft", made[0])
    offered = templates_offered(today)
    return show(request, "cases/new_draft", case=case, error=error, typed=request.POST if error else None,
                trail=trail_of(case.number, key, (_("New draft"), None)), status=422 if error else 200,
                templates=[(view.key, view.name) for view in offered], help="sagsbehandler", **_choices(today))


@require_safe
@page
def draft_page(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """The draft: to be written by those who write it, to be read by the others who may see it."""
    facts = draft_facts(draft)
    if facts is None:
        raise Http404
    check(objection_to_seeing_draft(actor, facts))
    view = draft_view(draft)
    assert view is not None
    objection = objection_to("edit", actor, facts)
    comments = comments_of(draft)
    names = person_names({one.made_by for one in comments} | {one.begun_by for one in rounds_of(draft)})
    return show(
        request, "cases/draft", view=view, facts=facts, sections=sections_of(draft), comments=comments, names=names,
        trail=trail_of(view.case_number, facts.case_key, (facts.title, None)), help="sagsbehandler",
        editable=objection is None, objection=words.why_not(objection) if objection else None,
        annexes=annexes_of(draft), memos=attachable(actor, facts) if objection is None else [],
        rounds=rounds_of(draft), hearings=hearings_of(draft),
        versions=versions_of_draft(draft)[:5], choices=acts_of(actor, draft), states=words.STATES,
        item_kinds=words.ITEM_KINDS, kinds=words.DOCUMENT_KINDS, hidden_kinds=words.HIDDEN_KINDS,
        text_reasons=words.TEXT_REASONS, may_comment=objection_to_commenting(actor, facts) is None,
        people=[(one.id, one.name) for one in people(only_active=True) if one.id != facts.officer],
        **_choices(timezone.localdate()))


def acts_of(actor: Actor, draft: UUID) -> list[tuple[str, str, str | None, str]]:
    """What can be done with the draft: address, words, what stands in the way, and how the button looks."""
    facts = draft_facts(draft)
    if facts is None:
        return []
    labels = {"send": _("Send to approval"), "tag-tilbage": _("Take it back"), "faerdig": _("Finish"),
              "genaabn": _("Open for writing"), "ret": _("Correct what was sent"), "gem-version": _("Keep a version"),
              "opgiv": _("Give the draft up"), "hent-frem": _("Take it up again")}
    skipped = {"send"} if facts.kind != "presentation" else {"faerdig"}
    rows = []
    for name, label in labels.items():
        objection = objection_to(ACTS[name][0], actor, facts)
        if name in skipped or (objection and objection.code == "illegal-act"):
            continue
        rows.append((name, label, words.why_not(objection) if objection else None,
                     "primary" if name in {"send", "faerdig"} else "tertiary" if name == "opgiv" else "secondary"))
    return rows


@require_POST
@page
def facts(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """State the facts of a draft anew."""
    return done(request, lambda: services.change_draft(
        draft_id=draft, facts=_facts(request), version=values.needed_number(request, "version"), actor=actor,
        at=timezone.now()), _("It is kept."), reverse("workspace:draft", args=[draft]))


@require_POST
@page
def collaborators(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Say who writes along."""
    users = frozenset(int(one) for one in request.POST.getlist("users") if one.isdecimal())
    return done(request, lambda: services.set_collaborators(draft_id=draft, users=users, actor=actor,
                                                            at=timezone.now()),
                _("It is kept."), reverse("workspace:draft", args=[draft]))


@require_POST
@page
def act(request: HttpRequest, actor: Actor, draft: UUID, act: str) -> HttpResponse:
    """One act on the draft as a whole."""
    if act not in ACTS:
        raise Http404
    return done(request, lambda: ACTS[act][1](draft_id=draft, actor=actor, at=timezone.now()), _said(act),
                reverse("workspace:draft", args=[draft]))


def _said(act: str) -> str:
    return {"send": _("The draft is sent to approval."), "tag-tilbage": _("The draft is yours again."),
            "genaabn": _("The draft is open for writing; it must be approved again."),
            "ret": _("Write the correction; approved, it goes out with the agenda's next version."),
            "opgiv": _("The draft is given up; it can be taken up again."), "hent-frem": _("The draft is taken up."),
            "faerdig": _("The draft is finished."), "gem-version": _("The version is kept.")}[act]


def _facts(request: HttpRequest) -> DraftInput:
    return DraftInput(
        title=values.text(request, "title"), body=values.text(request, "body"),
        wanted_on=values.day(request, "wanted_on"),
        access=values.text(request, "access") or "closed", ground=values.text(request, "ground"),
        public_title=values.text(request, "public_title"), stub_reason=values.text(request, "stub_reason"),
        dated_on=values.day(request, "dated_on"))


def _choices(today: date) -> dict[str, object]:
    return {"bodies": [(view.key, view.name) for view in body_views(on=today)], "access": words.ACCESS,
            "grounds": [(one.code, f"{one.text} ({one.statute})") for one in grounds()]}
