"""A worker: takes one job after the other. While it lives it holds a lock, by which others see that it does."""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Event
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from .registry import LIMITS
from .services import claim, requeue_left

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResult

_log = logging.getLogger(__name__)
#: Seconds between two looks at an empty queue, and between two looks for what others left.
_PAUSE, _LOOK = 1.0, 60.0
#: Seconds after which nothing of a dead worker is looked for any more.
_LONG_AGO = 24 * 60 * 60


def work(stop: Event, *, until_empty: bool = False) -> None:
    """Do jobs until told to stop (the one in hand is finished), or until there is none."""
    name = f"{os.getpid()}-{token_hex(6)}"
    looked = -_LOOK
    with _present(name):
        while not stop.is_set():
            close_old_connections()
            try:
                if time.monotonic() - looked >= _LOOK:
                    requeue_left(is_gone=_is_gone, limits=LIMITS, now=timezone.now())
                    _forget_the_dead()
                    looked = time.monotonic()
                job = claim(name)
            except OperationalError as error:  # busy or away; it comes back
                _log.warning("The queue of jobs cannot be reached: %s", error)
                job = None
                stop.wait(5 * _PAUSE)
            if job is not None:
                _do(job)
            elif until_empty:
                return
            else:
                stop.wait(_PAUSE)


def _do(job: DBTaskResult) -> None:
    try:
        job.set_successful(job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"]))
    except Exception as error:  # whatever it was, the next job does not suffer
        _log.exception("The job %s failed", job.task_path)
        job.set_failed(error)


def _folder() -> Path:
    return Path(settings.STORE.home) / "workers"


@contextmanager
def _present(name: str) -> Iterator[None]:
    """Be seen to live; the system drops the lock of whoever is killed."""
    path = _folder() / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _forget_the_dead() -> None:
    """Delete the locks of workers that died long ago, whose jobs were found since."""
    for path in _folder().glob("*.lock"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _LONG_AGO and _is_gone(path.stem):
                path.unlink()


def _is_gone(name: str) -> bool | None:
    """Whether the worker of this name has died; None where it never worked on this home."""
    path = _folder() / f"{name}.lock"
    try:
        with path.open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return False
    return True
