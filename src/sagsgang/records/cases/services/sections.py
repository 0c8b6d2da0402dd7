"""Saving the text of a section: added to what was saved before, never over it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.packet.canonical import canonical_bytes, sha256
from sagsgang.pure.packet.form import blocks_form
from sagsgang.pure.writing.html import tidy
from sagsgang.pure.writing.inputs import check_input
from sagsgang.pure.writing.templates import help_in
from sagsgang.records.journal.services import lock_journal, record_act

from ..models import SectionEdit
from ..policy.drafting import objection_to
from ..queries.content import template_for
from .moving import known


@transaction.atomic
def save_section(*, draft_id: UUID, section: str, base_version: int, blocks: Iterable[Block], none_stated: bool = False,
                 actor: Actor, at: datetime) -> int:
    """Save a section's text and return its version.

    `base_version` is the version that the writer began with (0: none). Raises Conflict where another text was saved
    since: nothing is overwritten, the writer sees both. Saving the same text again is one saving. Raises Refusal for
    the template's help text, and for what a field cannot hold.
    """
    lock_journal()
    if objection := objection_to("edit", actor, known(draft_id)):
        raise objection
    said = template_for(draft_id).section(section)
    if said is None:
        raise Refusal("section-unknown", section=section)
    kept = () if none_stated else tidy(blocks)
    if words := help_in(said, kept):
        raise Refusal("help-text-stored", section=said.label, words=words)
    check_input(said, kept)
    form = blocks_form(kept)
    newest = SectionEdit.objects.filter(draft=draft_id, section=section).order_by("version").last()
    if newest and newest.blocks == form and newest.none_stated == none_stated:
        return newest.version
    version = newest.version if newest else 0
    if base_version != version:
        raise Conflict("section-saved-meanwhile", section=said.label, base=base_version, newest=version)
    if newest is None and not kept and not none_stated:
        return 0
    SectionEdit.objects.create(draft_id=draft_id, section=section, version=version + 1, blocks=form,
                               none_stated=none_stated, edited_by=actor.key, edited_at=at)
    record_act(act="draft.save", subject=str(draft_id), actor=actor, at=at,
               codes={"section": section, "version": str(version + 1)},
               hashes={"text": sha256(canonical_bytes([form, none_stated]))})
    return version + 1
