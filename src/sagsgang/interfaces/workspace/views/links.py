"""How a case is tied to others, and what other systems call it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.cases.services import add_external_number, link_cases, remove_external_number, unlink_cases

from .. import values
from ..frame import done, page


@require_POST
@page
def link(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Point to another case, or no longer."""
    act = unlink_cases if request.POST.get("remove") else link_cases
    return done(request, lambda: act(key=key, other=values.text(request, "other"), kind=values.text(request, "kind"),
                                     actor=actor, at=timezone.now()), _("It is kept."),
                reverse("workspace:case", args=[key]))


@require_POST
@page
def number(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what another system calls the case, or take it back."""
    act = remove_external_number if request.POST.get("remove") else add_external_number
    return done(request, lambda: act(key=key, system=values.text(request, "system"),
                                     number=values.text(request, "number"), actor=actor, at=timezone.now()),
                _("It is kept."), reverse("workspace:case", args=[key]))
