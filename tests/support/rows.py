"""What a database holds, as legible text: to compare two stores, and to look for words that may not be there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import connections


def rows(alias: str, *, without: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every row of every table of a database, but for Django's own notes of when it migrated."""
    connection = connections[alias]
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table not in {"django_migrations", *without}:
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(" | ".join(map(_plain, row)) for row in cursor.fetchall())
    return found


def _plain(value: Any) -> str:
    """A value with its words legible: bytes decoded, JSON without escapes."""
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("utf-8", "backslashreplace")
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        with suppress(ValueError):
            value = json.loads(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
