"""Acts of approval: a frozen version goes through the department's levels, each within its working days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.rules.deadlines import COPENHAGEN, LONGEST, deadline_after
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.notices.services import give_notice
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import (
    active_people,
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

#: Why an annex is not ready, by the state of its newest file's text.
_NOT_READY = {"waiting": "annex-not-read", "unsettled": "annex-unsettled"}


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
    check_people(who for row in rows for who in (row.approver, row.deputy) if who is not None)
    if any(not row.label.strip() or row.deputy == row.approver for row in rows):
        raise Refusal("level-incomplete")
    if short := [row.days for row in rows if row.days is not None and not 1 <= row.days <= LONGEST]:
        raise Refusal("deadline-days", days=short[0], most=LONGEST)
    ApprovalLevel.objects.filter(unit=of_unit).delete()
    ApprovalLevel.objects.bulk_create(
        ApprovalLevel(unit_id=of_unit, position=place, label=row.label.strip(), approver_id=row.approver,
                      deputy_id=row.deputy, days=row.days) for place, row in enumerate(rows, 1))
    record_act(act="unit.set-levels", subject=unit, actor=actor, at=at, codes={"count": str(len(rows))})


@transaction.atomic
def submit_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Freeze the draft and send it to its first approver.

    Raises Refusal where something is missing: sections, a ground of what is closed, an annex whose file has not been
    read or has hidden content that nobody has settled, a level in its department, somebody who may decide a level.
    """
    lock_journal()
    facts = known(draft_id)
    if objection := objection_to("submit", actor, facts):
        raise objection
    _check_ready(draft_id)
    levels = _levels(draft_id)
    _check_decidable(levels, frozenset(who for who in (facts.officer, actor.user_id) if who))
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
def approve_draft(*, draft_id: UUID, comment: str = "", read: int | None = None, actor: Actor, at: datetime) -> str:
    """Approve the current level and return the draft's state; the last level makes it approved.

    `read` is the id of the frozen version that the actor read; raises Conflict where another one waits now.
    """
    lock_journal()
    begun, step = _current(draft_id, actor, read)
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
def return_draft(*, draft_id: UUID, comment: str, read: int | None = None, actor: Actor, at: datetime) -> None:
    """Send the draft back to its writer and say why; `read` as in `approve_draft`."""
    lock_journal()
    begun, step = _current(draft_id, actor, read)
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
    rows = DraftAnnexVersion.objects.filter(annex__draft=draft_id, annex__removed_at=None).select_related("annex")
    # Only the newest file of an annex goes on: a clean one settles what the former ones hid.
    for file in {row.annex_id: row for row in rows.order_by("number")}.values():
        if file.text_state in _NOT_READY:
            raise Refusal(_NOT_READY[file.text_state], annex=file.annex.title)
        if row.access == "open" and file.annex.access != "open" and not file.annex.ground:
            raise Refusal("annex-ground-missing", annex=file.annex.title)


def _check_decidable(levels: Iterable[ApprovalLevel], writers: frozenset[int]) -> None:
    """Raise Refusal where nobody could decide a level: its people wrote the draft or are not here any more."""
    rows = list(levels)
    here = active_people(who for row in rows for who in (row.approver_id, row.deputy_id) if who)
    for row in rows:
        if not {row.approver_id, row.deputy_id} & here.keys() - writers:
            raise Refusal("level-without-approver", level=row.label)


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


def _current(draft_id: UUID, actor: Actor, read: int | None) -> tuple[ApprovalRound, ApprovalStep]:
    if objection := objection_to_deciding(actor, known(draft_id)):
        raise objection
    step = ApprovalStep.objects.select_related("round").filter(round__draft=draft_id, state=STEP_CURRENT).first()
    if step is None or read not in {None, step.round.version_id}:
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
