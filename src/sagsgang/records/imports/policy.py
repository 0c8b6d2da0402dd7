"""Who may decide about a read packet, and why not: the same answer stops the service and disables the button."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import IllegalAct, Refusal, SagsgangError

from .models import OpenQuestion, StagedPacket
from .states import PACKET_ACTS

IMPORTER = "importer"


def objection_to_importing(actor: Actor) -> SagsgangError | None:
    """Why this actor may not bring packets in; None when nothing stands in the way."""
    return None if actor.has(IMPORTER) else Refusal("needs-importer")


def objection_to_accepting(actor: Actor, packet: StagedPacket) -> SagsgangError | None:
    """Why this actor may not accept this packet now; None when nothing stands in the way."""
    return objection_to_importing(actor) or _objection_to("accept", packet) or (
        None if packet.meeting_key else Refusal("meeting-without-key"))


def objection_to_rejecting(actor: Actor, packet: StagedPacket) -> SagsgangError | None:
    """Why this actor may not reject this packet now; None when nothing stands in the way."""
    return objection_to_importing(actor) or _objection_to("reject", packet)


def objection_to_answering(actor: Actor, question: OpenQuestion) -> SagsgangError | None:
    """Why this actor may not answer this question now; None when nothing stands in the way."""
    if objection := objection_to_importing(actor):
        return objection
    return Refusal("question-answered") if question.answered_at else None


def _objection_to(act: str, packet: StagedPacket) -> SagsgangError | None:
    try:
        PACKET_ACTS.target(act, packet.state)
    except IllegalAct as error:
        return error
    return None
