"""Who may make public, and why not."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal

PUBLISHER, SECRETARY = "publisher", "secretary"


def objection_to_publishing(actor: Actor, *, body: str | None = None) -> Refusal | None:
    """Why this actor may not make anything public; None when nothing stands in the way.

    Sending an agenda makes its open part public: the secretary of a body may do so with that body's papers.
    """
    if actor.has(PUBLISHER) or (body is not None and actor.holds(SECRETARY, body=body)):
        return None
    return Refusal("needs-publisher")


def objection_to_releasing(actor: Actor, *, meeting_key: str | None, accepted: bool, released: bool) -> Refusal | None:
    """Why this actor may not release a paper now: it must be its meeting's accepted one, and not be public as it is."""
    if objection := objection_to_publishing(actor):
        return objection
    if not accepted or meeting_key is None:
        return Refusal("paper-not-accepted")
    return Refusal("released-as-it-is") if released else None
