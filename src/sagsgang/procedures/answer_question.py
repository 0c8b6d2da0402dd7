"""A person answers what a packet leaves open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import sha256
from sagsgang.records.imports import services
from sagsgang.records.journal.services import lock_journal, record_act


@transaction.atomic
def answer_question(source: str, position: int, *, answer: str, actor: Actor, at: datetime) -> None:
    """Write the answer beside the question; the journal holds its hash and no words."""
    lock_journal()
    services.answer_question(source, position, answer=answer, actor=actor, at=at)
    record_act(act="question.answer", subject=f"{source}/{position}", actor=actor, at=at,
               hashes={"answer": sha256(answer.strip().encode())})
