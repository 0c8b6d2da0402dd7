"""What the municipality says of its calendar: closed days, how days are counted, and its own deadlines, all dated."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .people import Body

DEADLINE_KINDS = ["dispatch", "approval", "hearing", "editorial"]


class ClosedDay(models.Model):
    """A day on which the town hall is closed beside the holidays of the law."""

    date = models.DateField(unique=True)
    name = models.TextField()

    class Meta:
        ordering = ["date"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_closed_day_has_a_name")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class CalendarSetting(models.Model):
    """One choice about counting days (`saturday_is_weekday`), from a day on; the newest known one holds."""

    name = models.CharField(max_length=60)
    value = models.BooleanField()
    valid_from = models.DateField()
    known_from = models.DateField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from", "known_from"], name="one_calendar_setting_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="a_calendar_setting_has_a_source"),
        ]

    def __str__(self) -> str:
        return self.name


class DeadlineRule(models.Model):
    """The municipality's own deadline of a kind, for one body or (none) for all: so many days, from a day on."""

    kind = models.CharField(max_length=20)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="deadline_rules")
    days = models.PositiveSmallIntegerField()
    latest_clock = models.TimeField(null=True)
    valid_from = models.DateField()
    known_from = models.DateField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DEADLINE_KINDS), name="a_deadline_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(source=""), name="a_deadline_rule_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"
