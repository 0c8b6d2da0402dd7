"""Who may make public, and why not."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal

PUBLISHER = "publisher"


def objection_to_publishing(actor: Actor) -> Refusal | None:
    """Why this actor may not make anything public; None when nothing stands in the way."""
    return None if actor.has(PUBLISHER) else Refusal("needs-publisher")
