"""A person's own notes and marks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sagsgang.pure.writing.anchors import Quote, quote_from

from .models import Note, ReadMark


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note; `quote` is None where it is about the whole item."""

    id: UUID
    entry: UUID
    kind: str
    section: str
    quote: Quote | None
    text: str
    version: int
    made_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """What of an item a person has read: which content, of which sent agenda, when."""

    sha256: str
    version_id: int
    sequence: int
    read_at: datetime


def notes_of(user_id: int, *, entries: Collection[UUID] | None = None) -> list[NoteView]:
    """The person's notes (on these items), oldest first."""
    rows = Note.objects.filter(user=user_id)
    return [_note(row) for row in (rows if entries is None else rows.filter(entry__in=entries))]


def note_owner(note_id: UUID) -> int | None:
    """Whose note it is; None where there is none."""
    return Note.objects.filter(pk=note_id).values_list("user_id", flat=True).first()


def _note(row: Note) -> NoteView:
    return NoteView(row.pk, row.entry_id, row.kind, row.section, quote_from(row.quote) if row.quote else None, row.text,
                    row.version, row.made_at, row.changed_at)


def marks_of(user_id: int, entries: Collection[UUID]) -> dict[UUID, Mark]:
    """What the person has read of these items."""
    rows = ReadMark.objects.select_related("version").filter(user=user_id, entry__in=entries)
    return {row.entry_id: Mark(row.item_sha256, row.version_id, row.version.sequence, row.read_at) for row in rows}


def meeting_of_entries(entries: Collection[UUID]) -> dict[UUID, tuple[str, int | None, str]]:
    """The meeting, number and title of items that notes are about."""
    rows = Note.objects.filter(entry__in=entries).select_related("entry__meeting")
    return {row.entry_id: (row.entry.meeting.key, row.entry.number, row.entry.title) for row in rows}


def export_of(user_id: int) -> list[dict[str, Any]]:
    """All notes of a person in plain values, to take away."""
    rows = Note.objects.filter(user=user_id).select_related("entry__meeting")
    return [{"id": str(row.pk), "meeting": row.entry.meeting.key, "item": row.entry.number, "kind": row.kind,
             "section": row.section, "quote": (row.quote or {}).get("exact"), "text": row.text,
             "made_at": row.made_at.isoformat(), "changed_at": row.changed_at.isoformat()} for row in rows]
