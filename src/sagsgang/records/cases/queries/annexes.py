"""Annexes of drafts for the pages, and the files whose text waits to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ..models import DraftAnnex, DraftAnnexVersion, HearingRespondent
from ..states import stricter
from .content import frozen_content


@dataclass(frozen=True, slots=True)
class FileView:
    """One file of an annex and what was read out of it."""

    id: int
    number: int
    file_sha256: str
    file_name: str
    media_type: str
    size: int
    text_state: str
    text_reason: str
    pages: int | None
    findings: tuple[dict[str, Any], ...]
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An annex of a draft with its files, the newest first; `access` is never more open than the draft's."""

    id: UUID
    draft_id: UUID
    position: int
    title: str
    document_number: str
    access: str
    ground: str
    removed: bool
    version: int
    printed_from: UUID | None
    files: tuple[FileView, ...]


def annexes_of(draft_id: UUID) -> list[AnnexView]:
    """The annexes of a draft in their order, those taken off last."""
    rows = DraftAnnex.objects.select_related("draft").prefetch_related("versions").filter(draft=draft_id)
    return sorted((_annex(row) for row in rows), key=lambda view: (view.removed, view.position))


def annex_view(annex_id: UUID) -> AnnexView | None:
    """One annex."""
    row = DraftAnnex.objects.select_related("draft").prefetch_related("versions").filter(pk=annex_id).first()
    return _annex(row) if row else None


def _annex(row: DraftAnnex) -> AnnexView:
    files = sorted(row.versions.all(), key=lambda version: -version.number)
    return AnnexView(row.pk, row.draft_id, row.position, row.title, row.document_number,
                     stricter(row.draft.access, row.access), row.ground, row.removed_at is not None, row.version,
                     row.printed_from_id, tuple(_file(version) for version in files))


def _file(row: DraftAnnexVersion) -> FileView:
    return FileView(row.pk, row.number, row.file_sha256, row.file_name, row.media_type, row.size, row.text_state,
                    row.text_reason, row.pages, tuple(row.findings), row.made_by, row.made_at)


def waiting_files(draft_id: UUID | None = None) -> list[tuple[int, str, str]]:
    """Files whose text has not been read yet: id, name, hash each."""
    rows = DraftAnnexVersion.objects.filter(text_state="waiting").order_by("pk")
    if draft_id is not None:
        rows = rows.filter(annex__draft=draft_id)
    return list(rows.values_list("pk", "file_name", "file_sha256"))


def was_asked_about(user_id: int | None, draft_id: UUID, version_id: int) -> bool:
    """Whether a hearing asked the person about a version of the draft that has this file."""
    asked = HearingRespondent.objects.filter(user=user_id, user__isnull=False, hearing__draft=draft_id)
    return any(annex.version_id == version_id for frozen in set(asked.values_list("hearing__version", flat=True))
               for annex in frozen_content(frozen).annexes)


def file_of(version_id: int) -> tuple[UUID, FileView] | None:
    """A file by its id, with the draft that it belongs to."""
    row = DraftAnnexVersion.objects.select_related("annex").filter(pk=version_id).first()
    return (row.annex.draft_id, _file(row)) if row else None
