"""The municipality, its bodies, and the names of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Body, Municipality, User


@dataclass(frozen=True, slots=True)
class Named:
    """A municipality or a body: its key and its name."""

    key: str
    name: str


def municipality() -> Named | None:
    """Whose store this is; None before the first packet that names one."""
    row = Municipality.objects.first()
    return Named(row.key, row.name) if row else None


def bodies() -> tuple[Named, ...]:
    """Every body, by key."""
    return tuple(Named(body.key, body.name) for body in Body.objects.order_by("key"))


def person_names(keys: Iterable[str]) -> dict[str, str]:
    """The names of those that actor keys ("user:7") stand for, by key; a key of no person is left out."""
    ids = {key.removeprefix("user:"): key for key in keys if key.startswith("user:") and key[5:].isdecimal()}
    rows = User.objects.filter(pk__in=ids).only("pk", "username", "first_name", "last_name")
    return {ids[str(user.pk)]: user.get_full_name() or user.username for user in rows}
