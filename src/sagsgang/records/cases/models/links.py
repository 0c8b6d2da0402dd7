"""How a case is tied to other cases, and what it is called in other systems."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .published import Case

LINK_KINDS = ["related", "continues", "follows-from"]


class CaseLink(models.Model):
    """One case points to another, and how."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other", "kind"], name="a_case_is_linked_once_in_a_way"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="no_case_is_linked_to_itself"),
            models.CheckConstraint(condition=Q(kind__in=LINK_KINDS), name="a_link_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class ExternalNumber(models.Model):
    """The number of a case in another system, as the records system prints it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="external_numbers")
    system = models.CharField(max_length=60)
    number = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "system", "number"], name="an_external_number_is_said_once"),
            models.CheckConstraint(condition=~Q(system="") & ~Q(number=""), name="an_external_number_names_its_system"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.number}"
