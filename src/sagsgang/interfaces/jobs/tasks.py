"""The tasks. Each can be done again without harm: a task whose worker was killed is done anew from its beginning."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from sagsgang.procedures import publish_releases as publishing, read_annexes, verify_store
from sagsgang.records.cases.services import remind_approvers

from .capture import forget_captured
from .mail import send_waiting_mails
from .services import forget_finished

#: So many problems are kept with the outcome of a check; `sagsgang verify` names them all.
_TOLD = 20
#: So long the outcome of a task, and a mail that was kept instead of sent, can be looked up.
_KEPT = timedelta(days=90)


@task(priority=30)
def send_mail() -> dict[str, int]:
    """Send the mails that wait."""
    return send_waiting_mails()


@task(priority=20)
def publish_releases() -> list[str]:
    """Make public what was released and is not public yet, as after a kill."""
    return list(publishing.publish_releases())


@task(priority=10)
def read_annex_files() -> int:
    """Read the text of annexes that came as files."""
    return read_annexes.read_waiting_annexes()


@task(priority=0)
def remind() -> int:
    """Tell approvers whose last day is over."""
    return remind_approvers(now=timezone.now())


@task(priority=-10)
def verify() -> dict[str, Any]:
    """Check the store, and keep what was found."""
    report = verify_store.verify_store()
    return {"busy": report.busy, "problems": len(report.problems), "told": list(report.problems[:_TOLD]),
            "completed": list(report.completed[:_TOLD])}


@task(priority=-20)
def tidy() -> dict[str, int]:
    """Forget logins that are over, and outcomes and kept mails that are old."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    before = timezone.now() - _KEPT
    return {"jobs": forget_finished(before=before), "mails": forget_captured(before)}
