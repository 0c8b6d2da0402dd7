"""Papers that others published: the file as it came, what was read of it, and what the reading leaves open."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .states import PacketState


class SourceDocument(models.Model):
    """A file as it came, kept under its content hash in the home's files folder."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    #: The file's name when it first came, without its folders.
    name = models.TextField()
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    arrived_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_source_document_has_content"),
        ]

    def __str__(self) -> str:
        return self.sha256


class StagedPacket(models.Model):
    """What was read of one source: the whole reading, frozen, and how far the decision about it has come.

    All but the state can be made again from `reading_bytes`. `meeting_key` is null where body or date is unknown.
    """

    source = models.OneToOneField(SourceDocument, primary_key=True, on_delete=models.PROTECT, related_name="packet")
    reading_bytes = models.BinaryField()
    reading_sha256 = models.CharField(max_length=64)
    packet_sha256 = models.CharField(max_length=64)
    reader_version = models.CharField(max_length=20)
    layout = models.CharField(max_length=100)
    meeting_key = models.CharField(max_length=200, null=True, db_index=True)
    has_error = models.BooleanField()
    state = models.CharField(max_length=20, default=PacketState.STAGED)
    #: The order in which packets arrived, from 1.
    arrival = models.PositiveBigIntegerField(unique=True)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)  # null: nobody has decided yet
    #: Why it was rejected, in the words of whoever did; empty where they gave none.
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PacketState)), name="a_staged_packet_has_a_known_state"),
            models.UniqueConstraint(fields=["meeting_key"], condition=Q(state=PacketState.ACCEPTED),
                                    name="one_accepted_packet_a_meeting"),
            models.CheckConstraint(
                condition=~Q(state__in=[PacketState.ACCEPTED, PacketState.SUPERSEDED]) | Q(meeting_key__isnull=False),
                name="an_accepted_packet_names_its_meeting"),
            models.CheckConstraint(
                condition=Q(state__in=[PacketState.STAGED, PacketState.IN_REVIEW], decided_by="", decided_at=None)
                | (~Q(state__in=[PacketState.STAGED, PacketState.IN_REVIEW]) & ~Q(decided_by="")
                   & Q(decided_at__isnull=False)),
                name="a_packet_is_decided_by_somebody_exactly_when_it_is_decided"),
            models.CheckConstraint(condition=Q(reason="") | Q(state=PacketState.REJECTED),
                                   name="a_reason_belongs_to_a_rejection"),
        ]

    def __str__(self) -> str:
        return str(self.source_id)


class OpenQuestion(models.Model):
    """A question that a packet leaves open; it stays so until a person answers it."""

    packet = models.ForeignKey(StagedPacket, on_delete=models.PROTECT, related_name="questions")
    #: Its place among the findings of the reading, from 0.
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=100)
    args = models.JSONField(default=dict)
    places = models.JSONField(default=list)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)  # null: still open

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["packet", "position"], name="one_question_a_finding"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by="", answered_at=None)
                | (~Q(answer="") & ~Q(answered_by="") & Q(answered_at__isnull=False)),
                name="an_answer_has_words_a_person_and_a_time_or_none_of_them"),
        ]

    def __str__(self) -> str:
        return f"{self.packet_id}/{self.position}"
