"""What policies and lists need to know of a draft."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from ..models import Draft
from ..states import ROUND_OPEN, STEP_CURRENT


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A draft without its texts: what decides who may see it and what may be done with it.

    People are ids of users. `approvers` are those (and their deputies) whom any round of it names; `deciders` those who
    may decide its current step; `submitted_by` the key of who began the open round; `respondents` those whom a hearing
    asked.
    """

    id: UUID
    case_key: str
    kind: str
    title: str
    body: str | None
    unit: str
    officer: int
    access: str
    state: str
    version: int
    collaborators: frozenset[int] = frozenset()
    approvers: frozenset[int] = frozenset()
    deciders: frozenset[int] = frozenset()
    submitted_by: str = ""
    respondents: frozenset[int] = frozenset()


def draft_facts(draft_id: UUID) -> DraftFacts | None:
    """The facts of one draft; None where there is none."""
    found = facts_of([draft_id])
    return found[0] if found else None


def facts_of(draft_ids: Collection[UUID]) -> list[DraftFacts]:
    """The facts of many drafts, in a fixed number of queries."""
    rows = (Draft.objects.filter(pk__in=draft_ids).select_related("case", "body", "unit")
            .prefetch_related("collaborators", "rounds__steps", "hearings__respondents"))
    return [_facts(row) for row in rows]


def _facts(row: Draft) -> DraftFacts:
    rounds = list(row.rounds.all())
    steps = [step for round_ in rounds for step in round_.steps.all()]
    return DraftFacts(
        id=row.pk, case_key=row.case.key, kind=row.kind, title=row.title, body=row.body.key if row.body else None,
        unit=row.unit.key, officer=row.officer_id, access=row.access, state=row.state, version=row.version,
        collaborators=frozenset(one.user_id for one in row.collaborators.all()),
        approvers=frozenset(who for step in steps for who in (step.approver_id, step.deputy_id) if who),
        deciders=frozenset(who for step in steps if step.state == STEP_CURRENT
                           for who in (step.approver_id, step.deputy_id) if who),
        submitted_by=next((one.begun_by for one in rounds if one.state == ROUND_OPEN), ""),
        respondents=frozenset(one.user_id for hearing in row.hearings.all() for one in hearing.respondents.all()
                              if one.user_id))


def ready_drafts(body: str, *, without: Collection[UUID] = ()) -> list[DraftFacts]:
    """The approved presentations for a body, those wished for the earliest day first."""
    rows = Draft.objects.filter(body__key=body, kind="presentation", state="approved").exclude(pk__in=without)
    ids = rows.order_by(F("wanted_on").asc(nulls_last=True), "title", "pk").values_list("pk", flat=True)
    order = {pk: place for place, pk in enumerate(ids)}
    return sorted(facts_of(list(order)), key=lambda draft: order[draft.id])
