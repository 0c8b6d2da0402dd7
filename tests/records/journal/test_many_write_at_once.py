"""Many who write at once: every act stands in the journal once, without gaps, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.journal.queries import chain_problems, head
from sagsgang.records.journal.services import lock_journal, record_act
from tests.support.store import postgres_address

WRITERS, ACTS = 4, 15
NOON = datetime(2022, 10, 10, 12, 0, tzinfo=UTC)


def write(writer: int) -> None:
    """Write acts, each in a transaction that also fails now and then."""
    for number in range(ACTS):
        try:
            with transaction.atomic():
                lock_journal()
                record_act(act="test.write", subject=f"{writer}/{number}", actor=Actor(f"system:{writer}"), at=NOON)
                if number % 5 == 4:
                    raise InterruptedError
        except InterruptedError:
            continue


def expected() -> set[str]:
    return {f"{writer}/{number}" for writer in range(WRITERS) for number in range(ACTS) if number % 5 != 4}


@pytest.mark.django_db(transaction=True)
def test_threads_leave_no_gap_and_no_double() -> None:
    failures: list[BaseException] = []

    def run(writer: int) -> None:
        try:
            write(writer)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert chain_problems() == []
    assert head().seq == len(expected())
    assert set(JournalEntry.objects.values_list("subject", flat=True)) == expected()


PROCESS = """
import sys, django
django.setup()
from django.core.management import call_command
from tests.records.journal import test_many_write_at_once as test
if sys.argv[1] == "migrate":
    call_command("migrate", "journal", verbosity=0)
elif sys.argv[1] == "check":
    from sagsgang.records.journal.models import JournalEntry
    assert test.chain_problems() == []
    subjects = list(JournalEntry.objects.values_list("subject", flat=True))
    assert sorted(subjects) == sorted(test.expected()), subjects
else:
    test.write(int(sys.argv[1]))
"""


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_processes_leave_no_gap_and_no_double(vendor: str, tmp_path: Path) -> None:
    environment = {**os.environ, "SAGSGANG_HOME": str(tmp_path), "SAGSGANG_INTERNAL_DB": "", "SAGSGANG_OPEN_DB": "",
                   "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.test"}
    if vendor == "postgresql":
        environment["SAGSGANG_INTERNAL_DB"] = postgres_address(f"journal_{os.getpid()}")
    root = Path(__file__).parents[3]

    def start(what: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", PROCESS, what], env=environment, cwd=root)

    assert start("migrate").wait() == 0
    writers = [start(str(writer)) for writer in range(WRITERS)]
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    assert start("check").wait() == 0
