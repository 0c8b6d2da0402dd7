"""Where a store lives: one home folder, and two databases, the internal one and the public one.

`SAGSGANG_HOME` (default `var/`) names the home. `SAGSGANG_INTERNAL_DB` and `SAGSGANG_OPEN_DB` (postgresql://…) put the
databases on a server; without them both are SQLite files in the home.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from . import sqlite


@dataclass(frozen=True, slots=True)
class Store:
    """The places of one store."""

    home: Path
    internal_address: str | None
    open_address: str | None

    @property
    def files(self) -> Path:
        """Internal files by content hash."""
        return self.home / "files"

    @property
    def open_files(self) -> Path:
        """Public files by content hash; the public process reads this folder and no other."""
        return self.home / "open-files"

    @property
    def index(self) -> Path:
        """The derived search index of the public store."""
        return self.home / "open-index"

    def secret_key(self) -> str:
        """The workspace's secret, made once and kept in the home; where there is no home yet, one for this process."""
        path = self.home / "secret-key"
        if not self.home.is_dir():
            return secrets.token_urlsafe(50)
        if not path.exists():
            # Whole or not there: a run that is killed here leaves no empty secret.
            part = path.with_name("secret-key.part")
            part.touch(mode=0o600)
            part.write_text(secrets.token_urlsafe(50))
            part.replace(path)
        return path.read_text()

    def internal_database(self) -> dict[str, Any]:
        """Django's settings of the internal database."""
        return database(self.internal_address, self.home / "internal.sqlite3")

    def open_database(self) -> dict[str, Any]:
        """Django's settings of the public database."""
        return database(self.open_address, self.home / "open.sqlite3")


def database(address: str | None, path: Path) -> dict[str, Any]:
    """Django's settings for a postgresql:// address, or for a SQLite file where there is none."""
    if not address:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": sqlite.options()}
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"a database address begins with postgresql://, not {parts.scheme}://")
    return {"ENGINE": "django.db.backends.postgresql", "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""), "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "", "PORT": str(parts.port or "")}


def store_from(environment: Mapping[str, str] = os.environ) -> Store:
    """The store that the environment names."""
    return Store(Path(environment.get("SAGSGANG_HOME", "var")).absolute(),
                 environment.get("SAGSGANG_INTERNAL_DB"), environment.get("SAGSGANG_OPEN_DB"))
