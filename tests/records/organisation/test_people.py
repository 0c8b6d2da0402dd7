"""People and their roles: who logs in, what they may do from when to when, and that somebody is administrator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from sagsgang.pure.kernel.actor import Grant
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation import queries, services
from sagsgang.records.organisation.models import Role, User
from tests.support.townhall import FOUNDER, MORNING

pytestmark = pytest.mark.django_db
TODAY = MORNING.date()
WHO = {"actor": FOUNDER, "at": MORNING}


def person(username: str = "skriver", **facts: str) -> int:
    return services.add_person(username=username, full_name=f"Navn {username}", **facts, **WHO)


def administrator(username: str, **period: date | None) -> tuple[int, int]:
    made = person(username)
    return made, services.give_role(user_id=made, code="administrator", **period, **WHO)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as refused:
        act()
    return refused.value.code


def test_a_person_is_added_without_a_password_and_journalled_by_id_alone() -> None:
    unit = services.set_up_unit(name="Jobcenter", **WHO)
    made = person(" skriver ", unit=unit, title="Konsulent", phone="55 55 55 01", email="skriver@klitby.example")
    found = queries.person(made)
    assert found is not None
    assert (found.username, found.name, found.unit_name, found.title) == (
        "skriver", "Navn  skriver", "Jobcenter", "Konsulent")
    assert not found.has_password
    entry = JournalEntry.objects.latest("seq")
    assert (entry.act, entry.subject, entry.codes) == ("user.create", f"user:{made}", {})


@pytest.mark.parametrize(("facts", "code"), [
    ({"username": "skriver"}, "username-taken"), ({"username": " "}, "person-without-name"),
    ({"full_name": " "}, "person-without-name"), ({"unit": "ingensteds"}, "unit-unknown")])
def test_a_person_that_cannot_be_is_not_added(facts: dict[str, str], code: str) -> None:
    person()
    assert code_of(lambda: services.add_person(**{"username": "ny", "full_name": "Ny", **facts, **WHO})) == code
    assert User.objects.count() == 1


def test_what_is_said_of_a_person_is_said_anew_whole() -> None:
    unit = services.set_up_unit(name="Jobcenter", **WHO)
    made = person(unit=unit, title="Konsulent")
    services.change_person(user_id=made, full_name="Nyt Navn", email="", unit="", title="", phone="1", **WHO)
    found = queries.person(made)
    assert found is not None
    assert (found.name, found.unit, found.title, found.phone) == ("Nyt Navn", "", "", "1")
    for user, name, code in ((made, " ", "person-without-name"), (made + 1, "Navn", "changed-meanwhile")):
        assert code_of(lambda user=user, name=name: services.change_person(
            user_id=user, full_name=name, email="", unit="", title="", phone="", **WHO)) == code


def test_a_role_holds_on_its_first_and_its_last_day_and_on_no_other(body: str) -> None:
    made = person()
    services.give_role(user_id=made, code="secretary", body=body, start=TODAY, end=TODAY + timedelta(7), **WHO)
    for day, held in ((-1, False), (0, True), (7, True), (8, False)):
        assert queries.actor_for(made, TODAY + timedelta(day)).holds("secretary", body=body) is held
        assert (made in queries.secretaries_of(body, TODAY + timedelta(day))) is held


def test_a_role_of_one_body_or_department_holds_nowhere_else_and_one_of_none_everywhere(body: str) -> None:
    here, far = person("her"), person("alle")
    over = services.set_up_unit(name="Forvaltning", **WHO)
    under = services.set_up_unit(name="Jobcenter", parent=over, **WHO)
    lowest = services.set_up_unit(name="Team", parent=under, **WHO)
    services.give_role(user_id=here, code="case-officer", unit=under, **WHO)
    services.give_role(user_id=here, code="secretary", body=body, **WHO)
    services.give_role(user_id=far, code="approver", **WHO)
    actor = queries.actor_for(here, TODAY)
    assert actor.roles == frozenset()
    assert actor.grants == {Grant("case-officer", unit=under), Grant("case-officer", unit=lowest),
                            Grant("secretary", body=body)}
    assert queries.actor_for(far, TODAY).roles == {"approver"}
    assert queries.actor_for(far, TODAY).holds("approver", unit=over)


@pytest.mark.parametrize(("how", "code"), [
    ({"code": "king"}, "role-unknown"), ({"code": "chair"}, "role-unknown"),
    ({"code": "administrator", "unit": "jobcenter"}, "role-held-or-out-of-scope"),
    ({"code": "secretary", "unit": "jobcenter"}, "role-held-or-out-of-scope"),
    ({"code": "case-officer", "body": "teknikudvalget"}, "role-held-or-out-of-scope"),
    ({"code": "secretary", "body": "ingen"}, "body-unknown"), ({"code": "approver", "unit": "ingen"}, "unit-unknown"),
    ({"code": "importer", "start": TODAY, "end": TODAY - timedelta(1)}, "period-backwards"),
    ({"code": "publisher"}, "role-held-or-out-of-scope")])
def test_a_role_that_cannot_be_held_so_is_refused(body: str, how: dict[str, object], code: str) -> None:
    services.set_up_unit(name="Jobcenter", **WHO)
    made = person()
    services.give_role(user_id=made, code="publisher", **WHO)
    assert code_of(lambda: services.give_role(user_id=made, **how, **WHO)) == code
    assert Role.objects.count() == 1


def test_a_role_ends_with_a_day_and_what_it_was_stays_to_be_read() -> None:
    made = person()
    role = services.give_role(user_id=made, code="importer", **WHO)
    services.end_role(role_id=role, on=TODAY, **WHO)
    assert [(view.code, view.end, view.now) for view in queries.roles_of(made, TODAY + timedelta(1))] == [
        ("importer", TODAY, False)]
    assert queries.actor_for(made, TODAY).has("importer")
    entry = JournalEntry.objects.latest("seq")
    assert (entry.act, entry.codes) == ("role.end", {"role": "importer", "end": TODAY.isoformat()})


def test_ending_a_role_never_lets_it_last_longer() -> None:
    role = services.give_role(user_id=person(), code="importer", **WHO)
    services.end_role(role_id=role, on=TODAY, **WHO)
    assert code_of(lambda: services.end_role(role_id=role, on=TODAY + timedelta(1), **WHO)) == "role-ends-before"
    assert Role.objects.get().end == TODAY


def test_a_role_that_never_began_goes_altogether() -> None:
    role = services.give_role(user_id=person(), code="importer", start=TODAY + timedelta(5), **WHO)
    services.end_role(role_id=role, on=TODAY, **WHO)
    assert not Role.objects.exists()
    assert code_of(lambda: services.end_role(role_id=role, on=TODAY, **WHO)) == "changed-meanwhile"


def test_the_last_administrator_cannot_be_taken_away_in_any_way() -> None:
    last, role = administrator("admin")
    assert code_of(lambda: services.end_role(role_id=role, on=TODAY, **WHO)) == "last-administrator"
    assert code_of(lambda: services.set_active(user_id=last, active=False, **WHO)) == "last-administrator"
    assert queries.actor_for(last, TODAY).has("administrator")


@pytest.mark.parametrize("other", ["to-a-day", "from-a-day", "inactive"])
def test_an_administrator_who_is_none_today_or_not_for_good_is_not_the_other_one(other: str) -> None:
    last, role = administrator("admin")
    period = {"to-a-day": {"end": TODAY + timedelta(30)}, "from-a-day": {"start": TODAY + timedelta(30)}}
    second, _role = administrator("anden", **period.get(other, {}))
    if other == "inactive":
        services.set_active(user_id=second, active=False, **WHO)
    assert code_of(lambda: services.end_role(role_id=role, on=TODAY, **WHO)) == "last-administrator"
    assert code_of(lambda: services.set_active(user_id=last, active=False, **WHO)) == "last-administrator"


def test_with_two_administrators_one_can_go() -> None:
    _last, role = administrator("admin")
    second, _role = administrator("anden")
    services.end_role(role_id=role, on=TODAY, **WHO)
    assert queries.actor_for(second, TODAY).has("administrator")


def test_others_go_whether_or_not_the_administrators_stay_for_good() -> None:
    administrator("admin", end=TODAY + timedelta(30))
    other = person()
    services.set_active(user_id=other, active=False, **WHO)
    found = queries.person(other)
    assert found is not None
    assert not found.active


def test_who_is_let_go_is_no_secretary_any_more_and_can_come_back(body: str) -> None:
    made = person()
    services.give_role(user_id=made, code="secretary", body=body, **WHO)
    services.set_active(user_id=made, active=False, **WHO)
    assert queries.secretaries_of(body, TODAY) == []
    assert [one.id for one in queries.people(only_active=True)] == []
    services.set_active(user_id=made, active=True, **WHO)
    assert queries.secretaries_of(body, TODAY) == [made]
    before = JournalEntry.objects.count()
    services.set_active(user_id=made, active=True, **WHO)
    assert JournalEntry.objects.count() == before
