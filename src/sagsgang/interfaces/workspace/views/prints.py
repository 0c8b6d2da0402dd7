"""A memo or form as a PDF, and as an annex of another draft."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sagsgang.procedures.print_memo import attach_memo, memo_of
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.packet.keys import slug
from sagsgang.pure.render.memo import MEMO_KINDS, memo_pdf
from sagsgang.records.cases.policy import objection_to_seeing_draft
from sagsgang.records.cases.queries import DraftFacts, draft_facts
from sagsgang.records.cases.queries.content import content_of
from sagsgang.records.cases.queries.lists import drafts_of_case

from .. import values
from ..frame import check, done, page


def attachable(actor: Actor, draft: DraftFacts) -> list[tuple[str, str]]:
    """The finished memos and forms of the draft's case that the actor may see: (id, title) each."""
    return [(str(one.id), one.title) for one in drafts_of_case(draft.case_key)
            if one.kind in MEMO_KINDS and one.state == "approved" and one.id != draft.id
            and objection_to_seeing_draft(actor, one) is None]


def _seen(actor: Actor, draft: UUID) -> DraftFacts:
    facts = draft_facts(draft)
    if facts is None:
        raise Http404
    check(objection_to_seeing_draft(actor, facts))
    return facts


@require_safe
@page
def pdf(_request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """The memo or form as it stands, on the paper of its department."""
    facts = _seen(actor, draft)
    if facts.kind not in MEMO_KINDS:
        raise Http404
    name = f"{slug(facts.title) or facts.kind}.pdf"
    return HttpResponse(memo_pdf(memo_of(content_of(draft))), content_type="application/pdf",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
@page
def attach(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Print a finished memo or form into an annex of the draft."""

    def act() -> None:
        memo = next((key for key, _title in attachable(actor, _seen(actor, draft))
                     if key == values.text(request, "memo")), None)
        if memo is None:
            raise Refusal("memo-not-chosen")
        attach_memo(draft_id=draft, memo_id=UUID(memo), actor=actor, at=timezone.now())

    return done(request, act, _("It is attached as an annex."), reverse("workspace:draft", args=[draft]) + "#annexes")
