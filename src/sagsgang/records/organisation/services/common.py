"""What the acts of the organisation have in common: whether they are allowed, and what a key names."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.records.journal.services import lock_journal

from ..models import Body, Unit
from ..policy import objection_to_administering


def begin(actor: Actor) -> None:
    """Refuse whoever is no administrator; then take the journal's lock."""
    if objection := objection_to_administering(actor):
        raise objection
    lock_journal()


def body_of(key: str) -> Body | None:
    """The body that the key names; None where nothing is named. Raises Refusal where there is none."""
    if not key:
        return None
    if body := Body.objects.filter(key=key).first():
        return body
    raise Refusal("body-unknown", body=key)


def unit_of(key: str) -> Unit | None:
    """The department that the key names; None where nothing is named. Raises Refusal where there is none."""
    if not key:
        return None
    if unit := Unit.objects.filter(key=key).first():
        return unit
    raise Refusal("unit-unknown", unit=key)
