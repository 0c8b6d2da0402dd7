"""Whether releases are still what they were when they were made, a sentence each where not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.packet.canonical import sha256

from ..models import Release, SiteStatement

_BYTES = N_("Release {sequence} of {meeting}: the frozen packet is not what it was; its bytes do not have their hash.")
_ID = N_("Release {sequence} of {meeting}: “{field}” is not what was released.")
_PDF = N_("Release {sequence} of {meeting}: its PDF ({file}) is missing or is not what it was.")
_STATEMENT = N_("Site statement {sequence} is not what it was: its bytes do not have their hash.")


def release_id_of(meeting_key: str, sequence: int, digest: str) -> str:
    """The id of a release: made from what it releases, so that the same act has the same id wherever it is done."""
    return sha256(f"{meeting_key}\n{sequence}\n{digest}".encode())


def release_problems() -> Iterator[str]:
    """What is wrong with releases, their files and site statements, a sentence each."""
    before: dict[str, tuple[int, str]] = {}
    for row in Release.objects.order_by("number").iterator(chunk_size=20):
        about: dict[str, str | int] = {"sequence": row.sequence, "meeting": row.meeting_key}
        if sha256(bytes(row.packet_bytes)) != row.sha256:
            yield _(_BYTES).format(**about)
        if row.release_id != release_id_of(row.meeting_key, row.sequence, row.sha256):
            yield _(_ID).format(field="release_id", **about)
        if (row.sequence - 1, row.supersedes_id) != before.get(row.meeting_key, (0, None)):
            yield _(_ID).format(field="supersedes", **about)
        before[row.meeting_key] = (row.sequence, row.release_id)
        if not files.is_whole(Path(settings.STORE.files), row.pdf_sha256):
            yield _(_PDF).format(file=row.pdf_sha256, **about)
    for statement in SiteStatement.objects.order_by("sequence"):
        if sha256(bytes(statement.statement_bytes)) != statement.sha256:
            yield _(_STATEMENT).format(sequence=statement.sequence)
