"""The municipality, its bodies and units, and the people who log in."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

BODY_KINDS = ["", "council", "finance", "standing", "ad-hoc", "steering", "other"]
#: Roles of the whole municipality, of a unit, and of a body. (Those of a seat come from `Occupancy`.)
GENERAL_ROLES = ["importer", "publisher", "administrator"]
UNIT_ROLES = ["case-officer", "approver"]
BODY_ROLES = ["secretary"]
ROLES = GENERAL_ROLES + UNIT_ROLES + BODY_ROLES


class Municipality(models.Model):
    """Whose store this is: one row, made by the first packet that names a municipality, or by hand."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    key = models.CharField(max_length=100, unique=True)
    name = models.TextField()

    class Meta:
        verbose_name_plural = "municipalities"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_home_holds_one_municipality"),
            models.CheckConstraint(condition=~Q(key=""), name="a_municipality_has_a_key"),
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """The council, a committee, a steering group: its name without the term. `kind` is empty if unknown.

    `mandate` says what a steering group or an ad hoc committee is to do. `parent` is the body that set it up.
    """

    key = models.CharField(max_length=100, unique=True)
    name = models.TextField()
    kind = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    mandate = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="a_body_has_a_key"),
            models.CheckConstraint(condition=Q(kind__in=BODY_KINDS), name="a_body_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="no_body_is_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A department of the administration, with what its letterhead prints."""

    key = models.CharField(max_length=100, unique=True)
    name = models.TextField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    address = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="a_unit_has_a_key_and_a_name"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="no_unit_is_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """One who logs in to the workspace; `unit` is where they work, `title` and `phone` are what a memo prints."""

    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="people")
    title = models.TextField(blank=True)
    phone = models.TextField(blank=True)


class Role(models.Model):
    """What a person may do: in the whole municipality, in one body or in one unit (none: all), from and to a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    code = models.CharField(max_length=30)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="roles")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="roles")
    start = models.DateField(null=True)
    #: The last day; none: until further notice.
    end = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("user"), F("code"), Coalesce("body", Value(0, models.BigIntegerField())),
                Coalesce("unit", Value(0, models.BigIntegerField())),
                Coalesce("start", Value(date.min, models.DateField())), name="a_role_is_held_once_in_its_scope"),
            models.CheckConstraint(
                condition=(Q(code__in=GENERAL_ROLES, body=None, unit=None) | Q(code__in=UNIT_ROLES, body=None)
                           | Q(code__in=BODY_ROLES, unit=None)), name="a_role_has_the_scope_of_its_kind"),
            models.CheckConstraint(condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                                   name="a_role_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return self.code
