"""A read packet is not used."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import sha256
from sagsgang.records.imports.services import mark_rejected
from sagsgang.records.journal.services import lock_journal, record_act


@transaction.atomic
def reject_import(source: str, *, reason: str = "", actor: Actor, at: datetime) -> None:
    """Reject the packet read of `source`; its file and reading stay. The journal holds no words of the reason."""
    lock_journal()
    mark_rejected(source, reason=reason, actor=actor, at=at)
    record_act(act="packet.reject", subject=source, actor=actor, at=at,
               hashes={"reason": sha256(reason.strip().encode())})
