"""A read packet becomes records: it stands for its meeting from here on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.imports import queries
from sagsgang.records.imports.services import mark_accepted
from sagsgang.records.journal.services import lock_journal, record_act

from .keep_packet import keep_packet


@transaction.atomic
def accept_import(source: str, *, actor: Actor, at: datetime) -> str:
    """Accept the packet read of `source` and return its meeting's key; the one accepted before is superseded."""
    lock_journal()
    superseded = mark_accepted(source, actor=actor, at=at)
    packet = queries.reading(source).packet
    key = keep_packet(packet, source_sha256=source, actor=actor, at=at)
    accepted = queries.accepted(key)
    assert accepted
    record_act(act="packet.accept", subject=source, actor=actor, at=at,
               codes={"meeting": key} | ({"supersedes": superseded} if superseded else {}),
               hashes={"packet": accepted.packet_sha256})
    return key
