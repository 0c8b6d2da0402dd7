"""The texts of annex files are read: in the jail, after the file is kept; who is killed reads it the next time."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from sagsgang.pure.kernel import files
from sagsgang.pure.writing.annexes import read_annex
from sagsgang.records.cases.queries.annexes import waiting_files
from sagsgang.records.cases.services import keep_reading


def read_waiting_annexes(draft_id: UUID | None = None) -> int:
    """Read the files (of one draft, or all) whose text waits to be read, and return how many there were."""
    waiting = waiting_files(draft_id)
    for version_id, file_name, digest in waiting:
        data = files.place_of(Path(settings.STORE.files), digest).read_bytes()
        text = read_annex(file_name, data)
        keep_reading(version_id=version_id, state=text.state, reason=text.reason, blocks=text.blocks, pages=text.pages,
                     findings=[{"kind": found.kind, "text": found.text} for found in text.hidden])
    return len(waiting)
