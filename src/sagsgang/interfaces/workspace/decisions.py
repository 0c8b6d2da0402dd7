"""What can be done with a read packet, by whom, and why not: one list for the buttons and for the refusals."""

from __future__ import annotations

from dataclasses import dataclass

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import IllegalAct, SagsgangError
from sagsgang.records.imports.policy import objection_to_accepting, objection_to_rejecting
from sagsgang.records.imports.queries import StagedView, accepted
from sagsgang.records.imports.states import PacketState
from sagsgang.records.publication import queries as publication
from sagsgang.records.publication.policy import objection_to_releasing
from sagsgang.records.publication.queries import ReleaseView

from .words import why_not


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a packet stands among the papers of its meeting: the accepted one and the newest release."""

    packet: StagedView
    accepted: StagedView | None
    release: ReleaseView | None

    @property
    def is_released(self) -> bool:
        """Whether the newest release is of this very paper."""
        return bool(self.release and self.release.source_sha256 == self.packet.source)

    @property
    def earlier(self) -> StagedView | None:
        """The accepted paper that this one would replace."""
        return self.accepted if self.accepted and self.accepted.source != self.packet.source else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One act; `objection` tells why it is not possible now."""

    name: str
    objection: str | None


def standing_of(packet: StagedView) -> Standing:
    """Where the packet stands now."""
    key = packet.meeting_key
    return Standing(packet, accepted(key) if key else None, publication.latest(key) if key else None)


def choices(standing: Standing, actor: Actor) -> dict[str, Choice]:
    """Accepting, rejecting and releasing, each with what stands in its way."""
    packet = standing.packet
    return {name: Choice(name, objection and why_not(objection)) for name, objection in (
        ("accept", objection_to_accepting(actor, packet)), ("reject", objection_to_rejecting(actor, packet)),
        ("release", releasing(standing, actor)))}


def releasing(standing: Standing, actor: Actor) -> SagsgangError | None:
    """Why the packet cannot be released now."""
    packet = standing.packet
    objection = objection_to_releasing(actor, meeting_key=packet.meeting_key, released=standing.is_released,
                                       accepted=packet.state == PacketState.ACCEPTED)
    if objection and objection.code == "paper-not-accepted" and not packet.is_waiting:
        return IllegalAct("release", packet.state, ())  # it cannot be accepted any more
    return objection
