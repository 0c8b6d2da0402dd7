"""The store that a command works on: which one, and made ready before the first use.

Commands call `open_store` first and import what needs a database after it.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
from pathlib import Path

from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.kernel.messages import _


def add_home_option(parser: argparse.ArgumentParser) -> None:
    """Let the user name the store."""
    parser.add_argument("--home", metavar="DIR", help=_(
        "the folder of the store (default: SAGSGANG_HOME, else var/); SAGSGANG_INTERNAL_DB and SAGSGANG_OPEN_DB put "
        "its two databases on a server"))


def open_store(home: str | None, *, create: bool = False) -> Path:
    """Start the framework on the store and bring its databases up to date; returns its home.

    Only the commands that bring papers in, and the login of an administrator, make a store (`create`); for the others
    a home without one is most likely mistyped: InputRefused `no-store`.
    """
    if home:
        os.environ["SAGSGANG_HOME"] = home
    import django

    home = _home()
    if not create and not has_store():
        raise InputRefused("no-store", home=str(home))
    home.mkdir(parents=True, exist_ok=True)
    django.setup()
    if _is_behind():
        _bring_up_to_date(home)
    return home


def has_store(home: str | None = None) -> bool:
    """Whether there is a store: on a server, or as a file in the home."""
    if home:
        os.environ["SAGSGANG_HOME"] = home
    _home()
    from django.conf import settings

    internal = settings.DATABASES["default"]
    return not internal["ENGINE"].endswith("sqlite3") or Path(internal["NAME"]).is_file()


def _home() -> Path:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings.workspace")
    from django.conf import settings

    return Path(settings.STORE.home)


def _is_behind() -> bool:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executors = [MigrationExecutor(connections[alias]) for alias in connections]
    return any(executor.migration_plan(executor.loader.graph.leaf_nodes()) for executor in executors)


def _bring_up_to_date(home: Path) -> None:
    """Run the migrations that are missing; whoever comes second waits and finds nothing to do."""
    from django.core.management import call_command
    from django.db import connections

    with (home / "migrating.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for alias in connections:
            call_command("migrate", database=alias, verbosity=0, interactive=False)


def unusable(error: Exception) -> InputRefused | None:
    """What to say of a store that the system does not let us use (no space, read-only, no server); None: a bug."""
    if isinstance(error, OSError):
        return InputRefused("store-unusable", detail=error.strerror or str(error), path=str(error.filename or "-"))
    database = sys.modules.get("django.db")
    if database and isinstance(error, database.OperationalError):
        return InputRefused("store-unusable", detail=str(error).strip().splitlines()[0], path="-")
    return None
