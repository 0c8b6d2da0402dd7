"""What works while nobody looks: jobs, the night's work, mail, and what the last check of the store found."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sagsgang.interfaces.jobs.capture import captured_mail, captured_mails
from sagsgang.interfaces.jobs.queries import failed_jobs, job_counts, last_of, newest_jobs, nights
from sagsgang.interfaces.jobs.registry import VERIFY
from sagsgang.interfaces.jobs.services import retry_job
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.telling import notice_sentence
from sagsgang.records.notices.queries import mail_queue, troubled_mails
from sagsgang.records.notices.services import retry_failed_mails
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import person_names

from ..frame import Trail, check, done, page, show

MAIL_STATES = {
    "waiting": gettext_lazy("Wait"), "sent": gettext_lazy("Sent"), "failed": gettext_lazy("Given up"),
    "unwanted": gettext_lazy("Not to be sent: no address"),
}
#: So many seconds may a job wait before somebody should look whether jobs are done at all.
_PATIENCE = 15 * 60


def _trail(*steps: tuple[str, str | None]) -> Trail:
    return [(_("Administration"), reverse("workspace:administration")), *steps]


@require_safe
@page
def operations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How the house's machinery does."""
    check(objection_to_administering(actor))
    counts, queue = job_counts(), mail_queue()
    troubled = troubled_mails()
    names = person_names(f"user:{row.user_id}" for row in troubled)
    return show(
        request, "operations/operations", trail=_trail((_("Operations"), None)), verify=last_of(VERIFY),
        nights=nights(), failed=failed_jobs(), jobs=newest_jobs(most=20), waiting=counts.get("READY", 0),
        running=counts.get("RUNNING", 0), asleep=_asleep(), mails=[
            (words, queue.get(state, 0)) for state, words in MAIL_STATES.items()], given_up=queue.get("failed", 0),
        troubled=[(row, names.get(f"user:{row.user_id}", ""), notice_sentence(row.code, row.args)) for row in troubled],
        captures=_captures(), help="administrator")


def _asleep() -> bool:
    """Whether a job has waited so long that nobody seems to do jobs."""
    oldest = [job.enqueued_at for job in newest_jobs(most=200) if job.state == "READY"]
    return bool(oldest) and (timezone.now() - min(oldest)).total_seconds() > _PATIENCE


def _captures() -> bool:
    return not settings.EMAIL_HOST


@require_POST
@page
def retry(request: HttpRequest, actor: Actor, job: UUID) -> HttpResponse:
    """A job that failed is done again."""
    check(objection_to_administering(actor))
    return done(request, lambda: retry_job(job_id=job, actor=actor, at=timezone.now()),
                _("The job is on the queue again."), reverse("workspace:operations"))


@require_POST
@page
def retry_mails(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Mails that were given up are sent again."""
    check(objection_to_administering(actor))
    return done(request, lambda: retry_failed_mails(actor=actor, at=timezone.now()),
                _("The mails that were given up wait to be sent again."), reverse("workspace:operations"))


@require_safe
@page
def mails(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The mails that were kept because no mail server is named."""
    check(objection_to_administering(actor))
    return show(request, "operations/mails", trail=_trail((_("Operations"), reverse("workspace:operations")),
                                                          (_("Kept mails"), None)),
                mails=captured_mails(), captures=_captures(), help="administrator")


@require_safe
@page
def mail(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """One kept mail."""
    check(objection_to_administering(actor))
    found = captured_mail(name)
    if found is None:
        raise Http404
    return show(request, "operations/mail", trail=_trail(
        (_("Operations"), reverse("workspace:operations")), (_("Kept mails"), reverse("workspace:mails")),
        (_("Mail"), None)), mail=found, help="administrator")
