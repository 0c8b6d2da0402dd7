"""Whether everything that is kept is still what it was: all hashes are made again, all derived rows too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.open_part import open_part
from sagsgang.records.imports import queries as imports
from sagsgang.records.journal.queries import chain_problems, hashes_of
from sagsgang.records.meetings.queries import meeting_keys, source_of
from sagsgang.records.openstore import queries as openstore
from sagsgang.records.openstore.search import index_position
from sagsgang.records.openstore.services import projection_problems, store_problems
from sagsgang.records.publication import queries as publication

from .publish_releases import publish_releases, shown_statement, site_statement, statement_of
from .rebuild_packet import rebuild_packet
from .record_problems import case_problems, tie_problems

_RECORDS = N_("The records of the meeting {meeting} are not what its accepted packet says.")
_RECORDS_SOURCE = N_("The records of the meeting {meeting} name another source than its accepted packet.")
_RECORDS_LOST = N_("The records of the meeting {meeting} cannot be read ({detail}).")
_RECORDS_SURPLUS = N_("The meeting {meeting} has records, but no accepted packet.")
_OPEN_PART = N_("Release {sequence} of {meeting} is not the open part of the packet that it was made from.")
_JOURNAL_STAGED = N_("The staged packet of {file} ({name}) is not the one that the journal knows.")
_JOURNAL_RELEASE = N_("Release {sequence} of {meeting} is not the one that the journal knows.")
_JOURNAL_LOST = N_("The journal knows {subject} ({act}), and it is not there any more.")
_SITE = N_("What the public site says about the municipality is not what was stated.")
_UNREADABLE = N_("{what} cannot be read ({detail}).")
_INDEX = N_("The search index stands at change {position} and the public store at {head}.")
_COMPLETED_RELEASE = N_("Release {release} was not public yet; it is now.")
_COMPLETED_INDEX = N_("The search index stood at change {position}; it is at {head} now.")
_NO_INDEX = N_("There was no search index that could be read; it was made anew.")


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found: `problems`, which a person must look into, and `completed`, what a killed run had left."""

    problems: tuple[str, ...]
    completed: tuple[str, ...]


def verify_store() -> Report:
    """Complete what a killed run left, then check everything, a sentence for each thing that is not what it was."""
    problems, completed = [], []
    try:
        completed = list(_complete())
    except (SagsgangError, DatabaseError, OSError, ValueError) as error:
        problems.append(_(_UNREADABLE).format(what=_("What is to be published"), detail=error))
    for name, check in ((N_("The journal"), chain_problems), (N_("The staged packets"), imports.source_problems),
                        (N_("The records"), _record_problems), (N_("The releases"), _release_problems),
                        (N_("The public store"), _public_problems), (N_("The journal"), _journal_problems)):
        try:
            problems += check()
        except (SagsgangError, DatabaseError, OSError, ValueError) as error:
            problems.append(_(_UNREADABLE).format(what=_(name), detail=error))
    return Report(tuple(problems), tuple(completed))


def _complete() -> Iterator[str]:
    before = index_position()
    for release in publish_releases():
        yield _(_COMPLETED_RELEASE).format(release=release)
    after = _head()
    if after and before is None:
        yield _(_NO_INDEX)
    elif before is not None and before != after:
        yield _(_COMPLETED_INDEX).format(position=before, head=after)


def _head() -> int:
    changes = openstore.changes_since(0)
    return changes[-1].seq if changes else 0


def _record_problems() -> Iterator[str]:
    accepted = imports.accepted_keys()
    for key in accepted:
        packet = imports.accepted(key)
        try:
            kept = rebuild_packet(key)
            rebuilt, ties = sha256(canonical_packet(kept)), list(tie_problems(kept, key))
        except (SagsgangError, DatabaseError, ValueError, TypeError, KeyError) as error:
            yield _(_RECORDS_LOST).format(meeting=key, detail=error)
            continue
        if packet is None or rebuilt != packet.packet_sha256:
            yield _(_RECORDS).format(meeting=key)
        elif source_of(key) != packet.source:
            yield _(_RECORDS_SOURCE).format(meeting=key)
        yield from ties
    for key in sorted(set(meeting_keys()) - set(accepted)):
        yield _(_RECORDS_SURPLUS).format(meeting=key)
    yield from case_problems()


def _release_problems() -> Iterator[str]:
    yield from publication.release_problems()
    for release in publication.releases():
        about: dict[str, str | int] = {"sequence": release.sequence, "meeting": release.meeting_key}
        try:
            public, _left_out = open_part(imports.reading(release.source_sha256).packet)
        except (SagsgangError, KeyError, ValueError, TypeError):
            public = None
        if public is None or sha256(canonical_packet(public)) != release.sha256:
            yield _(_OPEN_PART).format(**about)


def _public_problems() -> Iterator[str]:
    known = []
    for release in publication.releases():
        known.append(release.release_id)
        try:
            statement = statement_of(release)
        except OSError as error:  # its PDF is gone, which is told with the releases
            yield _(_UNREADABLE).format(what=release.release_id, detail=error.strerror)
            continue
        yield from projection_problems(statement)
    yield from store_problems(known)
    if (stated := site_statement()) and shown_statement() != stated:
        yield _(_SITE)
    if known and index_position() != _head():
        yield _(_INDEX).format(position=index_position(), head=_head())


def _journal_problems() -> Iterator[str]:
    """Rows and journal know the same things with the same hashes, so that nothing is swapped or taken away whole."""
    staged = hashes_of("packet.stage")
    for packet in imports.review_list(waiting_only=False):
        kept = staged.pop(packet.source, {})
        if (kept.get("reading"), kept.get("packet")) != (packet.reading_sha256, packet.packet_sha256):
            yield _(_JOURNAL_STAGED).format(file=packet.source, name=packet.name)
    released = hashes_of("meeting.release")
    for release in publication.releases():
        kept = released.pop(release.release_id, {})
        if (kept.get("packet"), kept.get("pdf")) != (release.sha256, release.pdf_sha256):
            yield _(_JOURNAL_RELEASE).format(sequence=release.sequence, meeting=release.meeting_key)
    for act, subjects in (("packet.stage", staged), ("meeting.release", released)):
        for subject in subjects:
            yield _(_JOURNAL_LOST).format(subject=subject, act=act)
