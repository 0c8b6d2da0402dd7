"""Who may write, and what may be done with a draft in its state."""

from __future__ import annotations

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import IllegalAct, Refusal, SagsgangError

from ..queries.drafts import DraftFacts
from ..states import DRAFT_ACTS, FORM, MEMO, PRESENTATION
from .seeing import PERSONAL

CASE_OFFICER, ADMINISTRATOR = "case-officer", "administrator"


def objection_to_opening_case(actor: Actor, unit: str) -> Refusal | None:
    """Why the actor may not open a case of this department."""
    return None if actor.holds(CASE_OFFICER, unit=unit) else Refusal("needs-case-officer")


def objection_to_changing_case(actor: Actor, *, unit: str, officer: int | None, access: str) -> Refusal | None:
    """Why the actor may not change a case or begin a draft on it: a personal one is its officer's alone."""
    if access == PERSONAL and actor.user_id != officer:
        return Refusal("case-not-for-you")
    return objection_to_opening_case(actor, unit)


def objection_to_templates(actor: Actor) -> Refusal | None:
    """Why the actor may not change templates."""
    return None if actor.has(ADMINISTRATOR) else Refusal("needs-administrator")


def is_writer(actor: Actor, draft: DraftFacts) -> bool:
    """Whether the draft is the actor's to write: its officer, who writes along, or a colleague where it is no personal
    one."""
    return (actor.user_id in {draft.officer, *draft.collaborators}
            or (draft.access != PERSONAL and actor.holds(CASE_OFFICER, unit=draft.unit)))


def objection_to(act: str, actor: Actor, draft: DraftFacts) -> SagsgangError | None:
    """Why the actor may not do an act of writers (edit, submit, recall, finish, reopen, correct, withdraw, restore)."""
    if not is_writer(actor, draft):
        return Refusal("not-your-draft")
    if act not in DRAFT_ACTS.legal(draft.state):
        return IllegalAct(act, draft.state, DRAFT_ACTS.legal(draft.state))
    if act == "finish" and draft.kind not in {MEMO, FORM}:
        return Refusal("presentation-needs-approval")
    if act == "submit" and draft.kind != PRESENTATION:
        return Refusal("only-presentations-are-approved")
    return None


def objection_to_deciding(actor: Actor, draft: DraftFacts) -> SagsgangError | None:
    """Why the actor may not approve or return the draft now: only who is named, and never who wrote or sent it."""
    if "approve" not in DRAFT_ACTS.legal(draft.state):
        return IllegalAct("approve", draft.state, DRAFT_ACTS.legal(draft.state))
    if actor.user_id not in draft.deciders:
        return Refusal("not-your-turn-to-approve")
    if actor.key == draft.submitted_by or actor.user_id == draft.officer:
        return Refusal("four-eyes")
    return None


def objection_to_commenting(actor: Actor, draft: DraftFacts) -> Refusal | None:
    """Why the actor may not comment: who may write or approve may."""
    if is_writer(actor, draft) or actor.user_id in draft.approvers:
        return None
    return Refusal("not-your-draft")


def objection_to_asking(actor: Actor, draft: DraftFacts) -> SagsgangError | None:
    """Why the actor may not hear others about the draft: it is the writer's, before it is approved."""
    return objection_to("edit", actor, draft)
