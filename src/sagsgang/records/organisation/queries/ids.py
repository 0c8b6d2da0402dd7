"""Ids by key, for the apps whose rows point to bodies, departments and people."""

from __future__ import annotations

from collections.abc import Iterable

from sagsgang.pure.kernel.errors import Refusal

from ..models import Body, Unit, User


def body_id(key: str) -> int | None:
    """The id of a body; None where none is named. Raises Refusal where there is no such body."""
    if not key:
        return None
    found = Body.objects.filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise Refusal("body-unknown", body=key)
    return found


def unit_id(key: str) -> int:
    """The id of a department. Raises Refusal where there is none."""
    found = Unit.objects.filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise Refusal("unit-unknown", unit=key)
    return found


def units_upwards(unit: int) -> list[int]:
    """A department and those above it, nearest first."""
    parents = dict(Unit.objects.values_list("pk", "parent"))
    chain: list[int] = []
    above: int | None = unit
    while above is not None and above not in chain:
        chain.append(above)
        above = parents.get(above)
    return chain


def active_people(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Those of the people who can log in: name and mail address by id."""
    rows = User.objects.filter(pk__in=set(ids), is_active=True)
    return {row.pk: (row.get_full_name() or row.username, row.email) for row in rows}


def check_people(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The people by id; raises Refusal where one is not here any more."""
    wanted = set(ids)
    found = active_people(wanted)
    if len(found) < len(wanted):
        raise Refusal("officer-unknown")
    return found
