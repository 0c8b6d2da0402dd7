"""What must always hold of staged packets and questions, the database holds, whoever writes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from sagsgang.pure.packet.canonical import canonical_packet
from sagsgang.records.imports.models import OpenQuestion, SourceDocument, StagedPacket
from tests.support.importing import NOON, QUESTION, accept, stage
from tests.support.meetings import committee_agenda, committee_minutes

pytestmark = pytest.mark.django_db(databases=["default", "open"])

PACKETS = {
    "a_staged_packet_has_a_known_state": {"state": "lost", "decided_by": "user:1", "decided_at": NOON},
    "an_accepted_packet_names_its_meeting": {
        "state": "accepted", "meeting_key": None, "decided_by": "user:1", "decided_at": NOON},
    "a_packet_is_decided_by_somebody_exactly_when_it_is_decided": {"state": "rejected"},
    "a_reason_belongs_to_a_rejection": {"reason": "Because."},
}
QUESTIONS = {
    "an_answer_has_words_a_person_and_a_time_or_none_of_them": {"answer": "Moved."},
}


@pytest.mark.parametrize("rule", PACKETS)
def test_a_packet_that_breaks_a_rule_is_refused(rule: str) -> None:
    stage(committee_agenda())
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        StagedPacket.objects.update(**PACKETS[rule])


@pytest.mark.parametrize("rule", QUESTIONS)
def test_a_question_that_breaks_a_rule_is_refused(rule: str) -> None:
    stage(committee_agenda(), QUESTION)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        OpenQuestion.objects.update(**QUESTIONS[rule])


def test_a_meeting_has_one_accepted_packet() -> None:
    accept(committee_minutes())
    later = stage(committee_minutes(), data=canonical_packet(committee_minutes()) + b"\n")
    with pytest.raises(IntegrityError), transaction.atomic():
        StagedPacket.objects.filter(source_id=later.source).update(
            state="accepted", decided_by="user:1", decided_at=NOON)


def test_a_finding_gives_one_question() -> None:
    stage(committee_agenda(), QUESTION)
    question = OpenQuestion.objects.get()
    question.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        question.save(force_insert=True)


def test_a_source_without_content_is_refused_by_raw_sql_too() -> None:
    stage(committee_agenda())
    with pytest.raises(IntegrityError, match="a_source_document_has_content"), transaction.atomic(), \
            connection.cursor() as cursor:
        cursor.execute("UPDATE imports_sourcedocument SET size = 0")


def test_a_source_with_a_packet_cannot_be_taken_away() -> None:
    stage(replace(committee_agenda(), place="Salen"))
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceDocument.objects.all().delete()
