"""What every page of the workspace has: who is logged in, whose store it is, where one is, and where one may go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, SagsgangError
from sagsgang.records.imports.policy import objection_to_seeing
from sagsgang.records.notices.queries import unread_count
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import actor_for, municipality

from .forms import new_key, once
from .words import why_not

#: (text, address) of each step down to this page; the last one, this page, has no address.
Trail = list[tuple[str, str | None]]
#: What a person sends when the thing that it is about is not here: the address was never right, or is not any more.
_GONE = frozenset({"draft-unknown", "case-unknown", "meeting-not-kept"})
MEMBERS = ("chair", "deputy", "member", "substitute")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the main menu: its words, the name of its address, and who it is for."""

    text: Any
    name: str
    is_for: Callable[[Actor], bool]


def _sees_papers(actor: Actor) -> bool:
    return objection_to_seeing(actor) is None


MENU = (
    Entry(gettext_lazy("My work"), "work", lambda _actor: True),
    Entry(gettext_lazy("Cases"), "cases",
          lambda actor: any(actor.holds_somewhere(role) for role in ("case-officer", "approver", "secretary"))),
    Entry(gettext_lazy("Meetings"), "meetings", lambda actor: actor.holds_somewhere("secretary")),
    Entry(gettext_lazy("Read"), "read", lambda actor: any(
        actor.holds_somewhere(role) for role in (*MEMBERS, "secretary", "case-officer", "approver"))),
    Entry(gettext_lazy("Papers"), "imports", _sees_papers),
    Entry(gettext_lazy("Administration"), "administration", lambda actor: objection_to_administering(actor) is None),
)


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the logged-in person is, with the roles of this moment."""
    return actor_for(request.user.pk, timezone.localdate())


def show(request: HttpRequest, template: str, trail: Trail | None = None, status: int = 200, *, help: str = "",  # noqa: A002
         **context: Any) -> HttpResponse:
    """A page of the workspace, in its frame; `help` is the page of the handbook that explains it."""
    frame: dict[str, Any] = {"municipality": municipality(), "trail": trail or [], "help_page": help}
    if request.user.is_authenticated:
        actor = actor_of(request)
        frame |= {"menu": [entry for entry in MENU if entry.is_for(actor)], "unread": unread_count(request.user.pk)}
    return render(request, f"workspace/{template}.html", frame | context, status=status)


def no_access(request: HttpRequest, error: SagsgangError) -> HttpResponse:
    """403: what this person lacks, and who can help."""
    return show(request, "no_access", status=403, reason=why_not(error))


def for_reviewers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for those who may see read packets; others get the page that says why not."""
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        objection = objection_to_seeing(actor_of(request))
        return no_access(request, objection) if objection else view(request, *args, **kwargs)
    return guarded


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is given the actor; what it refuses is a page that says why, what is not here is one that says so."""
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, actor_of(request), *args, **kwargs)
        except SagsgangError as error:
            if isinstance(error, Conflict) and error.code in _GONE:
                raise Http404 from error
            return no_access(request, error)
    return answer


def check(objection: SagsgangError | None) -> None:
    """Raise what stands in the way, if anything does."""
    if objection:
        raise objection


def done(request: HttpRequest, act: Callable[[], object], said: str, then: str) -> HttpResponseRedirect:
    """Do what a form asks, once, and go on; a refusal is told on the page that one comes to."""
    try:
        if once(request, act):
            messages.success(request, said)
        else:
            messages.info(request, _("This was sent before; nothing was done again."))
    except SagsgangError as error:
        messages.error(request, why_not(error))
    return redirect(then)


def tried(request: HttpRequest, act: Callable[[], object]) -> str | None:
    """Do what a form asks, once; what stood in the way in words, for a form that is shown again with what was typed."""
    try:
        once(request, act)
    except SagsgangError as error:
        return why_not(error)
    return None


__all__ = ["Trail", "actor_of", "check", "done", "for_reviewers", "new_key", "no_access", "page", "show", "tried"]
