"""What somebody can do who has the database in hand: the journal's triggers put aside."""

from __future__ import annotations

from django.db import connection


def drop_triggers() -> None:
    """Take the journal's triggers away (for the rest of the transaction)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_journalentry DISABLE TRIGGER USER")
            return
        for name in ("journal_is_never_edited", "journal_is_never_cut", "journal_grows_by_one"):
            cursor.execute(f"DROP TRIGGER {name}")


def by_hand(*statements: str) -> None:
    """Run SQL as it is."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
