"""Writing the journal: one lock for all who write, one entry an act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from sagsgang.pure.kernel.actor import Actor

from .models import JournalEntry, JournalHead
from .queries import EntryValues, entry_hash, head

#: The key of PostgreSQL's advisory lock ("sagsgang" in ASCII).
_LOCK = 0x7361677367616E67


def lock_journal() -> None:
    """Take the journal's lock until the transaction ends; every act that writes takes it before it touches a row.

    PostgreSQL gives an advisory lock. On SQLite the transaction itself, IMMEDIATE, is the lock.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal's lock is taken inside a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@transaction.atomic
def record_act(*, act: str, subject: str, actor: Actor, at: datetime, codes: Mapping[str, str] | None = None,
               hashes: Mapping[str, str] | None = None, reason: str = "") -> JournalEntry:
    """Append one entry; it stands or falls with the caller's transaction."""
    if at.tzinfo is None:
        raise ValueError("an entry's time names its zone")
    lock_journal()
    last = head()
    values: EntryValues = {
        "seq": last.seq + 1, "act": act, "subject": subject, "codes": dict(codes or {}),
        "hashes": dict(hashes or {}), "actor": actor.key, "at": at, "reason": reason, "previous_hash": last.hash}
    entry = JournalEntry.objects.create(**values, hash=entry_hash(values))
    JournalHead.objects.update_or_create(id=1, defaults={"seq": entry.seq, "hash": entry.hash})
    return entry
