"""The page that one comes to: what is to be done now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sagsgang.pure.kernel.actor import Actor

from ..frame import page, show
from ..worklist import boxes


@require_safe
@page
def work(request: HttpRequest, actor: Actor) -> HttpResponse:
    """My work."""
    return show(request, "work", boxes=boxes(actor, timezone.localtime()), help="mit-arbejde")
