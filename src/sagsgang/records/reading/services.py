"""Keeping a person's own notes and marks. They are no acts on the record: the journal does not know them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.writing.anchors import quote_from
from sagsgang.records.journal.services import lock_journal

from .models import NOTE_KINDS, Note, ReadMark
from .policy import objection_to_notes


@transaction.atomic
def keep_note(*, note_id: UUID, entry: UUID, kind: str, section: str, quote: Mapping[str, Any] | None, text: str,
              base_version: int, actor: Actor, at: datetime) -> tuple[UUID, int]:
    """Keep a note and return its id and version; sent again with the same words it is the same note.

    A change made on an older version than the newest loses nothing: its words become a note of their own, whose id is
    returned.
    """
    lock_journal()
    if kind not in NOTE_KINDS or (kind == "note" and not text.strip()):
        raise Refusal("note-empty")
    form = quote_from(quote).form() if quote else None
    row = Note.objects.filter(pk=note_id).first()
    if row is None:
        if actor.user_id is None:
            raise Refusal("notes-of-others")
        Note.objects.create(id=note_id, user_id=actor.user_id, entry_id=entry, kind=kind, section=section, quote=form,
                            text=text.strip(), made_at=at, changed_at=at)
        return note_id, 1
    if objection := objection_to_notes(actor, row.user_id):
        raise objection
    if row.text == text.strip():
        return note_id, row.version
    if base_version != row.version:
        return keep_note(note_id=uuid4(), entry=row.entry_id, kind=kind, section=section, quote=quote, text=text,
                         base_version=0, actor=actor, at=at)
    Note.objects.filter(pk=note_id).update(text=text.strip(), version=row.version + 1, changed_at=at)
    return note_id, row.version + 1


@transaction.atomic
def delete_note(*, note_id: UUID, actor: Actor) -> None:
    """Delete a note of one's own, for good."""
    lock_journal()
    row = Note.objects.filter(pk=note_id).first()
    if row is None:
        return
    if objection := objection_to_notes(actor, row.user_id):
        raise objection
    row.delete()


@transaction.atomic
def mark_read(*, entry: UUID, version_id: int, item_sha256: str, actor: Actor, at: datetime) -> None:
    """Remember that the actor has read an item with this content."""
    lock_journal()
    if actor.user_id is None:
        raise Refusal("notes-of-others")
    ReadMark.objects.update_or_create(user_id=actor.user_id, entry_id=entry, defaults={
        "version_id": version_id, "item_sha256": item_sha256, "read_at": at})
