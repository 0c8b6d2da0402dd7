"""The municipality, its bodies and the people who log in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

BODY_KINDS = ["", "council", "finance", "standing", "ad-hoc", "other"]
ROLES = ["importer", "publisher", "administrator"]


class Municipality(models.Model):
    """Whose store this is: one row, made by the first packet that names a municipality."""

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
    """The council, a committee: the newest name that its papers print, without the term. `kind` is empty if unknown."""

    key = models.CharField(max_length=100, unique=True)
    name = models.TextField()
    kind = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="a_body_has_a_key"),
            models.CheckConstraint(condition=Q(kind__in=BODY_KINDS), name="a_body_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """One who logs in to the workspace."""


class Role(models.Model):
    """What a person may do in the whole municipality; roles by body, unit or period are columns to come."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    code = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "code"], name="a_role_is_held_once"),
            models.CheckConstraint(condition=Q(code__in=ROLES), name="a_role_is_a_known_one"),
        ]

    def __str__(self) -> str:
        return self.code
