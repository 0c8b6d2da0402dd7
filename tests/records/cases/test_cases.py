"""Cases by their numbers: what papers say of them, and what they may not touch."""

from __future__ import annotations

import pytest

from sagsgang.records.cases.models import Case
from sagsgang.records.cases.queries import KeptCase, case, case_keys
from sagsgang.records.cases.services import CaseName, ensure_cases, name_cases, remove_cases
from sagsgang.records.journal.services import record_act
from sagsgang.records.organisation.models import Unit, User
from tests.support.store import MONDAY, SECRETARY

pytestmark = pytest.mark.django_db


def native() -> Case:
    entry = record_act(act="case.open", subject="22-1", actor=SECRETARY, at=MONDAY)
    return Case.objects.create(
        key="22-1", number="22/1", title="Vores", access="open", origin="native", journal_entry=entry,
        unit=Unit.objects.create(key="jobcenter", name="Jobcentret"), officer=User.objects.create(username="skriver"))


def test_one_case_however_its_number_is_written_and_none_without_letters_or_digits() -> None:
    ids = ensure_cases(["22/4", "22 / 4", "22-4", "–", ""], source_sha256="a")
    assert list(ids) == ["22-4"]
    assert ensure_cases(["22/4"], source_sha256="b") == ids
    assert Case.objects.get().source_sha256 == "a"


def test_papers_name_legacy_cases_and_leave_our_own_alone() -> None:
    own = native()
    ids = ensure_cases(["22/1", "22/4"], source_sha256="a")
    assert ids["22-1"] == own.pk
    name_cases({id_: CaseName("ny", "Avisens", "closed") for id_ in ids.values()})
    assert case("22-1") == KeptCase("22-1", "22/1", "Vores", "open", "native")
    assert case("22-4") == KeptCase("22-4", "ny", "Avisens", "closed", "legacy")
    remove_cases(list(ids.values()))
    assert case_keys() == ("22-1",)


def test_a_case_that_nobody_names_is_none() -> None:
    assert case("22-4") is None
