"""What one has been told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.notices.queries import notices_of
from sagsgang.records.notices.services import mark_read

from ..frame import page, show


@require_http_methods(["GET", "HEAD", "POST"])
@page
def notices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The notices, the newest first; sending the form marks them as read."""
    rows = notices_of(actor.user_id or 0)
    if request.method == "POST":
        mark_read(user_id=actor.user_id or 0, notice_ids=[row.id for row in rows], at=timezone.now())
        return redirect("workspace:notices")
    return show(request, "notices", rows=rows, help="mit-arbejde")
