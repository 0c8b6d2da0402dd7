"""What must always hold, the database holds: every named rule refuses raw SQL that breaks it, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from sagsgang.records.organisation.services import create_user
from tests.support.journal import by_hand, drop_triggers
from tests.support.meetings import committee_minutes, council_minutes
from tests.support.store import MONDAY, SECRETARY, kept

pytestmark = pytest.mark.django_db

APPS = ("journal", "organisation", "cases", "meetings", "minutes")  # the rules of others are tried beside them
ENTRY = ("INSERT INTO journal_journalentry (seq, act, subject, codes, hashes, actor, at, reason, previous_hash, hash)"
         " VALUES ({}, '{}', 'x', '{{}}', '{{}}', 'y', '2022-01-01 00:00:00+00', '', 'p', 'h')")
TIED = ("source_sha256 = ''", "journal_entry_id = 1", "origin = 'native'", "origin = 'native', source_sha256 = ''",
        "origin = 'native', journal_entry_id = 1", "origin = 'found', source_sha256 = ''")


def tied(table: str) -> list[str]:
    return [f"UPDATE {table} SET {how}" for how in TIED]


BREAKS = {
    "the_journal_begins_at_one": [ENTRY.format(0, "a.b")],
    "an_entry_says_who_did_what_to_what": [ENTRY.format(99, "")],
    "the_journal_has_one_head": ["INSERT INTO journal_journalhead (id, seq, hash) VALUES (2, 1, 'x')"],
    "one_home_holds_one_municipality": [
        "INSERT INTO organisation_municipality (id, key, name) VALUES (2, 'klitby', 'Klitby')"],
    "a_municipality_has_a_key": ["UPDATE organisation_municipality SET key = ''"],
    "a_body_has_a_key": ["UPDATE organisation_body SET key = '' WHERE key = 'byraadet'"],
    "a_body_is_of_a_known_kind": ["UPDATE organisation_body SET kind = 'klub'"],
    "a_case_has_a_number": ["UPDATE cases_case SET key = '' WHERE key = '22-9'",
                            "UPDATE cases_case SET number = '' WHERE key = '22-9'"],
    "access_to_a_case_is_a_known_one": ["UPDATE cases_case SET access = 'ajar'"],
    "a_case_is_tied_to_its_source_or_journal_entry": tied("cases_case"),
    "a_presentation_is_tied_to_its_source_or_journal_entry": tied("cases_presentation"),
    "one_annex_a_position_of_a_presentation": ["UPDATE cases_annex SET position = 0"],
    "a_listed_annex_has_its_list_and_a_title": [
        "UPDATE cases_annex SET presentation_id = NULL WHERE listed",
        "UPDATE cases_annex SET title = NULL WHERE listed",
        "UPDATE cases_annex SET listed = TRUE WHERE presentation_id IS NULL"],
    "access_to_an_annex_is_open_closed_or_unstated": ["UPDATE cases_annex SET access = 'ajar'"],
    "one_version_a_number_of_an_annex": [
        "UPDATE cases_annexversion SET annex_id = (SELECT max(annex_id{text}) FROM cases_annexversion){uuid}"],
    "a_version_differs_from_the_others": [
        "UPDATE cases_annexversion SET number = id, content_sha256 = 'same',"
        " annex_id = (SELECT max(annex_id{text}) FROM cases_annexversion){uuid}"],
    "pages_have_both_ends": ["UPDATE cases_annexversion SET page_from = NULL",
                             "UPDATE cases_annexversion SET page_to = NULL"],
    "access_to_a_version_is_open_closed_or_unstated": ["UPDATE cases_annexversion SET access = 'ajar'"],
    "a_version_is_tied_to_its_source_or_journal_entry": tied("cases_annexversion"),
    "one_reference_a_position": [
        "INSERT INTO cases_casereference (version_id, position, number, key)"
        " SELECT version_id, position, number, key FROM cases_casereference"],
    "a_meeting_is_in_a_known_state": ["UPDATE meetings_meeting SET origin = 'native', source_sha256 = '',"
                                      " journal_entry_id = 1, state = 'forgotten'"],
    "a_paper_is_of_a_known_edition": ["UPDATE meetings_meeting SET edition = 'leaflet'"],
    "a_meeting_is_not_moved_from_itself": ["UPDATE meetings_meeting SET moved_from_id = id"],
    "a_legacy_meeting_was_convened_or_minuted": [
        f"UPDATE meetings_meeting SET state = '{state}'" for state in ("planned", "in-session", "ended", "signed")],
    "a_meeting_is_tied_to_its_source_or_journal_entry": tied("meetings_meeting"),
    "one_item_a_position_of_a_meeting": ["UPDATE meetings_agendaitem SET position = 0"],
    "an_item_is_of_a_known_kind": ["UPDATE meetings_agendaitem SET kind = 'rumour'"],
    "access_to_an_item_is_open_closed_or_unstated": ["UPDATE meetings_agendaitem SET access = 'ajar'"],
    "an_item_is_legacy_or_native": ["UPDATE meetings_agendaitem SET origin = 'found'"],
    "a_native_closed_item_states_its_ground": ["UPDATE meetings_agendaitem SET origin = 'native'"],
    "only_a_closed_item_has_a_ground": ["UPDATE meetings_agendaitem SET ground = 'personal-affairs'"],
    "an_item_of_a_case_has_its_number": ["UPDATE meetings_agendaitem SET case_number = NULL"],
    "one_attendee_a_position_of_a_meeting": ["UPDATE meetings_attendance SET position = 0 WHERE item_id IS NULL"],
    "one_absentee_a_position_of_an_item": [
        "INSERT INTO meetings_attendance (meeting_id, item_id, position, name, absent)"
        " SELECT meeting_id, item_id, position, name, absent FROM meetings_attendance WHERE item_id IS NOT NULL"],
    "an_item_lists_who_was_absent": ["UPDATE meetings_attendance SET absent = FALSE WHERE item_id IS NOT NULL"],
    "one_carried_annex_a_position": [
        "UPDATE meetings_carriedannex SET position = 0, covered = TRUE,"
        " meeting_id = (SELECT max(meeting_id) FROM meetings_carriedannex)"],
    "a_version_is_carried_once_by_a_paper": [
        "INSERT INTO meetings_carriedannex (meeting_id, covered, position, version_id)"
        " SELECT meeting_id, covered, position + 5, version_id FROM meetings_carriedannex"],
    "one_decision_a_position_of_an_item": ["UPDATE minutes_decision SET position = 0"],
    "an_own_decision_has_its_body_and_date": ["UPDATE minutes_decision SET date = NULL WHERE own",
                                              "UPDATE minutes_decision SET body_key = '' WHERE own"],
    "a_decision_is_tied_to_its_source_or_journal_entry": tied("minutes_decision"),
    "one_signature_a_position": ["UPDATE minutes_signature SET position = 0"],
}


def constraints() -> Iterator[models.BaseConstraint]:
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            yield from model._meta.constraints


def test_every_named_rule_is_tried_here() -> None:
    from tests.records.test_rules_of_preparation import BREAKS as OTHERS

    assert {constraint.name for constraint in constraints()} == set(BREAKS) | set(OTHERS)


@pytest.mark.parametrize(("rule", "sql"), [(rule, sql) for rule, breaks in BREAKS.items() for sql in breaks])
def test_the_database_refuses_what_breaks_a_rule(rule: str, sql: str) -> None:
    kept(committee_minutes())
    kept(council_minutes())
    create_user(username="prøve", password="x", roles=("importer", "publisher"), actor=SECRETARY, at=MONDAY)
    drop_triggers()
    casts = ("::text", "::uuid") if connection.vendor == "postgresql" else ("", "")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        by_hand(sql.replace("{text}", casts[0]).replace("{uuid}", casts[1]))
    said = str(refused.value)
    assert rule in said or (connection.vendor == "sqlite" and said == _sqlite_says(rule))


def _sqlite_says(rule: str) -> str:
    """SQLite names a broken UNIQUE by its columns."""
    unique = next(c for c in constraints() if c.name == rule and isinstance(c, models.UniqueConstraint))
    table = next(m._meta.db_table for app in APPS for m in apps.get_app_config(app).get_models()
                 if unique in m._meta.constraints)
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    columns = (model._meta.get_field(field).column for field in unique.fields)
    return "UNIQUE constraint failed: " + ", ".join(f"{table}.{column}" for column in columns)
