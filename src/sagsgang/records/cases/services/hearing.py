"""Acts of hearing: asking named respondents until a day, and registering what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.form import blocks_of
from sagsgang.pure.packet.model import SectionKind
from sagsgang.pure.rules.deadlines import COPENHAGEN, deadline_after
from sagsgang.pure.writing.hearing import Answer, hearing_text
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.notices.services import give_notice
from sagsgang.records.organisation.queries import check_people, municipal_calendar, municipal_rules

from ..models import Hearing, HearingRespondent
from ..policy.drafting import is_writer, objection_to_asking
from ..queries.content import newest_edits, template_for
from ..states import HEARING_ACTS
from .freezing import freeze_draft
from .moving import known
from .sections import save_section


@dataclass(frozen=True, slots=True)
class Respondent:
    """One to be asked: a party by name, or a person of ours by id."""

    name: str = ""
    user: int | None = None


@transaction.atomic
def begin_hearing(*, draft_id: UUID, question: str, respondents: Iterable[Respondent], days: int | None = None,
                  actor: Actor, at: datetime) -> UUID:
    """Ask the respondents about the draft as it stands; they have so many working days, by the dated rule if None."""
    lock_journal()
    facts = known(draft_id)
    if objection := objection_to_asking(actor, facts):
        raise objection
    rows = list(respondents)
    names = check_people(one.user for one in rows if one.user)
    asked = [(one.user, names[one.user][0] if one.user else one.name.strip())
             for one in rows if one.user or one.name.strip()]
    if not question.strip() or not asked:
        raise Refusal("hearing-incomplete")
    day = at.astimezone(COPENHAGEN).date()
    due = deadline_after(day, "hearing", calendar=municipal_calendar(day), own=municipal_rules(), days=days).due
    version = freeze_draft(draft_id=draft_id, reason="heard", actor=actor, at=at)
    hearing = Hearing.objects.create(id=uuid4(), draft_id=draft_id, version_id=version, question=question.strip(),
                                     due_on=due, begun_by=actor.key, begun_at=at)
    HearingRespondent.objects.bulk_create(
        HearingRespondent(hearing=hearing, position=place, name=name, user_id=user)
        for place, (user, name) in enumerate(asked, 1))
    entry = record_act(act="hearing.begin", subject=str(draft_id), actor=actor, at=at,
                       codes={"hearing": str(hearing.pk), "due": due.isoformat(), "asked": str(len(asked))})
    give_notice(to=[user for user, _name in asked if user], code="hearing-begun", args={"due": due.isoformat()},
                address=f"/hoering/{hearing.pk}/", origin=entry.seq, at=at)
    return hearing.pk


@transaction.atomic
def answer_hearing(*, respondent_id: int, answer: str, no_remarks: bool, answered_on: date | None = None, actor: Actor,
                   at: datetime) -> None:
    """Register an answer: the respondent's own, or one that a writer received. A late one is kept, and is late."""
    lock_journal()
    one = HearingRespondent.objects.select_related("hearing").filter(pk=respondent_id).first()
    if one is None:
        raise Conflict("changed-meanwhile")
    facts = known(one.hearing.draft_id)
    writes, day = is_writer(actor, facts), at.astimezone(COPENHAGEN).date()
    if not writes and (one.user_id is None or actor.user_id != one.user_id):
        raise Refusal("hearing-of-others")
    HEARING_ACTS.target("answer", one.hearing.state)
    if one.answered_on is not None:
        raise Refusal("hearing-answered")
    if no_remarks == bool(answer.strip()):
        raise Refusal("hearing-answer-empty")
    # Only who received a letter can say that it came on another day than today.
    came = answered_on if writes and answered_on else day
    if not one.hearing.begun_at.astimezone(COPENHAGEN).date() <= came <= day:
        raise Refusal("hearing-answer-day")
    HearingRespondent.objects.filter(pk=respondent_id).update(
        answer=answer.strip(), no_remarks=no_remarks, registered_by=actor.key, answered_on=came)
    entry = record_act(act="hearing.answer", subject=str(facts.id), actor=actor, at=at,
                       codes={"hearing": str(one.hearing_id), "respondent": str(one.position)})
    give_notice(to=[facts.officer], code="hearing-answered", args={}, address=f"/hoering/{one.hearing_id}/",
                origin=entry.seq, at=at)


@transaction.atomic
def extend_hearing(*, hearing_id: UUID, due_on: date, actor: Actor, at: datetime) -> None:
    """Give the respondents more time."""
    hearing = _of_writer(hearing_id, actor)
    HEARING_ACTS.target("extend", hearing.state)
    if due_on <= hearing.due_on:
        raise Refusal("hearing-not-longer")
    Hearing.objects.filter(pk=hearing_id).update(due_on=due_on)
    record_act(act="hearing.extend", subject=str(hearing.draft_id), actor=actor, at=at,
               codes={"hearing": str(hearing_id), "due": due_on.isoformat()})


@transaction.atomic
def close_hearing(*, hearing_id: UUID, actor: Actor, at: datetime) -> None:
    """End a hearing; who has not answered is missing."""
    hearing = _of_writer(hearing_id, actor)
    Hearing.objects.filter(pk=hearing_id).update(state=HEARING_ACTS.target("close", hearing.state), closed_at=at)
    record_act(act="hearing.close", subject=str(hearing.draft_id), actor=actor, at=at,
               codes={"hearing": str(hearing_id)})


@transaction.atomic
def put_answers_into_draft(*, hearing_id: UUID, actor: Actor, at: datetime) -> str:
    """Add what came in to the draft's section of hearings, as a text to be edited, and return the section's key."""
    hearing = _of_writer(hearing_id, actor)
    section = next((said for said in template_for(hearing.draft_id).sections if said.kind == SectionKind.HEARING), None)
    if section is None:
        raise Refusal("no-section-for-hearings")
    before = newest_edits(hearing.draft_id).get(section.key)
    answers = [Answer(one.name, one.answer, one.no_remarks, one.answered_on) for one in hearing.respondents.all()]
    save_section(draft_id=hearing.draft_id, section=section.key, base_version=before.version if before else 0,
                 blocks=[*(blocks_of(before.blocks) if before else ()),
                         *hearing_text(hearing.question, hearing.due_on, answers)], actor=actor, at=at)
    return section.key


def _of_writer(hearing_id: UUID, actor: Actor) -> Hearing:
    lock_journal()
    hearing = Hearing.objects.filter(pk=hearing_id).first()
    if hearing is None:
        raise Conflict("changed-meanwhile")
    if not is_writer(actor, known(hearing.draft_id)):
        raise Refusal("not-your-draft")
    return hearing
