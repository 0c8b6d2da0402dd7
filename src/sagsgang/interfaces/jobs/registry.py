"""Which tasks there are, how long each may take, and what sets it off: the clock, or something that waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django_tasks.base import Task

from sagsgang.pure.kernel.messages import N_
from sagsgang.records.cases.queries.annexes import waiting_files
from sagsgang.records.notices.queries import waiting_for_mail
from sagsgang.records.openstore.queries import release_ids
from sagsgang.records.publication.queries import releases

from . import tasks

#: Whoever releases publishes at once: only what was left behind is found here.
_LEFT_BEHIND = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Job:
    """A task with its name for people.

    `nightly` is when it is done each day, in Danish local time; `waits` says whether there is something for it to do.
    After `limit` a run whose worker nobody knows is taken to be lost.
    """

    task: Task
    title: str
    limit: timedelta
    nightly: time | None = None
    waits: Callable[[datetime], bool] | None = None

    @property
    def path(self) -> str:
        """What the queue calls it."""
        return str(self.task.module_path)


def _unpublished(now: datetime) -> bool:
    return any(release.released_at < now - _LEFT_BEHIND for release in releases(without=release_ids()))


JOBS = (
    Job(tasks.send_mail, N_("Send mails"), timedelta(minutes=15),
        waits=lambda now: bool(waiting_for_mail(now, most=1))),
    Job(tasks.publish_releases, N_("Complete what was released"), timedelta(minutes=30), waits=_unpublished),
    Job(tasks.read_annex_files, N_("Read annexes"), timedelta(hours=1), waits=lambda _now: bool(waiting_files())),
    Job(tasks.verify, N_("Check the store"), timedelta(hours=4), nightly=time(2, 30)),
    Job(tasks.tidy, N_("Tidy up"), timedelta(minutes=30), nightly=time(3, 30)),
    Job(tasks.remind, N_("Remind approvers"), timedelta(minutes=15), nightly=time(6, 0)),
)
LIMITS = {job.path: job.limit for job in JOBS}
TITLES = {job.path: job.title for job in JOBS}
VERIFY = tasks.verify.module_path
