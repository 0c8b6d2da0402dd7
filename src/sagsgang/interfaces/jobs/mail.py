"""Mails: one for each notice that waits, its sentence and the way to the page, never a title.

A mail goes out at least once: whoever is killed between the server's yes and our note of it sends it again. Both carry
the same Message-ID, by which mailboxes know that they are one.
"""

from __future__ import annotations

import logging
from collections import Counter
from email.utils import format_datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from sagsgang.pure.kernel.files import digest_of
from sagsgang.pure.kernel.messages import _
from sagsgang.pure.kernel.telling import notice_sentence
from sagsgang.records.notices.queries import NoticeView, waiting_for_mail
from sagsgang.records.notices.services import drop_unwanted, lease_mail, mark_failed, mark_sent
from sagsgang.records.organisation.queries import municipality

_log = logging.getLogger(__name__)


def send_waiting_mails() -> dict[str, int]:
    """Send what waits; how many were sent and how many not. What was not is tried again later (notices.services)."""
    drop_unwanted()
    outcomes: Counter[str] = Counter()
    waiting = waiting_for_mail(timezone.now())
    if not waiting:
        return {}
    connection, trouble = get_connection(), ""
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        trouble = _reason(error)
    try:
        for notice in waiting:
            if lease_mail(notice_id=notice.id, at=timezone.now()):
                outcomes["failed" if _failed(notice, connection, trouble) else "sent"] += 1
    finally:
        connection.close()
    return dict(outcomes)


def mail_of(notice: NoticeView, connection: Any = None) -> EmailMessage:
    """The mail of a notice: the same each time."""
    named = municipality()
    sentence = notice_sentence(notice.code, notice.args)
    who = digest_of(f"{notice.id} {notice.created_at.isoformat()}".encode())[:24]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    text = _("{sentence}\n\nLog in to see it: {address}\n\nThis mail tells no titles, for mail is read anywhere.\n")
    return EmailMessage(
        subject=(f"{named.name}: {sentence}" if named else sentence).rstrip("."),
        body=text.format(sentence=sentence, address=settings.WORKSPACE_ADDRESS + notice.address),
        to=[notice.email], connection=connection, headers={
            "Message-ID": f"<{who}@{domain}>", "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All", "Date": _written(notice)})


def _written(notice: NoticeView) -> str:
    return format_datetime(timezone.localtime(notice.created_at))


def _failed(notice: NoticeView, connection: Any, trouble: str) -> bool:
    """Send one mail and note how it went; whether it failed."""
    if not trouble:
        try:
            mail_of(notice, connection).send()
        except (SMTPException, OSError, ValueError) as error:
            trouble = _reason(error)
            connection.close()  # the next mail opens it anew: a server that hung up is not asked on a dead line
    if trouble:
        _log.warning("A mail was not taken (notice %s): %s", notice.id, trouble)
        mark_failed(notice_id=notice.id, error=trouble, at=timezone.now())
        return True
    mark_sent(notice_id=notice.id)
    return False


def _reason(error: Exception) -> str:
    """Why a mail was not taken, in words that whoever runs the mail server can use."""
    if isinstance(error, SMTPRecipientsRefused) and error.recipients:
        code, answer = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error
    else:
        return _("The mail server cannot be reached, or hung up ({detail}).").format(detail=error)
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return _("The mail server answered: {code} {answer}").format(code=code, answer=said)
