"""Whose decision it is: this body's on this day, or a quotation of another meeting's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .keys import body_key
from .model import Decision


@dataclass(frozen=True, slots=True)
class Attribution:
    """The body and day of a decision. A quotation that the paper leaves undated has no date."""

    own: bool
    body_name: str
    body_key: str
    date: date | None


def attributed(decision: Decision, committee: str, meeting_date: date) -> Attribution:
    """Whose decision it is that a paper of this body and day prints; without a body it is the paper's own."""
    name = decision.body or committee
    day = decision.date or (None if decision.body else meeting_date)
    own = body_key(name) == body_key(committee) and day in {meeting_date, None}
    return Attribution(own, name, body_key(name), meeting_date if own else day)
