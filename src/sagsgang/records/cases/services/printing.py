"""A finished memo or form becomes an annex: its print is a file of the draft that it is attached to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.packet.keys import slug
from sagsgang.records.journal.services import lock_journal

from ..models import Draft, DraftAnnex, DraftAnnexVersion
from ..policy.drafting import objection_to
from ..policy.seeing import objection_to_seeing_draft
from ..queries.drafts import DraftFacts
from ..states import APPROVED, FORM, MEMO, stricter
from .annexes import keep_file, keep_reading, last_place
from .freezing import freeze_draft
from .moving import known


@transaction.atomic
def freeze_for_print(*, draft_id: UUID, memo_id: UUID, actor: Actor, at: datetime) -> int:
    """The frozen version of a finished memo that is printed for a draft.

    Raises Refusal where the memo is not finished, is not the actor's to see, or the draft not theirs to write.
    """
    lock_journal()
    _check(known(draft_id), known(memo_id), actor)
    return freeze_draft(draft_id=memo_id, reason="printed", actor=actor, at=at)


@transaction.atomic
def attach_print(*, draft_id: UUID, memo_id: UUID, data: bytes, text: Iterable[Block], actor: Actor,
                 at: datetime) -> UUID:
    """Keep the print of a memo as an annex of a draft, with its text; printed again it is a new file of the same annex.

    The annex is as closed as the stricter of both, on the memo's legal ground.
    """
    lock_journal()
    draft, memo = known(draft_id), known(memo_id)
    _check(draft, memo, actor)
    annex = DraftAnnex.objects.filter(draft=draft_id, printed_from=memo_id, removed_at=None).first()
    access = stricter(draft.access, memo.access, annex.access if annex else "open")
    ground = (annex.ground if annex else "") or Draft.objects.values_list("ground", flat=True).get(pk=memo_id)
    said = {"access": access, "ground": ground if access != "open" else ""}
    if annex is None:
        annex = DraftAnnex.objects.create(id=uuid4(), draft_id=draft_id, position=last_place(draft_id) + 1,
                                          title=memo.title, printed_from_id=memo_id, **said)
    elif (annex.access, annex.ground) != (said["access"], said["ground"]):
        DraftAnnex.objects.filter(pk=annex.pk).update(version=F("version") + 1, **said)
    keep_file(annex, f"{slug(memo.title) or memo.kind}.pdf", data, actor, at)
    newest = DraftAnnexVersion.objects.filter(annex=annex).order_by("-number").values_list("pk", flat=True)
    keep_reading(version_id=newest[0], state="read", blocks=text)
    return annex.pk


def _check(draft: DraftFacts, memo: DraftFacts, actor: Actor) -> None:
    if objection := objection_to("edit", actor, draft) or objection_to_seeing_draft(actor, memo):
        raise objection
    if memo.kind not in {MEMO, FORM} or memo.state != APPROVED:
        raise Refusal("memo-not-finished", title=memo.title)
