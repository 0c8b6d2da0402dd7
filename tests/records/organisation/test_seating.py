"""Terms and seats: one holder and one substitute of a seat on a day, one chair of a body, one seat of a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation import queries, services
from sagsgang.records.organisation.models import Occupancy, Seat, Term
from tests.support.townhall import FOUNDER, MORNING

pytestmark = pytest.mark.django_db
WHO = {"actor": FOUNDER, "at": MORNING}
FIRST, SPRING, SUMMER, LAST = date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2029, 12, 31)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as refused:
        act()
    return refused.value.code


@pytest.fixture
def seats(body: str, term: str) -> list[int]:
    services.add_seats(body=body, term=term, count=3, **WHO)
    return [seat for seat, _term, _place in queries.seat_rows(body)]


@pytest.fixture
def people(db: None) -> list[int]:
    return [services.add_person(username=name, full_name=name.title(), **WHO)
            for name in ("anna", "bo", "carl", "dorte")]


def sit(seat: int, user: int, role: str = "member", start: date = FIRST, end: date | None = None) -> int:
    return services.seat_person(seat_id=seat, user_id=user, role=role, start=start, end=end, **WHO)


def leave(occupancy: int, on: date) -> None:
    services.leave_seat(occupancy_id=occupancy, on=on, **WHO)


def test_terms_follow_each_other_and_do_not_overlap(term: str) -> None:
    assert term == "2026-2029"
    services.add_term(start=date(2022, 1, 1), end=date(2025, 12, 31), **WHO)
    assert [key for key, _start, _end in queries.terms()] == ["2022-2025", "2026-2029"]
    assert (queries.term_of(date(2025, 12, 31)), queries.term_of(FIRST)) == ("2022-2025", "2026-2029")
    assert queries.term_of(date(2030, 1, 1)) is None
    for start, end, code in ((date(2029, 12, 31), date(2033, 12, 31), "term-overlaps"),
                             (date(2027, 1, 1), date(2027, 12, 31), "term-overlaps"),
                             (date(2031, 1, 1), date(2030, 1, 1), "period-backwards")):
        assert code_of(lambda start=start, end=end: services.add_term(start=start, end=end, **WHO)) == code
    assert Term.objects.count() == 2


def test_seats_are_added_after_those_that_are_there(body: str, term: str, seats: list[int]) -> None:
    services.add_seats(body=body, term=term, count=2, **WHO)
    assert [place for _seat, _term, place in queries.seat_rows(body)] == [1, 2, 3, 4, 5]
    for count, where, code in ((0, body, "seat-count"), (100, body, "seat-count"), (1, "ingen", "body-unknown")):
        assert code_of(lambda count=count, where=where: services.add_seats(
            body=where, term=term, count=count, **WHO)) == code
    assert Seat.objects.count() == 5


def test_who_sits_is_told_for_a_day_with_the_substitute_after_the_holder(
        body: str, seats: list[int], people: list[int]) -> None:
    sit(seats[1], people[1], "chair")
    sit(seats[0], people[0])
    sit(seats[0], people[2], "substitute", SPRING, SUMMER)
    told = [(one.user_id, one.role) for one in queries.seated(body, SPRING)]
    assert told == [(people[0], "member"), (people[2], "substitute"), (people[1], "chair")]
    assert [one.user_id for one in queries.seated(body, date(2026, 7, 2))] == [people[0], people[1]]
    assert queries.seated(body, date(2030, 1, 1)) == []
    entry = JournalEntry.objects.filter(act="seat.take").latest("seq")
    assert entry.subject == f"user:{people[2]}"
    assert entry.codes == {"body": body, "seat": str(seats[0]), "role": "substitute", "start": "2026-04-01",
                           "end": "2026-07-01"}


def test_a_seat_gives_its_role_from_the_first_to_the_last_day(body: str, seats: list[int], people: list[int]) -> None:
    sit(seats[0], people[0], "chair", SPRING, SUMMER)
    sit(seats[1], people[1])
    for day, held in ((date(2026, 3, 31), False), (SPRING, True), (SUMMER, True), (date(2026, 7, 2), False)):
        assert queries.actor_for(people[0], day).holds("chair", body=body) is held
    assert queries.actor_for(people[1], LAST).holds("member", body=body)
    assert not queries.actor_for(people[1], date(2030, 1, 1)).holds("member", body=body)
    assert not queries.actor_for(people[0], SPRING).holds("chair", body="andet-udvalg")


@pytest.mark.parametrize(("place", "who", "role", "start", "end", "code"), [
    (0, 1, "member", FIRST, None, "seat-taken"),
    (0, 1, "member", SUMMER, SUMMER, "seat-taken"),
    (1, 0, "member", FIRST, None, "person-sits-already"),
    (1, 0, "substitute", SPRING, SUMMER, "person-sits-already"),
    (1, 1, "chair", LAST, None, "body-has-a-chair"),
    (1, 1, "king", FIRST, None, "role-unknown"),
    (1, 1, "member", date(2025, 12, 31), None, "period-outside-term"),
    (1, 1, "member", FIRST, date(2030, 1, 1), "period-outside-term"),
    (1, 1, "member", SUMMER, SPRING, "period-outside-term"),
    (1, 9, "member", FIRST, None, "changed-meanwhile"),
    (9, 1, "member", FIRST, None, "changed-meanwhile"),
])
def test_nobody_is_seated_where_another_sits_twice_or_outside_the_term(
        seats: list[int], people: list[int], place: int, who: int, role: str, start: date, end: date | None,
        code: str) -> None:
    sit(seats[0], people[0], "chair")
    seat = seats[place] if place < len(seats) else 0
    user = people[who] if who < len(people) else 0
    assert code_of(lambda: sit(seat, user, role, start, end)) == code
    assert Occupancy.objects.count() == 1


def test_a_seat_has_one_substitute_at_a_time_beside_its_holder(seats: list[int], people: list[int]) -> None:
    sit(seats[0], people[0])
    sit(seats[0], people[1], "substitute", SPRING, SUMMER)
    assert code_of(lambda: sit(seats[0], people[2], "substitute", SUMMER)) == "seat-taken"
    sit(seats[0], people[2], "substitute", date(2026, 7, 2))
    assert Occupancy.objects.count() == 3


def test_one_follows_the_other_from_the_day_after(body: str, seats: list[int], people: list[int]) -> None:
    first = sit(seats[0], people[0], "chair")
    leave(first, SPRING)
    sit(seats[0], people[1], "chair", date(2026, 4, 2))
    assert [one.user_id for one in queries.seated(body, SPRING)] == [people[0]]
    assert [one.user_id for one in queries.seated(body, date(2026, 4, 2))] == [people[1]]
    assert [(one.role, one.end, one.now) for one in queries.seats_of(people[0], SUMMER)] == [("chair", SPRING, False)]


@pytest.mark.parametrize("followed", [True, False])
def test_leaving_a_seat_never_lets_one_sit_longer(seats: list[int], people: list[int], followed: bool) -> None:
    first = sit(seats[0], people[0], end=SPRING)
    if followed:
        sit(seats[0], people[1], start=date(2026, 4, 2))
    assert code_of(lambda: leave(first, SUMMER)) == "seat-left-before"
    second = sit(seats[1], people[2])
    assert code_of(lambda: leave(second, date(2030, 1, 1))) == "seat-left-before"
    assert Occupancy.objects.get(pk=first).end == SPRING


def test_who_never_sat_is_taken_off_the_seat(seats: list[int], people: list[int]) -> None:
    held = sit(seats[0], people[0], start=SUMMER)
    leave(held, SPRING)
    assert not Occupancy.objects.exists()
    assert code_of(lambda: leave(held, SPRING)) == "changed-meanwhile"
