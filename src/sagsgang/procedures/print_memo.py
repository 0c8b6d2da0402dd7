"""A memo or form is printed on the paper of its department, to be read, and to be an annex of another draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.render.memo import Field, Letterhead, Memo, Writer, memo_pdf, memo_text
from sagsgang.records.cases.queries.content import DraftContent, frozen_content
from sagsgang.records.cases.services import attach_print, freeze_for_print
from sagsgang.records.organisation.queries import municipality, person, unit_view


def memo_of(content: DraftContent) -> Memo:
    """A draft as a memo: its content, with the letterhead and the writer as they are known today."""
    whose, unit, officer = municipality(), unit_view(content.unit), person(content.officer)
    head = Letterhead(whose.name if whose else "", *((unit.name, unit.address, unit.phone, unit.email) if unit else ()))
    return Memo(
        content.kind, content.title, head,
        Writer(officer.name, officer.title, officer.phone, officer.email) if officer else Writer(""),
        content.case_number, content.dated_on, content.access,
        tuple(Field(section.label, section.blocks, section.none_stated) for section in content.sections),
        tuple(annex.title for annex in content.annexes))


def attach_memo(*, draft_id: UUID, memo_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Print a finished memo or form into an annex of a draft, and return the annex.

    Raises Refusal where the memo is not finished, is not the actor's to see, or the draft not theirs to write.
    """
    version = freeze_for_print(draft_id=draft_id, memo_id=memo_id, actor=actor, at=at)
    memo = memo_of(frozen_content(version))
    # Nothing is locked while the typesetter works; what is attached is asked again whether it may be.
    return attach_print(draft_id=draft_id, memo_id=memo_id, data=memo_pdf(memo), text=memo_text(memo), actor=actor,
                        at=at)
