"""The databases are opened as the decisions say, whichever they are."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connections

from sagsgang.config.sqlite import SAFE_WAL


@pytest.mark.django_db(databases=["default", "open"])
@pytest.mark.parametrize("alias", ["default", "open"])
def test_a_sqlite_connection_takes_turns_loses_no_commit_and_keeps_its_references(alias: str) -> None:
    connection = connections[alias]
    if connection.vendor != "sqlite":
        pytest.skip("these tests run on PostgreSQL")
    assert connection.transaction_mode == "IMMEDIATE"
    with connection.cursor() as cursor:
        found = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    mode = "wal" if sqlite3.sqlite_version_info >= SAFE_WAL else "truncate"
    assert found == {"journal_mode": mode, "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
                     "cell_size_check": 1}


@pytest.mark.django_db(databases=["default", "open"])
@pytest.mark.parametrize(("alias", "has", "has_not"), [
    ("default", "meetings_meeting", "openstore_meeting"), ("open", "openstore_meeting", "meetings_meeting")])
def test_each_store_has_its_own_tables_and_none_of_the_others(alias: str, has: str, has_not: str) -> None:
    tables = connections[alias].introspection.table_names()
    assert has in tables
    assert has_not not in tables


@pytest.mark.django_db(databases=["default", "open"])
@pytest.mark.parametrize("alias", ["default", "open"])
def test_both_give_back_text_of_every_plane(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT %s", ["å 𝒜 🏛"])
        assert cursor.fetchone()[0] == "å 𝒜 🏛"
