"""Which database a record lives in: `openstore` in the public one, everything else in the internal one."""

from __future__ import annotations

from typing import Any

OPEN = "open"


class StoreRouter:
    """Two stores that never join; a migration runs only where its app lives."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:
        """The store of the model."""
        return OPEN if model._meta.app_label == "openstore" else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        """Relations never cross the stores."""
        return bool(self.db_for_read(one) == self.db_for_read(other))

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Only `openstore` migrates the public database, and it migrates no other."""
        return (db == OPEN) == (app_label == "openstore")
