"""Comments on a draft: said, and settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.writing.anchors import quote_from
from sagsgang.records.journal.services import lock_journal, record_act

from ..models import DraftComment
from ..policy.drafting import objection_to_commenting
from ..queries.content import template_for
from .moving import known


@transaction.atomic
def comment_on(*, draft_id: UUID, section: str, text: str, anchor: Mapping[str, Any] | None = None, actor: Actor,
               at: datetime) -> UUID:
    """Say something about a draft, or about words of a section (`anchor`, a quote)."""
    lock_journal()
    if objection := objection_to_commenting(actor, known(draft_id)):
        raise objection
    if section and template_for(draft_id).section(section) is None:
        raise Refusal("section-unknown", section=section)
    if not text.strip():
        raise Refusal("comment-empty")
    quote = quote_from(anchor).form() if anchor else None
    made = DraftComment.objects.create(id=uuid4(), draft_id=draft_id, section=section, anchor=quote, text=text.strip(),
                                       made_by=actor.key, made_at=at)
    record_act(act="draft.comment", subject=str(draft_id), actor=actor, at=at, codes={"comment": str(made.pk)})
    return made.pk


@transaction.atomic
def settle_comment(*, comment_id: UUID, settled: bool, actor: Actor, at: datetime) -> None:
    """Settle a comment, or open it again; what is so already stays as it is, with whom did it."""
    lock_journal()
    comment = DraftComment.objects.filter(pk=comment_id).first()
    if comment is None:
        raise Conflict("changed-meanwhile")
    if objection := objection_to_commenting(actor, known(comment.draft_id)):
        raise objection
    if bool(comment.settled_by) == settled:
        return
    DraftComment.objects.filter(pk=comment_id).update(settled_by=actor.key if settled else "",
                                                      settled_at=at if settled else None)
    record_act(act="draft.settle-comment" if settled else "draft.reopen-comment", subject=str(comment.draft_id),
               actor=actor, at=at, codes={"comment": str(comment_id)})
