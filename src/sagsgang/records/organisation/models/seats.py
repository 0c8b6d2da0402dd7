"""Terms, seats, and who sits on them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .people import Body, User

HOLDER_ROLES = ["chair", "deputy", "member"]
SEAT_ROLES = [*HOLDER_ROLES, "substitute"]


class Term(models.Model):
    """An election period: four years, 1 January to 31 December."""

    key = models.CharField(max_length=20, unique=True)
    start = models.DateField()
    end = models.DateField()

    class Meta:
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="a_term_ends_after_it_began")]

    def __str__(self) -> str:
        return self.key


class Seat(models.Model):
    """A seat of one body in one term; `position` is the order in which members are listed."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="seats")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["body", "term", "position"],
                                               name="one_seat_a_position_of_a_body_and_term")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.term_id} {self.position}"


class Occupancy(models.Model):
    """A person on a seat from a day to a day (both included; no end: until the term's). A substitute stands in for
    the seat's holder, who stays on it. Triggers refuse two holders, or two substitutes, of one seat on one day."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="occupancies")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="occupancies")
    role = models.CharField(max_length=20)
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "occupancies"
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=SEAT_ROLES), name="a_seat_is_held_in_a_known_role"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")),
                                   name="an_occupancy_ends_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.user_id} {self.role}"
