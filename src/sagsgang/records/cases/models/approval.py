"""Who approves what, in which order and until when; and who was asked for an opinion."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from ..states import HEARING_OPEN, ROUND_OPEN, ROUND_STATES, STEP_STATES, STEP_WAITING
from .drafting import Draft, DraftVersion


class ApprovalLevel(models.Model):
    """A level of a unit's approval path: who approves, who may do it instead, and within how many working days."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="approval_levels")
    position = models.PositiveIntegerField()
    label = models.TextField()
    approver = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    #: Working days; none: by the dated rule.
    days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "position"], name="one_approval_level_a_position_of_a_unit"),
            models.CheckConstraint(condition=~Q(label=""), name="an_approval_level_has_a_label"),
            models.CheckConstraint(condition=Q(deputy=None) | ~Q(deputy=F("approver")),
                                   name="nobody_deputises_himself"),
        ]

    def __str__(self) -> str:
        return self.label


class ApprovalRound(models.Model):
    """One way of a draft through its levels, over one frozen version of it."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=20, default=ROUND_OPEN)
    begun_by = models.CharField(max_length=100)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_approval_round_a_number_of_a_draft"),
            models.UniqueConstraint(fields=["draft"], condition=Q(state=ROUND_OPEN),
                                    name="one_approval_round_of_a_draft_is_open"),
            models.CheckConstraint(condition=Q(state__in=ROUND_STATES), name="an_approval_round_is_in_a_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"


class ApprovalStep(models.Model):
    """One level of a round. Who decided may be the deputy; who returns says why."""

    round = models.ForeignKey(ApprovalRound, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    label = models.TextField()
    approver = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="approval_steps")
    deputy = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    #: Set when the step begins: its last day, by the dated rule.
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=20, default=STEP_WAITING)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="one_approval_step_a_position_of_a_round"),
            models.UniqueConstraint(fields=["round"], condition=Q(state="current"),
                                    name="one_approval_step_is_current"),
            models.CheckConstraint(condition=Q(state__in=STEP_STATES), name="an_approval_step_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "returned"], decided_at__isnull=False) & ~Q(decided_by="")
                | ~Q(state__in=["approved", "returned"]) & Q(decided_by="", decided_at=None),
                name="a_decided_approval_step_says_by_whom_and_when"),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(comment=""), name="who_returns_says_why"),
            models.CheckConstraint(condition=~Q(state="current") | Q(due_on__isnull=False),
                                   name="a_current_approval_step_has_a_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.position}"


class Hearing(models.Model):
    """A question about a draft to named respondents, with a last day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="hearings")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="hearings")
    question = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, default=HEARING_OPEN)
    begun_by = models.CharField(max_length=100)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["begun_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="a_hearing_asks_something"),
            models.CheckConstraint(condition=(Q(state="closed", closed_at__isnull=False)
                                              | Q(state="open", closed_at=None)),
                                   name="a_hearing_is_open_or_says_when_it_was_closed"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class HearingRespondent(models.Model):
    """One who was asked: a person of ours or a party by name; the answer as it came, or none: missing."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="respondents")
    position = models.PositiveIntegerField()
    name = models.TextField()
    user = models.ForeignKey("organisation.User", null=True, on_delete=models.PROTECT, related_name="hearings")
    answer = models.TextField(blank=True)
    #: "No remarks" is an answer of its own.
    no_remarks = models.BooleanField(default=False)
    answered_on = models.DateField(null=True)
    registered_by = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "position"], name="one_respondent_a_position_of_a_hearing"),
            models.CheckConstraint(condition=~Q(name=""), name="a_respondent_has_a_name"),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="", no_remarks=False, registered_by="")
                | Q(answered_on__isnull=False, no_remarks=True, answer="") & ~Q(registered_by="")
                | Q(answered_on__isnull=False, no_remarks=False) & ~Q(answer="") & ~Q(registered_by=""),
                name="an_answer_has_a_day_and_says_something"),
        ]

    def __str__(self) -> str:
        return self.name
