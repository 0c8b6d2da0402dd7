"""The clock: puts on the queue what the night asks for and what waits, once each, however often it looks.

Times of day are Danish local time, so a nightly task is done once a day also when the clocks change. After a standstill
the last night that was missed is made up for, and no more than that one.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, time, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from django.db import Error, close_old_connections
from django.utils import timezone

from .registry import JOBS
from .services import enqueue, enqueue_for

_log = logging.getLogger(__name__)
_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: Seconds between two looks.
_PAUSE = 10


def run_clock(stop: Event) -> None:
    """Look again and again until told to stop."""
    while not stop.is_set():
        close_old_connections()
        try:
            tick(timezone.now())
        except (Error, OSError) as error:  # a busy or absent database comes back
            _log.warning("The clock could not look: %s", error)
        stop.wait(_PAUSE)


def tick(now: datetime) -> list[str]:
    """Put on the queue what is due now; returns the tasks."""
    begun = []
    for job in JOBS:
        if job.nightly is not None and enqueue_for(job.task, last_night(now, job.nightly)):
            begun.append(job.path)
        if job.waits is not None and job.waits(now) and enqueue(job.task):
            begun.append(job.path)
    return begun


def last_night(now: datetime, at: time) -> date:
    """The day of the last time that it was `at` o'clock in Denmark. A time that a day leaves out has come after it."""
    local = now.astimezone(_COPENHAGEN)
    return local.date() if local.time() >= at else local.date() - timedelta(days=1)
