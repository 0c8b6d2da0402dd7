"""Who may set up the municipality, its people and its rules, and why not."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal

ADMINISTRATOR = "administrator"


def objection_to_administering(actor: Actor) -> Refusal | None:
    """Why the actor may not change bodies, people, roles, units or the calendar; None where nothing is in the way."""
    return None if actor.has(ADMINISTRATOR) else Refusal("needs-administrator")


def objection_to_seeing_people(actor: Actor) -> Refusal | None:
    """Why the actor may not look up people and what they may do; None where nothing is in the way."""
    return objection_to_administering(actor)
