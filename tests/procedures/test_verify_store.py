"""Verify accepts a whole store, and names each thing of which one byte was altered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from sagsgang.config.store import Store
from sagsgang.procedures import release_meeting as releasing
from sagsgang.procedures.publish_site_statement import publish_site_statement
from sagsgang.procedures.release_meeting import release_meeting
from sagsgang.procedures.verify_store import verify_store
from sagsgang.pure.kernel.actor import CLI
from sagsgang.pure.packet.keys import meeting_key
from sagsgang.records.imports.models import OpenQuestion, SourceDocument, StagedPacket
from sagsgang.records.openstore.services import MunicipalityStatement
from sagsgang.records.publication.models import Release
from tests.support.importing import NOON, QUESTION, accept, contents, release, stage
from tests.support.meetings import committee_agenda, committee_minutes, council_minutes

pytestmark = pytest.mark.django_db(databases=["default", "open"])
MINUTES = committee_minutes()
KEY = meeting_key(MINUTES) or ""


@pytest.fixture(autouse=True)
def whole(store: Store) -> Store:
    """A store with something of everything: two editions, a question, one that waits, a statement."""
    accept(MINUTES, QUESTION)
    publish_site_statement(MunicipalityStatement(name="Fjordby Kommune", notice="Prøve."), actor=CLI, at=NOON)
    release(MINUTES, council_minutes())
    release(replace(MINUTES, place="Salen"))
    stage(committee_agenda())
    report = verify_store()
    assert (report.problems, report.completed) == ((), ())
    return store


def sql(statement: str, *values: Any, alias: str = "default") -> None:
    """Write past everything that guards a table."""
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(statement, values)


def flipped(data: bytes) -> bytes:
    """The same bytes but for one in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]


def flip_file(path: Path) -> None:
    path.write_bytes(flipped(path.read_bytes()))


def sole_problem(*words: str) -> None:
    """Verify has something to say, and one sentence of it names the thing."""
    problems = verify_store().problems
    assert any(all(word in problem for word in words) for problem in problems), problems


def test_verify_changes_nothing(whole: Store) -> None:
    before = contents(whole)
    verify_store()
    assert contents(whole) == before


def test_a_byte_of_a_source_file_is_noticed(whole: Store) -> None:
    for source in SourceDocument.objects.all():
        path = whole.files / source.sha256[:2] / source.sha256
        kept = path.read_bytes()
        flip_file(path)
        sole_problem(source.sha256, source.name)
        path.unlink()
        sole_problem(source.sha256, source.name)
        path.write_bytes(kept)
    assert verify_store().problems == ()


def test_the_size_of_a_file_is_noticed() -> None:
    SourceDocument.objects.update(size=7)
    sole_problem("size")


def test_a_byte_of_a_staged_packet_is_noticed() -> None:
    for packet in StagedPacket.objects.all():
        kept = bytes(packet.reading_bytes)
        StagedPacket.objects.filter(pk=packet.pk).update(reading_bytes=flipped(kept))
        sole_problem(packet.source_id)
        StagedPacket.objects.filter(pk=packet.pk).update(reading_bytes=kept)
    assert verify_store().problems == ()


@pytest.mark.parametrize(("field", "value"), [
    ("reading_sha256", "0" * 64), ("packet_sha256", "0" * 64), ("meeting_key", "udvalg/2020-01-01/1000"),
    ("has_error", True), ("layout", "other")])
def test_a_column_of_a_staged_packet_is_noticed(field: str, value: Any) -> None:
    waiting = StagedPacket.objects.get(state="staged")
    StagedPacket.objects.filter(pk=waiting.pk).update(**{field: value})
    sole_problem(waiting.source_id)


def test_a_staged_packet_that_was_swapped_with_its_hashes_is_noticed_by_the_journal() -> None:
    one, other = StagedPacket.objects.get(state="superseded"), StagedPacket.objects.get(state="staged")
    StagedPacket.objects.filter(pk=other.pk).update(
        reading_bytes=bytes(one.reading_bytes), reading_sha256=one.reading_sha256, packet_sha256=one.packet_sha256,
        meeting_key=one.meeting_key)
    sole_problem(other.source_id, "journal")


def test_a_question_that_was_changed_is_noticed() -> None:
    OpenQuestion.objects.update(code="line-unplaced")
    sole_problem("question 0")


def test_a_packet_that_was_taken_away_whole_is_noticed() -> None:
    gone = StagedPacket.objects.get(state="staged")
    StagedPacket.objects.filter(pk=gone.pk).delete()
    sole_problem(gone.source_id, "no staged packet")
    SourceDocument.objects.filter(pk=gone.source_id).delete()
    sole_problem(gone.source_id, "journal")


RECORDS = {
    "the meeting's place": "UPDATE meetings_meeting SET place = 'Salem' WHERE place = 'Salen'",
    "an item's title": "UPDATE meetings_agendaitem SET title = title || '.' WHERE number = '2'",
    "an attendee": "UPDATE meetings_attendance SET name = 'Dan Wig' WHERE name = 'Dan Vig'",
    "a signature": "UPDATE minutes_signature SET name = 'Dan Wig' WHERE name = 'Dan Vig'",
}


@pytest.mark.parametrize("what", RECORDS)
def test_a_letter_of_the_records_is_noticed(what: str) -> None:
    sql(RECORDS[what])
    sole_problem("records of the meeting", KEY)


def test_a_meeting_without_an_accepted_packet_is_noticed() -> None:
    key = meeting_key(council_minutes()) or ""
    StagedPacket.objects.filter(meeting_key=key).update(state="rejected")
    sole_problem(key, "no accepted packet")


def test_a_byte_of_a_release_is_noticed() -> None:
    for row in Release.objects.all():
        sql("UPDATE publication_release SET packet_bytes = %s WHERE release_id = %s", flipped(bytes(row.packet_bytes)),
            row.release_id)
        sole_problem(f"Release {row.sequence} of {row.meeting_key}", "frozen packet")
        sql("UPDATE publication_release SET packet_bytes = %s WHERE release_id = %s", bytes(row.packet_bytes),
            row.release_id)
    assert verify_store().problems == ()


def test_a_byte_of_a_releases_pdf_is_noticed(whole: Store) -> None:
    row = Release.objects.get(number=1)
    flip_file(whole.files / row.pdf_sha256[:2] / row.pdf_sha256)
    sole_problem(f"Release {row.sequence} of {row.meeting_key}", row.pdf_sha256)


def test_a_release_with_other_hashes_is_noticed() -> None:
    sql("UPDATE publication_release SET source_sha256 = %s WHERE number = 2", "0" * 64)
    sole_problem("is not the open part")


def test_a_release_that_was_taken_away_is_noticed() -> None:
    last = Release.objects.order_by("number").last()
    assert last
    sql("DELETE FROM publication_release WHERE release_id = %s", last.release_id)
    sole_problem(last.release_id, "journal")
    sole_problem(last.release_id, "public store")


def test_a_byte_of_a_site_statement_is_noticed() -> None:
    sql("UPDATE publication_sitestatement SET sha256 = %s", "0" * 64)
    sole_problem("Site statement 1")


def test_a_letter_of_the_journal_is_noticed() -> None:
    sql("UPDATE journal_journalentry SET subject = subject || 'x' WHERE seq = 3")
    sole_problem("Journal entry 3")


PUBLIC = {
    "an item's title": "UPDATE openstore_item SET title = title || '.' WHERE number = '2'",
    "a decision": "UPDATE openstore_decision SET body_name = body_name || '.' WHERE position = 1",
    "an annex": "UPDATE openstore_annex SET title = title || '.'",
    "a meeting": "UPDATE openstore_meeting SET place = 'Salem' WHERE place = 'Salen'",
    "a release": "UPDATE openstore_release SET edition = 'agenda'",
}


@pytest.mark.parametrize("what", PUBLIC)
def test_a_letter_of_the_public_rows_is_noticed(what: str) -> None:
    sql(PUBLIC[what], alias="open")
    sole_problem("public store", KEY)


def test_a_byte_of_a_public_file_is_noticed(whole: Store) -> None:
    row = Release.objects.get(number=2)
    flip_file(whole.open_files / row.pdf_sha256[:2] / row.pdf_sha256)
    sole_problem(row.pdf_sha256, row.meeting_key)


def test_a_change_of_the_list_that_the_index_follows_is_noticed() -> None:
    sql("UPDATE openstore_change SET meeting_key = 'x' WHERE seq = (SELECT min(seq) FROM openstore_change)",
        alias="open")
    sole_problem("Change")


INSIDE = {
    "publication_release": ["packet_sha256 = 'x'", "left_out = '[]'", "released_by = 'x'"],
    "imports_sourcedocument": ["name = 'x'", "media_type = 'x'", "arrived_at = '2020-01-01 00:00:00+00:00'"],
    "imports_stagedpacket": ["decided_by = 'x'", "reason = 'x'"],
    "imports_openquestion": ["answer = 'x', answered_by = 'y', answered_at = '2020-01-01 00:00:00+00:00'"],
    "organisation_municipality": ["key = 'x'", "name = 'x'"],
    "organisation_body": ["name = 'x'"],
    "cases_presentation": [f"source_sha256 = '{'0' * 64}'"],
    "minutes_decision": [f"source_sha256 = '{'0' * 64}'"],
}


@pytest.mark.parametrize(("table", "change"), [(table, change) for table, all_ in INSIDE.items() for change in all_])
def test_a_column_inside_is_noticed(table: str, change: str) -> None:
    with connections["default"].cursor() as cursor:
        if connections["default"].vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while checks of it are pending
            cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    try:
        sql(f"UPDATE {table} SET {change}")
        assert verify_store().problems != ()
    finally:
        if connections["default"].vendor == "sqlite":
            with connections["default"].cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.parametrize("column", [
    "name", "colour", "notice", "about", "address", "phone", "email", "website", "accessibility_url"])
def test_a_column_of_the_public_municipality_is_noticed_and_left(column: str) -> None:
    sql(f"UPDATE openstore_municipality SET {column} = '#000000'", alias="open")
    sole_problem("public site")
    sole_problem("public site")


def test_one_who_writes_all_the_while_makes_no_false_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    places = iter(range(100))
    monkeypatch.setattr("sagsgang.procedures.verify_store._position", lambda: (next(places),))
    sql(RECORDS["the meeting's place"])
    report = verify_store()
    assert (report.problems, report.busy) == ((), True)


def left_by_a_killed_run(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(releasing, "project_release", lambda _statement: None)
    accept(replace(MINUTES, place=None))
    made = release_meeting(KEY, actor=CLI, at=NOON)
    assert made
    return made.release_id


def test_what_a_killed_run_left_is_completed_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        made = left_by_a_killed_run(patch)
    report = verify_store()
    assert report.problems == ()
    assert any(made in line for line in report.completed)
    assert verify_store().completed == ()


def test_an_index_that_stands_elsewhere_is_made_again_and_told(whole: Store) -> None:
    (whole.index / "current").unlink()
    report = verify_store()
    assert report.problems == ()
    assert len(report.completed) == 1
    assert verify_store().completed == ()


def test_one_broken_thing_does_not_hide_another(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise OSError("the disk is gone")

    monkeypatch.setattr("sagsgang.records.imports.queries.source_problems", broken)
    sql(RECORDS["the meeting's place"])
    sole_problem("staged packets", "the disk is gone")
    sole_problem("records of the meeting", KEY)
