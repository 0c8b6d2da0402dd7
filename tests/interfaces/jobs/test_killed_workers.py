"""Workers that are killed, stopped, and beside each other, on both databases: no job is lost, none is done by two."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.store import postgres_address

ROOT = Path(__file__).parents[3]
ASK = """
import json, sys
from sagsgang.interfaces.cli.store import open_store
open_store(None, create=True)
from sagsgang.interfaces.jobs.queries import newest_jobs
from tests.support.slow_tasks import slow
if sys.argv[1] == "enqueue":
    slow.enqueue(sys.argv[2])
print(json.dumps([[job.state, job.tries, job.value, job.error] for job in newest_jobs()]))
"""


class Store:
    """A store of its own, its workers, and a job that waits to be let go."""

    def __init__(self, folder: Path, internal: str) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        own = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
        self.environment = own | {"SAGSGANG_HOME": str(folder / "home"), "SAGSGANG_INTERNAL_DB": internal,
                                  "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}

    def ask(self, *words: str) -> list[Any]:
        """Every job: state, tries, value, error."""
        out = subprocess.run([sys.executable, "-c", ASK, *words], cwd=ROOT, env=self.environment, check=True,
                             stdout=subprocess.PIPE)
        return list(json.loads(out.stdout))

    def worker(self, *words: str) -> subprocess.Popen[bytes]:
        """A worker, as the command starts it."""
        command = [sys.executable, "-m", "sagsgang.interfaces.cli.main", "jobs", "work", *words]
        self.workers.append(subprocess.Popen(command, cwd=ROOT, env=self.environment))
        return self.workers[-1]

    def lines(self, name: str) -> int:
        """How often the job was begun or done."""
        path = self.folder / name
        return len(path.read_text().splitlines()) if path.exists() else 0

    def let_go(self) -> None:
        """The job may end."""
        (self.folder / "go").touch()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with one job."""
    address = postgres_address(f"jobs_{os.getpid()}") if request.param == "postgresql" else ""
    made = Store(tmp_path, address)
    assert made.ask("enqueue", str(tmp_path)) == [["READY", 0, None, ""]]
    yield made
    made.let_go()
    for worker in made.workers:
        worker.kill()
        worker.wait(30)


def until(holds: Callable[[], bool]) -> None:
    """Wait for it, a minute at most."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


def test_a_killed_workers_job_is_done_by_the_next_worker_once(store: Store) -> None:
    killed = store.worker()
    until(lambda: store.lines("begun") == 1)
    killed.kill()
    killed.wait(30)
    assert store.ask("look") == [["RUNNING", 1, None, ""]]
    store.let_go()
    assert store.worker("--until-empty").wait(60) == 0
    assert store.ask("look") == [["SUCCESSFUL", 2, 1, ""]]
    assert (store.lines("begun"), store.lines("done")) == (2, 1)


def test_a_job_that_kills_every_worker_is_given_up_and_told(store: Store) -> None:
    for turn in range(1, 4):
        worker = store.worker()
        until(lambda turn=turn: store.lines("begun") == turn)  # type: ignore[misc]
        worker.kill()
        worker.wait(30)
    assert store.worker("--until-empty").wait(60) == 0
    [[state, tries, _value, error]] = store.ask("look")
    assert (state, tries) == ("FAILED", 3)
    assert "killed, 3 times" in error
    assert store.lines("begun") == 3


def test_a_living_workers_job_is_left_alone_and_ended_before_it_stops(store: Store) -> None:
    working = store.worker()
    until(lambda: store.lines("begun") == 1)
    assert store.worker("--until-empty").wait(60) == 0
    assert store.ask("look") == [["RUNNING", 1, None, ""]]
    working.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    assert working.poll() is None
    store.let_go()
    assert working.wait(60) == 0
    assert store.ask("look") == [["SUCCESSFUL", 1, 1, ""]]
    assert not list((store.folder / "home" / "workers").iterdir())
