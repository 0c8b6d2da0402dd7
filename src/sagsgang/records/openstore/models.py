"""The rows of the public store: the projection of releases. Whoever reads them needs no other database.

Every row below `Meeting` is made from the open packet of the meeting's current release and can be made again from it
(`services.projection_problems` does so and compares). Block trees are JSON lists of tagged objects (`packet.form`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Municipality(models.Model):
    """Whose site this is: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7)
    #: A short sentence shown on every page (a demo says that its prose is made up); empty: none.
    notice = models.TextField(blank=True)
    #: Paragraphs about the site, parted by blank lines, for the page about it.
    about = models.TextField(blank=True)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=50, blank=True)
    email = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    #: Where the site's statutory accessibility statement stands; empty: the site's own draft page.
    accessibility_url = models.URLField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_store_holds_one_municipality")]

    def __str__(self) -> str:
        return self.name


class File(models.Model):
    """A public file, kept in the open files folder under its content hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.sha256


class Release(models.Model):
    """A frozen open packet and its PDF. Earlier releases of a meeting stay listed beside the current one.

    Of a superseded one only its hashes and its addresses are here: what a later edition closed is not on this side.
    """

    release_id = models.CharField(max_length=64, primary_key=True)
    meeting_key = models.CharField(max_length=200)
    edition = models.CharField(max_length=20)
    sequence = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)
    packet_bytes = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    #: The addresses below the meeting that it had, sorted: what a later one lacks answers 410.
    addresses = models.JSONField(default=list)
    supersedes = models.CharField(max_length=64, null=True)  # null: the first of its meeting

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting_key", "sequence"], name="one_release_a_sequence_of_a_meeting"),
            models.UniqueConstraint(fields=["meeting_key"], condition=Q(superseded=False),
                                    name="one_release_of_a_meeting_is_current"),
            models.CheckConstraint(condition=Q(superseded=False) | Q(packet_bytes=b""),
                                   name="a_superseded_release_holds_no_packet"),
        ]

    def __str__(self) -> str:
        return self.release_id


class Body(models.Model):
    """A committee, a council: the newest name that its papers print, without the term."""

    key = models.CharField(max_length=100, unique=True)
    name = models.TextField()

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """A meeting as its current release has it. `slug` is fixed at the first release and kept."""

    key = models.CharField(max_length=200, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="meeting")
    slug = models.CharField(max_length=40)
    committee = models.TextField()
    date = models.DateField(db_index=True)
    start = models.TimeField(null=True)
    place = models.TextField(blank=True)
    edition = models.CharField(max_length=20, blank=True)
    attendees = models.JSONField(default=list)
    signatories = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "slug"], name="one_address_a_meeting_of_a_body")]

    def __str__(self) -> str:
        return self.key


class Item(models.Model):
    """An item of the agenda; of a closed one number, title as printed and decisions, nothing else.

    `address` is the item's number as it stands in addresses, unique in the meeting; `slug` is decoration.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    number = models.TextField()
    address = models.CharField(max_length=60)
    slug = models.CharField(max_length=80, blank=True)
    title = models.TextField(null=True)  # null: lost by the source, or withheld
    closed = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, blank=True)
    case_number = models.TextField(blank=True)
    case_key = models.CharField(max_length=100, blank=True, db_index=True)
    sections = models.JSONField(default=list)
    absent = models.JSONField(default=list)
    attendance_notes = models.JSONField(default=list)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_item_a_position"),
            models.UniqueConstraint(fields=["meeting", "address"], name="one_address_an_item"),
            models.CheckConstraint(
                condition=Q(closed=False) | Q(sections=[], absent=[], attendance_notes=[], case_key="", kind=""),
                name="a_closed_item_is_only_its_stub",
            ),
        ]

    def __str__(self) -> str:
        return f"punkt/{self.address}"


class Decision(models.Model):
    """A decision as printed under an item. `own`: by this body on this day; else a quotation of another's.

    A quotation and the real decision share case, body and date; a case's timeline shows the real one where it is here.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveIntegerField()
    own = models.BooleanField()
    body_name = models.TextField()
    body_key = models.CharField(max_length=100)
    date = models.DateField(null=True)
    case_key = models.CharField(max_length=100, blank=True)
    blocks = models.JSONField(default=list)

    class Meta:
        ordering = ["item", "position"]
        indexes = [models.Index(fields=["case_key", "body_key", "date"], name="a_treatment_of_a_case")]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="one_decision_a_position")]

    def __str__(self) -> str:
        return f"{self.body_name} {self.date or ''}"


class Annex(models.Model):
    """An annex: listed under an item, carried as text, or both. Without an item: text that the packet ties to none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="annexes")
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="annexes")
    position = models.PositiveIntegerField()
    #: Its address below the meeting, without the decorating slug: "punkt/3/bilag/1", or "bilag/1" without an item.
    path = models.CharField(max_length=100)
    slug = models.CharField(max_length=80, blank=True)
    title = models.TextField(null=True)  # null: a body without a cover has none
    label = models.TextField(blank=True)
    document_number = models.TextField(blank=True)
    page_from = models.PositiveIntegerField(null=True)
    page_to = models.PositiveIntegerField(null=True)
    listed = models.BooleanField()
    has_text = models.BooleanField()

    class Meta:
        verbose_name_plural = "annexes"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_annex_a_position"),
            models.UniqueConstraint(fields=["meeting", "path"], name="one_address_an_annex"),
        ]

    def __str__(self) -> str:
        return self.path


class AnnexText(models.Model):
    """The text of an annex, apart from it so that lists stay light."""

    annex = models.OneToOneField(Annex, primary_key=True, on_delete=models.CASCADE, related_name="text")
    blocks = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.annex_id)


class CaseMention(models.Model):
    """A case number that an annex names and its item does not have."""

    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="mentions")
    number = models.TextField()
    case_key = models.CharField(max_length=100, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["annex", "case_key"], name="one_mention_of_a_case_an_annex")]

    def __str__(self) -> str:
        return self.number


class Tombstone(models.Model):
    """An address that was public and is not any more; it answers 410 with the reason and the date."""

    meeting_key = models.CharField(max_length=200)
    #: Below the meeting, without slugs: "punkt/3", "bilag/1", "punkt/3/bilag/1".
    path = models.CharField(max_length=100)
    reason = models.CharField(max_length=50)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting_key", "path"], name="one_tombstone_an_address")]

    def __str__(self) -> str:
        return f"{self.meeting_key}/{self.path}"


class Change(models.Model):
    """A meeting whose public rows changed: the search index follows these in order of `seq`."""

    seq = models.BigAutoField(primary_key=True)
    meeting_key = models.CharField(max_length=200)
    release_id = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.seq} {self.meeting_key}"
