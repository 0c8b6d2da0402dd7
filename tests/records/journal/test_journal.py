"""The journal grows and never changes; whoever changes it all the same is found out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from sagsgang.pure.kernel.actor import CLI
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.journal.queries import GENESIS, Head, chain_problems, entry_hash, head
from sagsgang.records.journal.services import lock_journal, record_act
from tests.support.journal import by_hand, drop_triggers

pytestmark = pytest.mark.django_db

NOON = datetime(2022, 10, 10, 12, 0, 0, 123456, tzinfo=UTC)
ROW = "(seq, act, subject, codes, hashes, actor, at, reason, previous_hash, hash)"


def written(count: int = 5) -> None:
    for number in range(1, count + 1):
        record_act(act="meeting.keep", subject=f"byraadet/{number}", actor=CLI, at=NOON + timedelta(minutes=number),
                   codes={"edition": "minutes"}, hashes={"packet": f"{number:064x}"}, reason="Prøve")


def test_an_entry_says_who_did_what_to_what_when_and_why() -> None:
    entry = record_act(act="meeting.keep", subject="byraadet/1", actor=CLI, at=NOON, codes={"edition": "minutes"},
                       hashes={"packet": "ab"}, reason="Fordi")
    entry.refresh_from_db()
    assert (entry.seq, entry.act, entry.subject, entry.actor, entry.at, entry.codes, entry.hashes, entry.reason) == (
        1, "meeting.keep", "byraadet/1", "system:cli", NOON, {"edition": "minutes"}, {"packet": "ab"}, "Fordi")


def test_each_entry_names_the_hash_before_it() -> None:
    assert head() == Head(0, GENESIS)
    written(3)
    hashes = list(JournalEntry.objects.values_list("hash", flat=True))
    assert list(JournalEntry.objects.values_list("previous_hash", flat=True)) == [GENESIS, *hashes[:2]]
    assert head() == Head(3, hashes[2])


def test_a_whole_journal_has_no_problems() -> None:
    assert chain_problems() == []
    written()
    assert chain_problems() == []


def test_the_hash_is_of_the_instant_not_of_its_zone() -> None:
    record_act(act="a.b", subject="x", actor=CLI, at=NOON.astimezone(timezone(timedelta(hours=2))))
    assert chain_problems() == []


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        record_act(act="a.b", subject="x", actor=CLI, at=datetime(2022, 10, 10, 12, 0))  # noqa: DTZ001
    assert head().seq == 0


def test_an_entry_falls_with_the_act_that_fails() -> None:
    written(1)
    with transaction.atomic():
        record_act(act="a.b", subject="x", actor=CLI, at=NOON)
        transaction.set_rollback(True)
    written(1)
    assert [entry.seq for entry in JournalEntry.objects.all()] == [1, 2]
    assert chain_problems() == []


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_taken_inside_a_transaction_only() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        lock_journal()
    with transaction.atomic():
        lock_journal()


@pytest.mark.parametrize("sql", [
    "UPDATE journal_journalentry SET reason = 'anden' WHERE seq = 2",
    "DELETE FROM journal_journalentry WHERE seq = 5",
    "DELETE FROM journal_journalentry",
    f"INSERT INTO journal_journalentry {ROW} VALUES (9, 'a.b', 'x', '{{}}', '{{}}', 'y', '2022-01-01 00:00:00+00', '',"
    " 'p', 'h')",
    f"INSERT INTO journal_journalentry {ROW} VALUES (3, 'a.b', 'x', '{{}}', '{{}}', 'y', '2022-01-01 00:00:00+00', '',"
    " 'p', 'h')",
])
def test_the_database_refuses_to_edit_cut_or_stuff_the_journal(sql: str) -> None:
    written()
    with pytest.raises(IntegrityError, match="the journal"), transaction.atomic():
        by_hand(sql)
    assert head().seq == 5
    assert chain_problems() == []


CHANGED = ["Journal entry 2 was changed: its hash does not fit."]


@pytest.mark.parametrize(("how", "statements", "problems"), [
    ("act", ["UPDATE journal_journalentry SET act = 'meeting.drop' WHERE seq = 2"], CHANGED),
    ("subject", ["UPDATE journal_journalentry SET subject = 'byraadet/9' WHERE seq = 2"], CHANGED),
    ("codes", ["UPDATE journal_journalentry SET codes = '{\"edition\": \"agenda\"}' WHERE seq = 2"], CHANGED),
    ("hashes", ["UPDATE journal_journalentry SET hashes = '{}' WHERE seq = 2"], CHANGED),
    ("actor", ["UPDATE journal_journalentry SET actor = 'user:1' WHERE seq = 2"], CHANGED),
    ("at", ["UPDATE journal_journalentry SET at = '2022-10-10 12:02:00.123457+00' WHERE seq = 2"], CHANGED),
    ("reason", ["UPDATE journal_journalentry SET reason = '' WHERE seq = 2"], CHANGED),
    ("hash", ["UPDATE journal_journalentry SET hash = 'x' WHERE seq = 2"],
     [*CHANGED, "Journal entry 3 does not follow the entry before it."]),
    ("previous hash", ["UPDATE journal_journalentry SET previous_hash = 'x' WHERE seq = 2"],
     ["Journal entry 2 does not follow the entry before it.", *CHANGED]),
    ("deleted in the middle", ["DELETE FROM journal_journalentry WHERE seq = 3"], ["Journal entry 3 is missing."]),
    ("deleted at the beginning", ["DELETE FROM journal_journalentry WHERE seq = 1"], ["Journal entry 1 is missing."]),
    ("deleted, the rest moved up", [
        "DELETE FROM journal_journalentry WHERE seq = 4", "UPDATE journal_journalentry SET seq = 4 WHERE seq = 5"],
     ["Journal entry 4 does not follow the entry before it.", "Journal entry 4 was changed: its hash does not fit.",
      "Journal entry 5 is missing."]),
    ("end cut off", ["DELETE FROM journal_journalentry WHERE seq > 3"], ["Journal entry 4 is missing."]),
    ("all deleted", ["DELETE FROM journal_journalentry"], ["Journal entry 1 is missing."]),
    ("one added", [f"INSERT INTO journal_journalentry {ROW} SELECT 6, act, subject, codes, hashes, actor, at, reason,"
                   " hash, 'h' FROM journal_journalentry WHERE seq = 5"],
     ["Journal entry 6 was changed: its hash does not fit.", "Journal entry 6 is not the head that was kept."]),
    ("two in each other's place", [
        "UPDATE journal_journalentry SET seq = 99 WHERE seq = 2",
        "UPDATE journal_journalentry SET seq = 2 WHERE seq = 3",
        "UPDATE journal_journalentry SET seq = 3 WHERE seq = 99"],
     ["Journal entry 2 does not follow the entry before it.", "Journal entry 2 was changed: its hash does not fit.",
      "Journal entry 3 does not follow the entry before it.", "Journal entry 3 was changed: its hash does not fit.",
      "Journal entry 4 does not follow the entry before it."]),
    ("head moved", ["UPDATE journal_journalhead SET seq = 4"], ["Journal entry 5 is not the head that was kept."]),
    ("head removed", ["DELETE FROM journal_journalhead"], ["Journal entry 5 is not the head that was kept."]),
])
def test_a_changed_journal_is_found_out_at_the_broken_entry(
        how: str, statements: list[str], problems: list[str]) -> None:
    written()
    drop_triggers()
    by_hand(*statements)
    assert chain_problems() == problems, how


def test_an_entry_changed_and_hashed_anew_breaks_the_next_one() -> None:
    written()
    drop_triggers()
    entry = JournalEntry.objects.get(seq=2)
    forged = entry_hash({"seq": 2, "act": entry.act, "subject": entry.subject, "codes": entry.codes,
                         "hashes": entry.hashes, "actor": "user:1", "at": entry.at, "reason": entry.reason,
                         "previous_hash": entry.previous_hash})
    by_hand(f"UPDATE journal_journalentry SET actor = 'user:1', hash = '{forged}' WHERE seq = 2")
    assert chain_problems() == ["Journal entry 3 does not follow the entry before it."]
