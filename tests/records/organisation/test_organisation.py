"""The municipality, its bodies and its users."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import authenticate

from sagsgang.pure.kernel.errors import Conflict
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation.models import User
from sagsgang.records.organisation.queries import Named, actor_for, bodies, municipality
from sagsgang.records.organisation.services import create_user, ensure_body, found_municipality
from tests.support.store import MONDAY, SECRETARY

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(JournalEntry.objects.values_list("act", flat=True))


def test_a_municipality_is_founded_once_and_journalled_by_its_key() -> None:
    for name in ("Fjordby Kommune", "FJORDBY KOMMUNE"):
        found_municipality(name=name, actor=SECRETARY, at=MONDAY)
    assert municipality() == Named("fjordby-kommune", "Fjordby Kommune")
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject, entry.actor) == ("municipality.found", "fjordby-kommune", "user:7")


def test_a_store_of_one_municipality_refuses_another() -> None:
    found_municipality(name="Fjordby Kommune", actor=SECRETARY, at=MONDAY)
    with pytest.raises(Conflict) as refused:
        found_municipality(name="Klitby Kommune", actor=SECRETARY, at=MONDAY)
    assert refused.value.code == "other-municipality"
    assert refused.value.args_ == {"name": "Klitby Kommune", "kept": "Fjordby Kommune"}
    assert acts() == ["municipality.found"]


def test_a_name_without_letters_founds_nothing() -> None:
    with pytest.raises(Conflict):
        found_municipality(name="–", actor=SECRETARY, at=MONDAY)
    assert municipality() is None


def test_a_body_is_made_once_and_renamed_only_when_asked() -> None:
    first = ensure_body(key="byraadet", name="Byrådet")
    assert ensure_body(key="byraadet", name="BYRÅDET") == first
    assert bodies() == (Named("byraadet", "Byrådet"),)
    ensure_body(key="byraadet", name="Byraadet", rename=True)
    assert bodies() == (Named("byraadet", "Byraadet"),)


def test_a_user_logs_in_and_acts_with_the_roles_that_were_given() -> None:
    user_id = create_user(username="sekretær", password="hemmelig", full_name="Sekretær",
                          roles=("publisher", "importer"), actor=SECRETARY, at=MONDAY)
    found = authenticate(username="sekretær", password="hemmelig")
    assert found is not None
    assert found.pk == user_id
    actor = actor_for(user_id, date(2026, 1, 5))
    assert actor.key == f"user:{user_id}"
    assert actor.roles == frozenset({"publisher", "importer"})


def test_a_user_is_journalled_without_name_or_password() -> None:
    user_id = create_user(username="sekretær", password="hemmelig", roles=("importer",), actor=SECRETARY, at=MONDAY)
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject, entry.codes) == ("user.create", f"user:{user_id}", {"importer": "held"})
    assert not any("sekretær" in str(value) or "hemmelig" in str(value) for value in vars(entry).values())


def test_a_user_name_is_taken_once() -> None:
    create_user(username="sekretær", password="x", actor=SECRETARY, at=MONDAY)
    with pytest.raises(Conflict) as refused:
        create_user(username="sekretær", password="y", actor=SECRETARY, at=MONDAY)
    assert refused.value.code == "username-taken"
    assert User.objects.count() == 1
