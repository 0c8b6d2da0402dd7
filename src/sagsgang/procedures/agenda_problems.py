"""Whether what we wrote and sent is still what it was: a sentence for each thing that is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.item_digest import item_digest
from sagsgang.records.cases.queries.checks import annex_problems, draft_problems, edit_problems
from sagsgang.records.journal.queries import entries_of
from sagsgang.records.meetings import queries as meetings

from .rebuild_packet import rebuild_packet
from .record_problems import tie_problems

_BYTES = N_("Version {sequence} of the agenda of {meeting} is not what was sent; its bytes do not have their hash.")
_PDF = N_("Version {sequence} of the agenda of {meeting}: its PDF ({file}) is missing or is not what it was.")
_ITEM = N_("Version {sequence} of the agenda of {meeting}: item {number} is not what was sent.")
_RECORDS = N_("The records of the meeting {meeting} are not what was sent last.")
_JOURNAL = N_("Version {sequence} of the agenda of {meeting} is not the one that the journal knows.")
_LOST = N_("The journal knows {subject} ({act}), and it is not there any more.")


def native_problems(key: str) -> Iterator[str]:
    """What is wrong with the sent agendas of a meeting of our own, and with the records made of the last one."""
    versions = meetings.versions_of(key)
    for version in versions:
        about: dict[str, str | int] = {"meeting": key, "sequence": version.sequence}
        if sha256(meetings.sent_bytes(version.id)) != version.sha256:
            yield _(_BYTES).format(**about)
            continue
        if not files.is_whole(Path(settings.STORE.files), version.pdf_sha256):
            yield _(_PDF).format(file=version.pdf_sha256, **about)
        packet = meetings.sent_packet(version.id)
        numbers = meetings.entry_numbers(version.id)
        for item in meetings.sent_items(version.id):
            if item.sha256 != item_digest(packet, item.item) or numbers.get(item.entry) != item.number:
                yield _(_ITEM).format(number=item.number, **about)
    if versions:
        kept = rebuild_packet(key)
        if sha256(canonical_packet(kept)) != versions[-1].sha256:
            yield _(_RECORDS).format(meeting=key)
        yield from tie_problems(kept, key)


def agenda_problems() -> Iterator[str]:
    """Where the sent agendas, the frozen drafts and the saved texts are not those that the journal knows."""
    sent = {(entry.subject, entry.hashes.get("packet")): entry for entry in entries_of("agenda.send")}
    for key in meetings.native_keys():
        for version in meetings.versions_of(key):
            entry = sent.pop((key, version.sha256), None)
            if entry is None or (entry.hashes.get("pdf"), entry.actor, entry.at) != (
                    version.pdf_sha256, version.sent_by, version.sent_at):
                yield _(_JOURNAL).format(meeting=key, sequence=version.sequence)
    for subject, _hash in sent:
        yield _(_LOST).format(subject=subject, act="agenda.send")
    for check in (draft_problems, edit_problems, annex_problems):
        try:
            yield from check()
        except (SagsgangError, KeyError, ValueError) as error:
            yield str(error)
