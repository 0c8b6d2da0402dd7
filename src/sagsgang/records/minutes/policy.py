"""Who may say in which words bodies often decide."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal


def objection_to_phrases(actor: Actor) -> Refusal | None:
    """Why the actor may not change the decision phrases."""
    return None if actor.has("administrator") else Refusal("needs-administrator")
