"""Meetings, their agendas, and who was there. What a paper prints is kept as printed; no person is invented."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from ..states import CANCELLED, CONVENED, MINUTED, MOVED, PLANNED, STATES

ACCESS = ["", "open", "closed"]
ITEM_KINDS = ["", "decision", "information", "discussion"]
EDITIONS = ["", "agenda", "minutes"]
#: The rule that ties a row to where it comes from.
TIED = (Q(origin="legacy", journal_entry=None) & ~Q(source_sha256="")
        | Q(origin="native", source_sha256="", journal_entry__isnull=False))


class Meeting(models.Model):
    """A meeting of a body. `committee` and `municipality` are as the paper prints them."""

    key = models.CharField(max_length=200, unique=True)
    body = models.ForeignKey("organisation.Body", on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField(db_index=True)
    start = models.TimeField(null=True)
    place = models.TextField(null=True)
    state = models.CharField(max_length=20, default=PLANNED)
    moved_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="moved_to")
    origin = models.CharField(max_length=10)
    source_sha256 = models.CharField(max_length=64, blank=True)
    journal_entry = models.ForeignKey("journal.JournalEntry", null=True, on_delete=models.PROTECT, related_name="+")
    # Of the paper that is kept: what it is, and what it prints besides.
    committee = models.TextField()
    municipality = models.TextField(null=True)
    edition = models.CharField(max_length=20, blank=True)
    layout = models.TextField(null=True)
    source_id = models.TextField(null=True)
    sources = models.JSONField(default=dict)
    schema_version = models.PositiveIntegerField(default=1)
    #: Changes of a planned meeting and of its agenda's order (compare and set).
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["date", "key"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="a_meeting_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(edition__in=EDITIONS), name="a_paper_is_of_a_known_edition"),
            models.CheckConstraint(condition=~Q(moved_from=F("id")) | Q(moved_from=None),
                                   name="a_meeting_is_not_moved_from_itself"),
            models.CheckConstraint(condition=~Q(origin="legacy") | Q(state__in=[CONVENED, MINUTED, CANCELLED, MOVED]),
                                   name="a_legacy_meeting_was_convened_or_minuted"),
            models.CheckConstraint(condition=TIED, name="a_meeting_is_tied_to_its_source_or_journal_entry"),
        ]

    def __str__(self) -> str:
        return self.key


class AgendaItem(models.Model):
    """An item of a meeting's agenda. Its id is made of the meeting and its number, so that it outlives new editions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    number = models.TextField()
    title = models.TextField(null=True)  # null: the paper has lost it
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="items")
    case_number = models.TextField(null=True)  # as this paper prints it
    presentation = models.OneToOneField("cases.Presentation", on_delete=models.PROTECT, related_name="item")
    kind = models.CharField(max_length=20, blank=True)
    access = models.CharField(max_length=10, blank=True)
    #: Why it is closed: a code of the legal ground. Old papers seldom print one.
    ground = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=10)
    attendance_notes = models.JSONField(default=list)
    source_id = models.TextField(null=True)
    where = models.JSONField(default=list)
    sources = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_position_of_a_meeting"),
            models.CheckConstraint(condition=Q(kind__in=ITEM_KINDS), name="an_item_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(access__in=ACCESS), name="access_to_an_item_is_open_closed_or_unstated"),
            models.CheckConstraint(condition=Q(origin__in=["legacy", "native"]), name="an_item_is_legacy_or_native"),
            models.CheckConstraint(condition=~Q(origin="native", access="closed") | ~Q(ground=""),
                                   name="a_native_closed_item_states_its_ground"),
            models.CheckConstraint(condition=Q(ground="") | Q(access="closed"), name="only_a_closed_item_has_a_ground"),
            models.CheckConstraint(condition=Q(case=None) | Q(case_number__isnull=False),
                                   name="an_item_of_a_case_has_its_number"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"


class Attendance(models.Model):
    """A name that a paper prints as present or absent: for the whole meeting, or (absent) for one item."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.CASCADE, related_name="attendance")
    position = models.PositiveIntegerField()
    name = models.TextField()
    absent = models.BooleanField()

    class Meta:
        verbose_name_plural = "attendance"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], condition=Q(item=None),
                                    name="one_attendee_a_position_of_a_meeting"),
            models.UniqueConstraint(fields=["item", "position"], condition=Q(item__isnull=False),
                                    name="one_absentee_a_position_of_an_item"),
            models.CheckConstraint(condition=Q(item=None) | Q(absent=True), name="an_item_lists_who_was_absent"),
        ]

    def __str__(self) -> str:
        return self.name


class CarriedAnnex(models.Model):
    """An annex text that the meeting's paper carries, in its order: under a cover sheet, or without one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="carried")
    covered = models.BooleanField()
    position = models.PositiveIntegerField()
    version = models.ForeignKey("cases.AnnexVersion", on_delete=models.PROTECT, related_name="carried")

    class Meta:
        verbose_name_plural = "carried annexes"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "covered", "position"], name="one_carried_annex_a_position"),
            models.UniqueConstraint(fields=["meeting", "version"], name="a_version_is_carried_once_by_a_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"
