"""Acts of approval: a frozen version goes through the department's levels, each within its working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.rules.deadlines import COPENHAGEN, deadline_after
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.notices.services import give_notice
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import (
    check_people,
    municipal_calendar,
    municipal_rules,
    unit_id,
    units_upwards,
)

from ..models import ApprovalLevel, ApprovalRound, ApprovalStep, Draft, DraftAnnexVersion, DraftVersion
from ..policy.drafting import objection_to, objection_to_deciding
from ..states import ROUND_ACTS, ROUND_OPEN, STEP_ACTS, STEP_CURRENT, STEP_WAITING
from .drafting import check_complete
from .freezing import freeze_draft
from .moving import known, move_draft


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a path as an administrator states it; `days` None: by the dated rule."""

    label: str
    approver: int
    deputy: int | None = None
    days: int | None = None


@transaction.atomic
def set_approval_levels(*, unit: str, levels: Iterable[Level], actor: Actor, at: datetime) -> None:
    """Say who approves the drafts of a department, in which order. Rounds that have begun go on as they were."""
    if objection := objection_to_administering(actor):
        raise objection
    lock_journal()
    rows = list(levels)
    of_unit = unit_id(unit)
    check_people(who for row in rows for who in (row.approver, row.deputy) if who)
    if any(not row.label.strip() or row.deputy == row.approver for row in rows):
        raise Refusal("level-incomplete")
    ApprovalLevel.objects.filter(unit=of_unit).delete()
    ApprovalLevel.objects.bulk_create(
        ApprovalLevel(unit_id=of_unit, position=place, label=row.label.strip(), approver_id=row.approver,
                      deputy_id=row.deputy, days=row.days) for place, row in enumerate(rows, 1))
    record_act(act="unit.set-levels", subject=unit, actor=actor, at=at, codes={"count": str(len(rows))})


@transaction.atomic
def submit_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Freeze the draft and send it to its first approver.

    Raises Refusal where something is missing: sections, a ground of what is closed, an annex with hidden content that
    nobody has settled, a level in its department.
    """
    lock_journal()
    facts = known(draft_id)
    if objection := objection_to("submit", actor, facts):
        raise objection
    _check_ready(draft_id)
    levels = _levels(draft_id)
    version = freeze_draft(draft_id=draft_id, reason="submitted", actor=actor, at=at)
    number = ApprovalRound.objects.filter(draft=draft_id).count() + 1
    begun = ApprovalRound.objects.create(draft_id=draft_id, number=number, version_id=version, begun_by=actor.key,
                                         begun_at=at)
    rule_days = int(deadline_after(_local(at), "approval", calendar=municipal_calendar(_local(at)),
                                   own=municipal_rules()).rule.value)
    ApprovalStep.objects.bulk_create(
        ApprovalStep(round=begun, position=level.position, label=level.label, approver_id=level.approver_id,
                     deputy_id=level.deputy_id, days=level.days or rule_days) for level in levels)
    move_draft(draft_id=draft_id, act="submit")
    entry = record_act(act="draft.submit", subject=str(draft_id), actor=actor, at=at,
                       codes={"round": str(number), "version": str(DraftVersion.objects.get(pk=version).number)})
    _begin_next(begun, entry.seq, at)


@transaction.atomic
def approve_draft(*, draft_id: UUID, comment: str = "", actor: Actor, at: datetime) -> str:
    """Approve the current level and return the draft's state; the last level makes it approved."""
    lock_journal()
    begun, step = _current(draft_id, actor)
    ApprovalStep.objects.filter(pk=step.pk).update(
        state=STEP_ACTS.target("approve", step.state), decided_by=actor.key, decided_at=at, comment=comment.strip())
    last = not begun.steps.filter(state=STEP_WAITING).exists()
    act = "approve-last" if last else "approve"
    ApprovalRound.objects.filter(pk=begun.pk).update(state=ROUND_ACTS.target(act, begun.state))
    state = move_draft(draft_id=draft_id, act=act)
    entry = record_act(act="draft.approve", subject=str(draft_id), actor=actor, at=at,
                       codes={"round": str(begun.number), "level": str(step.position), "state": state})
    if last:
        _tell_writer(begun, "draft-approved", entry.seq, at)
    else:
        _begin_next(begun, entry.seq, at)
    return state


@transaction.atomic
def return_draft(*, draft_id: UUID, comment: str, actor: Actor, at: datetime) -> None:
    """Send the draft back to its writer and say why."""
    lock_journal()
    begun, step = _current(draft_id, actor)
    if not comment.strip():
        raise Refusal("return-without-comment")
    ApprovalStep.objects.filter(pk=step.pk).update(
        state=STEP_ACTS.target("return", step.state), decided_by=actor.key, decided_at=at, comment=comment.strip())
    _end(begun, "return")
    move_draft(draft_id=draft_id, act="return")
    entry = record_act(act="draft.return", subject=str(draft_id), actor=actor, at=at,
                       codes={"round": str(begun.number), "level": str(step.position)})
    _tell_writer(begun, "draft-returned", entry.seq, at)


@transaction.atomic
def recall_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Take the draft back from approval to write on it."""
    lock_journal()
    if objection := objection_to("recall", actor, known(draft_id)):
        raise objection
    begun = ApprovalRound.objects.get(draft=draft_id, state=ROUND_OPEN)
    _end(begun, "recall")
    move_draft(draft_id=draft_id, act="recall")
    record_act(act="draft.recall", subject=str(draft_id), actor=actor, at=at, codes={"round": str(begun.number)})


@transaction.atomic
def remind_approvers(*, now: datetime) -> int:
    """Tell those whose level is over its last day, once each; a step of the nightly run. Returns how many levels."""
    late = ApprovalStep.objects.select_related("round").filter(state=STEP_CURRENT, due_on__lt=_local(now))
    for step in late:
        give_notice(to=[who for who in (step.approver_id, step.deputy_id) if who], code="approval-overdue",
                    args={"due": str(step.due_on)}, address=_address(step.round.draft_id), origin=step.pk, at=now)
    return len(late)


def _check_ready(draft_id: UUID) -> None:
    check_complete(draft_id)
    row = Draft.objects.get(pk=draft_id)
    if row.access != "open" and not row.ground:
        raise Refusal("ground-missing")
    hidden = DraftAnnexVersion.objects.filter(annex__draft=draft_id, annex__removed_at=None, text_state="unsettled")
    if annex := hidden.select_related("annex").first():
        raise Refusal("annex-unsettled", annex=annex.annex.title)


def _levels(draft_id: UUID) -> list[ApprovalLevel]:
    """The levels of the draft's department, else of the nearest one above it that has any."""
    for unit in units_upwards(Draft.objects.get(pk=draft_id).unit_id):
        if levels := list(ApprovalLevel.objects.filter(unit=unit)):
            return levels
    raise Refusal("unit-without-levels")


def _begin_next(begun: ApprovalRound, origin: int, at: datetime) -> None:
    step = begun.steps.filter(state=STEP_WAITING).order_by("position").first()
    if step is None:
        return
    due = deadline_after(_local(at), "approval", calendar=municipal_calendar(_local(at)), own=municipal_rules(),
                         days=step.days).due
    ApprovalStep.objects.filter(pk=step.pk).update(state=STEP_ACTS.target("begin", step.state), due_on=due)
    give_notice(to=[who for who in (step.approver_id, step.deputy_id) if who], code="draft-to-approve",
                args={"due": due.isoformat()}, address=_address(begun.draft_id), origin=origin, at=at)


def _current(draft_id: UUID, actor: Actor) -> tuple[ApprovalRound, ApprovalStep]:
    if objection := objection_to_deciding(actor, known(draft_id)):
        raise objection
    step = ApprovalStep.objects.select_related("round").filter(round__draft=draft_id, state=STEP_CURRENT).first()
    if step is None:
        raise Conflict("changed-meanwhile")
    return step.round, step


def _end(begun: ApprovalRound, act: str) -> None:
    for step in begun.steps.filter(state__in=[STEP_WAITING, STEP_CURRENT]):
        ApprovalStep.objects.filter(pk=step.pk).update(state=STEP_ACTS.target("drop", step.state))
    ApprovalRound.objects.filter(pk=begun.pk).update(state=ROUND_ACTS.target(act, begun.state))


def _tell_writer(begun: ApprovalRound, code: str, origin: int, at: datetime) -> None:
    draft = Draft.objects.get(pk=begun.draft_id)
    writers = {draft.officer_id}
    if begun.begun_by.startswith("user:"):
        writers.add(int(begun.begun_by.removeprefix("user:")))
    give_notice(to=writers, code=code, args={}, address=_address(draft.pk), origin=origin, at=at)


def _address(draft_id: UUID) -> str:
    return f"/udkast/{draft_id}/"


def _local(at: datetime) -> date:
    return at.astimezone(COPENHAGEN).date()
