"""The journal: who did which act to what, when and why. Rows are added, never changed: the database refuses the rest.

It holds ids, codes and hashes, no titles and no texts, so that what is withdrawn can be forgotten without breaking it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class JournalEntry(models.Model):
    """One act. `hash` covers every other field and `previous_hash`, so that a change shows in all that follows.

    Triggers (migration `append_only`) refuse UPDATE, DELETE and an INSERT that is not the next number.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    #: "noun.verb": `municipality.found`, `meeting.keep`.
    act = models.CharField(max_length=60)
    #: The key or id of what the act was done to.
    subject = models.CharField(max_length=250)
    codes = models.JSONField(default=dict)
    #: SHA-256 of contents, by what they are of.
    hashes = models.JSONField(default=dict)
    actor = models.CharField(max_length=100)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "journal entries"
        ordering = ["seq"]
        indexes = [models.Index(fields=["act", "seq"], name="journal_by_act"),
                   models.Index(fields=["actor", "seq"], name="journal_by_actor"),
                   models.Index(fields=["subject", "seq"], name="journal_by_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(seq__gte=1), name="the_journal_begins_at_one"),
            models.CheckConstraint(condition=~Q(act="") & ~Q(actor="") & ~Q(subject=""),
                                   name="an_entry_says_who_did_what_to_what"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.subject}"


class JournalHead(models.Model):
    """The last entry's number and hash, in a row of its own: a journal that lost its end differs from it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="the_journal_has_one_head")]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"
