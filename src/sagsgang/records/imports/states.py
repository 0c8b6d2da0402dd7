"""How a read packet moves from arrival to a decision about it."""

from __future__ import annotations

from enum import StrEnum

from sagsgang.pure.kernel.transitions import Transitions


class PacketState(StrEnum):
    """Where a staged packet stands."""

    STAGED = "staged"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


PACKET_ACTS = Transitions(
    ("review", PacketState.STAGED, PacketState.IN_REVIEW),
    ("accept", PacketState.STAGED, PacketState.ACCEPTED),
    ("accept", PacketState.IN_REVIEW, PacketState.ACCEPTED),
    ("reject", PacketState.STAGED, PacketState.REJECTED),
    ("reject", PacketState.IN_REVIEW, PacketState.REJECTED),
    ("supersede", PacketState.ACCEPTED, PacketState.SUPERSEDED),
)
