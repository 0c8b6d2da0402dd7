"""Acts on the municipality, its bodies and its users."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.packet.canonical import sha256
from sagsgang.pure.packet.keys import slug
from sagsgang.records.journal.services import lock_journal, record_act

from ..models import Body, Municipality, Role, User


@transaction.atomic
def found_municipality(*, name: str, actor: Actor, at: datetime) -> None:
    """Make this the store of the municipality; nothing happens where it is already.

    Raises Conflict where the store is another one's: one store holds one municipality.
    """
    lock_journal()
    kept, key = Municipality.objects.first(), slug(name)
    if not key:
        raise Conflict("municipality-without-name", name=name)
    if kept and kept.key != key:
        raise Conflict("other-municipality", name=name, kept=kept.name)
    if not kept:
        Municipality.objects.create(id=1, key=key, name=name)
        record_act(act="municipality.found", subject=key, actor=actor, at=at, hashes={"name": sha256(name.encode())})


@transaction.atomic
def ensure_body(*, key: str, name: str, rename: bool = False) -> int:
    """The row of the body, made where it is missing; `rename` when the paper at hand is its newest."""
    body, made = Body.objects.get_or_create(key=key, defaults={"name": name})
    if rename and not made and body.name != name:
        Body.objects.filter(pk=body.pk).update(name=name)
    return body.pk


@transaction.atomic
def create_user(*, username: str, password: str, full_name: str = "", roles: Iterable[str] = (), actor: Actor,
                at: datetime) -> int:
    """Make a login with its roles; raises Conflict when the name is taken. Journalled by id and role codes alone."""
    lock_journal()
    if User.objects.filter(username=username).exists():
        raise Conflict("username-taken", username=username)
    user = User.objects.create_user(username=username, password=password, first_name=full_name)
    codes = sorted(set(roles))
    Role.objects.bulk_create([Role(user=user, code=code) for code in codes])
    record_act(act="user.create", subject=f"user:{user.pk}", actor=actor, at=at, codes=dict.fromkeys(codes, "held"))
    return user.pk
