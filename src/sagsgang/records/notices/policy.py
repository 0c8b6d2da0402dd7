"""Notices are for whom they are given to, and for nobody else."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal


def objection_to_reading(actor: Actor, user_id: int) -> Refusal | None:
    """Why the actor may not read a person's notices; None for their own."""
    return None if actor.user_id == user_id else Refusal("notice-of-others")


def objection_to_retrying(actor: Actor) -> Refusal | None:
    """Why the actor may not have failed mails sent again; None where nothing is in the way."""
    return None if actor.has("administrator") else Refusal("needs-administrator")
