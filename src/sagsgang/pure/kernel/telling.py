"""What people are told, in sentences without titles: the same on the page of notices and in mails."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .dates import long_date
from .messages import N_, _

#: The sentence of each notice; what stands in braces are its args.
NOTICES = {
    "draft-to-approve": N_("A draft waits for your approval until {due}."),
    "approval-overdue": N_("A draft has waited for your approval since {due}."),
    "draft-approved": N_("A draft of yours has been approved."),
    "draft-returned": N_("A draft of yours has been sent back with a comment."),
    "hearing-begun": N_("You are asked for your opinion on a draft, by {due}."),
    "hearing-answered": N_("An answer has come in a hearing."),
    "agenda-sent": N_("The agenda of {body} on {date} has been sent."),
    "supplement-sent": N_("A supplementary agenda of {body} on {date} has been sent."),
    "correction-sent": N_("A corrected agenda of {body} on {date} has been sent."),
    "meeting-cancelled": N_("The meeting of {body} on {date} has been cancelled."),
}


def notice_sentence(code: str, args: Mapping[str, str]) -> str:
    """The sentence of a notice in the active language, its dates in words; an unknown code is shown as it is."""
    known = NOTICES.get(code)
    return _(known).format(**{name: _said(value) for name, value in args.items()}) if known else code


def _said(value: str) -> str:
    try:
        return long_date(date.fromisoformat(value))
    except ValueError:
        return value
