"""Lists for the pages of administration, and who sits and works where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from ..models import Body, Occupancy, Role, Seat, Term, Unit, User


@dataclass(frozen=True, slots=True)
class PersonView:
    """One who logs in."""

    id: int
    username: str
    name: str
    email: str
    unit: str
    unit_name: str
    title: str
    phone: str
    active: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role held, with its scope and period; `now` whether it holds on the day that was asked about."""

    id: int
    code: str
    body: str
    unit: str
    start: date | None
    end: date | None
    now: bool


@dataclass(frozen=True, slots=True)
class Seated:
    """A person on a seat."""

    occupancy: int
    seat: int
    position: int
    user_id: int
    name: str
    role: str
    start: date
    end: date | None
    term: str
    body: str
    now: bool


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body with what its page shows."""

    key: str
    name: str
    kind: str
    parent: str
    mandate: str
    closed_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class UnitView:
    """A department with its letterhead."""

    key: str
    name: str
    parent: str
    address: str
    phone: str
    email: str
    version: int


def people(*, only_active: bool = False) -> list[PersonView]:
    """Everybody who logs in, by name."""
    rows = User.objects.select_related("unit")
    return sorted((_person(row) for row in (rows.filter(is_active=True) if only_active else rows)),
                  key=lambda person: (person.name.casefold(), person.id))


def person(user_id: int) -> PersonView | None:
    """One person."""
    row = User.objects.select_related("unit").filter(pk=user_id).first()
    return _person(row) if row else None


def _person(row: User) -> PersonView:
    return PersonView(row.pk, row.username, row.get_full_name() or row.username, row.email,
                      row.unit.key if row.unit else "", row.unit.name if row.unit else "", row.title, row.phone,
                      row.is_active, row.has_usable_password())


def roles_of(user_id: int, on: date) -> list[RoleView]:
    """The roles that were ever given to a person, those that hold on the day first."""
    rows = Role.objects.filter(user=user_id).select_related("body", "unit")
    views = [RoleView(row.pk, row.code, row.body.name if row.body else "", row.unit.name if row.unit else "", row.start,
                      row.end, (row.start is None or row.start <= on) and (row.end is None or row.end >= on))
             for row in rows]
    return sorted(views, key=lambda view: (not view.now, view.code, view.id))


def seats_of(user_id: int, on: date) -> list[Seated]:
    """The seats that a person ever held."""
    return _seated(Occupancy.objects.filter(user=user_id), on)


def body_views(*, on: date | None = None) -> list[BodyView]:
    """The bodies by name; with `on`, only those not closed by then."""
    rows = Body.objects.select_related("parent")
    if on is not None:
        rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    return sorted((_body(row) for row in rows), key=lambda view: view.name.casefold())


def body_view(key: str) -> BodyView | None:
    """One body."""
    row = Body.objects.select_related("parent").filter(key=key).first()
    return _body(row) if row else None


def _body(row: Body) -> BodyView:
    return BodyView(row.key, row.name, row.kind, row.parent.key if row.parent else "", row.mandate, row.closed_on,
                    row.version)


def terms() -> list[tuple[str, date, date]]:
    """The election periods, oldest first: key, first and last day."""
    return list(Term.objects.order_by("start").values_list("key", "start", "end"))


def term_of(day: date) -> str | None:
    """The key of the term that a day falls in."""
    return Term.objects.filter(start__lte=day, end__gte=day).values_list("key", flat=True).first()


def seat_rows(body: str) -> list[tuple[int, str, int]]:
    """The seats of a body: id, term, position."""
    return list(Seat.objects.filter(body__key=body).order_by("term__start", "position")
                .values_list("id", "term__key", "position"))


def seated_ever(body: str, on: date) -> list[Seated]:
    """Everybody who ever sat in the body."""
    return _seated(Occupancy.objects.filter(seat__body__key=body), on)


def seated(body: str, on: date) -> list[Seated]:
    """Who sits in the body on a day, in the order of its seats, substitutes after the holder."""
    return [view for view in seated_ever(body, on) if view.now]


def _seated(rows: Iterable[Occupancy], on: date) -> list[Seated]:
    found = Occupancy.objects.filter(pk__in=[row.pk for row in rows]).annotate(
        last=Coalesce(F("end"), F("seat__term__end"))).select_related("user", "seat__term", "seat__body")
    views = [Seated(row.pk, row.seat_id, row.seat.position, row.user_id, row.user.get_full_name() or row.user.username,
                    row.role, row.start, row.end, row.seat.term.key, row.seat.body.key,
                    row.start <= on <= row.last) for row in found]
    return sorted(views, key=lambda view: (view.term, view.position, view.role == "substitute", view.start))


def secretaries_of(body: str, on: date) -> list[int]:
    """Who looks after a body's meetings on a day: secretaries of it or of every body."""
    rows = Role.objects.filter(Q(body=None) | Q(body__key=body), Q(start=None) | Q(start__lte=on),
                               Q(end=None) | Q(end__gte=on), code="secretary", user__is_active=True)
    return sorted(set(rows.values_list("user_id", flat=True)))


def unit_views() -> list[UnitView]:
    """The departments by name."""
    rows = Unit.objects.select_related("parent")
    return sorted((UnitView(row.key, row.name, row.parent.key if row.parent else "", row.address, row.phone, row.email,
                            row.version) for row in rows), key=lambda view: view.name.casefold())


def unit_view(key: str) -> UnitView | None:
    """One department."""
    return next((view for view in unit_views() if view.key == key), None)
