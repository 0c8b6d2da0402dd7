"""Acts on minutes.

Those that keep a published paper are steps of one act, `procedures.keep_packet`, which writes the journal's entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.packet.attribution import attributed
from sagsgang.pure.packet.form import decision_form
from sagsgang.pure.packet.identity import identity, occurrences
from sagsgang.pure.packet.model import Decision as PrintedDecision, Signatory
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.queries import body_id

from .models import Decision, DecisionPhrase, Signature
from .policy import objection_to_phrases

#: Out of the way of every position, while positions change hands.
_ASIDE = 1_000_000


@transaction.atomic
def keep_decisions(decisions: Mapping[UUID, tuple[PrintedDecision, ...]], *, committee: str, meeting_date: date,
                   source_sha256: str) -> None:
    """Make these the decisions of the items, in this order; one of the same body and day keeps its identity."""
    rows = [row for item, printed in decisions.items()
            for row in _rows(item, printed, committee, meeting_date, source_sha256)]
    old = Decision.objects.filter(item__in=decisions)
    old.exclude(pk__in=[row.pk for row in rows]).delete()
    old.update(position=F("position") + _ASIDE)
    Decision.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=[
        "position", "own", "body_key", "date", "printed_body", "printed_date", "blocks", "where", "source_sha256"])


def _rows(item: UUID, printed: tuple[PrintedDecision, ...], committee: str, meeting_date: date,
          source_sha256: str) -> Iterable[Decision]:
    whose = [attributed(decision, committee, meeting_date) for decision in printed]
    told = occurrences((who.body_key, who.date.isoformat() if who.date else None) for who in whose)
    for position, (decision, who, ((body, day), turn)) in enumerate(zip(printed, whose, told, strict=True)):
        form = decision_form(decision)
        yield Decision(
            id=identity("decision", str(item), body, day, turn), item_id=item, position=position, own=who.own,
            body_key=who.body_key, date=who.date, printed_body=decision.body, printed_date=decision.date,
            blocks=form["blocks"], where=form["where"], origin="legacy", source_sha256=source_sha256)


@transaction.atomic
def keep_signatures(meeting_id: int, signatories: Iterable[Signatory]) -> None:
    """Replace who the paper says signed."""
    Signature.objects.filter(meeting=meeting_id).delete()
    Signature.objects.bulk_create([
        Signature(meeting_id=meeting_id, position=position, name=signatory.name, role=signatory.role)
        for position, signatory in enumerate(signatories)])


@transaction.atomic
def add_phrase(*, body: str, short: str, text: str, actor: Actor, at: datetime) -> None:
    """Offer words for decisions to a body (none: to every body)."""
    if objection := objection_to_phrases(actor):
        raise objection
    lock_journal()
    if not text.strip():
        raise Refusal("phrase-empty")
    last = DecisionPhrase.objects.aggregate(last=Max("position"))["last"] or 0
    made = DecisionPhrase.objects.create(body_id=body_id(body), position=last + 1, short=short.strip()[:20],
                                         text=text.strip())
    record_act(act="phrase.add", subject=str(made.pk), actor=actor, at=at, codes={"body": body})


@transaction.atomic
def retire_phrase(*, phrase_id: int, on: date, actor: Actor, at: datetime) -> None:
    """Offer a phrase no longer."""
    if objection := objection_to_phrases(actor):
        raise objection
    lock_journal()
    DecisionPhrase.objects.filter(pk=phrase_id).update(retired_on=on)
    record_act(act="phrase.retire", subject=str(phrase_id), actor=actor, at=at, codes={"on": on.isoformat()})
