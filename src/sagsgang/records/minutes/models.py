"""Minutes: what was decided, by whom and when, and who signed it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

#: The rule that ties a row to where it comes from.
TIED = (Q(origin="legacy", journal_entry=None) & ~Q(source_sha256="")
        | Q(origin="native", source_sha256="", journal_entry__isnull=False))


class Decision(models.Model):
    """A decision as an item prints it. `own`: of this body on this day; else a quotation of another meeting's decision.

    A quotation and the real decision meet in the query, on case, body and date. `printed_…` are as in the paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveIntegerField()
    own = models.BooleanField()
    body_key = models.CharField(max_length=100, blank=True)
    date = models.DateField(null=True)
    printed_body = models.TextField(null=True)
    printed_date = models.DateField(null=True)
    blocks = models.JSONField(default=list)
    where = models.JSONField(default=list)
    origin = models.CharField(max_length=10)
    source_sha256 = models.CharField(max_length=64, blank=True)
    journal_entry = models.ForeignKey("journal.JournalEntry", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["body_key", "date"], name="decisions_by_body_and_day")]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="one_decision_a_position_of_an_item"),
            models.CheckConstraint(condition=Q(own=False) | Q(date__isnull=False) & ~Q(body_key=""),
                                   name="an_own_decision_has_its_body_and_date"),
            models.CheckConstraint(condition=TIED, name="a_decision_is_tied_to_its_source_or_journal_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.body_key} {self.date or ''}"


class Signature(models.Model):
    """One who signed the minutes, as printed: the name, and the role where the paper gives one."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="signatures")
    position = models.PositiveIntegerField()
    name = models.TextField()
    role = models.TextField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="one_signature_a_position")]

    def __str__(self) -> str:
        return self.name


class DecisionPhrase(models.Model):
    """Words that a body (none: every body) often decides in, put in by button or by its short form."""

    body = models.ForeignKey("organisation.Body", null=True, on_delete=models.PROTECT, related_name="decision_phrases")
    position = models.PositiveIntegerField()
    #: What one types to get it, as "ti" for "Til efterretning".
    short = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    retired_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_decision_phrase_has_words")]

    def __str__(self) -> str:
        return self.text
