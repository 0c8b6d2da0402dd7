"""Whether everything that is kept is still what it was: all hashes are made again, all derived rows too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import DatabaseError

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.records.imports import queries as imports
from sagsgang.records.journal.queries import Entry, chain_problems, entries_of, hashes_of, head
from sagsgang.records.meetings.queries import meeting_keys, native_keys, source_of
from sagsgang.records.openstore import queries as openstore
from sagsgang.records.openstore.search import index_position
from sagsgang.records.openstore.services import MunicipalityStatement, projection_problems, store_problems
from sagsgang.records.organisation.queries import municipality
from sagsgang.records.publication import queries as publication

from .agenda_problems import agenda_problems, native_problems
from .meeting_papers import paper_of_source
from .publish_releases import publish_releases, shown_statement, site_statement, statement_of
from .rebuild_packet import rebuild_packet
from .record_problems import body_problems, case_problems, row_problems, tie_problems

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
_RELEASE_FIELD = N_("Release {sequence} of {meeting}: “{field}” is not what was released.")
_DECIDED = N_("The staged packet of {file} ({name}): “{field}” is not what the journal says.")
_ANSWERED = N_("The answer to question {position} of {file} is not the one that the journal knows.")
_MUNICIPALITY = N_("The municipality of this store is not the one that the journal knows.")
_RELEASE_GONE = N_("Release {sequence} of {meeting} was public and is missing in the public store.")
_NO_INDEX = N_("There was no search index that could be read; it was made anew.")


Check = tuple[str, Callable[[], Iterable[str]]]


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found: `problems`, which a person must look into, and `completed`, what a killed run had left."""

    problems: tuple[str, ...]
    completed: tuple[str, ...]
    #: Whether others wrote all the while, so that nothing can be said.
    busy: bool = False


#: How often the checks are made again because somebody wrote meanwhile.
_TRIES = 3


def verify_store() -> Report:
    """Check everything, a sentence for each thing that is not what it was; complete what a killed run left.

    What completing would write over is looked at before; where that was altered, nothing is completed. What was found
    counts only if nobody wrote meanwhile.
    """
    completed: list[str] = []
    for _turn in range(_TRIES):
        before = _position()
        problems = _checked(((N_("The public store"), _altered),))
        if problems and before != _position():
            continue
        if not problems:
            try:
                completed += _complete()
            except (SagsgangError, DatabaseError, OSError, ValueError) as error:
                problems.append(_(_UNREADABLE).format(what=_("What is to be published"), detail=error))
        before = _position()
        problems += _checked(_checks())
        if not problems or before == _position():
            return Report(tuple(dict.fromkeys(problems)), tuple(completed))
    return Report((), tuple(completed), busy=True)


def _position() -> tuple[object, ...]:
    """Where both stores stand: whoever writes moves it."""
    return head(), _head(), openstore.release_ids(), shown_statement()


def _altered() -> Iterator[str]:
    """What completing would mend without a word: what was public and is gone, and what the site says of itself."""
    public, told = openstore.release_ids(), openstore.changed_releases()
    for release in publication.releases(without=public):
        if release.release_id in told:
            yield _(_RELEASE_GONE).format(sequence=release.sequence, meeting=release.meeting_key)
    shown, named = shown_statement(), municipality()
    known = {MunicipalityStatement(name=named.name if named else "")}
    known |= {MunicipalityStatement(**json.loads(data)) for data in publication.site_statements()}
    if shown and shown not in known:
        yield _(_SITE)


def _checks() -> tuple[Check, ...]:
    return ((N_("The journal"), chain_problems), (N_("The staged packets"), imports.source_problems),
            (N_("The records"), _record_problems), (N_("The releases"), _release_problems),
            (N_("The public store"), _public_problems), (N_("The journal"), _journal_problems))


def _checked(checks: tuple[Check, ...]) -> list[str]:
    problems: list[str] = []
    for name, check in checks:
        try:
            problems += check()
        except (SagsgangError, DatabaseError, OSError, ValueError) as error:
            problems.append(_(_UNREADABLE).format(what=_(name), detail=error))
    return problems


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
        if packet:
            yield from row_problems(key, packet.source)
        yield from ties
    own = native_keys()
    for key in own:
        yield from native_problems(key)
    for key in sorted(set(meeting_keys()) - set(accepted) - set(own)):
        yield _(_RECORDS_SURPLUS).format(meeting=key)
    yield from case_problems()
    yield from body_problems()


def _release_problems() -> Iterator[str]:
    yield from publication.release_problems()
    for release in publication.releases():
        about: dict[str, str | int] = {"sequence": release.sequence, "meeting": release.meeting_key}
        try:
            paper = paper_of_source(release.meeting_key, release.source_sha256)
            public, left_out = paper.open_part()
        except (SagsgangError, KeyError, ValueError, TypeError):
            public = None
        else:
            for field, kept, right in (
                    ("packet_sha256", release.packet_sha256, sha256(canonical_packet(paper.packet))),
                    ("left_out", release.left_out, tuple((out.what, out.label, out.reason) for out in left_out))):
                if kept != right:
                    yield _(_RELEASE_FIELD).format(field=field, **about)
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
    staged = {entry.subject: entry for entry in entries_of("packet.stage")}
    decided = {entry.subject: entry for entry in entries_of("packet.accept", "packet.reject")}
    for packet in imports.review_list(waiting_only=False):
        yield from _packet_problems(packet, staged.pop(packet.source, None), decided.get(packet.source))
    released = {entry.subject: entry for entry in entries_of("meeting.release")}
    for release in publication.releases():
        kept = released.pop(release.release_id, None)
        if kept is None or (kept.hashes.get("packet"), kept.hashes.get("pdf"), kept.actor, kept.at) != (
                release.sha256, release.pdf_sha256, release.released_by, release.released_at):
            yield _(_JOURNAL_RELEASE).format(sequence=release.sequence, meeting=release.meeting_key)
    for act, subjects in (("packet.stage", staged), ("meeting.release", released)):
        for subject in subjects:
            yield _(_JOURNAL_LOST).format(subject=subject, act=act)
    yield from _answer_problems()
    yield from agenda_problems()
    named = municipality()
    if {(key, hashes.get("name")) for key, hashes in hashes_of("municipality.found").items()} != (
            {(named.key, sha256(named.name.encode()))} if named else set()):
        yield _(_MUNICIPALITY)


def _packet_problems(packet: imports.StagedView, staged: Entry | None, decided: Entry | None) -> Iterator[str]:
    about = {"file": packet.source, "name": packet.name}
    if staged is None or (staged.hashes.get("reading"), staged.hashes.get("packet")) != (
            packet.reading_sha256, packet.packet_sha256):
        yield _(_JOURNAL_STAGED).format(**about)
        return
    rejected = decided is not None and decided.act == "packet.reject"
    for field, kept, right in (
            ("name", sha256(packet.name.encode()), staged.hashes.get("name")),
            ("media_type", packet.media_type, staged.codes.get("media-type")),
            ("arrived_at", packet.arrived_at, staged.at),
            ("decided_by", packet.decided_by, decided.actor if decided else ""),
            ("decided_at", packet.decided_at, decided.at if decided else None),
            ("reason", sha256(packet.reason.encode()) if rejected else packet.reason,
             decided.hashes.get("reason") if decided and rejected else "")):
        if kept != right:
            yield _(_DECIDED).format(field=field, **about)


def _answer_problems() -> Iterator[str]:
    answers = {entry.subject: entry for entry in entries_of("question.answer")}
    for question in imports.given_answers():
        entry = answers.pop(f"{question.source}/{question.position}", None)
        if entry is None or (entry.hashes.get("answer"), entry.actor, entry.at) != (
                sha256(question.answer.encode()), question.answered_by, question.answered_at):
            yield _(_ANSWERED).format(position=question.position, file=question.source)
    for subject in answers:
        yield _(_JOURNAL_LOST).format(subject=subject, act="question.answer")
