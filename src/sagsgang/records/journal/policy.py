"""Who may read the whole journal: it tells who did what, also of what is closed."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal


def objection_to_reading(actor: Actor) -> Refusal | None:
    """Why the actor may not read the journal; None where nothing is in the way."""
    return None if actor.has("administrator") else Refusal("needs-administrator")
