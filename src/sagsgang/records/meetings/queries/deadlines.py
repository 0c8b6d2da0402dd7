"""The deadlines of a meeting, by the dated rules as they are known on a day."""

from __future__ import annotations

from datetime import date, datetime

from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.rules.deadlines import COPENHAGEN, Deadline, deadline_before, dispatch_deadline
from sagsgang.pure.rules.schedule import Event, plan
from sagsgang.records.organisation.queries import municipal_calendar, municipal_rules

from ..models import Meeting


def meeting_deadlines(key: str, now: datetime) -> dict[str, Deadline]:
    """The meeting's last days by kind: `editorial` (drafts are ready) and `dispatch` (the agenda is sent)."""
    row = Meeting.objects.filter(key=key).values_list("date", "body__key", "body__kind").first()
    if row is None:
        raise Conflict("meeting-not-kept", key=key)
    return deadlines_on(row[0], body=row[1], kind=row[2], now=now)


def deadlines_on(day: date, *, body: str, kind: str, now: datetime) -> dict[str, Deadline]:
    """The last days for a meeting of a body on a day."""
    calendar, own = municipal_calendar(now.astimezone(COPENHAGEN).date()), municipal_rules()
    duties = plan([Event("meeting", body, day)], [
        ("meeting", "editorial", lambda event: deadline_before(event.on, "editorial", body=body, calendar=calendar,
                                                               own=own)),
        ("meeting", "dispatch", lambda event: dispatch_deadline(event.on, body=body, is_council=kind == "council",
                                                                calendar=calendar, own=own))])
    return {duty.kind: duty.basis for duty in duties}
