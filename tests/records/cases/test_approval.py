"""Approval: who decides what, in which order, until when, and over which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from sagsgang.pure.kernel.errors import Conflict, IllegalAct, Refusal, SagsgangError
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.annexes import annexes_of
from sagsgang.records.cases.queries.content import frozen_content, newest_edits
from sagsgang.records.cases.queries.lists import RoundView, awaiting_decision, last_seen_version, rounds_of
from sagsgang.records.journal.queries import entries_of
from sagsgang.records.notices.queries import notices_of
from sagsgang.records.organisation import services as organisation
from tests.support.townhall import FOUNDER, TownHall, approved, draft, townhall

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownHall:
    return townhall()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def submit(town: TownHall, made: UUID, by: str = "skriver") -> RoundView:
    cases.submit_draft(draft_id=made, actor=town.who(by), at=town.later())
    return rounds_of(made)[0]


def approve(town: TownHall, made: UUID, by: str, **how: int) -> str:
    return cases.approve_draft(draft_id=made, actor=town.who(by), at=town.later(), **how)


def write(town: TownHall, made: UUID, text: str, section: str = "theme") -> None:
    cases.save_section(draft_id=made, section=section, base_version=newest_edits(made)[section].version,
                       blocks=[Paragraph(text)], actor=town.who("skriver"), at=town.later())


def told(town: TownHall, name: str) -> list[str]:
    return [notice.code for notice in notices_of(town.ids[name])]


def state(made: UUID) -> str:
    found = draft_facts(made)
    assert found is not None
    return found.state


# ------------------------------------------------------------------ the way through the levels
def test_a_draft_goes_through_its_levels_in_order_and_each_is_told_when_its_turn_comes(town: TownHall) -> None:
    made = draft(town)
    begun = submit(town, made)
    assert [(step.label, step.state) for step in begun.steps] == [
        ("Afdelingsleder", "current"), ("Direktør", "waiting")]
    assert told(town, "leder") == told(town, "vikar") == ["draft-to-approve"]
    assert told(town, "direktoer") == []
    assert refused(lambda: approve(town, made, "direktoer")) == "not-your-turn-to-approve"
    assert approve(town, made, "leder") == "in-approval"
    assert told(town, "direktoer") == ["draft-to-approve"]
    assert approve(town, made, "direktoer") == "approved"
    assert rounds_of(made)[0].state == "approved"
    assert told(town, "skriver") == ["draft-approved"]


def test_the_deputy_decides_in_the_approvers_place_and_nobody_decides_twice(town: TownHall) -> None:
    made = draft(town)
    submit(town, made)
    approve(town, made, "vikar")
    assert rounds_of(made)[0].steps[0].decided_by == f"user:{town.ids['vikar']}"
    assert refused(lambda: approve(town, made, "leder")) == "not-your-turn-to-approve"
    approve(town, made, "direktoer")
    with pytest.raises(IllegalAct):
        approve(town, made, "direktoer")


def test_who_is_named_nowhere_decides_nothing(town: TownHall) -> None:
    made = draft(town)
    submit(town, made)
    for name in ("makker", "sekretaer", "admin", "anden", "formand"):
        assert refused(lambda name=name: approve(town, made, name)) == "not-your-turn-to-approve"
        assert refused(lambda name=name: cases.return_draft(
            draft_id=made, comment="Nej", actor=town.who(name), at=town.at)) == "not-your-turn-to-approve"


def test_what_is_decided_is_told_of_by_key_and_never_by_title(town: TownHall) -> None:
    made = draft(town, "Fortroligt om Åse")
    approved(town, made)
    notices = [notice for name in town.ids for notice in notices_of(town.ids[name])]
    assert notices
    assert all("Åse" not in f"{notice.args}{notice.address}" for notice in notices)
    assert {notice.address for notice in notices} == {f"/udkast/{made}/"}


# ------------------------------------------------------------------ four eyes
def test_who_wrote_or_sent_a_draft_never_approves_it(town: TownHall) -> None:
    cases.set_approval_levels(unit=town.unit, actor=FOUNDER, at=town.at, levels=[
        cases.Level("Leder", town.ids["skriver"], town.ids["makker"])])
    made = draft(town)
    submit(town, made)
    assert refused(lambda: approve(town, made, "skriver")) == "four-eyes"
    assert approve(town, made, "makker") == "approved"


def test_who_sent_a_colleagues_draft_to_approval_does_not_approve_it(town: TownHall) -> None:
    cases.set_approval_levels(unit=town.unit, actor=FOUNDER, at=town.at, levels=[
        cases.Level("Leder", town.ids["makker"], town.ids["vikar"])])
    made = draft(town)
    submit(town, made, by="makker")
    assert refused(lambda: approve(town, made, "makker")) == "four-eyes"
    assert approve(town, made, "vikar") == "approved"


def test_a_draft_that_nobody_could_approve_is_refused_when_it_is_sent_not_left_to_lie(town: TownHall) -> None:
    made = draft(town)
    cases.set_approval_levels(unit=town.unit, actor=FOUNDER, at=town.at, levels=[
        cases.Level("Leder", town.ids["skriver"])])
    assert refused(lambda: submit(town, made)) == "level-without-approver"
    cases.set_approval_levels(unit=town.unit, actor=FOUNDER, at=town.at, levels=[
        cases.Level("Leder", town.ids["skriver"], town.ids["makker"])])
    assert refused(lambda: submit(town, made, by="makker")) == "level-without-approver"
    cases.set_approval_levels(unit=town.unit, actor=FOUNDER, at=town.at, levels=[
        cases.Level("Leder", town.ids["leder"])])
    organisation.set_active(user_id=town.ids["leder"], active=False, actor=FOUNDER, at=town.at)
    assert refused(lambda: submit(town, made)) == "level-without-approver"
    assert state(made) == "draft"
    assert rounds_of(made) == []


# ------------------------------------------------------------------ what must be there
def test_a_draft_with_empty_sections_is_not_sent_and_the_sections_are_named(town: TownHall) -> None:
    who = {"actor": town.who("skriver"), "at": town.later()}
    case = cases.open_case(title="Tom", unit=town.unit, officer=town.ids["skriver"], access="open", **who)
    made = cases.start_draft(case_key=case, template="sag-til-beslutning", facts=cases.DraftInput(
        "Tom", body=town.body, access="open"), **who)
    with pytest.raises(Refusal) as caught:
        submit(town, made)
    assert caught.value.code == "sections-missing"
    assert "Tema" in str(caught.value.args_["sections"])
    assert int(caught.value.args_["count"]) > 1


def test_a_closed_draft_states_its_ground_before_it_is_sent(town: TownHall) -> None:
    made = draft(town, access="closed", ground="")
    assert refused(lambda: submit(town, made)) == "ground-missing"


def test_a_closed_annex_of_an_open_draft_states_its_ground(town: TownHall) -> None:
    made = draft(town, annex=b"Tal")
    (annex,) = annexes_of(made)

    def close(ground: str, version: int) -> None:
        cases.change_annex(annex_id=annex.id, title="Tal", document_number="", access="closed", ground=ground,
                           version=version, actor=town.who("skriver"), at=town.later())

    close("", 1)
    assert refused(lambda: submit(town, made)) == "annex-ground-missing"
    close("personal-affairs", 2)
    assert submit(town, made).state == "open"


@pytest.mark.parametrize(("text_state", "code"), [("waiting", "annex-not-read"), ("unsettled", "annex-unsettled")])
def test_an_annex_that_nobody_has_looked_into_keeps_its_draft_back(town: TownHall, text_state: str, code: str) -> None:
    made = draft(town)
    annex = cases.add_annex(draft_id=made, name="svar.docx", data=b"1", actor=town.who("skriver"), at=town.later())
    if text_state != "waiting":
        cases.keep_reading(version_id=annexes_of(made)[0].files[0].id, state=text_state)
    assert refused(lambda: submit(town, made)) == code
    cases.remove_annex(annex_id=annex, removed=True, actor=town.who("skriver"), at=town.later())
    assert submit(town, made).state == "open"


def test_a_clean_file_settles_what_the_former_one_hid(town: TownHall) -> None:
    made = draft(town)
    annex = cases.add_annex(draft_id=made, name="svar.docx", data=b"1", actor=town.who("skriver"), at=town.later())
    cases.keep_reading(version_id=annexes_of(made)[0].files[0].id, state="unsettled")
    cases.replace_annex(annex_id=annex, name="svar.docx", data=b"2", actor=town.who("skriver"), at=town.later())
    cases.keep_reading(version_id=annexes_of(made)[0].files[0].id, state="read")
    assert submit(town, made).state == "open"


def test_a_department_without_levels_takes_those_above_it_and_is_refused_where_there_are_none(town: TownHall) -> None:
    child = organisation.set_up_unit(name="Sprogcenter", parent=town.unit, actor=FOUNDER, at=town.at)
    organisation.give_role(user_id=town.ids["skriver"], code="case-officer", unit=child, actor=FOUNDER, at=town.at)
    above = town.unit
    town.unit = child
    made = draft(town)
    assert [step.label for step in submit(town, made).steps] == ["Afdelingsleder", "Direktør"]
    cases.recall_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    cases.set_approval_levels(unit=above, levels=[], actor=FOUNDER, at=town.at)
    assert refused(lambda: submit(town, made)) == "unit-without-levels"


def test_memos_are_finished_and_not_approved(town: TownHall) -> None:
    who = {"actor": town.who("skriver"), "at": town.later()}
    case = cases.open_case(title="Notat", unit=town.unit, officer=town.ids["skriver"], access="open", **who)
    memo = cases.start_draft(case_key=case, template="notat", facts=cases.DraftInput("Notat", access="open"), **who)
    assert refused(lambda: submit(town, memo)) == "only-presentations-are-approved"


# ------------------------------------------------------------------ back to the writer
def test_a_draft_is_sent_back_with_a_reason_and_its_writer_and_sender_are_told(town: TownHall) -> None:
    made = draft(town)
    submit(town, made, by="makker")
    for empty in ("", "  \n"):
        assert refused(lambda empty=empty: cases.return_draft(
            draft_id=made, comment=empty, actor=town.who("leder"), at=town.later())) == "return-without-comment"
    cases.return_draft(draft_id=made, comment=" Skriv tallene ud. ", actor=town.who("leder"), at=town.later())
    assert state(made) == "returned"
    (returned,) = rounds_of(made)
    assert returned.state == "returned"
    assert [(step.state, step.comment) for step in returned.steps] == [
        ("returned", "Skriv tallene ud."), ("dropped", "")]
    assert told(town, "skriver") == told(town, "makker") == ["draft-returned"]


def test_sent_again_it_begins_a_new_round_from_the_first_level_over_the_new_words(town: TownHall) -> None:
    made = draft(town)
    first = submit(town, made)
    approve(town, made, "leder")
    cases.return_draft(draft_id=made, comment="Om igen", actor=town.who("direktoer"), at=town.later())
    write(town, made, "Skrevet om")
    second = submit(town, made)
    assert (second.number, second.steps[0].state) == (2, "current")
    assert second.version_id != first.version_id
    texts = {section.key: section.blocks for section in frozen_content(second.version_id).sections}
    assert texts["theme"] == (Paragraph("Skrevet om"),)
    assert frozen_content(first.version_id).sections != frozen_content(second.version_id).sections


def test_an_approver_is_shown_the_version_that_they_decided_on_last(town: TownHall) -> None:
    made = draft(town)
    first = submit(town, made)
    assert last_seen_version(made, town.ids["leder"]) is None
    cases.return_draft(draft_id=made, comment="Om igen", actor=town.who("leder"), at=town.later())
    write(town, made, "Skrevet om")
    submit(town, made)
    assert last_seen_version(made, town.ids["leder"]) == first.version_id
    assert last_seen_version(made, town.ids["direktoer"]) is None


def test_who_recalls_a_draft_writes_on_and_its_approver_has_nothing_left_to_decide(town: TownHall) -> None:
    made = draft(town)
    submit(town, made)
    assert refused(lambda: cases.recall_draft(draft_id=made, actor=town.who("leder"), at=town.at)) == "not-your-draft"
    cases.recall_draft(draft_id=made, actor=town.who("makker"), at=town.later())
    assert state(made) == "draft"
    assert {step.state for step in rounds_of(made)[0].steps} == {"dropped"}
    assert awaiting_decision(town.ids["leder"]) == []
    with pytest.raises(IllegalAct):
        approve(town, made, "leder")


def test_what_was_approved_unread_is_not_approved(town: TownHall) -> None:
    made = draft(town)
    read = submit(town, made).version_id
    cases.recall_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    write(town, made, "Noget helt andet")
    submit(town, made)
    with pytest.raises(Conflict):
        approve(town, made, "leder", read=read)
    with pytest.raises(Conflict):
        cases.return_draft(draft_id=made, comment="Nej", read=read, actor=town.who("leder"), at=town.later())
    assert approve(town, made, "leder", read=rounds_of(made)[0].version_id) == "in-approval"


def test_nothing_of_a_draft_in_approval_is_changed_by_its_writers(town: TownHall) -> None:
    made = draft(town, annex=b"Tal")
    submit(town, made)
    with pytest.raises(IllegalAct):
        write(town, made, "Smuglet ind")
    with pytest.raises(IllegalAct):
        cases.add_annex(draft_id=made, name="mere.txt", data=b"1", actor=town.who("skriver"), at=town.later())


def test_a_draft_that_changed_nothing_is_frozen_once(town: TownHall) -> None:
    made = draft(town)
    first = submit(town, made)
    cases.recall_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    assert submit(town, made).version_id == first.version_id


# ------------------------------------------------------------------ until when
def test_a_level_has_its_own_working_days_else_those_of_the_rule(town: TownHall) -> None:
    town.at = datetime(2026, 9, 10, 7, 0, tzinfo=UTC)  # a Thursday
    made = draft(town)
    assert submit(town, made).steps[0].due_on == date(2026, 9, 15)  # Fri, Mon, Tue
    approve(town, made, "leder")
    assert rounds_of(made)[0].steps[1].due_on == date(2026, 9, 14)  # Fri, Mon


def test_holidays_are_no_working_days_and_the_danish_clock_says_which_day_it_is(town: TownHall) -> None:
    town.at = datetime(2027, 3, 23, 22, 58, tzinfo=UTC)
    made = draft(town)
    assert submit(town, made).begun_at == datetime(2027, 3, 23, 23, 0, tzinfo=UTC)  # Wednesday of Easter week, 0.00
    assert rounds_of(made)[0].steps[0].due_on == date(2027, 4, 1)  # Tue, Wed, Thu after Easter


def test_who_lets_a_level_lie_is_reminded_once_with_the_deputy(town: TownHall) -> None:
    made = draft(town)
    due = submit(town, made).steps[0].due_on
    assert due is not None
    evening = datetime(due.year, due.month, due.day, 20, 0, tzinfo=UTC)
    assert cases.remind_approvers(now=evening) == 0
    for _ in range(2):
        cases.remind_approvers(now=evening + timedelta(hours=8))
    assert told(town, "leder").count("approval-overdue") == told(town, "vikar").count("approval-overdue") == 1
    assert "approval-overdue" not in told(town, "direktoer")
    town.at = evening + timedelta(hours=12)
    approve(town, made, "leder")
    assert cases.remind_approvers(now=town.at) == 0


# ------------------------------------------------------------------ the path
def test_only_administrators_say_who_approves_and_each_level_is_whole(town: TownHall) -> None:
    def levels(*rows: cases.Level, by: str = "admin") -> None:
        cases.set_approval_levels(unit=town.unit, levels=rows, actor=town.who(by), at=town.later())

    ids = town.ids
    assert refused(lambda: levels(cases.Level("Leder", ids["leder"]), by="leder")) == "needs-administrator"
    assert refused(lambda: levels(cases.Level(" ", ids["leder"]))) == "level-incomplete"
    assert refused(lambda: levels(cases.Level("Leder", ids["leder"], ids["leder"]))) == "level-incomplete"
    assert refused(lambda: levels(cases.Level("Leder", 0))) == "officer-unknown"
    for days in (-1, 0, 100_000):
        assert refused(lambda days=days: levels(cases.Level("Leder", ids["leder"], days=days))) == "deadline-days"


def test_a_round_that_has_begun_goes_on_as_it_was(town: TownHall) -> None:
    made = draft(town)
    submit(town, made)
    cases.set_approval_levels(unit=town.unit, levels=[cases.Level("Ny", town.ids["vikar"])], actor=FOUNDER, at=town.at)
    approve(town, made, "leder")
    assert approve(town, made, "direktoer") == "approved"


def test_every_act_of_approval_is_in_the_journal_without_words(town: TownHall) -> None:
    made = draft(town, "Hemmeligheden", words="Hemmeligheden")
    submit(town, made)
    cases.return_draft(draft_id=made, comment="Hemmeligheden", actor=town.who("leder"), at=town.later())
    approved(town, made)
    acts = [entry for act in ("draft.submit", "draft.return", "draft.approve") for entry in entries_of(act)]
    assert [(entry.act, entry.actor) for entry in acts] == [
        ("draft.submit", town.who("skriver").key), ("draft.submit", town.who("skriver").key),
        ("draft.return", town.who("leder").key), ("draft.approve", town.who("leder").key),
        ("draft.approve", town.who("direktoer").key)]
    assert "Hemmelig" not in str(acts)
