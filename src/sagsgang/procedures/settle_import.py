"""What becomes of a staged packet without a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.imports import queries
from sagsgang.records.imports.services import send_to_review
from sagsgang.records.imports.states import PacketState
from sagsgang.records.journal.services import lock_journal, record_act

from .accept_import import accept_import


def settle_import(source: str, *, accept: bool, actor: Actor, at: datetime) -> queries.StagedView:
    """Where `accept` asks for it, accept a waiting packet without reader errors; else leave it to a person.

    Warnings, open questions, missing annexes and unstated access hold nothing back. What is decided stays as it is.
    """
    with transaction.atomic():
        lock_journal()
        packet = _known(source)
        if accept and packet.is_waiting and packet.meeting_key and not packet.has_error:
            accept_import(source, actor=actor, at=at)
        elif packet.state == PacketState.STAGED:
            send_to_review(source, actor=actor)
            record_act(act="packet.review", subject=source, actor=actor, at=at)
        return _known(source)


def _known(source: str) -> queries.StagedView:
    packet = queries.staged(source)
    assert packet, source
    return packet
