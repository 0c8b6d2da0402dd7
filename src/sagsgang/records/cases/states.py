"""The states of a draft, of its approval and of a hearing, and the acts that lead from one to the next."""

from __future__ import annotations

from sagsgang.pure.kernel.transitions import Transitions

PRESENTATION, MEMO, FORM = "presentation", "memo", "form"
DOCUMENT_KINDS = (PRESENTATION, MEMO, FORM)

DRAFTED, IN_APPROVAL, RETURNED, APPROVED = "draft", "in-approval", "returned", "approved"
SENT, WITHDRAWN = "sent", "withdrawn"
DRAFT_STATES = (DRAFTED, IN_APPROVAL, RETURNED, APPROVED, SENT, WITHDRAWN)

#: `edit` covers text, annexes and the facts of a draft; `finish` is for memos and forms, which nobody need approve.
DRAFT_ACTS = Transitions(
    ("edit", DRAFTED, DRAFTED),
    ("edit", RETURNED, RETURNED),
    ("submit", DRAFTED, IN_APPROVAL),
    ("submit", RETURNED, IN_APPROVAL),
    ("recall", IN_APPROVAL, DRAFTED),
    ("return", IN_APPROVAL, RETURNED),
    ("approve", IN_APPROVAL, IN_APPROVAL),
    ("approve-last", IN_APPROVAL, APPROVED),
    ("finish", DRAFTED, APPROVED),
    ("reopen", APPROVED, DRAFTED),
    ("send", APPROVED, SENT),
    ("correct", SENT, DRAFTED),
    ("withdraw", DRAFTED, WITHDRAWN),
    ("withdraw", RETURNED, WITHDRAWN),
    ("withdraw", APPROVED, WITHDRAWN),
    ("restore", WITHDRAWN, DRAFTED),
)

ROUND_OPEN, ROUND_APPROVED, ROUND_RETURNED, ROUND_RECALLED = "open", "approved", "returned", "recalled"
ROUND_STATES = (ROUND_OPEN, ROUND_APPROVED, ROUND_RETURNED, ROUND_RECALLED)
ROUND_ACTS = Transitions(
    ("approve", ROUND_OPEN, ROUND_OPEN),
    ("approve-last", ROUND_OPEN, ROUND_APPROVED),
    ("return", ROUND_OPEN, ROUND_RETURNED),
    ("recall", ROUND_OPEN, ROUND_RECALLED),
)

STEP_WAITING, STEP_CURRENT, STEP_APPROVED = "waiting", "current", "approved"
STEP_RETURNED, STEP_DROPPED = "returned", "dropped"
STEP_STATES = (STEP_WAITING, STEP_CURRENT, STEP_APPROVED, STEP_RETURNED, STEP_DROPPED)
STEP_ACTS = Transitions(
    ("begin", STEP_WAITING, STEP_CURRENT),
    ("approve", STEP_CURRENT, STEP_APPROVED),
    ("return", STEP_CURRENT, STEP_RETURNED),
    ("drop", STEP_WAITING, STEP_DROPPED),
    ("drop", STEP_CURRENT, STEP_DROPPED),
)

HEARING_OPEN, HEARING_CLOSED = "open", "closed"
HEARING_STATES = (HEARING_OPEN, HEARING_CLOSED)
HEARING_ACTS = Transitions(
    ("answer", HEARING_OPEN, HEARING_OPEN),
    ("extend", HEARING_OPEN, HEARING_OPEN),
    ("close", HEARING_OPEN, HEARING_CLOSED),
    ("answer", HEARING_CLOSED, HEARING_CLOSED),  # a late answer is kept, and marked late
)

#: From open to closed to those who handle it alone.
ACCESS_ORDER = ("open", "closed", "personal")


def stricter(*levels: str) -> str:
    """The strictest of some access levels; what is not stated is closed."""
    return max((level or "closed" for level in levels), key=ACCESS_ORDER.index)
