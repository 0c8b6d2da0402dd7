"""The acts: each takes one form, does one procedure, and says what happened; a refusal is told where it was asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sagsgang.procedures.accept_import import accept_import
from sagsgang.procedures.answer_question import answer_question
from sagsgang.procedures.publish_releases import publish_releases
from sagsgang.procedures.reject_import import reject_import
from sagsgang.procedures.release_meeting import release_meeting
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal, SagsgangError
from sagsgang.records.imports import queries

from ..decisions import releasing, standing_of
from ..forms import claimed, once
from ..frame import actor_of, for_reviewers
from ..words import why_not
from .review import review_page

Do = Callable[[Actor, datetime], object]


def by_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An act is done by its form; whoever comes by its address, as after logging in again, is led to the paper."""
    guarded = for_reviewers(view)

    @wraps(view)
    def answered(request: HttpRequest, source: str, **rest: int) -> HttpResponse:
        return guarded(request, source, **rest) if request.method == "POST" else redirect("workspace:review", source)

    return answered


@by_form
def accept(request: HttpRequest, source: str) -> HttpResponse:
    """The paper stands for its meeting from here on."""
    def do(actor: Actor, at: datetime) -> None:
        _as_seen(request, source)
        accept_import(source, actor=actor, at=at)

    return _answer(request, source, do, _("The paper was accepted; its meeting is kept as records."))


@by_form
def reject(request: HttpRequest, source: str) -> HttpResponse:
    """The paper is not used; its file and reading stay, with the reason."""
    reason = request.POST.get("reason", "").strip()

    def do(actor: Actor, at: datetime) -> None:
        _as_seen(request, source)
        if not reason:
            raise Refusal("reason-empty")
        reject_import(source, reason=reason, actor=actor, at=at)

    return _answer(request, source, do, _("The paper was rejected."), at="reject", written=reason)


@by_form
def answer(request: HttpRequest, source: str, position: int) -> HttpResponse:
    """A person answers a question that the paper leaves open."""
    words = request.POST.get("answer", "").strip()

    def do(actor: Actor, at: datetime) -> None:
        answer_question(source, position, answer=words, actor=actor, at=at)

    return _answer(request, source, do, _("The answer was kept."), at=f"question-{position}", written=words)


@by_form
def release(request: HttpRequest, source: str) -> HttpResponse:
    """The open part of the accepted paper becomes public."""
    packet = queries.staged(source)
    if packet is None:
        raise Http404
    actor, at = actor_of(request), timezone.now()
    try:
        _as_seen(request, source)
        if objection := releasing(standing_of(packet), actor):
            raise objection
        # Long, and safe to begin again: the form's key is used up first, and a killed run is completed by the next.
        if claimed(request):
            release_meeting(packet.meeting_key or "", source=source, actor=actor, at=at)
            publish_releases()
            messages.success(request, _("The open part of the paper is public now."))
    except SagsgangError as error:
        return _refused(request, source, error)
    return redirect("workspace:review", source)


def _answer(request: HttpRequest, source: str, do: Do, done: str, *, at: str = "", written: str = "") -> HttpResponse:
    """Do the act once; say so, or show the page again with the reason and with what was written."""
    if queries.staged(source) is None:
        raise Http404
    try:
        if once(request, lambda: do(actor_of(request), timezone.now())):
            messages.success(request, done)
    except SagsgangError as error:
        return _refused(request, source, error, at=at, written=written)
    return redirect("workspace:review", source)


def _refused(request: HttpRequest, source: str, error: SagsgangError, *, at: str = "",
             written: str = "") -> HttpResponse:
    status = 409 if isinstance(error, Conflict) else 403 if error.code.startswith("needs-") else 422
    if isinstance(error, Conflict):
        at = ""  # the form that was sent may not be on the page any more
    return review_page(request, source, status=status, refused=why_not(error), refused_at=at, written=written)


def _as_seen(request: HttpRequest, source: str) -> None:
    """Whoever decides has seen the paper as it stands now; raises Conflict where somebody else was faster."""
    packet = queries.staged(source)
    if packet and packet.state != request.POST.get("seen"):
        raise Conflict("page-stale")
