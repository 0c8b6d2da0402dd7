"""Lists of cases and drafts for the pages. Each list holds what its reader may see, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q

from sagsgang.pure.kernel.actor import Actor

from ..models import (
    ApprovalLevel,
    ApprovalStep,
    Case,
    CaseLink,
    DocumentTemplate,
    Draft,
    DraftComment,
    DraftVersion,
    ExternalNumber,
    Hearing,
    HearingRespondent,
    SectionEdit,
    TemplateVersion,
)
from ..states import DRAFTED, RETURNED, STEP_CURRENT
from .content import frozen_content
from .drafts import DraftFacts, facts_of


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of drafts or hearings: a remark, its last day where it has one, and the id of the frozen
    version that waits for approval."""

    id: UUID
    title: str
    remark: str
    due: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with what its page shows."""

    key: str
    number: str
    title: str
    access: str
    subject_number: str
    unit: str
    unit_name: str
    officer: int | None
    officer_name: str
    origin: str
    version: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft's facts for its page, beside `DraftFacts`."""

    facts: DraftFacts
    case_number: str
    case_title: str
    body_name: str
    unit_name: str
    officer_name: str
    item_kind: str
    template_name: str
    wanted_on: date | None
    dated_on: date | None
    ground: str
    public_title: str
    stub_reason: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A level of an approval round."""

    label: str
    approver: str
    deputy: str
    due_on: date | None
    state: str
    decided_by: str
    decided_at: datetime | None
    comment: str


@dataclass(frozen=True, slots=True)
class RoundView:
    """An approval round with its levels."""

    number: int
    state: str
    version_id: int
    begun_by: str
    begun_at: datetime
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class HearingView:
    """A hearing with its respondents: (id, name, user, answer, no remarks, answered on, late) each."""

    id: UUID
    draft_id: UUID
    version_id: int
    question: str
    due_on: date
    state: str
    begun_by: str
    begun_at: datetime
    respondents: tuple[tuple[int, str, int | None, str, bool, date | None, bool], ...]


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment on a draft."""

    id: UUID
    section: str
    quote: str
    text: str
    made_by: str
    made_at: datetime
    settled_by: str


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template with its newest version."""

    key: str
    name: str
    kind: str
    item_kind: str
    body: str
    retired_on: date | None
    number: int
    sections: tuple[dict[str, Any], ...]


# ------------------------------------------------------------------ cases
def cases_for(actor: Actor, *, words: str = "", unit: str = "", most: int = 500) -> list[CaseView]:
    """The cases that the actor may see: those of their departments, open ones of others, none that is personal to
    somebody else. `words` are looked for in number and title."""
    rows = Case.objects.select_related("unit", "officer").filter(origin="native")
    if unit:
        rows = rows.filter(unit__key=unit)
    for word in words.split():
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    seen = (case for row in rows.order_by("-pk").iterator(chunk_size=500) if may_see_case(actor, case := _case(row)))
    return list(islice(seen, most))


def case_view(key: str) -> CaseView | None:
    """One case, whoever asks."""
    row = Case.objects.select_related("unit", "officer").filter(key=key).first()
    return _case(row) if row else None


def may_see_case(actor: Actor, case: CaseView) -> bool:
    """Whether the actor may see that the case exists: an open or legacy one, one of their own or their department."""
    if actor.user_id is None:
        return False
    if case.origin == "legacy":
        return case.access != "closed"
    if actor.user_id == case.officer:
        return True
    mine = any(actor.holds(role, unit=case.unit) for role in ("case-officer", "approver"))
    return case.access == "open" or (mine and case.access != "personal")


def _case(row: Case) -> CaseView:
    return CaseView(row.key, row.number, row.title or "", row.access, row.subject_number,
                    row.unit.key if row.unit else "", row.unit.name if row.unit else "", row.officer_id,
                    _name(row.officer), row.origin, row.version)


def links_of(key: str) -> list[tuple[str, str, str, str, bool]]:
    """The cases that a case points to, and those that point to it: (key, number, title, kind, its own) each."""
    own = CaseLink.objects.filter(case__key=key).values_list("other__key", "other__number", "other__title", "kind")
    back = CaseLink.objects.filter(other__key=key).values_list("case__key", "case__number", "case__title", "kind")
    return ([(k, n, t or "", kind, True) for k, n, t, kind in own]
            + [(k, n, t or "", kind, False) for k, n, t, kind in back])


def external_numbers_of(key: str) -> list[tuple[str, str]]:
    """What other systems call the case: (system, number) each."""
    return list(ExternalNumber.objects.filter(case__key=key).order_by("system", "number")
                .values_list("system", "number"))


def drafts_of_case(key: str) -> list[DraftFacts]:
    """The drafts of a case, the newest first."""
    ids = list(Draft.objects.filter(case__key=key).order_by("-journal_entry").values_list("pk", flat=True))
    return sorted(facts_of(ids), key=lambda draft: ids.index(draft.id))


# ------------------------------------------------------------------ drafts
def draft_view(draft_id: UUID) -> DraftView | None:
    """A draft for its page, whoever asks."""
    row = Draft.objects.select_related("case", "body", "unit", "officer", "template__template").filter(
        pk=draft_id).first()
    if row is None:
        return None
    return DraftView(
        facts_of([draft_id])[0], row.case.number, row.case.title or "", row.body.name if row.body else "",
        row.unit.name, _name(row.officer), row.item_kind, row.template.template.name, row.wanted_on, row.dated_on,
        row.ground, row.public_title, row.stub_reason)


def section_versions(draft_id: UUID) -> dict[str, tuple[int, str, datetime]]:
    """The newest version of each section that was saved: number, by whom, when."""
    rows = SectionEdit.objects.filter(draft=draft_id).order_by("section", "version")
    return {row.section: (row.version, row.edited_by, row.edited_at) for row in rows.defer("blocks")}


def versions_of_draft(draft_id: UUID) -> list[tuple[int, int, str, str, datetime]]:
    """The frozen versions of a draft, the newest first: (id, number, reason, by, at) each."""
    rows = DraftVersion.objects.filter(draft=draft_id).order_by("-number")
    return list(rows.values_list("pk", "number", "reason", "made_by", "made_at"))


def version_id(draft_id: UUID, number: int) -> int | None:
    """The id of a frozen version by its number."""
    return DraftVersion.objects.filter(draft=draft_id, number=number).values_list("pk", flat=True).first()


def comments_of(draft_id: UUID) -> list[CommentView]:
    """The comments on a draft, the open ones first."""
    rows = DraftComment.objects.filter(draft=draft_id)
    views = [CommentView(row.pk, row.section, (row.anchor or {}).get("exact", ""), row.text, row.made_by, row.made_at,
                         row.settled_by) for row in rows]
    return sorted(views, key=lambda view: (bool(view.settled_by), view.made_at))


def rounds_of(draft_id: UUID) -> list[RoundView]:
    """The approval rounds of a draft, the newest first."""
    draft = Draft.objects.prefetch_related("rounds__steps__approver", "rounds__steps__deputy").filter(pk=draft_id)
    rounds = sorted((one for row in draft for one in row.rounds.all()), key=lambda one: -one.number)
    return [RoundView(one.number, one.state, one.version_id, one.begun_by, one.begun_at, tuple(
        StepView(step.label, _name(step.approver), _name(step.deputy), step.due_on, step.state, step.decided_by,
                 step.decided_at, step.comment) for step in one.steps.all())) for one in rounds]


def last_seen_version(draft_id: UUID, user: int) -> int | None:
    """The version that the person decided about last, to compare with; None where it is the first time."""
    steps = ApprovalStep.objects.filter(round__draft=draft_id, decided_by=f"user:{user}").order_by("decided_at")
    return steps.values_list("round__version", flat=True).last()


# ------------------------------------------------------------------ work
def awaiting_decision(user: int) -> list[Row]:
    """The drafts whose current level is the person's, as approver or deputy, and that they may decide."""
    steps = ApprovalStep.objects.select_related("round__draft").filter(
        Q(approver=user) | Q(deputy=user), state=STEP_CURRENT).order_by("due_on")
    return [Row(step.round.draft_id, step.round.draft.title, step.label, step.due_on, step.round.version_id)
            for step in steps
            if step.round.draft.officer_id != user and step.round.begun_by != f"user:{user}"]


def drafts_written_by(user: int) -> list[Row]:
    """The drafts in work that the person is officer of, or writes along on."""
    rows = Draft.objects.filter(Q(officer=user) | Q(collaborators__user=user), state=DRAFTED).distinct()
    return [Row(row.pk, row.title, row.case.number) for row in rows.select_related("case").order_by("wanted_on", "pk")]


def returned_to(user: int) -> list[Row]:
    """The person's drafts that were sent back, with what the approver said."""
    rows = Draft.objects.filter(officer=user, state=RETURNED)
    said = {row.pk: ApprovalStep.objects.filter(round__draft=row, state="returned").order_by("decided_at").last()
            for row in rows}
    return [Row(row.pk, row.title, last.comment if (last := said[row.pk]) else "") for row in rows]


def hearings_for(user: int) -> list[Row]:
    """The open hearings in which the person was asked and has not answered, by the title that they were asked about."""
    rows = HearingRespondent.objects.select_related("hearing").filter(
        user=user, answered_on=None, hearing__state="open").order_by("hearing__due_on")
    return [Row(row.hearing_id, frozen_content(row.hearing.version_id).title, "", row.hearing.due_on) for row in rows]


# ------------------------------------------------------------------ hearings, levels, templates
def hearing_view(hearing_id: UUID) -> HearingView | None:
    """One hearing, whoever asks."""
    row = Hearing.objects.prefetch_related("respondents").filter(pk=hearing_id).first()
    return _hearing(row) if row else None


def hearings_of(draft_id: UUID) -> list[HearingView]:
    """The hearings about a draft, oldest first."""
    return [_hearing(row) for row in Hearing.objects.prefetch_related("respondents").filter(draft=draft_id)]


def respondent_hearing(respondent_id: int) -> UUID | None:
    """The hearing that a respondent belongs to."""
    return HearingRespondent.objects.filter(pk=respondent_id).values_list("hearing", flat=True).first()


def _hearing(row: Hearing) -> HearingView:
    return HearingView(row.pk, row.draft_id, row.version_id, row.question, row.due_on, row.state, row.begun_by,
                       row.begun_at, tuple(
        (one.pk, one.name, one.user_id, one.answer, one.no_remarks, one.answered_on,
         one.answered_on is not None and one.answered_on > row.due_on) for one in row.respondents.all()))


def levels_of(unit: str) -> list[tuple[str, int, int | None, int | None]]:
    """The approval path of a department: (label, approver, deputy, days) each."""
    return list(ApprovalLevel.objects.filter(unit__key=unit).values_list("label", "approver", "deputy", "days"))


def templates() -> list[TemplateView]:
    """Every template with its newest version, by name."""
    return [view for row in DocumentTemplate.objects.select_related("body") if (view := _template(row))]


def template_view(key: str) -> TemplateView | None:
    """One template."""
    row = DocumentTemplate.objects.select_related("body").filter(key=key).first()
    return _template(row) if row else None


def templates_offered(on: date) -> list[TemplateView]:
    """The templates that a draft may be begun with on a day."""
    return [view for view in templates() if view.retired_on is None or view.retired_on > on]


def _template(row: DocumentTemplate) -> TemplateView | None:
    version = TemplateVersion.objects.filter(template=row).order_by("number").last()
    if version is None:
        return None
    return TemplateView(row.key, row.name, row.kind, row.item_kind, row.body.key if row.body else "", row.retired_on,
                        version.number, tuple(version.sections))


def _name(user: Any) -> str:
    return (user.get_full_name() or user.username) if user else ""


def by_number(views: Iterable[CaseView]) -> list[CaseView]:
    """Cases by year and serial number, the newest first."""
    return sorted(views, key=lambda view: [int(part) if part.isdecimal() else 0 for part in view.number.split("/")],
                  reverse=True)
