"""Freezing a draft: what is approved, sent or printed is a version that never changes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import sha256
from sagsgang.records.journal.services import lock_journal, record_act

from ..models import DraftVersion
from ..queries.content import content_of


@transaction.atomic
def freeze_draft(*, draft_id: UUID, reason: str, actor: Actor, at: datetime) -> int:
    """Freeze the draft as it stands and return the version's id; the newest one where nothing has changed since.

    A step of another act, or the act of keeping a version; who calls it has asked whether it is allowed.
    """
    lock_journal()
    data = content_of(draft_id).canonical()
    digest = sha256(data)
    newest = DraftVersion.objects.filter(draft=draft_id).order_by("number").last()
    if newest and newest.sha256 == digest:
        return newest.pk
    number = (newest.number if newest else 0) + 1
    entry = record_act(act="draft.freeze", subject=str(draft_id), actor=actor, at=at,
                       codes={"number": str(number), "reason": reason}, hashes={"content": digest})
    return DraftVersion.objects.create(draft_id=draft_id, number=number, content_bytes=data, sha256=digest,
                                       reason=reason, made_by=actor.key, made_at=at, journal_entry=entry).pk
