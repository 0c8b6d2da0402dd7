"""Notes are for who wrote them. There is no other right, for nobody."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal


def objection_to_notes(actor: Actor, owner: int | None) -> Refusal | None:
    """Why the actor may not see or change notes of a person; None for their own."""
    return None if actor.user_id is not None and actor.user_id == owner else Refusal("notes-of-others")
