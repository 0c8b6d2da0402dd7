"""Releases as frozen values."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from sagsgang.pure.kernel import files

from ..models import Release, SiteStatement


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release as it was frozen."""

    release_id: str
    meeting_key: str
    edition: str
    sequence: int
    supersedes: str | None
    packet_bytes: bytes
    sha256: str
    packet_sha256: str
    source_sha256: str
    pdf_sha256: str
    left_out: tuple[tuple[str, str, str], ...]
    guard_verdict: str
    released_at: datetime
    released_by: str
    number: int


def release(release_id: str) -> ReleaseView | None:
    """The release with this id."""
    row = Release.objects.filter(release_id=release_id).first()
    return _view(row) if row else None


def latest(meeting_key: str) -> ReleaseView | None:
    """The meeting's newest release; None where it has none."""
    row = Release.objects.filter(meeting_key=meeting_key).order_by("sequence").last()
    return _view(row) if row else None


def releases(*, without: Collection[str] = ()) -> Iterator[ReleaseView]:
    """Every release but those named, in the order in which they were made."""
    for release_id in Release.objects.order_by("number").values_list("release_id", flat=True):
        if release_id not in without and (found := release(release_id)):
            yield found


def latest_site_statement() -> bytes | None:
    """The canonical JSON of what the municipality last said about itself; None where it said nothing."""
    row = SiteStatement.objects.order_by("sequence").last()
    return bytes(row.statement_bytes) if row else None


def site_statements() -> tuple[bytes, ...]:
    """The canonical JSON of everything that the municipality ever said about itself, oldest first."""
    return tuple(bytes(row.statement_bytes) for row in SiteStatement.objects.order_by("sequence"))


def pdf_file(pdf_sha256: str) -> Path:
    """Where a release's PDF lies in the home."""
    return files.place_of(Path(settings.STORE.files), pdf_sha256)


def _view(row: Release) -> ReleaseView:
    return ReleaseView(
        row.release_id, row.meeting_key, row.edition, row.sequence, row.supersedes_id, bytes(row.packet_bytes),
        row.sha256, row.packet_sha256, row.source_sha256, row.pdf_sha256,
        tuple((out["what"], out["label"], out["reason"]) for out in row.left_out), row.guard_verdict, row.released_at,
        row.released_by, row.number)
