"""Acts on bodies and units: setting them up, changing them, closing them. Their keys never change."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.keys import body_key, slug
from sagsgang.records.journal.services import record_act

from ..models import BODY_KINDS, Body, Unit
from .common import begin, body_of, unit_of


@transaction.atomic
def set_up_body(*, name: str, kind: str, parent: str = "", mandate: str = "", actor: Actor, at: datetime) -> str:
    """Set up a body and return its key. A steering group or an ad hoc committee says what it is to do."""
    begin(actor)
    key = body_key(name)
    _check_body(key, kind, mandate)
    if Body.objects.filter(key=key).exists():
        raise Conflict("name-taken", name=name)
    Body.objects.create(key=key, name=name.strip(), kind=kind, parent=body_of(parent), mandate=mandate.strip())
    record_act(act="body.set-up", subject=key, actor=actor, at=at, codes={"kind": kind, "parent": parent})
    return key


@transaction.atomic
def change_body(*, key: str, name: str, kind: str, parent: str, mandate: str, closed_on: date | None, version: int,
                actor: Actor, at: datetime) -> None:
    """Say anew what a body is; its key stays. Raises Conflict where somebody changed it after `version`."""
    begin(actor)
    _check_body(slug(name), kind, mandate)
    if body_key(name) != key:  # papers are known by the name that they print
        raise Refusal("body-renamed", name=name)
    _check_above(key, body_of(parent))
    done = Body.objects.filter(key=key, version=version).update(
        name=name.strip(), kind=kind, parent=body_of(parent), mandate=mandate.strip(), closed_on=closed_on,
        version=F("version") + 1)
    if not done:
        raise Conflict("changed-meanwhile")
    record_act(act="body.change", subject=key, actor=actor, at=at,
               codes={"kind": kind, "parent": parent, "closed": str(closed_on or "")})


@transaction.atomic
def set_up_unit(*, name: str, parent: str = "", address: str = "", phone: str = "", email: str = "", actor: Actor,
                at: datetime) -> str:
    """Set up a department and return its key."""
    begin(actor)
    key = slug(name)
    if not key:
        raise Refusal("name-empty")
    if Unit.objects.filter(key=key).exists():
        raise Conflict("name-taken", name=name)
    Unit.objects.create(key=key, name=name.strip(), parent=unit_of(parent), address=address.strip(),
                        phone=phone.strip(), email=email.strip())
    record_act(act="unit.set-up", subject=key, actor=actor, at=at, codes={"parent": parent})
    return key


@transaction.atomic
def change_unit(*, key: str, name: str, parent: str, address: str, phone: str, email: str, version: int, actor: Actor,
                at: datetime) -> None:
    """Say anew what a department is called and what its letterhead prints; no department stands under itself."""
    begin(actor)
    if not slug(name):
        raise Refusal("name-empty")
    _check_above(key, unit_of(parent))
    done = Unit.objects.filter(key=key, version=version).update(
        name=name.strip(), parent=unit_of(parent), address=address.strip(), phone=phone.strip(), email=email.strip(),
        version=F("version") + 1)
    if not done:
        raise Conflict("changed-meanwhile")
    record_act(act="unit.change", subject=key, actor=actor, at=at, codes={"parent": parent})


def _check_above(key: str, above: Body | Unit | None) -> None:
    """Refuse that a body or a department stands under itself, however many steps up."""
    while above is not None:
        if above.key == key:
            raise Refusal("unit-under-itself" if isinstance(above, Unit) else "body-under-itself")
        above = above.parent


def _check_body(key: str, kind: str, mandate: str) -> None:
    if not key:
        raise Refusal("name-empty")
    if kind not in BODY_KINDS or not kind:
        raise Refusal("body-kind-unknown", kind=kind)
    if kind in {"steering", "ad-hoc"} and not mandate.strip():
        raise Refusal("mandate-empty")
