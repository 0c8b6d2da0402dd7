"""Keeping a packet: the records of its meeting are made, or brought to what this edition of its paper says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.packet.annex_texts import tied_annexes
from sagsgang.pure.packet.attribution import attributed
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.identity import identity, occurrences
from sagsgang.pure.packet.keys import body_key, case_key, meeting_key, slug, without_term
from sagsgang.pure.packet.model import Annex, AnnexDocument, Packet
from sagsgang.pure.packet.storable import check_storable
from sagsgang.records.cases import services as cases
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.meetings import services as meetings
from sagsgang.records.meetings.queries import case_ids_of, items_of_cases, newest_date_of, source_of
from sagsgang.records.minutes import services as minutes
from sagsgang.records.organisation.services import ensure_body, found_municipality

from .rebuild_packet import rebuild_packet


@transaction.atomic
def keep_packet(packet: Packet, *, source_sha256: str, actor: Actor, at: datetime) -> str:
    """Make this packet the records of its meeting; returns the meeting's key. What is kept already is left alone.

    Items are matched by number and keep their identity; those that the new edition has not are removed. The first
    packet that names a municipality founds it. Raises Conflict for another municipality's packet and for one without
    body or date, InputRefused for texts that cannot be stored.
    """
    check_storable(packet)
    key = meeting_key(packet)
    if key is None or not packet.committee or not body_key(packet.committee):
        raise Conflict("meeting-without-key")
    lock_journal()
    if packet.municipality and slug(packet.municipality):
        found_municipality(name=packet.municipality, actor=actor, at=at)
    data = canonical_packet(packet)
    if source_of(key) == source_sha256 and canonical_packet(rebuild_packet(key)) == data:
        return key
    _keep(packet, key, source_sha256)
    record_act(act="meeting.keep", subject=key, actor=actor, at=at, codes={"edition": packet.edition or ""},
               hashes={"packet": sha256(data), "source": source_sha256})
    return key


def _keep(packet: Packet, key: str, source: str) -> None:
    """Bring the records to the packet: parents first; what is gone goes before what comes takes its place."""
    former_cases, meeting = case_ids_of(key), _keep_meeting(packet, key, source)
    case_ids = cases.ensure_cases((i.case_number for i in packet.items if i.case_number), source_sha256=source)
    rows = keep_rows(packet, key, meeting, case_ids, cases.Tie(source))
    minutes.keep_decisions({row.id: row.item.decisions for row in rows}, committee=packet.committee or "",
                           meeting_date=_date(packet), source_sha256=source)
    minutes.keep_signatures(meeting, packet.signatories)
    name_cases_of(former_cases | set(case_ids.values()))


def keep_rows(packet: Packet, key: str, meeting: int, case_ids: Mapping[str, int], tie: cases.Tie,
              grounds: Mapping[str, str] | None = None) -> list[meetings.ItemToKeep]:
    """Make the packet's items, presentations and annexes the meeting's rows, in the packet's order.

    `grounds` says on which legal ground an item of our own is closed, by its number.
    """
    ids = [identity("item", key, number, turn) for number, turn in occurrences(item.number for item in packet.items)]
    formerly_carried = meetings.remove_carried(meeting)
    cases.remove_presentations(meetings.remove_items(meeting, except_=ids))
    rows = [meetings.ItemToKeep(id_, item, case_ids.get(case_key(item.case_number or "")),
                                (grounds or {}).get(item.number, ""))
            for id_, item in zip(ids, packet.items, strict=True)]
    cases.keep_presentations(((row.id, row.case_id, row.item.sections) for row in rows), tie=tie)
    meetings.keep_items(meeting, rows, origin=tie.columns()["origin"])
    meetings.keep_attendance(meeting, packet.attendees, rows)
    _keep_annexes(packet, key, meeting, ids, formerly_carried, tie)
    return rows


def _keep_meeting(packet: Packet, key: str, source: str) -> int:
    committee, day = packet.committee or "", _date(packet)
    body = ensure_body(key=body_key(committee), name=without_term(committee))
    newest = newest_date_of(body)
    if newest is None or newest <= day:
        ensure_body(key=body_key(committee), name=without_term(committee), rename=True)
    decided = any(attributed(decision, committee, day).own for item in packet.items for decision in item.decisions)
    return meetings.keep_meeting(packet, key=key, body_id=body, committee=committee, meeting_date=day, decided=decided,
                                 source_sha256=source)


def _date(packet: Packet) -> date:
    if packet.meeting_date is None:
        raise Conflict("meeting-without-key")
    return packet.meeting_date


def _keep_annexes(packet: Packet, key: str, meeting: int, ids: list[UUID], formerly_carried: list[int],
                  tie: cases.Tie) -> None:
    rows = []
    places: dict[UUID, tuple[bool, int]] = {}
    for row, place in _annexes(packet, key, ids):
        rows.append(row)
        if place:
            places[row.id] = place
    versions = cases.keep_annexes(rows, presentations=ids, formerly_carried=formerly_carried, tie=tie)
    meetings.keep_carried(meeting, ((*places[annex], version) for annex, version in versions.items()))


def _annexes(packet: Packet, key: str, ids: list[UUID]) -> Iterator[tuple[cases.AnnexToKeep, tuple[bool, int] | None]]:
    """Each annex of the packet, with the place of its text in the paper. Its id is made of its list and its name."""
    turns: Counter[tuple[str | int | None, ...]] = Counter()
    positions: Counter[UUID | None] = Counter()
    for tied in tied_annexes(packet):
        texts = packet.annex_documents if tied.covered else packet.annex_bodies
        text = texts[tied.document] if tied.document is not None else None
        under = ids[tied.item] if tied.item is not None else None
        name = (str(under) if under else key, bool(tied.listed), *_names(tied.listed or text))
        row = cases.AnnexToKeep(identity("annex", *name, turns[name]), under, positions[under], tied.listed, text)
        turns[name] += 1
        positions[under] += 1
        yield row, (tied.covered, tied.document) if tied.document is not None else None


def _names(annex: Annex | AnnexDocument | None) -> tuple[str | None, str | None]:
    """What an annex is known by: its document number, else its title."""
    if annex is None:
        return None, None
    return annex.document_number, None if annex.document_number else annex.title


def name_cases_of(ids: set[int]) -> None:
    """Name the cases as their newest item has it; those that no item treats any more are removed."""
    newest = {item.case_id: cases.CaseName(item.case_number, item.title, item.access) for item in items_of_cases(ids)}
    cases.name_cases(newest)
    cases.remove_cases(ids - set(newest))
