"""Tests: both interfaces in one process; the databases of `make test` (SQLite, or the PostgreSQL it started)."""

from __future__ import annotations

from .workspace import *  # noqa: F403
from .workspace import INSTALLED_APPS, PACKAGE, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "sagsgang.interfaces.public"]
TEMPLATES[0]["DIRS"] = [PACKAGE / "interfaces" / "public" / "templates", PACKAGE / "interfaces" / "workspace" / "templates"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
