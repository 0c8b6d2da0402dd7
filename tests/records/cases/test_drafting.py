"""Drafts as wholes: how they begin, what is said of them, who writes along, their states and their versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from sagsgang.pure.kernel.errors import Conflict, IllegalAct, SagsgangError
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import DraftVersion
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.checks import draft_problems
from sagsgang.records.cases.queries.content import content_from, content_of, frozen_content, newest_edits
from sagsgang.records.cases.queries.drafts import DraftFacts
from sagsgang.records.cases.queries.lists import draft_view, drafts_of_case, drafts_written_by, versions_of_draft
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.journal.queries import chain_problems, entries_of
from tests.support.townhall import TownHall, approved, draft, townhall

pytestmark = pytest.mark.django_db

TITLE = "Takster for Åse"


@pytest.fixture
def town() -> TownHall:
    return townhall()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def facts(made: UUID) -> DraftFacts:
    found = draft_facts(made)
    assert found is not None
    return found


def opened(town: TownHall, by: str = "skriver", *, access: str = "open") -> str:
    """A case of one's own."""
    return cases.open_case(title="Takster", unit=town.unit, officer=town.ids[by], access=access, actor=town.who(by),
                           at=town.later())


def start(town: TownHall, said: cases.DraftInput | None = None, *, case: str = "", by: str = "skriver",
          template: str = "sag-til-beslutning") -> UUID:
    return cases.start_draft(case_key=case or opened(town), template=template,
                             facts=said or cases.DraftInput(TITLE, body=town.body, access="open"), actor=town.who(by),
                             at=town.later())


def change(town: TownHall, made: UUID, said: cases.DraftInput, version: int, by: str = "skriver") -> None:
    cases.change_draft(draft_id=made, facts=said, version=version, actor=town.who(by), at=town.later())


def act_on(town: TownHall, made: UUID, act: str, by: str = "skriver") -> None:
    acts: dict[str, Callable[..., object]] = {
        "withdraw": cases.withdraw_draft, "restore": cases.restore_draft, "reopen": cases.reopen_draft,
        "correct": cases.correct_draft, "finish": cases.finish_draft, "keep": cases.keep_version}
    acts[act](draft_id=made, actor=town.who(by), at=town.later())


# ------------------------------------------------------------------ beginning
def test_a_draft_begins_with_its_templates_sections_and_belongs_to_whoever_began_it(town: TownHall) -> None:
    made = start(town, by="makker", case=opened(town, "makker"))
    content = content_of(made)
    assert (content.kind, content.item_kind, content.title, content.body) == (
        "presentation", "decision", TITLE, town.body)
    assert [section.label for section in content.sections] == [
        "Tema", "Sagsbeskrivelse", "Administrationens forslag", "Afledte konsekvenser", "Økonomi og finansiering",
        "Dialog/høring"]
    assert not any(section.is_filled for section in content.sections)
    assert (facts(made).officer, facts(made).state, facts(made).unit) == (town.ids["makker"], "draft", town.unit)


@pytest.mark.parametrize(("said", "code"), [
    ({"title": " "}, "title-empty"), ({"access": ""}, "access-unstated"), ({"access": "secret"}, "access-unstated"),
    ({"access": "closed", "ground": "because"}, "ground-unknown"), ({"body": ""}, "body-not-chosen"),
    ({"body": "no-such-body"}, "body-unknown"),
    ({"access": "closed", "public_title": "Ejendom", "stub_reason": "Navne"}, "stub-title-and-reason")])
def test_facts_that_no_draft_can_have_are_refused_at_the_start_and_at_a_change(
        town: TownHall, said: dict[str, str], code: str) -> None:
    good = cases.DraftInput(TITLE, body=town.body, access="open")
    case = opened(town)
    assert refused(lambda: start(town, replace(good, **said), case=case)) == code
    made = start(town, good, case=case)
    assert refused(lambda: change(town, made, replace(good, **said), 1)) == code
    assert (facts(made).title, facts(made).version) == (TITLE, 1)


def test_who_says_nothing_of_access_says_closed(town: TownHall) -> None:
    assert facts(start(town, cases.DraftInput(TITLE, body=town.body))).access == "closed"


def test_an_open_draft_has_neither_ground_nor_stub(town: TownHall) -> None:
    made = start(town, cases.DraftInput(TITLE, body=town.body, access="open", ground="personal-affairs",
                                        public_title="Noget"))
    content = content_of(made)
    assert (content.ground, content.public_title, content.stub_reason) == ("", "", "")


def test_a_memo_needs_no_body_and_a_presentation_does(town: TownHall) -> None:
    made = start(town, cases.DraftInput("Notat", access="open", dated_on=date(2026, 9, 1)), template="notat")
    assert (facts(made).kind, facts(made).body, content_of(made).dated_on) == ("memo", None, date(2026, 9, 1))


def test_only_case_officers_of_the_department_begin_drafts_on_its_cases(town: TownHall) -> None:
    case = opened(town)
    for name in ("anden", "leder", "sekretaer", "admin", "formand"):
        assert refused(lambda name=name: start(town, case=case, by=name)) == "needs-case-officer"
    assert drafts_of_case(case) == []
    start(town, case=case, by="makker")


def test_nobody_but_its_officer_begins_a_draft_on_a_personal_case(town: TownHall) -> None:
    case = opened(town, access="personal")
    assert refused(lambda: start(town, case=case, by="makker")) == "case-not-for-you"
    start(town, case=case)


def test_there_is_no_draft_without_case_and_template(town: TownHall) -> None:
    assert refused(lambda: start(town, case="2026-99")) == "case-unknown"
    assert refused(lambda: start(town, template="no-such-template")) == "template-or-unit-missing"


def test_a_template_that_is_offered_no_longer_begins_no_draft_and_keeps_those_it_began(town: TownHall) -> None:
    case, made = opened(town), start(town)
    cases.retire_template(key="sag-til-beslutning", on=date(2026, 9, 8), actor=town.who("admin"), at=town.at)
    start(town, case=case)  # the day before
    town.later(days=1)
    assert refused(lambda: start(town, case=case)) == "template-or-unit-missing"
    assert len(content_of(made).sections) == 6
    cases.retire_template(key="sag-til-beslutning", on=None, actor=town.who("admin"), at=town.at)
    start(town, case=case)


# ------------------------------------------------------------------ changing
def test_facts_are_stated_anew_by_whoever_read_the_newest(town: TownHall) -> None:
    made = start(town)
    change(town, made, cases.DraftInput("Priser", body=town.body, access="closed", ground="personal-affairs",
                                        public_title="Priser", wanted_on=date(2026, 10, 14)), 1, by="makker")
    view = draft_view(made)
    assert view is not None
    assert (view.facts.title, view.facts.access, view.facts.version) == ("Priser", "closed", 2)
    assert (view.ground, view.public_title, view.wanted_on) == ("personal-affairs", "Priser", date(2026, 10, 14))
    with pytest.raises(Conflict) as caught:
        change(town, made, cases.DraftInput("Takster igen", body=town.body, access="open"), 1)
    assert caught.value.code == "changed-meanwhile"
    assert facts(made).title == "Priser"


def test_a_move_between_two_changes_is_a_change_too(town: TownHall) -> None:
    made = start(town)
    act_on(town, made, "withdraw")
    act_on(town, made, "restore")
    assert refused(lambda: change(town, made, cases.DraftInput(TITLE, body=town.body, access="open"), 1)) == (
        "changed-meanwhile")


def test_a_draft_that_is_made_personal_is_out_of_its_colleagues_hands(town: TownHall) -> None:
    made = start(town)
    change(town, made, cases.DraftInput(TITLE, body=town.body, access="personal", ground="personal-affairs"), 1)
    assert refused(lambda: change(town, made, cases.DraftInput(TITLE, body=town.body), 2, by="makker")) == (
        "not-your-draft")


def test_what_is_not_there_is_said_to_be_unknown(town: TownHall) -> None:
    for act in ("withdraw", "finish", "keep"):
        assert refused(lambda act=act: act_on(town, uuid4(), act)) == "draft-unknown"


# ------------------------------------------------------------------ writing along
def share(town: TownHall, made: UUID, *users: int, by: str = "skriver") -> None:
    cases.set_collaborators(draft_id=made, users=frozenset(users), actor=town.who(by), at=town.later())


def write(town: TownHall, made: UUID, by: str, text: str = "Ny tekst") -> int:
    edit = newest_edits(made).get("theme")
    return cases.save_section(draft_id=made, section="theme", base_version=edit.version if edit else 0,
                              blocks=[Paragraph(text)], actor=town.who(by), at=town.later())


def test_who_writes_along_writes_on_a_personal_draft_until_the_officer_says_otherwise(town: TownHall) -> None:
    made = draft(town, access="personal")
    assert refused(lambda: write(town, made, "anden")) == "not-your-draft"
    share(town, made, town.ids["anden"])
    write(town, made, "anden")
    assert [row.id for row in drafts_written_by(town.ids["anden"])] == [made]
    share(town, made)
    assert refused(lambda: write(town, made, "anden", "Nok en")) == "not-your-draft"
    assert drafts_written_by(town.ids["anden"]) == []


def test_the_journal_names_those_who_were_let_in_and_no_others(town: TownHall) -> None:
    made = start(town)
    share(town, made, town.ids["makker"], 987654)
    assert facts(made).collaborators == {town.ids["makker"]}
    assert entries_of("draft.share")[-1].codes == {f"user:{town.ids['makker']}": "writes"}
    assert refused(lambda: share(town, made, town.ids["leder"], by="leder")) == "not-your-draft"


# ------------------------------------------------------------------ states
#: A draft in each state: how it came there.
PATHS: dict[str, Callable[[TownHall, UUID], object]] = {
    "draft": lambda town, made: None,
    "in-approval": lambda town, made: cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.later()),
    "approved": approved,
    "withdrawn": lambda town, made: act_on(town, made, "withdraw"),
}
LEADS = {("withdraw", "draft"): "withdrawn", ("withdraw", "approved"): "withdrawn", ("restore", "withdrawn"): "draft",
         ("reopen", "approved"): "draft"}


@pytest.mark.parametrize("state", PATHS)
def test_each_act_leads_on_or_is_refused_and_whoever_writes_not_does_none(town: TownHall, state: str) -> None:
    for act in ("withdraw", "restore", "reopen", "correct"):
        made = draft(town)
        PATHS[state](town, made)
        assert facts(made).state == state
        for name in ("anden", "leder", "sekretaer", "admin"):
            assert refused(lambda act=act, made=made, name=name: act_on(town, made, act, name)) == "not-your-draft"
        if (act, state) in LEADS:
            act_on(town, made, act, "makker")
            assert facts(made).state == LEADS[act, state]
            assert entries_of(f"draft.{act}")[-1].codes == {"state": LEADS[act, state]}
        else:
            with pytest.raises(IllegalAct):
                act_on(town, made, act)
            assert facts(made).state == state
    assert chain_problems() == []


@pytest.mark.parametrize("state", ["in-approval", "approved", "withdrawn"])
def test_nothing_is_written_where_nothing_is_to_be_written(town: TownHall, state: str) -> None:
    made = draft(town)
    PATHS[state](town, made)
    before = content_of(made)
    for act in (lambda: write(town, made, "skriver"), lambda: share(town, made, town.ids["anden"]),
                lambda: act_on(town, made, "keep"),
                lambda: change(town, made, cases.DraftInput("Andet", body=town.body), facts(made).version)):
        with pytest.raises(IllegalAct):
            act()
    assert content_of(made) == before


def test_a_memo_is_finished_by_its_writer_once_it_says_something_and_is_frozen_then(town: TownHall) -> None:
    made = start(town, cases.DraftInput("Notat", access="open"), template="notat")
    assert refused(lambda: act_on(town, made, "finish")) == "sections-missing"
    assert (facts(made).state, versions_of_draft(made)) == ("draft", [])
    cases.save_section(draft_id=made, section="text", base_version=0, blocks=[Paragraph("Kort sagt.")],
                       actor=town.who("skriver"), at=town.later())
    act_on(town, made, "finish")
    assert facts(made).state == "approved"
    assert [(number, reason) for _id, number, reason, _by, _at in versions_of_draft(made)] == [(1, "finished")]
    assert refused(lambda: cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.at)) == "illegal-act"


def test_a_presentation_is_not_finished_and_a_memo_is_not_sent_to_approval(town: TownHall) -> None:
    assert refused(lambda: act_on(town, draft(town), "finish")) == "presentation-needs-approval"
    memo = start(town, cases.DraftInput("Notat", access="open"), template="notat")
    assert refused(lambda: cases.submit_draft(draft_id=memo, actor=town.who("skriver"), at=town.at)) == (
        "only-presentations-are-approved")


# ------------------------------------------------------------------ versions
def test_a_version_is_what_stood_there_and_is_not_moved_by_what_is_written_since(town: TownHall) -> None:
    made = draft(town)
    one = cases.keep_version(draft_id=made, actor=town.who("skriver"), at=town.later())
    stood = content_of(made)
    write(town, made, "makker")
    two = cases.keep_version(draft_id=made, actor=town.who("makker"), at=town.later())
    assert frozen_content(one) == stood
    assert frozen_content(two) == content_of(made) != stood
    assert [number for _id, number, *_rest in versions_of_draft(made)] == [2, 1]
    assert list(draft_problems()) == []


def test_the_same_text_is_one_version_however_often_it_is_kept(town: TownHall) -> None:
    made = draft(town)
    kept = {cases.keep_version(draft_id=made, actor=town.who("skriver"), at=town.later()) for _ in range(3)}
    assert len(kept) == len(entries_of("draft.freeze")) == 1


def test_a_version_comes_back_whole_from_its_bytes(town: TownHall) -> None:
    made = draft(town, access="closed", annex=b"Bilagets tekst", public_title="Ejendom")
    version = cases.keep_version(draft_id=made, actor=town.who("skriver"), at=town.later())
    data = bytes(DraftVersion.objects.get(pk=version).content_bytes)
    assert content_from(json.loads(data)) == content_of(made)
    assert content_of(made).canonical() == data
    assert [annex.file_name for annex in frozen_content(version).annexes] == ["bilag.txt"]


def test_only_writers_keep_versions(town: TownHall) -> None:
    made = draft(town)
    for name in ("anden", "leder", "sekretaer"):
        assert refused(lambda name=name: act_on(town, made, "keep", name)) == "not-your-draft"
    assert versions_of_draft(made) == []


# ------------------------------------------------------------------ what is not told
def test_the_journal_tells_of_drafts_by_codes_and_never_by_their_words(town: TownHall) -> None:
    made = draft(town, TITLE, access="personal", words="Åse bor på Torvet.")
    change(town, made, cases.DraftInput("Åses sag", body=town.body, access="personal", ground="personal-affairs",
                                        public_title="Noget om Åse"), 1)
    act_on(town, made, "keep")
    act_on(town, made, "withdraw")
    told = JournalEntry.objects.values_list("act", "subject", "codes", "hashes", "reason")
    assert {act for act, *_rest in told} >= {
        "draft.start", "draft.change", "draft.save", "draft.freeze", "draft.withdraw"}
    assert not [entry for entry in told if "Åse" in f"{entry}"]


def test_times_are_told_with_their_zone(town: TownHall) -> None:
    made = start(town)
    with pytest.raises(ValueError, match="zone"):
        cases.withdraw_draft(draft_id=made, actor=town.who("skriver"), at=datetime(2026, 9, 8, 9, 0))  # noqa: DTZ001
    assert facts(made).state == "draft"
    cases.withdraw_draft(draft_id=made, actor=town.who("skriver"), at=datetime(2026, 9, 8, 9, 0, tzinfo=UTC))
