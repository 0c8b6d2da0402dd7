"""Tests: both interfaces in one process; the databases of `make test` (SQLite, or the PostgreSQL it started)."""

from __future__ import annotations

import os
import tempfile

# A home of the run's own; processes that the tests start share it.
_HOME = tempfile.TemporaryDirectory(prefix="sagsgang-tests-")
os.environ.setdefault("SAGSGANG_HOME", _HOME.name)

from .workspace import *  # noqa: E402, F403
from .workspace import DATABASES, INSTALLED_APPS, PACKAGE, TEMPLATES  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "sagsgang.interfaces.public"]
TEMPLATES[0]["DIRS"] = [PACKAGE / "interfaces" / side / "templates" for side in ("public", "workspace")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The stores never join: tests of the public one need no other.
DATABASES["open"]["TEST"] = {"DEPENDENCIES": []}
# Tests of other things log in by the password alone.
REQUIRE_MFA = False
