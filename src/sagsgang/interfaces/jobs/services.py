"""The queue of jobs: one row of the internal store each.

A nightly task is put on the queue under a number that is made of its name and its day: whoever comes second, another
clock or one that was started again, finds it there. A run belongs to the worker that took it; what a worker leaves
when it is killed goes back on the queue, and is given up when three workers have died of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.policy import objection_to_administering

_NIGHTS = UUID("5b0ff0a5-7d3c-5a5f-9f0e-6e6967687473")
_READY, _RUNNING, _FAILED = TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED
#: So many workers may die of a task.
MOST_TRIES = 3
#: The limit of a task that is not in the registry any more.
_LONG = timedelta(hours=4)
LOST = "sagsgang.WorkerLost"


def enqueue(task: Task) -> bool:
    """Put a task on the queue, unless it waits there or is being done."""
    if DBTaskResult.objects.filter(task_path=task.module_path, status__in=[_READY, _RUNNING]).exists():
        return False
    task.enqueue()
    return True


def enqueue_for(task: Task, day: date) -> bool:
    """Put a nightly task on the queue for a day, once, whoever else does so at the same moment."""
    number = uuid5(_NIGHTS, f"{task.module_path} {day.isoformat()}")
    if DBTaskResult.objects.filter(pk=number).exists():
        return False
    return DBTaskResult.objects.get_or_create(id=number, defaults={
        "args_kwargs": {"args": [], "kwargs": {}}, "priority": task.priority, "task_path": task.module_path,
        "queue_name": task.queue_name, "backend_name": task.backend, "run_after": get_date_max()})[1]


def claim(worker: str) -> DBTaskResult | None:
    """Take the next job for a worker. An empty queue is only read: it takes no lock that others wait for."""
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return None
    with transaction.atomic():
        row = ready.get_locked()
        if row is not None:
            row.claim(worker)
    return row


def requeue_left(*, is_gone: Callable[[str], bool | None], limits: Mapping[str, timedelta], now: datetime) -> int:
    """Put back what dead workers left, and return how much that was.

    `is_gone` tells whether a worker has died; None: nobody here knows it, and its run is lost when its limit is over.
    """
    left = 0
    for row in DBTaskResult.objects.running():
        gone = is_gone(row.worker_ids[-1] if row.worker_ids else "")
        if gone is None:
            gone = row.started_at is None or row.started_at + limits.get(row.task_path, _LONG) < now
        if gone:
            rows = DBTaskResult.objects.filter(pk=row.pk, status=_RUNNING, started_at=row.started_at)
            again = len(row.worker_ids) < MOST_TRIES
            left += rows.update(status=_READY) if again else rows.update(
                status=_FAILED, finished_at=now, exception_class_path=LOST, traceback="")
    return left


@transaction.atomic
def retry_job(*, job_id: UUID, actor: Actor, at: datetime) -> None:
    """Put a job that failed on the queue again."""
    if objection := objection_to_administering(actor):
        raise objection
    lock_journal()
    if not DBTaskResult.objects.filter(pk=job_id, status=_FAILED).update(
            status=_READY, worker_ids=[], started_at=None, finished_at=None, exception_class_path="", traceback=""):
        raise Conflict("job-not-failed")
    record_act(act="job.retry", subject=str(job_id), actor=actor, at=at)


def forget_finished(*, before: datetime) -> int:
    """Delete the outcomes of jobs that ended before a time and return how many there were."""
    return int(DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0])
