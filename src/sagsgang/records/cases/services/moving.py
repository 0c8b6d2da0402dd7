"""The one place that moves a draft from state to state."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from sagsgang.pure.kernel.errors import Conflict

from ..models import Draft
from ..queries.drafts import DraftFacts, draft_facts
from ..states import DRAFT_ACTS


def known(draft_id: UUID) -> DraftFacts:
    """The facts of the draft; raises Conflict where there is none."""
    facts = draft_facts(draft_id)
    if facts is None:
        raise Conflict("draft-unknown")
    return facts


@transaction.atomic
def move_draft(*, draft_id: UUID, act: str) -> str:
    """Move the draft by an act of its table and return its state; a step of an act that is journalled by its caller."""
    state = Draft.objects.values_list("state", flat=True).get(pk=draft_id)
    target = DRAFT_ACTS.target(act, state)
    Draft.objects.filter(pk=draft_id).update(state=target, version=F("version") + 1)
    return target
