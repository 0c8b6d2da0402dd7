"""Who acts: a person with the roles that are theirs on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from sagsgang.pure.kernel.actor import Actor, Grant

from ..models import Occupancy, Role, Unit


def actor_for(user_id: int, on: date) -> Actor:
    """The actor that a person is on a day (Danish local): roles given, and roles of the seats held.

    A role for a unit counts for the units under it.
    """
    held = Role.objects.filter(Q(start=None) | Q(start__lte=on), Q(end=None) | Q(end__gte=on), user=user_id)
    roles: set[str] = set()
    grants = set(_seats(user_id, on))
    below = _units_below()
    for code, body, unit in held.values_list("code", "body__key", "unit__key"):
        if body is None and unit is None:
            roles.add(code)
        elif unit is None:
            grants.add(Grant(code, body=body))
        else:
            grants |= {Grant(code, unit=key) for key in below[unit]}
    return Actor(f"user:{user_id}", frozenset(roles), frozenset(grants))


def _seats(user_id: int, on: date) -> list[Grant]:
    rows = Occupancy.objects.annotate(last=Coalesce(F("end"), F("seat__term__end"))).filter(
        user=user_id, start__lte=on, last__gte=on)
    return [Grant(role, body=body) for role, body in rows.values_list("role", "seat__body__key")]


def _units_below() -> dict[str, set[str]]:
    """Each unit with itself and all that stand under it."""
    parents = dict(Unit.objects.values_list("key", "parent__key"))
    below: dict[str, set[str]] = defaultdict(set)
    for key in parents:
        above: str | None = key
        while above is not None and key not in below[above]:
            below[above].add(key)
            above = parents.get(above)
    return below
