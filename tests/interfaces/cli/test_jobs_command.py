"""`sagsgang jobs`, and the worker that `sagsgang serve` runs beside its servers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.interfaces.cli.conftest import Command
from tests.interfaces.cli.test_serve_and_demo import free_port, running
from tests.support.meetings import committee_minutes

Paper = Callable[..., Path]
NIGHT = ("Check the store", "Tidy up", "Remind approvers")


def worker_of(home: Path) -> int:
    """The process that holds the lock of a worker, as soon as there is one."""
    for _ in range(300):
        if locks := [path.name for path in (home / "workers").glob("*.lock")]:
            return int(locks[0].partition("-")[0])
        time.sleep(0.1)
    raise AssertionError("no worker came")


def gone(process: int) -> bool:
    """Whether a process ends within half a minute."""
    for _ in range(300):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_serving_does_the_nights_work_starts_a_killed_worker_again_and_ends_it(shell: Command, paper: Paper,
                                                                               tmp_path: Path) -> None:
    home = tmp_path / "home"
    shell("import", paper(committee_minutes()), "--accept", "--release")
    with running(tmp_path, "serve", "--home", "home", "--public-port", free_port(), "--workspace-port",
                 free_port()) as serving:
        first = worker_of(home)
        for _ in range(300):
            lines = shell("jobs", "list")[1].splitlines()
            if len(lines) == 3 and all("Done" in line for line in lines):
                break
            time.sleep(0.1)
        assert sorted(title for title in NIGHT for line in lines if title in line) == sorted(NIGHT), lines
        os.kill(first, signal.SIGKILL)
        for _ in range(300):
            others = [path for path in (home / "workers").glob("*.lock") if not path.name.startswith(f"{first}-")]
            if others:
                break
            time.sleep(0.1)
        second = int(others[0].name.partition("-")[0])
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(30) == 0
        assert gone(second)


def test_a_store_that_is_not_there_is_not_made_by_a_worker(shell: Command, tmp_path: Path) -> None:
    code = shell("jobs", "work", "--until-empty")[0]
    assert code == 3
    assert not (tmp_path / "home" / "internal.sqlite3").exists()
