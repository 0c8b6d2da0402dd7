"""From a file to records: staged, reviewed, accepted, rejected, answered; each act once in the journal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sagsgang.config.store import Store
from sagsgang.procedures.accept_import import accept_import
from sagsgang.procedures.answer_question import answer_question
from sagsgang.procedures.export_store import export_store
from sagsgang.procedures.rebuild_packet import rebuild_packet
from sagsgang.procedures.reject_import import reject_import
from sagsgang.procedures.settle_import import settle_import
from sagsgang.procedures.stage_import import stage_import
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.actor import CLI, Actor
from sagsgang.pure.kernel.errors import Conflict, IllegalAct, InputRefused, Refusal
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.records.imports import queries
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.journal.queries import chain_problems
from sagsgang.records.meetings.queries import meeting_keys
from sagsgang.records.organisation.queries import municipality
from tests.support.importing import ERROR, NOON, QUESTION, WARNING, accept, contents, stage
from tests.support.meetings import committee_agenda, committee_minutes
from tests.support.store import SECRETARY

pytestmark = pytest.mark.django_db(databases=["default", "open"])
MINUTES, AGENDA = committee_minutes(), committee_agenda()
STRANGER = Actor("user:9", frozenset({"publisher"}))


def acts() -> list[str]:
    return list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))


def settle(source: str, *, accept: bool = True) -> queries.StagedView:
    return settle_import(source, accept=accept, actor=CLI, at=NOON)


def test_a_staged_packet_keeps_file_reading_and_questions() -> None:
    staged = stage(MINUTES, WARNING, QUESTION)
    assert staged.state == "staged"
    assert queries.source_file(staged.source).read_bytes() == canonical_packet(MINUTES)
    assert queries.reading(staged.source) == Reading(MINUTES, (WARNING, QUESTION))
    (question,) = queries.open_questions()
    assert (question.position, question.finding.code, question.finding.where) == (1, QUESTION.code, QUESTION.where)
    assert staged.open_questions == 1
    assert meeting_keys() == ()


def test_the_same_bytes_again_change_nothing(store: Store) -> None:
    accept(MINUTES, WARNING)
    before = contents(store)
    accept(MINUTES, WARNING)
    assert contents(store) == before


def test_warnings_and_questions_hold_nothing_back_and_stay_open() -> None:
    accepted = accept(MINUTES, WARNING, QUESTION)
    assert (accepted.state, accepted.open_questions) == ("accepted", 1)
    assert canonical_packet(rebuild_packet(accepted.meeting_key or "")) == canonical_packet(MINUTES)


@pytest.mark.parametrize(("packet", "findings"), [
    (MINUTES, [ERROR]), (replace(MINUTES, meeting_date=None), []), (replace(MINUTES, committee=None), [])])
def test_what_the_reader_could_not_read_waits_for_a_person(packet: Any, findings: list[Any]) -> None:
    assert accept(packet, *findings).state == "in_review"
    assert meeting_keys() == ()
    assert [view.state for view in queries.review_list()] == ["in_review"]


def test_without_accept_everything_waits_and_a_later_run_accepts_it() -> None:
    source = stage(MINUTES).source
    assert settle(source, accept=False).state == "in_review"
    assert settle(source).state == "accepted"
    assert acts() == ["municipality.found", "packet.stage", "packet.review", "meeting.keep", "packet.accept"]


def test_a_person_may_accept_what_the_reader_doubted() -> None:
    source = accept(MINUTES, ERROR).source
    accept_import(source, actor=SECRETARY, at=NOON)
    kept = queries.staged(source)
    assert kept
    assert (kept.state, kept.decided_by, kept.decided_at) == ("accepted", "user:7", NOON)


def test_nobody_accepts_a_packet_whose_meeting_is_unknown() -> None:
    source = accept(replace(MINUTES, meeting_date=None)).source
    with pytest.raises(Refusal, match="meeting-without-key"):
        accept_import(source, actor=SECRETARY, at=NOON)


def test_a_rejected_packet_is_kept_and_makes_no_records() -> None:
    source = stage(MINUTES).source
    reject_import(source, reason=" A draft. ", actor=SECRETARY, at=NOON)
    kept = queries.staged(source)
    assert kept
    assert (kept.state, kept.reason) == ("rejected", "A draft.")
    assert settle(source).state == "rejected"
    assert meeting_keys() == ()
    with pytest.raises(IllegalAct):
        accept_import(source, actor=SECRETARY, at=NOON)
    assert "draft" not in repr(list(JournalEntry.objects.values_list()))


def test_other_bytes_for_the_meeting_are_a_new_edition_that_supersedes_the_first() -> None:
    first = accept(MINUTES)
    later = replace(MINUTES, items=MINUTES.items[:2])
    second = accept(later)
    superseded = queries.staged(first.source)
    assert superseded
    assert superseded.state == "superseded"
    assert queries.accepted(second.meeting_key or "") == second
    assert canonical_packet(rebuild_packet(second.meeting_key or "")) == canonical_packet(later)
    assert JournalEntry.objects.filter(act="packet.accept").last().codes["supersedes"] == first.source
    # The bytes of the first edition again do not bring it back.
    assert accept(MINUTES).state == "superseded"
    assert queries.accepted(second.meeting_key or "") == second


def test_another_municipalitys_packet_is_refused_and_nothing_changed(store: Store) -> None:
    accept(MINUTES)
    before = contents(store)
    with pytest.raises(Conflict, match="other-municipality"):
        stage(replace(AGENDA, municipality="Bakkedal Kommune"))
    assert contents(store) == before


def test_the_first_packet_fixes_the_municipality_even_when_it_waits() -> None:
    stage(MINUTES, ERROR)
    named = municipality()
    assert named
    assert named.name == MINUTES.municipality


def test_a_packet_that_names_none_is_taken_before_and_after_the_founding() -> None:
    assert accept(replace(AGENDA, municipality=None)).state == "accepted"
    assert municipality() is None
    assert accept(MINUTES).state == "accepted"
    assert municipality() is not None


def test_an_unknown_layout_is_refused_and_nothing_kept(store: Store) -> None:
    with pytest.raises(InputRefused, match="layout-unknown"):
        stage(replace(MINUTES, layout=None))
    assert not queries.review_list(waiting_only=False)
    assert not list(store.home.rglob("*/??/*"))
    assert acts() == []


def test_bytes_that_changed_after_they_were_read_are_refused() -> None:
    with pytest.raises(InputRefused, match="file-changed"):
        stage_import(b"new", source=sha256(b"old"), name="x", media_type="text/plain", reading=Reading(MINUTES),
                     actor=CLI, at=NOON)


def test_a_text_that_no_database_holds_is_refused_before_anything_is_kept() -> None:
    item = replace(MINUTES.items[0], title="Nul\x00")
    with pytest.raises(InputRefused, match="text-not-storable"):
        stage(replace(MINUTES, items=(item,)), data=b"bytes")
    assert acts() == []


def test_an_answer_closes_a_question_once_and_its_words_stay_out_of_the_journal() -> None:
    source = accept(MINUTES, QUESTION).source
    with pytest.raises(Refusal, match="answer-empty"):
        answer_question(source, 0, answer="  ", actor=SECRETARY, at=NOON)
    answer_question(source, 0, answer="Flyttet.", actor=SECRETARY, at=NOON)
    (question,) = queries.open_questions(source, answered=True)
    assert (question.answer, question.answered_by) == ("Flyttet.", "user:7")
    assert queries.open_questions() == ()
    with pytest.raises(Refusal, match="question-answered"):
        answer_question(source, 0, answer="Afholdt.", actor=SECRETARY, at=NOON)
    with pytest.raises(Conflict, match="question-unknown"):
        answer_question(source, 1, answer="Afholdt.", actor=SECRETARY, at=NOON)
    assert "Flyttet" not in repr(list(JournalEntry.objects.values_list()))
    assert acts()[-1] == "question.answer"


def test_who_is_no_importer_is_refused_everywhere() -> None:
    source = stage(MINUTES, QUESTION).source
    for act in (lambda: accept_import(source, actor=STRANGER, at=NOON),
                lambda: reject_import(source, actor=STRANGER, at=NOON),
                lambda: answer_question(source, 0, answer="x", actor=STRANGER, at=NOON),
                lambda: stage_import(b"x", source=sha256(b"x"), name="x", media_type="text/plain",
                                     reading=Reading(AGENDA), actor=STRANGER, at=NOON)):
        with pytest.raises(Refusal, match="needs-importer"):
            act()


def test_an_act_that_fails_leaves_no_trace(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    source = stage(MINUTES).source
    before = contents(store)

    def fail(*_args: object, **_named: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("sagsgang.procedures.accept_import.record_act", fail)
    with pytest.raises(OSError):
        accept_import(source, actor=SECRETARY, at=NOON)
    assert contents(store) == before


def test_the_export_is_every_accepted_meeting_in_the_order_of_the_keys() -> None:
    accept(AGENDA)
    accept(MINUTES)
    accept(replace(MINUTES, meeting_start=None), ERROR)
    exported = list(export_store())
    assert [key for key, _data in exported] == sorted(meeting_keys())
    assert [data for _key, data in exported] == [canonical_packet(MINUTES), canonical_packet(AGENDA)]


def test_the_journal_is_whole_after_all_of_it() -> None:
    accept(MINUTES, QUESTION)
    accept(replace(MINUTES, place=None))
    reject_import(stage(AGENDA).source, actor=SECRETARY, at=NOON)
    assert chain_problems() == []


def test_a_question_places_its_words_in_the_language_of_the_reader() -> None:
    accept(replace(MINUTES, items=(replace(MINUTES.items[0], sections=()),)), QUESTION)
    (question,) = queries.open_questions()
    assert "Ordlyd" in question.finding.message
