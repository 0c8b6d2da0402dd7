"""Documents being written: their facts, every text that was ever saved, their frozen versions, and comments."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from ..states import DOCUMENT_KINDS, DRAFT_STATES, DRAFTED
from .published import CASE_ACCESS, Case
from .templates import ITEM_KINDS, TemplateVersion


class Draft(models.Model):
    """A presentation, memo or form of a case. `version` counts changes of these facts (compare and set).

    Closed and personal drafts state a legal ground (a code) and what the public stub says: `public_title`, or nothing
    with `stub_reason`; neither: "Lukket punkt".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(max_length=20)
    template = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="drafts")
    title = models.TextField()
    #: The body before which a presentation is to come, and the day of the meeting that is wished for.
    body = models.ForeignKey("organisation.Body", null=True, on_delete=models.PROTECT, related_name="drafts")
    wanted_on = models.DateField(null=True)
    item_kind = models.CharField(max_length=20, blank=True)
    access = models.CharField(max_length=10)
    ground = models.CharField(max_length=60, blank=True)
    public_title = models.TextField(blank=True)
    stub_reason = models.TextField(blank=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="drafts")
    officer = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="drafts")
    #: What a memo is dated, in Danish local time.
    dated_on = models.DateField(null=True)
    state = models.CharField(max_length=20, default=DRAFTED)
    version = models.PositiveIntegerField(default=1)
    journal_entry = models.ForeignKey("journal.JournalEntry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DOCUMENT_KINDS), name="a_draft_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(state__in=DRAFT_STATES), name="a_draft_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(item_kind__in=ITEM_KINDS), name="a_draft_is_for_a_known_item_kind"),
            models.CheckConstraint(condition=Q(access__in=CASE_ACCESS) & ~Q(access=""),
                                   name="a_draft_states_its_access"),
            models.CheckConstraint(condition=~Q(title=""), name="a_draft_has_a_title"),
            models.CheckConstraint(condition=~Q(access="open") | Q(ground="", public_title="", stub_reason=""),
                                   name="only_a_closed_draft_has_a_ground_and_a_stub"),
            models.CheckConstraint(condition=Q(public_title="") | Q(stub_reason=""),
                                   name="a_stub_has_a_title_or_a_reason_for_none"),
            models.CheckConstraint(condition=~Q(kind="presentation") | Q(body__isnull=False),
                                   name="a_presentation_is_for_a_body"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Collaborator(models.Model):
    """One who writes along on a draft beside its officer."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="collaborators")
    user = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="collaborations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "user"], name="one_collaborates_once_on_a_draft")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.user_id}"


class SectionEdit(models.Model):
    """A text as it was saved: rows are added, never changed. The newest of a section is its text.

    `version` counts from 1 without gaps; who saves on an older version than the newest meets the unique constraint,
    and nothing is overwritten. `none_stated` says "Ingen" in so many words.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="edits")
    section = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    blocks = models.JSONField(default=list)
    none_stated = models.BooleanField(default=False)
    edited_by = models.CharField(max_length=100)
    edited_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "section", "version"], name="one_edit_a_version_of_a_section"),
            models.CheckConstraint(condition=Q(version__gte=1) & ~Q(section=""), name="an_edit_names_its_section"),
            models.CheckConstraint(condition=Q(none_stated=False) | Q(blocks=[]), name="who_says_none_writes_no_text"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.section} {self.version}"


class DraftVersion(models.Model):
    """A whole draft, frozen: canonical JSON of its facts, sections and annexes. A trigger refuses changes."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content_bytes = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    #: Why it was frozen: "kept" by hand, "submitted", "sent", "printed".
    reason = models.CharField(max_length=20)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    journal_entry = models.ForeignKey("journal.JournalEntry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_version_a_number_of_a_draft")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"


class DraftComment(models.Model):
    """A remark on a section, tied to quoted words (`pure.writing.anchors`), until somebody settles it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=60, blank=True)
    anchor = models.JSONField(null=True)
    text = models.TextField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    settled_by = models.CharField(max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
            models.CheckConstraint(condition=Q(settled_by="", settled_at=None)
                                   | ~Q(settled_by="") & Q(settled_at__isnull=False),
                                   name="a_settled_comment_says_by_whom_and_when"),
        ]

    def __str__(self) -> str:
        return str(self.id)
