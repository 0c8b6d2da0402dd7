"""What was sent, as it was sent, and to whom. Triggers refuse every change of these rows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .planning import ENTRY_ACCESS, AgendaEntry
from .published import Meeting

VERSION_KINDS = ["agenda", "supplement", "correction"]
ITEM_CHANGES = ["new", "changed", "same", "withdrawn"]


class AgendaVersion(models.Model):
    """The whole agenda as it was sent: canonical packet (closed items too) and PDF by hash, frozen.

    `kind`: the first is the agenda, a supplement adds items with the next numbers, a correction changes what was sent.
    `deadline` are the due day and the steps that decided it; who sends after it says why (`breach_reason`).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_versions")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    packet_bytes = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    due_on = models.DateField()
    deadline = models.JSONField(default=dict)
    breached = models.BooleanField()
    breach_reason = models.TextField(blank=True)
    #: What the secretary writes to the members with it.
    message = models.TextField(blank=True)
    sent_by = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    journal_entry = models.ForeignKey("journal.JournalEntry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sequence"], name="one_agenda_version_a_number_of_a_meeting"),
            models.CheckConstraint(condition=Q(kind__in=VERSION_KINDS), name="an_agenda_version_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(sequence=1, kind="agenda") | Q(sequence__gt=1) & ~Q(kind="agenda"),
                                   name="the_first_version_is_the_agenda"),
            models.CheckConstraint(condition=(Q(breached=False, breach_reason="")
                                              | Q(breached=True) & ~Q(breach_reason="")),
                                   name="a_breached_deadline_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.sequence}"


class VersionItem(models.Model):
    """An item of a sent agenda: its number, the frozen draft behind it, and how it differs from the version before."""

    version = models.ForeignKey(AgendaVersion, on_delete=models.PROTECT, related_name="items")
    entry = models.ForeignKey(AgendaEntry, on_delete=models.PROTECT, related_name="sent")
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    draft_version = models.ForeignKey("cases.DraftVersion", null=True, on_delete=models.PROTECT, related_name="sent")
    access = models.CharField(max_length=10)
    ground = models.CharField(max_length=60, blank=True)
    #: What the public sees of a closed item: this title, nothing (with the reason), or "Lukket punkt".
    public_title = models.TextField(blank=True)
    stub_reason = models.TextField(blank=True)
    #: SHA-256 of the item's canonical form with its annex texts: the same hash, the same content.
    sha256 = models.CharField(max_length=64)
    change = models.CharField(max_length=20)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_item_a_number_of_a_version"),
            models.UniqueConstraint(fields=["version", "entry"], name="an_entry_is_once_in_a_version"),
            models.CheckConstraint(condition=Q(change__in=ITEM_CHANGES), name="a_sent_item_says_how_it_changed"),
            models.CheckConstraint(condition=Q(access__in=ENTRY_ACCESS), name="a_sent_item_states_its_access"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.number}"


class VersionAnnex(models.Model):
    """The file behind an annex of a sent item; `label` as printed ("3.1")."""

    item = models.ForeignKey(VersionItem, on_delete=models.PROTECT, related_name="annexes")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=20)
    title = models.TextField()
    file = models.ForeignKey("cases.DraftAnnexVersion", on_delete=models.PROTECT, related_name="sent")
    access = models.CharField(max_length=10)

    class Meta:
        verbose_name_plural = "version annexes"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="one_file_a_position_of_a_sent_item"),
            models.CheckConstraint(condition=Q(access__in=ENTRY_ACCESS), name="a_sent_annex_states_its_access"),
        ]

    def __str__(self) -> str:
        return self.label


class Recipient(models.Model):
    """Who was told of a version, and in which role; a notice carries the mail."""

    version = models.ForeignKey(AgendaVersion, on_delete=models.PROTECT, related_name="recipients")
    user = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="one_is_told_once_of_a_version")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.user_id}"
