"""Annexes of drafts: files with versions and the text that was read out of them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from .drafting import Draft
from .published import CASE_ACCESS

#: Whether the text of a file has been read: not yet; yes; it has none (and why); hidden content waits for a person.
TEXT_STATES = ["waiting", "read", "none", "unsettled"]


class DraftAnnex(models.Model):
    """An annex of a draft; `removed_at` where it was taken away again (nothing is lost)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="annexes")
    position = models.PositiveIntegerField()
    title = models.TextField()
    document_number = models.TextField(blank=True)
    access = models.CharField(max_length=10)
    ground = models.CharField(max_length=60, blank=True)
    #: The memo or form of which this is the print, where it is one.
    printed_from = models.ForeignKey(Draft, null=True, on_delete=models.PROTECT, related_name="prints")
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "draft annexes"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "position"], condition=Q(removed_at=None),
                                    name="one_annex_a_position_of_a_draft"),
            models.CheckConstraint(condition=~Q(title=""), name="a_draft_annex_has_a_title"),
            models.CheckConstraint(condition=Q(access__in=CASE_ACCESS) & ~Q(access=""),
                                   name="a_draft_annex_states_its_access"),
            models.CheckConstraint(condition=~Q(access="open") | Q(ground=""),
                                   name="only_a_closed_draft_annex_has_a_ground"),
        ]

    def __str__(self) -> str:
        return self.title


class DraftAnnexVersion(models.Model):
    """A file of an annex, kept by its hash in the home; another file is another version. Only its reading is filled in
    later: `text_state`, `blocks`, `pages`, `findings`."""

    annex = models.ForeignKey(DraftAnnex, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file_sha256 = models.CharField(max_length=64)
    file_name = models.TextField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    text_state = models.CharField(max_length=20, default="waiting")
    #: Why there is no text, as a code.
    text_reason = models.CharField(max_length=60, blank=True)
    blocks = models.JSONField(default=list)
    pages = models.PositiveIntegerField(null=True)
    findings = models.JSONField(default=list)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    journal_entry = models.ForeignKey("journal.JournalEntry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["annex", "number"], name="one_file_a_number_of_a_draft_annex"),
            models.CheckConstraint(condition=Q(text_state__in=TEXT_STATES), name="a_reading_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(file_sha256="") & ~Q(file_name=""), name="an_annex_version_is_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.annex_id} {self.number}"
