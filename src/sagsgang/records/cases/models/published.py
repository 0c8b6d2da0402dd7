"""Cases, what is presented about them to a body, and the annexes. Texts are block trees as JSON lists (`packet.form`).

What comes from a published paper is `legacy` and tied to its source document; what is made here is `native` and tied
to the journal entry of the act that made it.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

ORIGINS = ["legacy", "native"]
ACCESS = ["", "open", "closed"]
#: Of a case and what is prepared about it: `personal` is closed, and inside only for those who handle it.
CASE_ACCESS = [*ACCESS, "personal"]
#: The rule that ties a row to where it comes from.
TIED = (Q(origin="legacy", journal_entry=None) & ~Q(source_sha256="")
        | Q(origin="native", source_sha256="", journal_entry__isnull=False))


class Case(models.Model):
    """A case by its number. Of a legacy one number, title and access (empty: unstated) are as its newest item prints
    them; a native one is opened here, and has the unit and the case officer that look after it."""

    key = models.CharField(max_length=100, unique=True)
    number = models.TextField()
    title = models.TextField(null=True)  # null: no paper says it
    access = models.CharField(max_length=10, blank=True)
    #: Its number in the municipalities' common journal plan (KLE), as "15.20.00".
    subject_number = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey("organisation.Unit", null=True, on_delete=models.PROTECT, related_name="cases")
    officer = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="cases")
    version = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=10)
    source_sha256 = models.CharField(max_length=64, blank=True)
    journal_entry = models.ForeignKey("journal.JournalEntry", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(number=""), name="a_case_has_a_number"),
            models.CheckConstraint(condition=Q(access__in=CASE_ACCESS), name="access_to_a_case_is_a_known_one"),
            models.CheckConstraint(
                condition=Q(origin="legacy") | Q(unit__isnull=False, officer__isnull=False, title__isnull=False)
                & ~Q(access=""), name="a_native_case_has_unit_officer_title_and_access"),
            models.CheckConstraint(condition=TIED, name="a_case_is_tied_to_its_source_or_journal_entry"),
        ]

    def __str__(self) -> str:
        return self.number


class Presentation(models.Model):
    """What is put before a body on an item: labelled sections in document order, spans included."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="presentations")
    #: [{label, kind, blocks, where}]
    sections = models.JSONField(default=list)
    origin = models.CharField(max_length=10)
    source_sha256 = models.CharField(max_length=64, blank=True)
    journal_entry = models.ForeignKey("journal.JournalEntry", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=TIED, name="a_presentation_is_tied_to_its_source_or_journal_entry"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Annex(models.Model):
    """An annex: listed with a presentation, or carried by a meeting's paper unlisted. It may have no version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    presentation = models.ForeignKey(Presentation, null=True, on_delete=models.CASCADE, related_name="annexes")
    position = models.PositiveIntegerField()
    listed = models.BooleanField()
    title = models.TextField(null=True)  # null: a text without a cover has none
    document_number = models.TextField(null=True)
    access = models.CharField(max_length=10, blank=True)
    source_id = models.TextField(null=True)
    where = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "annexes"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["presentation", "position"], name="one_annex_a_position_of_a_presentation"),
            models.CheckConstraint(condition=Q(listed=False) | Q(presentation__isnull=False, title__isnull=False),
                                   name="a_listed_annex_has_its_list_and_a_title"),
            models.CheckConstraint(condition=Q(access__in=ACCESS),
                                   name="access_to_an_annex_is_open_closed_or_unstated"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.id)


class AnnexVersion(models.Model):
    """The text of an annex as one source carries it; never changed: another text is another version."""

    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64)
    label = models.TextField(null=True)
    title = models.TextField(null=True)
    document_number = models.TextField(null=True)
    access = models.CharField(max_length=10, blank=True)
    page_from = models.BigIntegerField(null=True)
    page_to = models.BigIntegerField(null=True)
    blocks = models.JSONField(default=list)
    where = models.JSONField(default=list)
    origin = models.CharField(max_length=10)
    source_sha256 = models.CharField(max_length=64, blank=True)
    journal_entry = models.ForeignKey("journal.JournalEntry", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["annex", "number"], name="one_version_a_number_of_an_annex"),
            models.UniqueConstraint(fields=["annex", "content_sha256"], name="a_version_differs_from_the_others"),
            models.CheckConstraint(condition=Q(page_from=None, page_to=None)
                                   | Q(page_from__isnull=False, page_to__isnull=False), name="pages_have_both_ends"),
            models.CheckConstraint(condition=Q(access__in=ACCESS),
                                   name="access_to_a_version_is_open_closed_or_unstated"),
            models.CheckConstraint(condition=TIED, name="a_version_is_tied_to_its_source_or_journal_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.annex_id} {self.number}"


class CaseReference(models.Model):
    """A case number that an annex names, in its order; `key` finds the case if it is kept here."""

    version = models.ForeignKey(AnnexVersion, on_delete=models.CASCADE, related_name="references")
    position = models.PositiveIntegerField()
    number = models.TextField()
    key = models.CharField(max_length=100, blank=True, db_index=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="one_reference_a_position")]

    def __str__(self) -> str:
        return self.number
