"""The store that a command works on: which one, and made ready before the first use.

Commands call `open_store` first and import what needs a database after it.
"""

from __future__ import annotations

import argparse
import fcntl
import os
from pathlib import Path

from sagsgang.pure.kernel.messages import _


def add_home_option(parser: argparse.ArgumentParser) -> None:
    """Let the user name the store."""
    parser.add_argument("--home", metavar="DIR", help=_(
        "the folder of the store (default: SAGSGANG_HOME, else var/); SAGSGANG_INTERNAL_DB and SAGSGANG_OPEN_DB put "
        "its two databases on a server"))


def open_store(home: str | None) -> Path:
    """Start the framework on the store and bring its databases up to date; returns its home."""
    if home:
        os.environ["SAGSGANG_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings.workspace")
    import django
    from django.conf import settings

    home = Path(settings.STORE.home)
    home.mkdir(parents=True, exist_ok=True)
    django.setup()
    _bring_up_to_date(home)
    return home


def _bring_up_to_date(home: Path) -> None:
    """Run the migrations that are missing; whoever comes second waits and finds nothing to do."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    with (home / "migrating.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for alias in connections:
            executor = MigrationExecutor(connections[alias])
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", database=alias, verbosity=0, interactive=False)
