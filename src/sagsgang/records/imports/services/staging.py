"""A file and what was read of it become rows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from sagsgang.pure.intake.kept import READER_VERSION
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel import files

from ..models import OpenQuestion, SourceDocument, StagedPacket
from ..queries import questions_of, values_of


def keep_source(data: bytes) -> str:
    """Put a file into the home's files folder, durable when this returns, and return its hash."""
    return files.keep(Path(settings.STORE.files), data)


@transaction.atomic
def stage_packet(reading: Reading, *, source_sha256: str, name: str, size: int, media_type: str,
                 at: datetime) -> StagedPacket:
    """Keep a reading and the questions that it leaves open beside its source."""
    source = SourceDocument.objects.create(sha256=source_sha256, name=name, size=size, media_type=media_type,
                                           arrived_at=at)
    last = StagedPacket.objects.aggregate(last=Max("arrival"))["last"] or 0
    packet = StagedPacket.objects.create(source=source, reader_version=READER_VERSION, arrival=last + 1,
                                         **values_of(reading))
    OpenQuestion.objects.bulk_create(OpenQuestion(packet=packet, **values) for values in questions_of(reading))
    return packet
