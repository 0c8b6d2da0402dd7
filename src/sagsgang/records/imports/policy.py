"""Who may decide about a read packet, and why not: the same answer stops the service and disables the button."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import IllegalAct, Refusal, SagsgangError

from .states import PACKET_ACTS

IMPORTER, PUBLISHER = "importer", "publisher"


class Decidable(Protocol):
    """What must be known of a read packet: its row and its view both tell."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def meeting_key(self) -> str | None:
        """Its meeting; None where body or date is unknown."""


class Answerable(Protocol):
    """What must be known of a question: its row and its view both tell."""

    @property
    def answered_at(self) -> datetime | None:
        """When it was answered; None while it is open."""


def objection_to_seeing(actor: Actor) -> SagsgangError | None:
    """Why this actor may not see read packets, which hold closed items too; None when nothing stands in the way."""
    return None if actor.has(IMPORTER) or actor.has(PUBLISHER) else Refusal("needs-importer-or-publisher")


def objection_to_importing(actor: Actor) -> SagsgangError | None:
    """Why this actor may not bring packets in; None when nothing stands in the way."""
    return None if actor.has(IMPORTER) else Refusal("needs-importer")


def objection_to_accepting(actor: Actor, packet: Decidable) -> SagsgangError | None:
    """Why this actor may not accept this packet now; None when nothing stands in the way."""
    return objection_to_importing(actor) or _objection_to("accept", packet) or (
        None if packet.meeting_key else Refusal("meeting-without-key"))


def objection_to_rejecting(actor: Actor, packet: Decidable) -> SagsgangError | None:
    """Why this actor may not reject this packet now; None when nothing stands in the way."""
    return objection_to_importing(actor) or _objection_to("reject", packet)


def objection_to_answering(actor: Actor, question: Answerable) -> SagsgangError | None:
    """Why this actor may not answer this question now; None when nothing stands in the way."""
    if objection := objection_to_importing(actor):
        return objection
    return Refusal("question-answered") if question.answered_at else None


def _objection_to(act: str, packet: Decidable) -> SagsgangError | None:
    try:
        PACKET_ACTS.target(act, packet.state)
    except IllegalAct as error:
        return error
    return None
