"""Whether files and staged packets are still what they were when they came, a sentence each where not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from sagsgang.pure.intake.kept import reading_of
from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.packet.canonical import sha256

from ..models import OpenQuestion, SourceDocument, StagedPacket
from .derived import questions_of, values_of

_FILE = N_("The file {file} ({name}) is missing or is not what it was: its content does not have that hash.")
_SIZE = N_("The file {file} ({name}) does not have the size that was kept of it.")
_READING = N_("The reading of {file} ({name}) is not what it was: its bytes do not have their hash.")
_COLUMN = N_("The staged packet of {file} ({name}): “{field}” does not follow from its reading.")
_QUESTION = N_("The staged packet of {file} ({name}): question {position} does not follow from its reading.")
_UNREAD = N_("The source document {file} ({name}) has no staged packet.")


def source_problems() -> Iterator[str]:
    """What is wrong with files and staged packets, a sentence each."""
    for source in SourceDocument.objects.order_by("arrived_at", "sha256").iterator():
        about = {"file": source.sha256, "name": source.name}
        yield from _file_problems(source, about)
        packet = StagedPacket.objects.filter(source=source).first()
        if packet is None:
            yield _(_UNREAD).format(**about)
        else:
            yield from _packet_problems(packet, about)


def _file_problems(source: SourceDocument, about: dict[str, str]) -> Iterator[str]:
    folder = Path(settings.STORE.files)
    if not files.is_whole(folder, source.sha256):
        yield _(_FILE).format(**about)
    elif files.place_of(folder, source.sha256).stat().st_size != source.size:
        yield _(_SIZE).format(**about)


def _packet_problems(packet: StagedPacket, about: dict[str, str]) -> Iterator[str]:
    data = bytes(packet.reading_bytes)
    if sha256(data) != packet.reading_sha256:
        yield _(_READING).format(**about)
        return
    try:
        reading = reading_of(data)
    except (SagsgangError, ValueError, KeyError, TypeError):
        yield _(_READING).format(**about)
        return
    for field, value in values_of(reading).items():
        if field != "reading_bytes" and getattr(packet, field) != value:
            yield _(_COLUMN).format(field=field, **about)
    kept = {row.position: _question(row) for row in OpenQuestion.objects.filter(packet=packet)}
    made = {question["position"]: question for question in questions_of(reading)}
    for position in sorted(kept.keys() | made.keys()):
        if kept.get(position) != made.get(position):
            yield _(_QUESTION).format(position=position, **about)


def _question(row: OpenQuestion) -> dict[str, Any]:
    return {"position": row.position, "code": row.code, "args": row.args, "places": row.places}
