"""The agenda while it is being built."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from .published import ITEM_KINDS, Meeting

#: What an item is when no case stands behind it.
FIXED_CODES = ["agenda", "minutes", "remarks", "announcements", "questions", "any-other", "other"]
ENTRY_ACCESS = ["open", "closed", "personal"]


class FixedItem(models.Model):
    """An item that every agenda of a body (none: of every body) begins or ends with, such as announcements."""

    body = models.ForeignKey("organisation.Body", null=True, on_delete=models.PROTECT, related_name="fixed_items")
    code = models.CharField(max_length=20)
    title = models.TextField()
    kind = models.CharField(max_length=20, blank=True)
    at_end = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ["at_end", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(code__in=FIXED_CODES), name="a_fixed_item_is_of_a_known_code"),
            models.CheckConstraint(condition=Q(kind__in=ITEM_KINDS), name="a_fixed_item_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(title=""), name="a_fixed_item_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaEntry(models.Model):
    """A place on a meeting's agenda: a draft's, or a fixed item without one.

    `number` is none until it is first sent; a trigger refuses to change it afterwards. An entry that was sent is never
    deleted: `removed_at` says when it was taken off, and its number stays its own. `late`: it came after the deadline
    for items, `late_reason` says why it cannot wait.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    draft = models.ForeignKey("cases.Draft", null=True, on_delete=models.PROTECT, related_name="entries")
    code = models.CharField(max_length=20, blank=True)
    title = models.TextField()
    kind = models.CharField(max_length=20, blank=True)
    access = models.CharField(max_length=10)
    ground = models.CharField(max_length=60, blank=True)
    public_title = models.TextField(blank=True)
    stub_reason = models.TextField(blank=True)
    late = models.BooleanField(default=False)
    late_reason = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "agenda entries"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], condition=Q(removed_at=None),
                                    name="one_entry_a_position_of_an_agenda"),
            models.UniqueConstraint(fields=["meeting", "number"], name="a_number_is_given_once_in_a_meeting"),
            models.UniqueConstraint(fields=["draft"], condition=Q(removed_at=None, number=None),
                                    name="a_draft_waits_on_one_agenda_at_a_time"),
            models.UniqueConstraint(fields=["meeting", "draft"], condition=Q(removed_at=None),
                                    name="a_draft_is_once_on_an_agenda"),
            models.CheckConstraint(condition=~Q(title=""), name="an_entry_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=ITEM_KINDS), name="an_entry_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(draft=None, code__in=FIXED_CODES) | Q(draft__isnull=False, code=""),
                                   name="an_entry_is_of_a_draft_or_fixed"),
            models.CheckConstraint(condition=Q(access__in=ENTRY_ACCESS), name="an_entry_states_its_access"),
            models.CheckConstraint(
                condition=(Q(access="open", ground="", public_title="", stub_reason="")
                           | ~Q(access="open") & ~Q(ground="")),
                name="a_closed_entry_and_no_other_states_its_ground"),
            models.CheckConstraint(condition=Q(public_title="") | Q(stub_reason=""),
                                   name="an_entry_stub_has_a_title_or_a_reason_for_none"),
            models.CheckConstraint(condition=Q(late=True) | Q(late_reason=""), name="only_a_late_entry_says_why"),
            models.CheckConstraint(condition=Q(number=None) | Q(number__gte=1), name="numbers_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number or self.position}"
