"""What happens to a staged packet: each act moves its state by the table."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal, SagsgangError

from ..models import OpenQuestion, StagedPacket
from ..policy import objection_to_accepting, objection_to_answering, objection_to_importing, objection_to_rejecting
from ..states import PACKET_ACTS, PacketState


@transaction.atomic
def send_to_review(source: str, *, actor: Actor) -> None:
    """Leave a staged packet to a person."""
    packet = _packet(source)
    _refuse(objection_to_importing(actor))
    packet.state = PACKET_ACTS.target("review", packet.state)
    packet.save(update_fields=["state"])


@transaction.atomic
def mark_accepted(source: str, *, actor: Actor, at: datetime) -> str | None:
    """The packet stands for its meeting from here on; returns the source of the one that stood for it until now."""
    packet = _packet(source)
    _refuse(objection_to_accepting(actor, packet))
    earlier = StagedPacket.objects.filter(meeting_key=packet.meeting_key, state=PacketState.ACCEPTED).first()
    if earlier:
        earlier.state = PACKET_ACTS.target("supersede", earlier.state)
        earlier.save(update_fields=["state"])
    _decide(packet, "accept", actor, at)
    return earlier.source_id if earlier else None


@transaction.atomic
def mark_rejected(source: str, *, reason: str, actor: Actor, at: datetime) -> None:
    """The packet is not used; its file and reading stay."""
    packet = _packet(source)
    _refuse(objection_to_rejecting(actor, packet))
    packet.reason = reason.strip()
    _decide(packet, "reject", actor, at)


@transaction.atomic
def answer_question(source: str, position: int, *, answer: str, actor: Actor, at: datetime) -> None:
    """Write a person's answer beside the question; it is given once and stays."""
    question = OpenQuestion.objects.select_for_update().filter(packet_id=source, position=position).first()
    if question is None:
        raise Conflict("question-unknown", source=source, position=position)
    _refuse(objection_to_answering(actor, question))
    if not answer.strip():
        raise Refusal("answer-empty")
    question.answer, question.answered_by, question.answered_at = answer.strip(), actor.key, at
    question.save(update_fields=["answer", "answered_by", "answered_at"])


def _packet(source: str) -> StagedPacket:
    packet = StagedPacket.objects.select_for_update().filter(source_id=source).first()
    if packet is None:
        raise Conflict("packet-unknown", source=source)
    return packet


def _decide(packet: StagedPacket, act: str, actor: Actor, at: datetime) -> None:
    packet.state = PACKET_ACTS.target(act, packet.state)
    packet.decided_by, packet.decided_at = actor.key, at
    packet.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def _refuse(objection: SagsgangError | None) -> None:
    if objection:
        raise objection
