"""Templates of documents: which sections a presentation, a memo or a form has. Their help texts live here alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..states import DOCUMENT_KINDS

ITEM_KINDS = ["", "decision", "information", "discussion"]


class DocumentTemplate(models.Model):
    """A template by item kind and body (empty: any); what it demands stands in its versions."""

    key = models.CharField(max_length=60, unique=True)
    name = models.TextField()
    kind = models.CharField(max_length=20)
    item_kind = models.CharField(max_length=20, blank=True)
    body = models.ForeignKey("organisation.Body", null=True, on_delete=models.PROTECT, related_name="templates")
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="a_template_has_a_key_and_a_name"),
            models.CheckConstraint(condition=Q(kind__in=DOCUMENT_KINDS), name="a_template_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(item_kind__in=ITEM_KINDS), name="a_template_is_for_a_known_item_kind"),
        ]

    def __str__(self) -> str:
        return self.key


class TemplateVersion(models.Model):
    """What a template demands from a day on: sections in order (`pure.writing.templates`); frozen once made."""

    template = models.ForeignKey(DocumentTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sections = models.JSONField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"],
                                               name="one_version_a_number_of_a_template")]

    def __str__(self) -> str:
        return f"{self.template_id} {self.number}"
