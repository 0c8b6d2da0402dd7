"""A task for tests of the queue, which tells when it begins and ends only when it is let go."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task()
def slow(folder: str) -> int:
    """Write down that it was begun, wait for the file `go`, write down that it was done."""
    place = Path(folder)
    with (place / "begun").open("a") as begun:
        begun.write("begun\n")
    for _ in range(600):
        if (place / "go").exists():
            break
        time.sleep(0.1)
    with (place / "done").open("a") as done:
        done.write("done\n")
    return len((place / "done").read_text().splitlines())
