"""Releases: frozen open packets, and what the site says about itself. A row is made once and never edited."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

#: The guard's verdict until there is a guard; it is shown on the release.
NO_GUARD = "none"


class Release(models.Model):
    """The act of making a meeting's paper public: the open packet and its PDF, as they were on that day.

    `packet_sha256` is of the accepted packet that it was made from; `left_out` says what of that stayed inside, and
    why. The PDF lies in the home's files folder.
    """

    release_id = models.CharField(max_length=64, primary_key=True)
    meeting_key = models.CharField(max_length=200)
    edition = models.CharField(max_length=20, blank=True)
    sequence = models.PositiveIntegerField()
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    packet_bytes = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    packet_sha256 = models.CharField(max_length=64)
    source_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    left_out = models.JSONField(default=list)
    guard_verdict = models.CharField(max_length=20, default=NO_GUARD)
    released_at = models.DateTimeField()
    released_by = models.CharField(max_length=100)
    #: The order of all releases, from 1.
    number = models.PositiveBigIntegerField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting_key", "sequence"], name="one_release_a_number_of_a_meeting"),
            models.CheckConstraint(
                condition=Q(sequence=1, supersedes=None) | Q(sequence__gt=1, supersedes__isnull=False),
                name="a_later_release_supersedes_the_one_before"),
            models.CheckConstraint(condition=~Q(supersedes=F("release_id")), name="no_release_supersedes_itself"),
            models.CheckConstraint(condition=Q(guard_verdict=NO_GUARD), name="no_guard_has_judged_yet"),
            models.CheckConstraint(condition=~Q(released_by=""), name="a_release_has_an_actor"),
        ]

    def __str__(self) -> str:
        return self.release_id


class SiteStatement(models.Model):
    """What the municipality says about itself on its site: canonical JSON, a new row each time it changes."""

    sequence = models.PositiveIntegerField(primary_key=True)
    statement_bytes = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=100)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(stated_by=""), name="a_site_statement_has_an_actor")]

    def __str__(self) -> str:
        return str(self.sequence)
