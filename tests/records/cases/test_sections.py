"""The text of a section: every saved text stays, none is written over, and help is no text."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from sagsgang.pure.kernel.errors import Conflict, SagsgangError
from sagsgang.pure.packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import SectionEdit
from sagsgang.records.cases.queries.checks import edit_problems
from sagsgang.records.cases.queries.content import SectionContent, content_of, template_for
from sagsgang.records.journal.queries import entries_of
from tests.support.townhall import TownHall, townhall

pytestmark = pytest.mark.django_db

TABLE = Table(((Cell("Hold", True, 2), Cell("Kr.", True)), (Cell("2027", rowspan=2), Cell("A"), Cell("37.000")),
               (Cell("B"), Cell("41.500"))))


@pytest.fixture
def town() -> TownHall:
    return townhall()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def begun(town: TownHall, template: str = "sag-til-beslutning") -> UUID:
    """A draft without a word in it."""
    who = {"actor": town.who("skriver"), "at": town.later()}
    case = cases.open_case(title="Takster", unit=town.unit, officer=town.ids["skriver"], access="open", **who)
    return cases.start_draft(case_key=case, template=template, facts=cases.DraftInput(
        "Takster", body=town.body, access="open"), **who)


@pytest.fixture
def made(town: TownHall) -> UUID:
    return begun(town)


def save(town: TownHall, made: UUID, *blocks: Block, base: int = 0, section: str = "theme", none: bool = False,
         by: str = "skriver") -> int:
    return cases.save_section(draft_id=made, section=section, base_version=base, blocks=blocks, none_stated=none,
                              actor=town.who(by), at=town.later())


def stands(made: UUID, section: str = "theme") -> SectionContent:
    return next(one for one in content_of(made).sections if one.key == section)


# ------------------------------------------------------------------ saving
def test_what_is_saved_stands_there_whatever_it_is_made_of(town: TownHall, made: UUID) -> None:
    text = (Heading(1, "Takster"), Paragraph("Ét\nto"), ListBlock(True, ((Paragraph("Først"), ListBlock(
        False, ((Paragraph("inderst"),),))), (Paragraph("Så"),))), TABLE)
    assert save(town, made, *text, section="economy") == 1
    assert stands(made, "economy").blocks == text


def test_every_text_that_was_saved_stays(town: TownHall, made: UUID) -> None:
    for number in range(3):
        assert save(town, made, Paragraph(f"Tekst {number}"), base=number,
                    by=("skriver", "makker")[number % 2]) == number + 1
    rows = SectionEdit.objects.filter(draft=made, section="theme")
    assert [(row.version, row.blocks[0]["text"]) for row in rows] == [
        (1, "Tekst 0"), (2, "Tekst 1"), (3, "Tekst 2")]
    assert [row.edited_by for row in rows] == [f"user:{town.ids[name]}" for name in ("skriver", "makker", "skriver")]
    assert stands(made).blocks == (Paragraph("Tekst 2"),)


def test_sections_are_saved_beside_each_other(town: TownHall, made: UUID) -> None:
    save(town, made, Paragraph("Ét"))
    assert save(town, made, Paragraph("To"), section="presentation", by="makker") == 1
    assert save(town, made, Paragraph("Tre"), base=1) == 2


@pytest.mark.parametrize("base", [0, 1, 3, 99, -1])
def test_a_text_that_was_written_on_another_version_is_refused_with_both_versions_named(
        town: TownHall, made: UUID, base: int) -> None:
    save(town, made, Paragraph("Min første"))
    save(town, made, Paragraph("Min anden"), base=1)
    with pytest.raises(Conflict) as caught:
        save(town, made, Paragraph("Makkers"), base=base, by="makker")
    assert caught.value.code == "section-saved-meanwhile"
    assert (caught.value.args_["base"], caught.value.args_["newest"]) == (base, 2)
    assert stands(made).blocks == (Paragraph("Min anden"),)
    assert SectionEdit.objects.filter(draft=made).count() == 2


def test_the_same_text_sent_twice_is_saved_once_though_the_answer_was_lost(town: TownHall, made: UUID) -> None:
    assert save(town, made, Paragraph("Sendt")) == 1
    assert save(town, made, Paragraph("Sendt")) == 1
    assert save(town, made, Paragraph("  Sendt "), Paragraph(" "), base=1) == 1
    assert len(entries_of("draft.save")) == 1


def test_an_older_text_can_be_taken_up_again_as_a_new_version(town: TownHall, made: UUID) -> None:
    save(town, made, Paragraph("Den gode"))
    save(town, made, Paragraph("Den dårlige"), base=1)
    assert save(town, made, Paragraph("Den gode"), base=2) == 3


def test_a_section_that_is_opened_and_left_empty_is_no_saving(town: TownHall, made: UUID) -> None:
    assert save(town, made) == save(town, made, Paragraph(" \n ")) == 0
    assert not SectionEdit.objects.exists()
    assert entries_of("draft.save") == []


def test_a_text_that_is_taken_away_is_gone_from_the_draft_and_kept_behind_it(town: TownHall, made: UUID) -> None:
    save(town, made, Paragraph("Væk"))
    assert save(town, made, base=1) == 2
    assert not stands(made).is_filled
    assert SectionEdit.objects.get(draft=made, version=1).blocks[0]["text"] == "Væk"


def test_who_says_that_there_is_none_says_it_in_so_many_words_and_writes_no_text(town: TownHall, made: UUID) -> None:
    save(town, made, Paragraph("Skrevet før"))
    save(town, made, Paragraph("Skrevet før"), base=1, none=True)
    assert (stands(made).blocks, stands(made).none_stated, stands(made).is_filled) == ((), True, True)
    save(town, made, Paragraph("Dog noget"), base=2)
    assert (stands(made).none_stated, stands(made).is_filled) == (False, True)


# ------------------------------------------------------------------ what is no text
def test_the_help_of_no_template_is_ever_a_text(town: TownHall) -> None:
    tried = 0
    for key in ("sag-til-beslutning", "sag-til-orientering", "sag-til-droeftelse", "indstilling-fra-styregruppe",
                "notat", "skema"):
        made = begun(town, key)
        for section in template_for(made).sections:
            if not section.help:
                continue
            tried += 1
            for text in (section.help, f"Vi mener: {section.help.upper()}", " ".join(section.help.split()[:6])):
                assert refused(lambda made=made, section=section, text=text: save(
                    town, made, Paragraph("Indledning"), Paragraph(text), section=section.key)) == (
                        "help-text-stored"), (key, section.key)
    assert tried > 15
    assert not SectionEdit.objects.exists()


def test_help_hidden_in_a_table_or_a_list_is_found_too(town: TownHall, made: UUID) -> None:
    said = template_for(made).section("theme")
    assert said is not None
    for block in (Table(((Cell("Tema"), Cell(said.help)),)), ListBlock(False, ((Paragraph(said.help),),)),
                  Heading(1, said.help)):
        assert refused(lambda block=block: save(town, made, block)) == "help-text-stored"


@pytest.mark.parametrize(("section", "text", "code"), [
    ("from", "snart", "field-date"), ("number", "en del", "field-number"), ("type", "Andet", "field-choice"),
    ("department", "Ét\nto", "field-one-line")])
def test_a_field_of_a_form_holds_what_it_is_for(town: TownHall, section: str, text: str, code: str) -> None:
    made = begun(town, "skema")
    assert refused(lambda: save(town, made, Paragraph(text), section=section)) == code
    good = {"from": "1. januar 2027", "number": "1.250", "type": "Service", "department": "Jobcenter"}[section]
    assert save(town, made, Paragraph(good), section=section) == 1


def test_a_section_that_the_template_has_not_is_unknown(town: TownHall, made: UUID) -> None:
    for section in ("no-such-section", "", "text"):
        assert refused(lambda section=section: save(town, made, Paragraph("?"), section=section)) == "section-unknown"


# ------------------------------------------------------------------ who
def test_only_writers_save(town: TownHall, made: UUID) -> None:
    for name in ("anden", "leder", "direktoer", "sekretaer", "formand", "admin"):
        assert refused(lambda name=name: save(town, made, Paragraph("Mit"), by=name)) == "not-your-draft"
    assert save(town, made, Paragraph("Vores"), by="makker") == 1


# ------------------------------------------------------------------ the journal
def test_a_saved_text_that_was_changed_behind_the_journal_or_taken_away_is_found(town: TownHall, made: UUID) -> None:
    save(town, made, Paragraph("Ét"))
    save(town, made, Paragraph("To"), base=1)
    assert list(edit_problems()) == []
    rows = SectionEdit.objects.filter(draft=made)
    before = rows[0].blocks
    _behind("UPDATE cases_sectionedit SET blocks = '[]' WHERE version = 1")
    assert len(list(edit_problems())) == 1
    assert rows[0].blocks != before
    _behind("DELETE FROM cases_sectionedit WHERE version = 2")
    assert len(list(edit_problems())) == 2


def _behind(sql: str) -> None:
    """Change the database as nobody of the program could."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'cases_sectionedit'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(sql)
