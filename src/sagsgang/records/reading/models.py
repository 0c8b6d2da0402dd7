"""A member's own notes, marks and read state. They are nobody else's: not the record's, not the administrator's, in no
export of the store and in no journal."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

NOTE_KINDS = ["note", "highlight"]


class Note(models.Model):
    """Words about an item, or marked words of it. `id` is given by whoever writes it, so that a note written offline
    and sent twice is one note. `version` counts its changes; a change that lost keeps its words in a note of its own.

    `quote` ties it to words of a section (`pure.writing.anchors`); without one it is about the whole item.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="notes")
    entry = models.ForeignKey("meetings.AgendaEntry", on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10)
    section = models.TextField(blank=True)
    quote = models.JSONField(null=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NOTE_KINDS), name="a_note_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(kind="note") & ~Q(text="") | Q(kind="highlight", quote__isnull=False),
                                   name="a_note_has_words_and_a_highlight_a_quote"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ReadMark(models.Model):
    """A person has read an item with this content; when the content changes, the mark says what was read."""

    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="read_marks")
    entry = models.ForeignKey("meetings.AgendaEntry", on_delete=models.PROTECT, related_name="read_marks")
    version = models.ForeignKey("meetings.AgendaVersion", on_delete=models.PROTECT, related_name="+")
    item_sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "entry"], name="an_item_is_read_once_by_one")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.entry_id}"
