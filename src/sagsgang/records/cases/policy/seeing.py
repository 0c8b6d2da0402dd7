"""Who may see a draft, and by what right. Nobody sees one without a right that is named here."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal

from ..queries.drafts import DraftFacts
from ..states import APPROVED, IN_APPROVAL, SENT

PERSONAL = "personal"


def reasons_to_see_draft(actor: Actor, draft: DraftFacts) -> tuple[str, ...]:
    """By what rights the actor sees something of the draft, as codes; empty: nothing at all.

    Of a personal draft colleagues see nothing; who is named on it does, and once it is approved the secretary and the
    chair of its body. A respondent sees the version that was asked about, not what is written since.
    """
    user, shared = actor.user_id, draft.access != PERSONAL
    rights = {
        "officer": user == draft.officer,
        "collaborator": user in draft.collaborators,
        "approver": user in draft.approvers,
        "respondent": user in draft.respondents,
        "colleague": shared and actor.holds("case-officer", unit=draft.unit),
        "manager": shared and actor.holds("approver", unit=draft.unit),
        "secretary": draft.body is not None
        and (draft.state in {APPROVED, SENT} or (shared and draft.state == IN_APPROVAL))
        and actor.holds("secretary", body=draft.body),
        "chair": draft.body is not None and draft.state in {APPROVED, SENT}
        and (actor.holds("chair", body=draft.body) or actor.holds("deputy", body=draft.body)),
    }
    return tuple(code for code, held in rights.items() if held)


def objection_to_seeing_draft(actor: Actor, draft: DraftFacts) -> Refusal | None:
    """Why the actor may not see the draft as it stands; None when a right allows it."""
    match reasons_to_see_draft(actor, draft):
        case ():
            return Refusal("draft-not-for-you")
        case ("respondent",):
            return Refusal("draft-as-it-was-asked-about")
    return None
