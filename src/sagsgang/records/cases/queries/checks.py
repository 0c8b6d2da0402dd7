"""Whether saved texts, frozen drafts and files are those that the journal knows, a sentence each where not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.packet.canonical import canonical_bytes, sha256
from sagsgang.records.journal.queries import entries_of

from ..models import DraftAnnexVersion, DraftVersion, SectionEdit

_VERSION = N_("Version {number} of draft {draft} is not the one that the journal knows.")
_EDIT = N_("Text {version} of section {section} of draft {draft} is not the one that the journal knows.")
_FILE = N_("File {number} of annex {annex} is missing or is not what it was.")
_LOST = N_("The journal knows {subject} ({act}), and it is not there any more.")


def draft_problems() -> Iterator[str]:
    """Frozen drafts whose bytes do not have their hash, or that the journal knows otherwise."""
    known = {(entry.subject, entry.codes.get("number")): entry.hashes.get("content")
             for entry in entries_of("draft.freeze")}
    for row in DraftVersion.objects.iterator(chunk_size=100):
        digest = known.pop((str(row.draft_id), str(row.number)), None)
        if not digest == row.sha256 == sha256(bytes(row.content_bytes)):
            yield _(_VERSION).format(number=row.number, draft=row.draft_id)
    for subject, _number in known:
        yield _(_LOST).format(subject=subject, act="draft.freeze")


def edit_problems() -> Iterator[str]:
    """Saved texts that the journal knows otherwise."""
    known = {(entry.subject, entry.codes.get("section"), entry.codes.get("version")): entry.hashes.get("text")
             for entry in entries_of("draft.save")}
    for row in SectionEdit.objects.iterator(chunk_size=500):
        digest = known.pop((str(row.draft_id), row.section, str(row.version)), None)
        if digest != sha256(canonical_bytes([row.blocks, row.none_stated])):
            yield _(_EDIT).format(version=row.version, section=row.section, draft=row.draft_id)
    for subject, _section, _version in known:
        yield _(_LOST).format(subject=subject, act="draft.save")


def annex_problems() -> Iterator[str]:
    """Files of annexes that are not whole, or that the journal knows otherwise."""
    known = {(entry.codes.get("annex"), entry.codes.get("number")): entry.hashes.get("file")
             for entry in entries_of("annex.keep")}
    for row in DraftAnnexVersion.objects.iterator(chunk_size=100):
        if known.get((str(row.annex_id), str(row.number))) != row.file_sha256 or not files.is_whole(
                Path(settings.STORE.files), row.file_sha256):
            yield _(_FILE).format(number=row.number, annex=row.annex_id)
