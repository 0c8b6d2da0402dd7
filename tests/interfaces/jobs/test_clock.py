"""The clock: each night's work once a day in Danish time, whatever the clocks do, and what waits is found."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from hypothesis import given, strategies as st

from sagsgang.interfaces.jobs import tasks
from sagsgang.interfaces.jobs.clock import last_night, tick
from sagsgang.interfaces.jobs.registry import JOBS
from sagsgang.interfaces.jobs.services import claim, enqueue, enqueue_for, forget_finished, requeue_left, retry_job
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.records.journal.queries import entries_of

ADMIN = Actor("user:1", frozenset({"administrator"}))
NIGHTLY = {job.path for job in JOBS if job.nightly}


def begun(start: datetime, hours: int, minutes: int = 10) -> Counter[str]:
    """How often each task is put on the queue while the clock looks every few minutes."""
    found: Counter[str] = Counter()
    for step in range(hours * 60 // minutes):
        found.update(tick(start + timedelta(minutes=step * minutes)))
    return found


@pytest.mark.django_db(databases=["default", "open"])
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29), date(2026, 12, 31)])
def test_each_nights_work_is_ordered_once_a_day_also_when_the_clocks_change(day: date) -> None:
    noon_before = datetime.combine(day - timedelta(days=1), time(11), UTC)
    begun(noon_before, 1)  # what was due before is made up for
    assert begun(noon_before, 24) == Counter(dict.fromkeys(NIGHTLY, 1))
    assert begun(noon_before + timedelta(days=1), 24) == Counter(dict.fromkeys(NIGHTLY, 1))


@pytest.mark.django_db(databases=["default", "open"])
def test_after_a_standstill_the_last_night_is_made_up_for_and_no_other() -> None:
    tick(datetime(2026, 5, 1, 10, tzinfo=UTC))
    assert begun(datetime(2026, 5, 20, 10, tzinfo=UTC), 2) == Counter(dict.fromkeys(NIGHTLY, 1))


@given(st.integers(0, 30 * 366 * 24 * 60), st.integers(0, 24 * 60 - 1))
def test_the_last_night_never_lies_ahead_and_is_at_most_a_day_and_an_hour_old(minutes: int, minute: int) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    at = time(minute // 60, minute % 60)
    due = datetime.combine(last_night(now, at), at, ZoneInfo("Europe/Copenhagen"))
    assert due.astimezone(UTC) - timedelta(hours=1) <= now
    assert now - due.astimezone(UTC) <= timedelta(hours=25)


@pytest.mark.django_db
def test_two_clocks_order_a_nights_work_once() -> None:
    assert enqueue_for(tasks.tidy, date(2026, 5, 4))
    assert not enqueue_for(tasks.tidy, date(2026, 5, 4))
    assert enqueue_for(tasks.tidy, date(2026, 5, 5))
    assert enqueue_for(tasks.remind, date(2026, 5, 4))
    assert DBTaskResult.objects.count() == 3


@pytest.mark.django_db
def test_what_waits_is_ordered_once_until_it_is_done() -> None:
    assert enqueue(tasks.send_mail)
    assert not enqueue(tasks.send_mail)
    DBTaskResult.objects.update(status="RUNNING")
    assert not enqueue(tasks.send_mail)
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert enqueue(tasks.send_mail)


@pytest.mark.django_db
def test_a_run_of_a_worker_that_nobody_knows_is_lost_when_its_limit_is_over() -> None:
    enqueue(tasks.tidy)
    start = datetime(2026, 5, 4, 3, tzinfo=UTC)
    DBTaskResult.objects.update(status="RUNNING", started_at=start, worker_ids=["elsewhere"])
    limits = {tasks.tidy.module_path: timedelta(minutes=30)}

    def left(minutes: int) -> int:
        return requeue_left(is_gone=lambda _name: None, limits=limits, now=start + timedelta(minutes=minutes))

    assert [left(30), left(31), left(32)] == [0, 1, 0]
    assert DBTaskResult.objects.get().status == "READY"


@pytest.mark.django_db
def test_a_failed_job_is_started_again_by_an_administrator_once_and_the_journal_knows() -> None:
    enqueue(tasks.tidy)
    job = DBTaskResult.objects.get()
    with pytest.raises(Conflict, match="job-not-failed"):
        retry_job(job_id=job.pk, actor=ADMIN, at=datetime.now(UTC))
    DBTaskResult.objects.update(status="FAILED", traceback="Error: no", worker_ids=["a"])
    with pytest.raises(Refusal, match="needs-administrator"):
        retry_job(job_id=job.pk, actor=Actor("user:2", frozenset({"publisher"})), at=datetime.now(UTC))
    retry_job(job_id=job.pk, actor=ADMIN, at=datetime.now(UTC))
    with pytest.raises(Conflict):
        retry_job(job_id=job.pk, actor=ADMIN, at=datetime.now(UTC))
    job.refresh_from_db()
    assert (job.status, job.traceback, job.worker_ids) == ("READY", "", [])
    assert [(entry.subject, entry.actor) for entry in entries_of("job.retry")] == [(str(job.pk), "user:1")]


@pytest.mark.django_db
def test_old_outcomes_are_forgotten_and_what_waits_is_not() -> None:
    at = datetime(2026, 5, 4, 3, tzinfo=UTC)
    for task, status, ended in ((tasks.tidy, "SUCCESSFUL", at), (tasks.remind, "FAILED", at + timedelta(days=1)),
                                (tasks.verify, "READY", None)):
        enqueue(task)
        DBTaskResult.objects.filter(task_path=task.module_path).update(status=status, finished_at=ended)
    assert forget_finished(before=at + timedelta(hours=1)) == 1
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "READY"}


@pytest.mark.django_db
def test_an_empty_queue_is_only_read_so_that_nobody_waits_for_a_lock() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert claim("worker") is None
    assert [query["sql"][:6] for query in asked] == ["SELECT"]


@pytest.mark.django_db
def test_mails_are_taken_before_the_nights_work_and_each_job_by_one_worker() -> None:
    for task in (tasks.verify, tasks.send_mail, tasks.tidy):
        enqueue(task)
    taken = [claim(name) for name in ("one", "two", "three", "four")]
    assert [job and job.task_path.rpartition(".")[2] for job in taken] == ["send_mail", "verify", "tidy", None]
    assert [job.worker_ids for job in taken if job] == [["one"], ["two"], ["three"]]
