"""Where a person's notes stand in an item as it is now: at their words, or among the orphans."""

from __future__ import annotations

from dataclasses import dataclass

from sagsgang.pure.packet.model import Item
from sagsgang.pure.writing.anchors import Found, find
from sagsgang.records.reading.queries import NoteView


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the section where its words stand now; `found` is None for a note about the whole item."""

    note: NoteView
    section: str
    found: Found | None


def placed_notes(notes: list[NoteView], item: Item) -> tuple[list[PlacedNote], list[NoteView]]:
    """The notes whose words are still there, with their places; and the orphans, which are kept and shown apart.

    Words that moved to another section are found there.
    """
    texts = {section.label: section.text for section in item.sections}
    placed, orphans = [], []
    for note in notes:
        if note.quote is None:
            placed.append(PlacedNote(note, "", None))
            continue
        order = [note.section, *(label for label in texts if label != note.section)]
        hit = next(((label, found) for label in order if label in texts
                    and (found := find(note.quote, texts[label]))), None)
        if hit is None:
            orphans.append(note)
        else:
            placed.append(PlacedNote(note, *hit))
    return placed, orphans
