"""Templates: the program's own and the municipality's, each change a version that older drafts do not feel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import DocumentTemplate
from sagsgang.records.cases.queries.content import content_of, frozen_content, template_for
from sagsgang.records.cases.queries.lists import template_view, templates, templates_offered
from sagsgang.records.journal.queries import entries_of
from tests.support.townhall import TownHall, draft, townhall

pytestmark = pytest.mark.django_db

THEME: dict[str, Any] = {"key": "theme", "label": "Tema", "kind": "theme", "required": True, "help": "Sig det kort."}


@pytest.fixture
def town() -> TownHall:
    return townhall()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def add(town: TownHall, name: str = "Høringssvar", by: str = "admin", **said: Any) -> str:
    return cases.add_template(**{"name": name, "kind": "presentation", "sections": [THEME]} | said,
                              actor=town.who(by), at=town.later())


def change(town: TownHall, key: str, *sections: dict[str, Any], base: int, by: str = "admin") -> None:
    cases.change_template(key=key, sections=sections, base_version=base, actor=town.who(by), at=town.later())


# ------------------------------------------------------------------ the program's own
def test_the_programs_templates_are_all_that_a_committee_needs(town: TownHall) -> None:
    found = {view.key: (view.kind, view.item_kind) for view in templates()}
    assert found == {
        "sag-til-beslutning": ("presentation", "decision"), "sag-til-orientering": ("presentation", "information"),
        "sag-til-droeftelse": ("presentation", "discussion"),
        "indstilling-fra-styregruppe": ("presentation", "decision"), "notat": ("memo", ""), "skema": ("form", "")}
    decision = template_view("sag-til-beslutning")
    assert decision is not None
    assert [section["label"] for section in decision.sections if section["required"]] == [
        "Tema", "Sagsbeskrivelse", "Administrationens forslag", "Økonomi og finansiering", "Dialog/høring"]


def test_they_are_added_once_and_never_over_what_the_municipality_made_of_them(town: TownHall) -> None:
    change(town, "notat", THEME, base=1)
    before = templates()
    cases.ensure_default_templates(actor=town.who("admin"), at=town.later())
    assert templates() == before
    assert [view.number for view in templates() if view.key == "notat"] == [2]


# ------------------------------------------------------------------ one's own
def test_an_own_template_is_offered_beside_the_others(town: TownHall) -> None:
    key = add(town, "Høringssvar", item_kind="information", body=town.body)
    assert key == "hoeringssvar"
    view = template_view(key)
    assert view is not None
    assert (view.name, view.kind, view.item_kind, view.body, view.number) == (
        "Høringssvar", "presentation", "information", town.body, 1)
    assert view.sections[0]["help"] == "Sig det kort."
    assert key in {one.key for one in templates_offered(date(2026, 9, 7))}


def test_a_long_name_gets_a_key_that_every_database_holds(town: TownHall) -> None:
    key = add(town, "Meget lang skabelon " * 10)
    assert 0 < len(key) <= 60
    view = template_view(key)
    assert view is not None
    assert view.name == ("Meget lang skabelon " * 10).strip()


@pytest.mark.parametrize(("said", "code"), [
    ({"name": " – "}, "name-empty"), ({"name": "Notat"}, "name-taken"), ({"kind": "letter"}, "template-kind-unknown"),
    ({"item_kind": "gossip"}, "template-kind-unknown"), ({"body": "no-such-body"}, "body-unknown"),
    ({"sections": []}, "template-empty"), ({"sections": [THEME, THEME]}, "template-section-twice"),
    ({"sections": [THEME | {"label": " "}]}, "template-section-without-name"),
    ({"sections": [THEME | {"key": "Tema!"}]}, "template-section-without-name"),
    ({"sections": [THEME | {"kind": "poem"}]}, "template-section-kind"),
    ({"sections": [THEME | {"input": "choice"}]}, "template-section-input"),
    ({"sections": [THEME | {"input": "line", "choices": ["a"]}]}, "template-section-input"),
    ({"sections": [THEME | {"input": "colour"}]}, "template-section-input")])
def test_a_template_that_no_document_can_have_is_refused_whole(town: TownHall, said: dict[str, Any],
                                                               code: str) -> None:
    before = templates()
    assert refused(lambda: add(town, **said)) == code
    assert templates() == before
    assert DocumentTemplate.objects.count() == len(before)


def test_administrators_alone_change_templates(town: TownHall) -> None:
    for name in ("skriver", "leder", "sekretaer", "formand"):
        for act in (lambda name=name: add(town, by=name), lambda name=name: change(town, "notat", THEME, base=1,
                                                                                 by=name),
                    lambda name=name: cases.retire_template(key="notat", on=None, actor=town.who(name), at=town.at),
                    lambda name=name: cases.ensure_default_templates(actor=town.who(name), at=town.at)):
            assert refused(act) == "needs-administrator"


# ------------------------------------------------------------------ versions
def test_a_draft_keeps_the_template_that_it_was_begun_with(town: TownHall) -> None:
    old = draft(town)
    frozen = cases.keep_version(draft_id=old, actor=town.who("skriver"), at=town.later())
    change(town, "sag-til-beslutning", THEME | {"label": "Emne"}, base=1)
    assert [section.label for section in content_of(old).sections][:2] == ["Tema", "Sagsbeskrivelse"]
    assert content_of(old) == frozen_content(frozen)
    cases.save_section(draft_id=old, section="hearing", base_version=1, blocks=[Paragraph("Ingen er spurgt.")],
                       actor=town.who("skriver"), at=town.later())
    case = cases.open_case(title="Ny", unit=town.unit, officer=town.ids["skriver"], access="open",
                           actor=town.who("skriver"), at=town.later())
    new = cases.start_draft(case_key=case, template="sag-til-beslutning", actor=town.who("skriver"), at=town.later(),
                            facts=cases.DraftInput("Ny", body=town.body))
    assert [section.label for section in content_of(new).sections] == ["Emne"]
    assert refused(lambda: cases.save_section(
        draft_id=new, section="hearing", base_version=0, blocks=[Paragraph("?")], actor=town.who("skriver"),
        at=town.at)) == "section-unknown"


def test_of_two_who_change_a_template_the_second_is_told(town: TownHall) -> None:
    change(town, "notat", THEME, base=1)
    assert refused(lambda: change(town, "notat", THEME | {"label": "Andet"}, base=1)) == "changed-meanwhile"
    view = template_view("notat")
    assert view is not None
    assert (view.number, view.sections[0]["label"]) == (2, "Tema")
    assert [entry.codes for entry in entries_of("template.change") if entry.subject == "notat"] == [
        {"number": "1"}, {"number": "2"}]


def test_a_template_that_is_not_there_is_not_changed(town: TownHall) -> None:
    assert refused(lambda: change(town, "no-such", THEME, base=0)) == "changed-meanwhile"
    assert refused(lambda: cases.retire_template(key="no-such", on=None, actor=town.who("admin"), at=town.at)) == (
        "changed-meanwhile")


def test_a_template_is_offered_until_the_day_from_which_it_is_not(town: TownHall) -> None:
    def offered(day: int) -> bool:
        return "notat" in {view.key for view in templates_offered(date(2026, 9, day))}

    cases.retire_template(key="notat", on=date(2026, 9, 10), actor=town.who("admin"), at=town.later())
    assert (offered(9), offered(10)) == (True, False)
    cases.retire_template(key="notat", on=None, actor=town.who("admin"), at=town.later())
    assert offered(10)


def test_every_section_of_the_programs_templates_can_be_filled_or_say_that_there_is_none(town: TownHall) -> None:
    made = draft(town)
    for section in template_for(made).sections:
        cases.save_section(draft_id=made, section=section.key, base_version=1, blocks=(), none_stated=True,
                           actor=town.who("skriver"), at=town.later())
    assert all(section.none_stated for section in content_of(made).sections)
