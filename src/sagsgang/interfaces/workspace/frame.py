"""What every page of the workspace has: who is logged in, whose store it is, and where on it one is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.imports.policy import objection_to_seeing
from sagsgang.records.organisation.queries import actor_for, municipality

from .decisions import why_not

#: (text, address) of each step down to this page; the last one, this page, has no address.
Trail = list[tuple[str, str | None]]


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the logged-in person is, with the roles of this moment."""
    return actor_for(request.user.pk, timezone.localdate())


def show(request: HttpRequest, template: str, trail: Trail | None = None, status: int = 200,
         **context: Any) -> HttpResponse:
    """A page of the workspace, in its frame."""
    frame = {"municipality": municipality(), "trail": trail or []}
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
