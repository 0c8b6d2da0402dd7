"""What people are told. A notice holds a code and what it is about by key, never a title: mail is read anywhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

WAITING, SENT, FAILED, UNWANTED = "waiting", "sent", "failed", "unwanted"
MAIL_STATES = [WAITING, SENT, FAILED, UNWANTED]


class Notice(models.Model):
    """One thing told to one person; `origin` is the journal number of the act, so that nobody is told twice of it.

    `args` fill the sentence of `code`; `address` is the page that shows the rest to who may see it. `mail` says whether
    it has gone out (unwanted: the person has no address); a failed one is tried again after `next_try_at`.
    """

    user = models.ForeignKey("organisation.User", on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    address = models.CharField(max_length=300)
    origin = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=20, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "code", "address", "origin"], name="one_is_told_once_of_an_act"),
            models.CheckConstraint(condition=Q(mail__in=MAIL_STATES), name="a_notice_is_in_a_known_mail_state"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(address=""), name="a_notice_says_what_and_where"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.user_id}"


class FeedToken(models.Model):
    """The secret address of a person's calendar feed: only its hash is kept; a new one ends the old."""

    user = models.OneToOneField("organisation.User", on_delete=models.CASCADE, related_name="feed_token")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)
