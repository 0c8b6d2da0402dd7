"""The databases of the tests: SQLite files, or the PostgreSQL that SAGSGANG_INTERNAL_DB and SAGSGANG_OPEN_DB name.

Each worker has its own, migrated once. SQLite is a file, as in use: its in-memory kind locks by other rules.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None,
                                 tmp_path_factory: pytest.TempPathFactory) -> None:
    from django.conf import settings

    folder = tmp_path_factory.mktemp("databases")
    for alias, database in settings.DATABASES.items():
        if database["ENGINE"].endswith("sqlite3"):
            database.setdefault("TEST", {})["NAME"] = str(folder / f"{alias}.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _children_have_stores_of_their_own() -> None:
    """This process has read the addresses: programs that a test starts get those that the test gives them."""
    for name in ("SAGSGANG_INTERNAL_DB", "SAGSGANG_OPEN_DB"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session", autouse=True)
def _flush_passes_triggers() -> Iterator[None]:
    """Tests with real transactions are followed by a flush, which the triggers of append-only tables would refuse."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    flush = BaseDatabaseOperations.execute_sql_flush

    def without_triggers(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                flush(self, sql_list)
                cursor.execute("SET session_replication_role = DEFAULT")
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(self, sql_list)
            for _name, sql in triggers:
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", without_triggers)
        yield
