"""Acts on drafts as wholes: beginning them, their facts, who writes along, and their states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.rules.deadlines import COPENHAGEN
from sagsgang.pure.rules.grounds import ground as ground_of
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.queries import active_people, body_id

from ..models import CASE_ACCESS, Case, Collaborator, DocumentTemplate, Draft, TemplateVersion
from ..policy.drafting import objection_to
from ..queries.content import content_of, template_for
from ..states import PRESENTATION
from .cases import objection_to_changing
from .freezing import freeze_draft
from .moving import known, move_draft


@dataclass(frozen=True, slots=True)
class DraftInput:
    """The facts of a draft as a person states them. Whoever says nothing of access says closed."""

    title: str
    body: str = ""
    wanted_on: date | None = None
    access: str = "closed"
    ground: str = ""
    public_title: str = ""
    stub_reason: str = ""
    dated_on: date | None = None


@transaction.atomic
def start_draft(*, case_key: str, template: str, facts: DraftInput, actor: Actor, at: datetime) -> UUID:
    """Begin a draft on a case from the newest version of a template; the actor becomes its officer."""
    lock_journal()
    case = Case.objects.select_related("unit").filter(key=case_key).first()
    if case is None:
        raise Conflict("case-unknown", number=case_key)
    if objection := objection_to_changing(actor, case):
        raise objection
    version = TemplateVersion.objects.select_related("template").filter(
        template__key=template).order_by("number").last()
    if version is None or case.unit is None or actor.user_id is None or _is_retired(version.template, at):
        raise Refusal("template-or-unit-missing")
    _check(facts, version.template.kind)
    draft_id = uuid4()
    entry = record_act(act="draft.start", subject=str(draft_id), actor=actor, at=at, codes={
        "case": case_key, "template": template, "access": facts.access})
    Draft.objects.create(
        id=draft_id, case=case, kind=version.template.kind, template=version, item_kind=version.template.item_kind,
        unit=case.unit, officer_id=actor.user_id, journal_entry=entry, **_columns(facts))
    return draft_id


@transaction.atomic
def change_draft(*, draft_id: UUID, facts: DraftInput, version: int, actor: Actor, at: datetime) -> None:
    """State the facts of a draft anew; raises Conflict where somebody did so after `version`."""
    lock_journal()
    before = known(draft_id)
    if objection := objection_to("edit", actor, before):
        raise objection
    _check(facts, before.kind)
    done = Draft.objects.filter(pk=draft_id, version=version).update(version=F("version") + 1, **_columns(facts))
    if not done:
        raise Conflict("changed-meanwhile")
    record_act(act="draft.change", subject=str(draft_id), actor=actor, at=at, codes={
        "access": facts.access, "ground": facts.ground, "body": facts.body, "wanted_on": str(facts.wanted_on or "")})


@transaction.atomic
def set_collaborators(*, draft_id: UUID, users: frozenset[int], actor: Actor, at: datetime) -> None:
    """Say who writes along."""
    lock_journal()
    if objection := objection_to("edit", actor, known(draft_id)):
        raise objection
    writing = sorted(active_people(users))
    Collaborator.objects.filter(draft=draft_id).exclude(user__in=writing).delete()
    for user in writing:
        Collaborator.objects.get_or_create(draft_id=draft_id, user_id=user)
    record_act(act="draft.share", subject=str(draft_id), actor=actor, at=at,
               codes={f"user:{user}": "writes" for user in writing})


def withdraw_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Give a draft up; it can be restored."""
    _move(draft_id, "withdraw", actor, at)


def restore_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a draft up again that was given up."""
    _move(draft_id, "restore", actor, at)


def reopen_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Open an approved draft for writing; it must be approved again."""
    _move(draft_id, "reopen", actor, at)


def correct_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> None:
    """Open a sent draft for a correction: approved again, it goes out with the agenda's next version."""
    _move(draft_id, "correct", actor, at)


@transaction.atomic
def finish_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> int:
    """Finish a memo or a form, which nobody need approve, and return the frozen version."""
    lock_journal()
    facts = known(draft_id)
    if objection := objection_to("finish", actor, facts):
        raise objection
    check_complete(draft_id)
    version = freeze_draft(draft_id=draft_id, reason="finished", actor=actor, at=at)
    _move(draft_id, "finish", actor, at)
    return version


@transaction.atomic
def keep_version(*, draft_id: UUID, actor: Actor, at: datetime) -> int:
    """Keep the draft as it stands as a version to compare with later."""
    lock_journal()
    if objection := objection_to("edit", actor, known(draft_id)):
        raise objection
    return freeze_draft(draft_id=draft_id, reason="kept", actor=actor, at=at)


def check_complete(draft_id: UUID) -> None:
    """Raise Refusal where required sections are empty: it names the first, and how many there are."""
    filled = {section.key: section.is_filled for section in content_of(draft_id).sections}
    lacking = [said for said in template_for(draft_id).sections if said.required and not filled.get(said.key)]
    if lacking:
        raise Refusal("sections-missing", sections=", ".join(said.label for said in lacking), count=len(lacking))


@transaction.atomic
def _move(draft_id: UUID, act: str, actor: Actor, at: datetime) -> None:
    lock_journal()
    if objection := objection_to(act, actor, known(draft_id)):
        raise objection
    state = move_draft(draft_id=draft_id, act=act)
    record_act(act=f"draft.{act}", subject=str(draft_id), actor=actor, at=at, codes={"state": state})


def _is_retired(template: DocumentTemplate, at: datetime) -> bool:
    return template.retired_on is not None and template.retired_on <= at.astimezone(COPENHAGEN).date()


def _check(facts: DraftInput, kind: str) -> None:
    if not facts.title.strip():
        raise Refusal("title-empty")
    if facts.access not in CASE_ACCESS or not facts.access:
        raise Refusal("access-unstated")
    if facts.ground and ground_of(facts.ground) is None:
        raise Refusal("ground-unknown", ground=facts.ground)
    if facts.public_title.strip() and facts.stub_reason.strip():
        raise Refusal("stub-title-and-reason")
    if kind == PRESENTATION and not facts.body:
        raise Refusal("body-not-chosen")


def _columns(facts: DraftInput) -> dict[str, object]:
    closed = facts.access != "open"
    return {"title": facts.title.strip(), "body_id": body_id(facts.body), "wanted_on": facts.wanted_on,
            "access": facts.access,
            "ground": facts.ground if closed else "", "public_title": facts.public_title.strip() if closed else "",
            "stub_reason": facts.stub_reason.strip() if closed else "", "dated_on": facts.dated_on}
