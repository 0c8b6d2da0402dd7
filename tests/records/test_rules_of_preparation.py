"""What must always hold of what is prepared, the database holds: every named rule refuses SQL that breaks it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from tests.support.journal import by_hand
from tests.support.prepared import prepared_rows

pytestmark = pytest.mark.django_db


def again(table: str, where: str = "", **changed: str) -> str:
    """SQL that adds a row like one that is there, but for its id and what is `changed`."""
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    columns = [f.column for f in model._meta.concrete_fields if not f.primary_key]
    id_ = ""
    if isinstance(model._meta.pk, models.UUIDField):
        id_ = "{newid}"
        columns = [model._meta.pk.column, *columns]
    values = [id_ if id_ and c == columns[0] else changed.get(c, f'"{c}"') for c in columns]
    names = ", ".join(f'"{c}"' for c in columns)
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} {where} LIMIT 1"


ORG, CASES, MEET = "organisation", "cases", "meetings"
BREAKS: dict[str, list[str]] = {
    "no_body_is_its_own_parent": ["UPDATE organisation_body SET parent_id = id"],
    "a_unit_has_a_key_and_a_name": ["UPDATE organisation_unit SET key = ''", "UPDATE organisation_unit SET name = ''"],
    "no_unit_is_its_own_parent": ["UPDATE organisation_unit SET parent_id = id"],
    "a_role_is_held_once_in_its_scope": [again("organisation_role", "WHERE code = 'secretary'"),
                                         again("organisation_role", "WHERE code = 'case-officer'", end="NULL")],
    "a_role_has_the_scope_of_its_kind": [
        "UPDATE organisation_role SET code = 'administrator' WHERE code = 'secretary'",
        "UPDATE organisation_role SET code = 'approver' WHERE code = 'secretary'",
        "UPDATE organisation_role SET code = 'secretary' WHERE code = 'case-officer'",
        "UPDATE organisation_role SET code = 'king'"],
    "a_role_ends_after_it_began": ["UPDATE organisation_role SET \"end\" = '2025-01-01' WHERE code = 'case-officer'"],
    "a_term_ends_after_it_began": ["UPDATE organisation_term SET \"end\" = '2025-01-01'"],
    "one_seat_a_position_of_a_body_and_term": ["UPDATE organisation_seat SET position = 1"],
    "a_seat_is_held_in_a_known_role": ["UPDATE organisation_occupancy SET role = 'king'"],
    "an_occupancy_ends_after_it_began": ["UPDATE organisation_occupancy SET \"end\" = '2025-01-01'"],
    "a_closed_day_has_a_name": ["UPDATE organisation_closedday SET name = ''"],
    "one_calendar_setting_a_day": [again("organisation_calendarsetting")],
    "a_calendar_setting_has_a_source": ["UPDATE organisation_calendarsetting SET source = ''"],
    "a_deadline_is_of_a_known_kind": ["UPDATE organisation_deadlinerule SET kind = 'whim'"],
    "a_deadline_rule_has_a_source": ["UPDATE organisation_deadlinerule SET source = ''"],
    "a_decision_phrase_has_words": ["UPDATE minutes_decisionphrase SET text = ''"],
    "a_native_case_has_unit_officer_title_and_access": [
        f"UPDATE cases_case SET {how}"
        for how in ("unit_id = NULL", "officer_id = NULL", "title = NULL", "access = ''")],
    "a_case_is_linked_once_in_a_way": [again("cases_caselink")],
    "no_case_is_linked_to_itself": ["UPDATE cases_caselink SET other_id = case_id"],
    "a_link_is_of_a_known_kind": ["UPDATE cases_caselink SET kind = 'married-to'"],
    "an_external_number_is_said_once": [again("cases_externalnumber")],
    "an_external_number_names_its_system": ["UPDATE cases_externalnumber SET system = ''",
                                            "UPDATE cases_externalnumber SET number = ''"],
    "a_template_has_a_key_and_a_name": ["UPDATE cases_documenttemplate SET key = ''",
                                        "UPDATE cases_documenttemplate SET name = ''"],
    "a_template_is_of_a_known_kind": ["UPDATE cases_documenttemplate SET kind = 'poem'"],
    "a_template_is_for_a_known_item_kind": ["UPDATE cases_documenttemplate SET item_kind = 'rumour'"],
    "one_version_a_number_of_a_template": [again("cases_templateversion")],
    "a_draft_is_of_a_known_kind": ["UPDATE cases_draft SET kind = 'poem'"],
    "a_draft_is_in_a_known_state": ["UPDATE cases_draft SET state = 'lost'"],
    "a_draft_is_for_a_known_item_kind": ["UPDATE cases_draft SET item_kind = 'rumour'"],
    "a_draft_states_its_access": ["UPDATE cases_draft SET access = ''", "UPDATE cases_draft SET access = 'ajar'"],
    "a_draft_has_a_title": ["UPDATE cases_draft SET title = ''"],
    "only_a_closed_draft_has_a_ground_and_a_stub": [
        "UPDATE cases_draft SET access = 'open'",
        "UPDATE cases_draft SET access = 'open', ground = '', public_title = 'x'",
        "UPDATE cases_draft SET access = 'open', ground = '', stub_reason = 'x'"],
    "a_stub_has_a_title_or_a_reason_for_none": ["UPDATE cases_draft SET public_title = 'x', stub_reason = 'y'"],
    "a_presentation_is_for_a_body": ["UPDATE cases_draft SET body_id = NULL"],
    "one_collaborates_once_on_a_draft": [again("cases_collaborator")],
    "one_edit_a_version_of_a_section": [again("cases_sectionedit")],
    "an_edit_names_its_section": ["UPDATE cases_sectionedit SET section = '' WHERE version = 1",
                                  "UPDATE cases_sectionedit SET version = 0 WHERE version = 1"],
    "who_says_none_writes_no_text": ["UPDATE cases_sectionedit SET none_stated = TRUE"],
    "one_version_a_number_of_a_draft": [again("cases_draftversion")],
    "a_comment_says_something": ["UPDATE cases_draftcomment SET text = ''"],
    "a_settled_comment_says_by_whom_and_when": ["UPDATE cases_draftcomment SET settled_by = 'user:1'",
                                                "UPDATE cases_draftcomment SET settled_at = made_at"],
    "one_annex_a_position_of_a_draft": ["UPDATE cases_draftannex SET position = 1"],
    "a_draft_annex_has_a_title": ["UPDATE cases_draftannex SET title = ''"],
    "a_draft_annex_states_its_access": ["UPDATE cases_draftannex SET access = ''"],
    "only_a_closed_draft_annex_has_a_ground": ["UPDATE cases_draftannex SET access = 'open'"],
    "one_file_a_number_of_a_draft_annex": [again("cases_draftannexversion")],
    "a_reading_is_in_a_known_state": ["UPDATE cases_draftannexversion SET text_state = 'guessed'"],
    "an_annex_version_is_a_file": ["UPDATE cases_draftannexversion SET file_sha256 = ''",
                                   "UPDATE cases_draftannexversion SET file_name = ''"],
    "one_approval_level_a_position_of_a_unit": ["UPDATE cases_approvallevel SET position = 1"],
    "an_approval_level_has_a_label": ["UPDATE cases_approvallevel SET label = ''"],
    "nobody_deputises_himself": ["UPDATE cases_approvallevel SET deputy_id = approver_id"],
    "one_approval_round_a_number_of_a_draft": [again("cases_approvalround", state="'recalled'")],
    "one_approval_round_of_a_draft_is_open": [again("cases_approvalround", number="2")],
    "an_approval_round_is_in_a_known_state": ["UPDATE cases_approvalround SET state = 'lost'"],
    "one_approval_step_a_position_of_a_round": ["UPDATE cases_approvalstep SET position = 1"],
    "one_approval_step_is_current": ["UPDATE cases_approvalstep SET state = 'current', due_on = '2026-01-09'"],
    "an_approval_step_is_in_a_known_state": ["UPDATE cases_approvalstep SET state = 'lost'"],
    "a_decided_approval_step_says_by_whom_and_when": [
        "UPDATE cases_approvalstep SET state = 'approved'", "UPDATE cases_approvalstep SET decided_by = 'user:2'"],
    "who_returns_says_why": ["UPDATE cases_approvalstep SET state = 'returned', decided_by = 'user:2',"
                             " decided_at = '2026-01-05 09:00:00+00'"],
    "a_current_approval_step_has_a_deadline": ["UPDATE cases_approvalstep SET due_on = NULL"],
    "a_hearing_asks_something": ["UPDATE cases_hearing SET question = ''"],
    "a_hearing_is_open_or_says_when_it_was_closed": ["UPDATE cases_hearing SET state = 'lost'",
                                   "UPDATE cases_hearing SET state = 'closed'",
                                   "UPDATE cases_hearing SET closed_at = begun_at"],
    "one_respondent_a_position_of_a_hearing": ["UPDATE cases_hearingrespondent SET position = 1"],
    "a_respondent_has_a_name": ["UPDATE cases_hearingrespondent SET name = ''"],
    "an_answer_has_a_day_and_says_something": [
        "UPDATE cases_hearingrespondent SET answer = 'Ja'", "UPDATE cases_hearingrespondent SET no_remarks = TRUE",
        "UPDATE cases_hearingrespondent SET answered_on = '2026-01-09', registered_by = 'user:1'"],
    "a_fixed_item_is_of_a_known_code": ["UPDATE meetings_fixeditem SET code = 'song'"],
    "a_fixed_item_is_of_a_known_kind": ["UPDATE meetings_fixeditem SET kind = 'rumour'"],
    "a_fixed_item_has_a_title": ["UPDATE meetings_fixeditem SET title = ''"],
    "one_entry_a_position_of_an_agenda": ["UPDATE meetings_agendaentry SET position = 1"],
    "a_number_is_given_once_in_a_meeting": ["UPDATE meetings_agendaentry SET number = 1"],
    "a_draft_waits_on_one_agenda_at_a_time": [
        again("meetings_agendaentry", "WHERE number IS NULL", position="9", meeting_id="meeting_id + 1000")],
    "a_draft_is_once_on_an_agenda": [again("meetings_agendaentry", "WHERE number = 1", position="9", number="9")],
    "an_entry_has_a_title": ["UPDATE meetings_agendaentry SET title = ''"],
    "an_entry_is_of_a_known_kind": ["UPDATE meetings_agendaentry SET kind = 'rumour'"],
    "an_entry_is_of_a_draft_or_fixed": ["UPDATE meetings_agendaentry SET code = 'remarks'",
                                        "UPDATE meetings_agendaentry SET draft_id = NULL"],
    "an_entry_states_its_access": ["UPDATE meetings_agendaentry SET access = ''"],
    "a_closed_entry_and_no_other_states_its_ground": [
        "UPDATE meetings_agendaentry SET ground = ''", "UPDATE meetings_agendaentry SET access = 'open'"],
    "an_entry_stub_has_a_title_or_a_reason_for_none": [
        "UPDATE meetings_agendaentry SET public_title = 'x', stub_reason = 'y'"],
    "only_a_late_entry_says_why": ["UPDATE meetings_agendaentry SET late_reason = 'sneen'"],
    "numbers_begin_at_one": ["UPDATE meetings_agendaentry SET number = 0 WHERE number IS NULL"],
    "one_agenda_version_a_number_of_a_meeting": [again("meetings_agendaversion")],
    "an_agenda_version_is_of_a_known_kind": ["UPDATE meetings_agendaversion SET kind = 'rumour', sequence = 2"],
    "the_first_version_is_the_agenda": ["UPDATE meetings_agendaversion SET kind = 'supplement'",
                                        "UPDATE meetings_agendaversion SET sequence = 2"],
    "a_breached_deadline_has_its_reason": ["UPDATE meetings_agendaversion SET breached = TRUE",
                                           "UPDATE meetings_agendaversion SET breach_reason = 'sne'"],
    "one_item_a_number_of_a_version": [again(
        "meetings_versionitem", entry_id="(SELECT id FROM meetings_agendaentry WHERE number IS NULL)")],
    "an_entry_is_once_in_a_version": [again("meetings_versionitem", number="7")],
    "a_sent_item_says_how_it_changed": ["UPDATE meetings_versionitem SET change = 'grown'"],
    "a_sent_item_states_its_access": ["UPDATE meetings_versionitem SET access = ''"],
    "one_file_a_position_of_a_sent_item": [again("meetings_versionannex")],
    "a_sent_annex_states_its_access": ["UPDATE meetings_versionannex SET access = ''"],
    "one_is_told_once_of_a_version": [again("meetings_recipient")],
}
FROZEN = ("cases_sectionedit", "cases_draftversion", "cases_templateversion", "meetings_agendaversion",
          "meetings_versionitem", "meetings_versionannex", "meetings_recipient")


def _put_triggers_aside() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


@pytest.mark.parametrize(("rule", "sql"), [(rule, sql) for rule, breaks in BREAKS.items() for sql in breaks])
def test_the_database_refuses_what_breaks_a_rule(rule: str, sql: str) -> None:
    prepared_rows()
    _put_triggers_aside()
    new = "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        by_hand(sql.replace("{newid}", new))
    said = str(refused.value)
    assert rule in said or (connection.vendor == "sqlite" and said == _sqlite_says(rule))


def _sqlite_says(rule: str) -> str:
    """SQLite names a broken UNIQUE by its columns, and one over expressions by its index."""
    model, unique = next((m, c) for m in apps.get_models() for c in m._meta.constraints if c.name == rule)
    assert isinstance(unique, models.UniqueConstraint)
    table = model._meta.db_table
    if unique.expressions:
        assert all(not isinstance(e, F) or e.name for e in unique.expressions)
        return f"UNIQUE constraint failed: index '{rule}'"
    return "UNIQUE constraint failed: " + ", ".join(f"{table}.{model._meta.get_field(f).column}" for f in unique.fields)


@pytest.mark.parametrize("table", FROZEN)
@pytest.mark.parametrize("how", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_saved_frozen_or_sent_stays(table: str, how: str) -> None:
    prepared_rows()
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        by_hand(how.format(table))


@pytest.mark.parametrize("how", ["number = 2", "number = NULL", "meeting_id = meeting_id + 1000"])
def test_a_number_that_was_sent_stays(how: str) -> None:
    prepared_rows()
    with pytest.raises(IntegrityError, match="never changes after sending"), transaction.atomic():
        by_hand(f"UPDATE meetings_agendaentry SET {how} WHERE number = 1")
    with pytest.raises(IntegrityError, match="a sent entry is never deleted"), transaction.atomic():
        by_hand("DELETE FROM meetings_agendaentry WHERE number = 1")
    by_hand("UPDATE meetings_agendaentry SET number = 2 WHERE number IS NULL")


@pytest.mark.parametrize(("start", "end", "fits"), [
    ("2026-01-05", None, False), ("2025-01-01", "2026-01-05", False), ("2025-01-01", "2026-01-04", True),
    ("2026-03-01", "2026-03-02", False)])
def test_a_seat_has_one_holder_on_a_day(start: str, end: str | None, fits: bool) -> None:
    made = prepared_rows()
    last = f"'{end}'" if end else "NULL"
    holder = again("organisation_occupancy", start=f"'{start}'", end=last)
    substitute = again("organisation_occupancy", start=f"'{start}'", role="'substitute'", end=last)
    by_hand(substitute)
    with pytest.raises(IntegrityError, match="one holder of a seat on a day"), transaction.atomic():
        by_hand(substitute)
    if fits:
        by_hand(holder)
        return
    with pytest.raises(IntegrityError, match="one holder of a seat on a day"), transaction.atomic():
        by_hand(holder)
    assert made.body
