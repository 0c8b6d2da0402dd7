"""Who may plan meetings, build and send their agendas, and see what was sent, and by what right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import IllegalAct, Refusal, SagsgangError

from .states import MEETING_ACTS

SECRETARY, ADMINISTRATOR = "secretary", "administrator"
MEMBER_ROLES = ("chair", "deputy", "member", "substitute")


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What decides who may see a sent item. `people` are the officer, writers and approvers of the draft behind it."""

    body: str
    access: str
    people: frozenset[int] = frozenset()


def objection_to_planning(actor: Actor, body: str, *, act: str = "prepare",
                          state: str = "planned") -> SagsgangError | None:
    """Why the actor may not plan or prepare meetings of this body, or not in this state."""
    if not actor.holds(SECRETARY, body=body):
        return Refusal("needs-secretary")
    if act not in MEETING_ACTS.legal(state):
        return IllegalAct(act, state, MEETING_ACTS.legal(state))
    return None


def objection_to_fixed_items(actor: Actor) -> Refusal | None:
    """Why the actor may not say what every agenda begins and ends with."""
    return None if actor.has(ADMINISTRATOR) else Refusal("needs-administrator")


def is_of_body(actor: Actor, body: str) -> bool:
    """Whether the actor sits in the body or looks after its meetings."""
    return any(actor.holds(role, body=body) for role in (SECRETARY, *MEMBER_ROLES))


def reasons_to_see_item(actor: Actor, item: ItemFacts) -> tuple[str, ...]:
    """By what rights the actor sees a sent item whole, as codes; empty: at most its stub.

    Members of the body see everything that is put before it, closed and personal items too; of those who do not sit
    there, whoever made a closed item sees it; an open one is for everybody who logs in.
    """
    rights: dict[str, bool] = {role: actor.holds(role, body=item.body) for role in MEMBER_ROLES}
    rights["secretary"] = actor.holds(SECRETARY, body=item.body)
    rights["handled"] = actor.user_id in item.people
    rights["open"] = item.access == "open" and actor.user_id is not None
    return tuple(code for code, held in rights.items() if held)


def objection_to_seeing_item(actor: Actor, item: ItemFacts) -> Refusal | None:
    """Why the actor may not see the item; None when a right allows it."""
    return None if reasons_to_see_item(actor, item) else Refusal("item-not-for-you")


def objection_to_whole_paper(actor: Actor, items: Collection[ItemFacts]) -> Refusal | None:
    """Why the actor may not have the agenda's PDF with its closed items: it takes sight of every one of them."""
    return next((objection for item in items if (objection := objection_to_seeing_item(actor, item))), None)
