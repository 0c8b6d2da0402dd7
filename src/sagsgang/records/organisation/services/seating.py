"""Acts on terms and seats: who sits where from when to when, and who stands in."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.records.journal.services import record_act

from ..models import SEAT_ROLES, Body, Occupancy, Seat, Term, User
from .common import begin

SUBSTITUTE = "substitute"


@transaction.atomic
def add_term(*, start: date, end: date, actor: Actor, at: datetime) -> str:
    """Add an election period and return its key ("2026-2029")."""
    begin(actor)
    if end < start:
        raise Refusal("period-backwards")
    key = f"{start.year}-{end.year}"
    if Term.objects.filter(Q(key=key) | Q(start__lte=end, end__gte=start)).exists():
        raise Conflict("term-overlaps", term=key)
    Term.objects.create(key=key, start=start, end=end)
    record_act(act="term.add", subject=key, actor=actor, at=at, codes={"start": str(start), "end": str(end)})
    return key


@transaction.atomic
def add_seats(*, body: str, term: str, count: int, actor: Actor, at: datetime) -> None:
    """Give a body more seats in a term."""
    begin(actor)
    if not 1 <= count <= 99:
        raise Refusal("seat-count", count=count)
    in_body, in_term = Body.objects.filter(key=body).first(), Term.objects.filter(key=term).first()
    if in_body is None or in_term is None:
        raise Refusal("body-unknown", body=body)
    last = Seat.objects.filter(body=in_body, term=in_term).aggregate(last=Max("position"))["last"] or 0
    Seat.objects.bulk_create(Seat(body=in_body, term=in_term, position=last + place) for place in range(1, count + 1))
    record_act(act="body.add-seats", subject=body, actor=actor, at=at, codes={"term": term, "count": str(count)})


@transaction.atomic
def seat_person(*, seat_id: int, user_id: int, role: str, start: date, end: date | None = None, actor: Actor,
                at: datetime) -> int:
    """Put a person on a seat from a day on, as chair, deputy or member, or as substitute for its holder.

    A seat has one holder and one substitute on a day, a body one chair, a person one seat of a body.
    """
    begin(actor)
    seat = Seat.objects.select_related("body", "term").filter(pk=seat_id).first()
    if seat is None or not User.objects.filter(pk=user_id).exists():
        raise Conflict("changed-meanwhile")
    last = end or seat.term.end
    if role not in SEAT_ROLES:
        raise Refusal("role-unknown", role=role)
    if last < start or not (seat.term.start <= start and last <= seat.term.end):
        raise Refusal("period-outside-term", term=seat.term.key)
    _check_free(seat, user_id, role, start, last)
    try:
        with transaction.atomic():
            made = Occupancy.objects.create(seat=seat, user_id=user_id, role=role, start=start, end=end)
    except IntegrityError as error:
        raise Refusal("seat-taken") from error
    record_act(act="seat.take", subject=f"user:{user_id}", actor=actor, at=at, codes={
        "body": seat.body.key, "seat": str(seat.pk), "role": role, "start": str(start), "end": str(end or "")})
    return made.pk


@transaction.atomic
def leave_seat(*, occupancy_id: int, on: date, actor: Actor, at: datetime) -> None:
    """Let a person sit until a day and no longer; one who never sat is taken off. Nobody sits longer by it."""
    begin(actor)
    held = Occupancy.objects.select_related("seat__body", "seat__term").filter(pk=occupancy_id).first()
    if held is None:
        raise Conflict("changed-meanwhile")
    if on > (last := held.end or held.seat.term.end):
        raise Refusal("seat-left-before", day=last.isoformat())
    if on < held.start:
        held.delete()
    else:
        Occupancy.objects.filter(pk=occupancy_id).update(end=on)
    record_act(act="seat.leave", subject=f"user:{held.user_id}", actor=actor, at=at,
               codes={"body": held.seat.body.key, "seat": str(held.seat_id), "end": str(on)})


def _check_free(seat: Seat, user_id: int, role: str, start: date, last: date) -> None:
    meeting = Occupancy.objects.annotate(last=Coalesce(F("end"), F("seat__term__end"))).filter(
        seat__body=seat.body, start__lte=last, last__gte=start)
    if role != SUBSTITUTE and role == "chair" and meeting.filter(role="chair").exists():
        raise Refusal("body-has-a-chair")
    if meeting.filter(user=user_id).exists():
        raise Refusal("person-sits-already")
    if meeting.filter(seat=seat).filter(Q(role=SUBSTITUTE) if role == SUBSTITUTE else ~Q(role=SUBSTITUTE)).exists():
        raise Refusal("seat-taken")
