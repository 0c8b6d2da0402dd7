"""Cases that are opened here: their numbers, their facts, whom they are for, and what they are tied to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import Case
from sagsgang.records.cases.queries.lists import CaseView, case_view, cases_for, external_numbers_of, links_of
from sagsgang.records.cases.services import CaseName, ensure_cases, name_cases
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.journal.queries import chain_problems, entries_of
from sagsgang.records.organisation.services import give_role
from tests.support.townhall import FOUNDER, TownHall, townhall

pytestmark = pytest.mark.django_db

OTHER = "teknik-og-miljoe"


@pytest.fixture
def town() -> TownHall:
    return townhall()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def open_(town: TownHall, by: str = "skriver", **said: object) -> str:
    facts: dict[str, object] = {"title": "Takster", "unit": town.unit, "officer": town.ids[by], "access": "open"}
    return cases.open_case(**facts | said, actor=town.who(by), at=town.later())  # type: ignore[arg-type]


def change(town: TownHall, key: str, version: int = 1, by: str = "skriver", **said: object) -> None:
    facts: dict[str, object] = {"title": "Takster", "unit": town.unit, "officer": town.ids["skriver"],
                                "access": "open", "subject_number": ""}
    cases.change_case(key=key, version=version, actor=town.who(by), at=town.later(),
                      **facts | said)  # type: ignore[arg-type]


def view(key: str) -> CaseView:
    found = case_view(key)
    assert found is not None
    return found


def legacy(*numbers: str) -> None:
    """Cases that papers name."""
    ensure_cases(numbers, source_sha256="a" * 64)


# ------------------------------------------------------------------ numbers
def test_a_case_gets_the_years_next_number_or_the_one_that_is_said(town: TownHall) -> None:
    assert [open_(town), open_(town), open_(town, number="2026/41"), open_(town)] == [
        "2026-1", "2026-2", "2026-41", "2026-42"]
    assert open_(town, number=" 26/0815 ") == "26-0815"
    assert view("26-0815").number == "26/0815"


def test_the_year_is_that_of_danish_clocks(town: TownHall) -> None:
    town.at = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert open_(town) == "2026-1"
    town.at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert open_(town) == "2027-1"


def test_numbers_that_papers_write_otherwise_are_taken_too(town: TownHall) -> None:
    legacy("2026-1", "2026 / 2", "2026.3", "2026/x")
    assert open_(town) == "2026-4"
    assert view("2026-4").number == "2026/4"


def test_a_number_is_given_once_however_it_is_written(town: TownHall) -> None:
    open_(town, number="22/4")
    for number in ("22/4", "22 / 4", "22-4"):
        assert refused(lambda number=number: open_(town, number=number)) == "case-number-taken"
    assert refused(lambda: open_(town, number="–")) == "case-number-empty"
    assert len(entries_of("case.open")) == Case.objects.count() == 1


# ------------------------------------------------------------------ facts
@pytest.mark.parametrize(("said", "code"), [
    ({"title": " "}, "title-empty"), ({"access": ""}, "access-unstated"), ({"access": "secret"}, "access-unstated"),
    ({"subject_number": "15.20"}, "subject-number-form"), ({"subject_number": "arbejde"}, "subject-number-form"),
    ({"officer": 987654}, "officer-unknown")])
def test_facts_that_no_case_can_have_are_refused_at_the_start_and_at_a_change(town: TownHall, said: dict[str, object],
                                                                              code: str) -> None:
    assert refused(lambda: open_(town, **said)) == code
    key = open_(town)
    assert refused(lambda: change(town, key, **said)) == code
    assert view(key).version == 1


@pytest.mark.parametrize("number", ["15.20.00", "15.20.00-G01", "15.20.00-A00-4-26", " 00.01.00 "])
def test_numbers_of_the_common_plan_are_kept_with_or_without_facet_and_serial_number(town: TownHall,
                                                                                   number: str) -> None:
    assert view(open_(town, subject_number=number)).subject_number == number.strip()


def test_cases_are_opened_and_changed_by_officers_of_their_department(town: TownHall) -> None:
    key = open_(town)
    for name in ("anden", "leder", "sekretaer", "admin", "formand"):
        assert refused(lambda name=name: open_(town, name)) == "needs-case-officer"
        assert refused(lambda name=name: change(town, key, by=name)) == "needs-case-officer"
    change(town, key, by="makker", title="Priser", access="closed")
    assert (view(key).title, view(key).access, view(key).version) == ("Priser", "closed", 2)


def test_a_case_is_handed_to_another_department_by_whoever_works_in_both(town: TownHall) -> None:
    key = open_(town)
    assert refused(lambda: change(town, key, unit=OTHER)) == "needs-case-officer"
    give_role(user_id=town.ids["skriver"], code="case-officer", unit=OTHER, actor=FOUNDER, at=town.at)
    change(town, key, unit=OTHER, officer=town.ids["anden"])
    assert (view(key).unit, view(key).officer) == (OTHER, town.ids["anden"])
    change(town, key, 2, by="anden", unit=OTHER, officer=town.ids["anden"], title="Vores")


def test_of_two_who_change_a_case_the_second_is_told(town: TownHall) -> None:
    key = open_(town)
    change(town, key, title="Først")
    assert refused(lambda: change(town, key, by="makker", title="Så")) == "changed-meanwhile"
    assert view(key).title == "Først"


def test_what_papers_say_of_a_case_is_not_changed_by_hand(town: TownHall) -> None:
    legacy("22/4")
    assert refused(lambda: change(town, "22-4")) in {"needs-case-officer", "case-is-read"}
    give_role(user_id=town.ids["skriver"], code="case-officer", actor=FOUNDER, at=town.at)
    assert refused(lambda: change(town, "22-4")) == "case-is-read"
    assert refused(lambda: change(town, "22-5")) == "case-unknown"


# ------------------------------------------------------------------ whom they are for
@pytest.mark.parametrize(("access", "who"), [
    ("open", {"skriver", "makker", "leder", "anden", "sekretaer", "formand", "admin"}),
    ("closed", {"skriver", "makker", "leder"}), ("personal", {"skriver"})])
def test_a_list_holds_what_its_reader_may_see(town: TownHall, access: str, who: set[str]) -> None:
    key = open_(town, title="Ejendom", access=access)
    assert {name for name in town.ids if [case.key for case in cases_for(town.who(name))] == [key]} >= who
    outside = set() if access == "open" else set(town.ids) - who
    assert not [name for name in outside if cases_for(town.who(name))]


def test_a_case_is_found_by_words_number_and_department(town: TownHall) -> None:
    open_(town, title="Takster for svømmehallen")
    open_(town, title="Takster for havnen", number="25/7")
    assert [case.number for case in cases_for(town.who("skriver"), words="takster havn")] == ["25/7"]
    assert [case.number for case in cases_for(town.who("skriver"), words="25/7")] == ["25/7"]
    assert len(cases_for(town.who("skriver"), unit=town.unit)) == 2
    assert cases_for(town.who("skriver"), unit=OTHER) == []
    assert cases_for(town.who("skriver"), words="skole") == []


def test_a_personal_case_is_its_officers_alone_to_change_and_to_tie(town: TownHall) -> None:
    key, open_one = open_(town, access="personal"), open_(town)
    for act in (lambda: change(town, key, by="makker", access="open"),
                lambda: cases.link_cases(key=key, other=open_one, kind="related", actor=town.who("makker"), at=town.at),
                lambda: cases.add_external_number(key=key, system="Arkiv", number="1", actor=town.who("makker"),
                                                  at=town.at)):
        assert refused(act) == "case-not-for-you"
    change(town, key, access="personal", title="Stadig min")
    assert view(key).title == "Stadig min"


# ------------------------------------------------------------------ ties
def link(town: TownHall, key: str, other: str, kind: str = "related", by: str = "skriver") -> None:
    cases.link_cases(key=key, other=other, kind=kind, actor=town.who(by), at=town.later())


def test_a_link_is_shown_on_both_cases_and_said_once(town: TownHall) -> None:
    one, other = open_(town, title="Ét"), open_(town, title="To")
    link(town, one, "2026/2", "continues")
    link(town, one, "2026 / 2", "continues")
    assert links_of(one) == [(other, "2026/2", "To", "continues", True)]
    assert links_of(other) == [(one, "2026/1", "Ét", "continues", False)]
    cases.unlink_cases(key=one, other=other, kind="continues", actor=town.who("makker"), at=town.later())
    assert links_of(one) == links_of(other) == []


def test_a_case_is_tied_to_those_that_papers_name(town: TownHall) -> None:
    ids = ensure_cases(["18/99"], source_sha256="a" * 64)
    name_cases({ids["18-99"]: CaseName("18/99", "Forløberen", "open")})
    key = open_(town)
    link(town, key, "18/99", "follows-from")
    assert links_of(key) == [("18-99", "18/99", "Forløberen", "follows-from", True)]


def test_no_link_leads_nowhere_home_or_to_what_one_may_not_see(town: TownHall) -> None:
    key = open_(town)
    open_(town, "makker", access="personal")
    assert refused(lambda: link(town, key, "2026/77")) == "case-unknown"
    assert refused(lambda: link(town, key, "2026/2")) == "case-unknown", "as if it were not there"
    assert refused(lambda: link(town, key, "2026/1")) == "case-linked-to-itself"
    assert refused(lambda: link(town, key, open_(town), "cousins")) == "link-kind-unknown"
    for name in ("anden", "leder", "sekretaer"):
        assert refused(lambda name=name: link(town, key, "2026/3", by=name)) == "needs-case-officer"
    assert links_of(key) == []


def number(town: TownHall, key: str, system: str, said: str, *, by: str = "skriver", remove: bool = False) -> None:
    act = cases.remove_external_number if remove else cases.add_external_number
    act(key=key, system=system, number=said, actor=town.who(by), at=town.later())


def test_a_case_has_the_numbers_of_other_systems(town: TownHall) -> None:
    key = open_(town)
    number(town, key, " ESDH ", " S2026-114 ")
    number(town, key, "ESDH", "S2026-114", by="makker")
    number(town, key, "Byggesag", "7")
    assert external_numbers_of(key) == [("Byggesag", "7"), ("ESDH", "S2026-114")]
    number(town, key, "Byggesag", "7", remove=True)
    assert external_numbers_of(key) == [("ESDH", "S2026-114")]
    for system, said in (("", "1"), ("ESDH", " ")):
        assert refused(lambda system=system, said=said: number(town, key, system, said)) == "external-number-empty"
    assert refused(lambda: number(town, key, "ESDH", "1", by="anden")) == "needs-case-officer"


def test_the_journal_tells_of_cases_by_key_and_never_by_title(town: TownHall) -> None:
    key = open_(town, title="Åses sag", access="closed")
    change(town, key, title="Sagen om Åse", access="personal")
    number(town, key, "ESDH", "7")
    told = JournalEntry.objects.filter(act__startswith="case.").values_list("act", "subject", "codes", "reason")
    assert [(act, subject) for act, subject, *_rest in told.order_by("seq")] == [
        ("case.open", key), ("case.change", key), ("case.name-elsewhere", key)]
    assert not [entry for entry in told if "Åse" in f"{entry}"]
    assert chain_problems() == []
