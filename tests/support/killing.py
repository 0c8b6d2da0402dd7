"""Runs an act again and again, kills it at one step after the other, and looks at what is left.

The act is an import with release, or the sending of an agenda. A program of its own (`python -m tests.support.killing
FOLDER import|send`): it starts the framework once on an empty store and
forks a process for each run, before any database or engine was opened. It prints a JSON object: the steps, and for
each kill what verify and a second run made of it. The killed process counts its steps by wrapping, in itself only, the
functions at which something becomes lasting; nothing of that is in the product.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KILLED = 77
#: Of the statements of transactions every so many'th is a step; commits, files and the index are steps all of them.
EVERY = 8


def main(folder: Path, act: str) -> None:
    """Kill the act at every step; the last run gets through."""
    run = {"import": imported, "send": sent}[act]
    os.environ["SAGSGANG_HOME"] = str(folder / "home")
    (folder / "home").mkdir(parents=True)
    in_child(lambda: opened(folder))
    if act == "send":
        in_child(ready)
    shutil.copytree(folder / "home", folder / "empty")
    in_child(lambda: copy_databases(to_empty=True))
    start_framework()
    whole = in_child(lambda: [run(), verified(), contents()])
    if whole["result"][1] != [[], []]:
        raise SystemExit(f"the unkilled run is not whole: {whole}")
    kills = []
    for step in range(1, 10_000):
        shutil.rmtree(folder / "home")
        shutil.copytree(folder / "empty", folder / "home")
        in_child(lambda: copy_databases(to_empty=False))
        killed = in_child(lambda step=step: killed_at(step, run))  # type: ignore[misc]
        if killed["status"] != KILLED:
            break
        left = in_child(verified)["result"]
        again = in_child(lambda: [run(), verified(), contents()])["result"]
        kills.append({"step": (folder / "home" / "step").read_text(), "left": left[0], "completed": left[1],
                      "again": again[1], "same": again[2] == whole["result"][2]})
    print(json.dumps({"kills": kills, "last": killed}))


def in_child(work: Callable[[], Any]) -> dict[str, Any]:
    """Do it in a forked process; its exit status, and its result where it lived to tell it."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            with os.fdopen(write, "w") as out:
                json.dump(work(), out)
            status = 0
        except BaseException:
            traceback.print_exc()
            status = 1
        os._exit(status)
    os.close(write)
    with os.fdopen(read) as told:
        text = told.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"status": status, "result": json.loads(text) if text else None}


def opened(folder: Path) -> None:
    """Make the databases of the empty store."""
    from sagsgang.interfaces.cli.store import open_store

    open_store(str(folder / "home"), create=True)


def copy_databases(*, to_empty: bool) -> None:
    """Databases on a server: keep the empty ones beside, or begin anew from them. (Those in the home are its files.)"""
    import psycopg

    for name in ("SAGSGANG_INTERNAL_DB", "SAGSGANG_OPEN_DB"):
        if address := os.environ.get(name):
            server, database = address.rsplit("/", 1)
            made, model = (f"{database}_empty", database) if to_empty else (database, f"{database}_empty")
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{made}" WITH (FORCE)')
                connection.execute(f'CREATE DATABASE "{made}" TEMPLATE "{model}"')


def start_framework() -> None:
    """Import everything once, open nothing."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sagsgang.config.settings.workspace"
    import django

    django.setup()
    from datetime import datetime

    from sagsgang.interfaces.cli import import_command
    from sagsgang.procedures import verify_store  # noqa: F401
    from tests.support.importing import NOON

    class Clock(datetime):
        """Every run happens at noon, so that their stores can be compared byte by byte."""

        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return NOON

    import_command.datetime = Clock  # type: ignore[attr-defined]


def papers() -> list[Path]:
    """Two editions of one meeting; the second has fewer items."""
    from dataclasses import replace

    from sagsgang.pure.packet.form import form_of
    from tests.support.meetings import committee_minutes

    minutes = committee_minutes()
    made = []
    for name, packet in (("1.json", minutes), ("2.json", replace(minutes, items=minutes.items[:2]))):
        made.append(Path(os.environ["SAGSGANG_HOME"]).parent / name)
        made[-1].write_text(json.dumps(form_of(packet)))
    return made


def imported() -> list[Any]:
    """What `sagsgang import --accept --release` does with the papers, one after the other."""
    from sagsgang.interfaces.cli.import_command import import_files

    return [outcome.form() for path in papers() for outcome in import_files([path], accept=True, release=True)]


def ready() -> None:
    """A town hall whose agenda is ready to be sent, with an open and a closed item and an annex."""
    start_framework()
    from tests.support.townhall import approved, draft, placed, planned_meeting, townhall

    town = townhall()
    meeting = planned_meeting(town)
    placed(town, meeting, approved(town, draft(town, annex=b"Bilagets tekst")))
    placed(town, meeting, approved(town, draft(town, "Lukket sag", access="closed")))


def sent() -> list[Any]:
    """Send the agenda; where it has been sent already, nothing happens."""
    from datetime import UTC, datetime

    from sagsgang.procedures.send_agenda import Letter, send_agenda
    from sagsgang.pure.kernel.actor import Actor
    from sagsgang.pure.kernel.errors import Refusal
    from sagsgang.records.meetings.queries import meeting_view, native_keys

    (meeting,) = native_keys()
    view = meeting_view(meeting)
    assert view is not None
    try:
        send_agenda(meeting_key=meeting, letter=Letter("Hej"), base_version=view.version,
                    actor=Actor("user:6", frozenset({"secretary"})), at=datetime(2026, 9, 8, 8, tzinfo=UTC))
    except Refusal as refused:
        return [refused.code]
    return []


def verified() -> list[Any]:
    """The problems that verify sees, and what it completed."""
    from sagsgang.procedures.verify_store import verify_store

    report = verify_store()
    return [list(report.problems), list(report.completed)]


def contents() -> Any:
    """All that the store holds, for comparison: rows, files, and what a search finds."""
    from django.conf import settings
    from django.db import connection

    from sagsgang.procedures.export_store import export_store
    from sagsgang.records.openstore.search import SearchRequest, index_position, search
    from tests.support import importing

    found = importing.contents(settings.STORE)
    if connection.vendor == "postgresql":
        # A sequence does not go back with its transaction: rows that have only a number are compared by verify.
        found = {"files": found["files"], "export": [data.decode() for _key, data in export_store()]} | {
            table: found["default"][table] for table in (
                "journal_journalentry", "imports_sourcedocument", "imports_stagedpacket", "publication_release",
                "notices_notice", "meetings_agendaversion")}
    found["files"] = {name: data.hex() for name, data in found["files"].items()}
    hits = [search(SearchRequest(query=query)).hits for query in ("badevand", "gangbro", "dagsorden")]
    at = index_position() if connection.vendor == "sqlite" else index_position() is not None
    return found | {"index": at, "hits": str(hits)}


# ------------------------------------------------------------------ the killed run
def killed_at(step: int, run: Callable[[], list[Any]]) -> list[Any]:
    """Do the act, and die at the given step."""
    count = 0

    def passed(what: str) -> None:
        nonlocal count
        count += 1
        if count == step:
            Path(os.environ["SAGSGANG_HOME"], "step").write_text(what)
            os._exit(KILLED)

    with counted_steps(passed):
        return run()


@contextmanager
def counted_steps(passed: Callable[[str], None]) -> Iterator[None]:
    """Call `passed` after everything that makes something lasting, and before each commit."""
    from django.db import connections, transaction

    from sagsgang.procedures import publish_releases, release_meeting
    from sagsgang.records.openstore.search import index as engine

    statements = 0

    def statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        if sql.split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}:
            statements += 1
            if statements % EVERY == 0:
                passed(f"statement {sql[:60]}")
        return execute(sql, params, many, context)

    def around(owner: Any, name: str, when: Callable[..., bool] = lambda *_: True) -> None:
        before = getattr(owner, name)

        def wrapped(*args: Any, **named: Any) -> Any:
            step = when(*args)
            if step and name in {"__exit__", "commit"}:
                passed(f"before {name}")
            result = before(*args, **named)
            if step:
                passed(f"after {name}")
            return result

        setattr(owner, name, wrapped)

    def is_outermost(atomic: transaction.Atomic, *_: Any) -> bool:
        return len(transaction.get_connection(atomic.using).atomic_blocks) == 1

    around(os, "replace")
    around(transaction.Atomic, "__exit__", is_outermost)
    around(release_meeting, "project_release")
    around(publish_releases, "project_release")
    around(publish_releases, "update_index")
    around(engine.Writer, "commit")
    for alias in connections:
        connections[alias].execute_wrappers.append(statement)
    yield


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
