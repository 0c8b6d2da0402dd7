"""Looking at the queue of jobs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from sagsgang.pure.kernel.messages import N_, _

from .registry import JOBS, TITLES
from .services import LOST

STATES = {"READY": N_("Waits"), "RUNNING": N_("Is being done"), "SUCCESSFUL": N_("Done"), "FAILED": N_("Failed")}
#: What is told of a job whose worker was killed again and again.
_LOST = N_("The process that did it was killed, {count} times.")


@dataclass(frozen=True, slots=True)
class JobView:
    """One job; `error` is the last line of what went wrong, `path` what the queue calls its task."""

    id: UUID
    path: str
    title: str
    state: str
    enqueued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    tries: int
    error: str
    value: Any

    @property
    def words(self) -> str:
        """Its state in words."""
        return _(STATES.get(self.state, self.state))


def newest_jobs(*, most: int = 50) -> list[JobView]:
    """The newest jobs, whatever became of them."""
    return [_view(row) for row in DBTaskResult.objects.order_by("-enqueued_at")[:most]]


def failed_jobs(*, most: int = 50) -> list[JobView]:
    """The newest jobs that failed."""
    return [_view(row) for row in DBTaskResult.objects.failed().order_by("-finished_at")[:most]]


def job_counts() -> dict[str, int]:
    """How many jobs are in each state."""
    return dict(Counter(DBTaskResult.objects.order_by().values_list("status", flat=True)))


def last_of(path: str) -> JobView | None:
    """The last job of a task that came to an end."""
    row = DBTaskResult.objects.finished().filter(task_path=path).order_by("-finished_at").first()
    return _view(row) if row else None


def nights() -> list[tuple[str, str, JobView | None]]:
    """The nightly tasks: title, time of day, and how the last one went."""
    return [(_(job.title), f"{job.nightly.hour}.{job.nightly.minute:02}", last_of(job.path))
            for job in JOBS if job.nightly]


def _view(row: DBTaskResult) -> JobView:
    return JobView(row.pk, row.task_path, _(TITLES.get(row.task_path, row.task_path)), row.status, row.enqueued_at,
                   row.started_at, row.finished_at, len(row.worker_ids), _error(row), row.return_value)


def _error(row: DBTaskResult) -> str:
    if row.exception_class_path == LOST:
        return _(_LOST).format(count=len(row.worker_ids))
    lines = row.traceback.strip().splitlines()
    return lines[-1] if lines else ""
