"""A meeting is cancelled, and those who sit in the body are told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.rules.deadlines import COPENHAGEN
from sagsgang.records.journal.services import lock_journal
from sagsgang.records.meetings.queries import meeting_view
from sagsgang.records.meetings.services import cancel_meeting
from sagsgang.records.notices.services import give_notice
from sagsgang.records.organisation.queries import seated


@transaction.atomic
def cancel_and_tell(*, meeting_key: str, reason: str, actor: Actor, at: datetime) -> None:
    """Cancel the meeting for a reason, and tell its members in the same transaction."""
    lock_journal()
    entry = cancel_meeting(key=meeting_key, reason=reason, actor=actor, at=at)
    view = meeting_view(meeting_key)
    if view:
        give_notice(to=[one.user_id for one in seated(view.body, at.astimezone(COPENHAGEN).date())],
                    code="meeting-cancelled", args={"body": view.body_name, "date": view.date.isoformat()},
                    address=f"/laes/{meeting_key}/", origin=entry, at=at)
