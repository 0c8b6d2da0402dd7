"""Comments on a draft."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.records.cases.services import comment_on, settle_comment

from .. import values
from ..frame import done, page


@require_POST
@page
def comment(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Say something about a draft, or about words that were marked."""
    def act() -> None:
        try:
            anchor = json.loads(said) if (said := values.text(request, "anchor")) else None
            comment_on(draft_id=draft, section=values.text(request, "section"), text=values.text(request, "text"),
                       anchor=anchor, actor=actor, at=timezone.now())
        except ValueError as error:
            raise Refusal("comment-anchor") from error

    return done(request, act, _("The comment is there."), _then(request, draft))


@require_POST
@page
def settle(request: HttpRequest, actor: Actor, comment: UUID) -> HttpResponse:
    """Settle a comment, or open it again."""
    draft = values.needed_id(request, "draft")
    return done(request, lambda: settle_comment(comment_id=comment, settled=request.POST.get("open") != "1",
                                                actor=actor, at=timezone.now()),
                _("It is kept."), _then(request, draft))


def _then(request: HttpRequest, draft: UUID) -> str:
    name = "approve" if request.POST.get("from") == "approval" else "draft"
    return reverse(f"workspace:{name}", args=[draft]) + "#comments"
