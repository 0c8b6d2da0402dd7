"""Reading the journal: its head, its entries, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypedDict

from django.db.models import QuerySet

from sagsgang.pure.kernel.messages import _
from sagsgang.pure.packet.canonical import canonical_bytes, sha256

from .models import JournalEntry, JournalHead

#: What the first entry names as the hash before it.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The number and hash of the journal's last entry; (0, zeros) while it is empty."""

    seq: int
    hash: str


def head() -> Head:
    """The last entry."""
    last = JournalEntry.objects.order_by("-seq").values_list("seq", "hash").first()
    return Head(*last) if last else Head(0, GENESIS)


class EntryValues(TypedDict):
    """What an entry says: all that its hash covers."""

    seq: int
    act: str
    subject: str
    codes: dict[str, str]
    hashes: dict[str, str]
    actor: str
    at: datetime
    reason: str
    previous_hash: str


def entry_hash(values: EntryValues) -> str:
    """The SHA-256 of an entry's canonical JSON, the hash before it included."""
    at = values["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return sha256(canonical_bytes({**values, "at": at}))


def chain_problems() -> list[str]:
    """What is wrong with the journal, one sentence for each broken entry; empty when it is whole.

    Each entry is hashed anew and must follow the one before it in number and in hash; the head must be the last one.
    Whoever can rewrite all entries and the head can make a new chain: only a hash kept elsewhere shows that.
    """
    problems: list[str] = []
    seq, before = 0, GENESIS
    for entry in JournalEntry.objects.order_by("seq").iterator(chunk_size=2000):
        if entry.seq != seq + 1:
            problems.append(_("Journal entry {seq} is missing.").format(seq=seq + 1))
        elif entry.previous_hash != before:
            problems.append(_("Journal entry {seq} does not follow the entry before it.").format(seq=entry.seq))
        if entry.hash != entry_hash({
                "seq": entry.seq, "act": entry.act, "subject": entry.subject, "codes": entry.codes,
                "hashes": entry.hashes, "actor": entry.actor, "at": entry.at, "reason": entry.reason,
                "previous_hash": entry.previous_hash}):
            problems.append(_("Journal entry {seq} was changed: its hash does not fit.").format(seq=entry.seq))
        seq, before = entry.seq, entry.hash
    return problems + _head_problems(Head(seq, before))


def _head_problems(last: Head) -> list[str]:
    kept = JournalHead.objects.values_list("seq", "hash").first() or (0, GENESIS)
    if kept == (last.seq, last.hash):
        return []
    if kept[0] > last.seq:
        return [_("Journal entry {seq} is missing.").format(seq=last.seq + 1)]
    return [_("Journal entry {seq} is not the head that was kept.").format(seq=last.seq)]


def hashes_of(act: str) -> dict[str, dict[str, str]]:
    """The content hashes that the journal holds of an act, by subject; of an act done twice the last ones."""
    return dict(JournalEntry.objects.filter(act=act).order_by("seq").values_list("subject", "hashes"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as the journal has it."""

    act: str
    subject: str
    codes: dict[str, str]
    hashes: dict[str, str]
    actor: str
    at: datetime


def entries_of(*acts: str) -> list[Entry]:
    """The entries of these acts in their order."""
    rows = JournalEntry.objects.filter(act__in=acts).order_by("seq")
    return [Entry(row.act, row.subject, row.codes, row.hashes, row.actor, row.at) for row in rows]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are wanted: of an act, of what begins with `subject`, of an actor, from a time on, before one."""

    act: str = ""
    subject: str = ""
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A whole entry, as the journal's page shows it."""

    seq: int
    act: str
    subject: str
    codes: dict[str, str]
    hashes: dict[str, str]
    actor: str
    at: datetime
    reason: str
    hash: str


def journal_page(asked: Asked, *, most: int, before: int | None = None, after: int | None = None) -> list[Line]:
    """The newest entries before a number, or those that follow one, the newest first; as fast in a long journal."""
    rows = _asked(asked)
    if after is not None:
        return [_line(row) for row in rows.filter(seq__gt=after).order_by("seq")[:most]][::-1]
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return [_line(row) for row in rows.order_by("-seq")[:most]]


def journal_lines(asked: Asked) -> Iterator[Line]:
    """All entries that are wanted, in their order, without holding them all."""
    for row in _asked(asked).order_by("seq").iterator(chunk_size=2000):
        yield _line(row)


def acts_done() -> list[str]:
    """Every act that the journal has, by name."""
    return list(JournalEntry.objects.order_by("act").values_list("act", flat=True).distinct())


def actors_seen() -> list[str]:
    """Everybody who ever acted, by key."""
    return list(JournalEntry.objects.order_by("actor").values_list("actor", flat=True).distinct())


def _asked(asked: Asked) -> QuerySet[JournalEntry]:
    wanted = {"act": asked.act, "actor": asked.actor, "subject__startswith": asked.subject, "at__gte": asked.since,
              "at__lt": asked.until}
    return JournalEntry.objects.filter(**{name: value for name, value in wanted.items() if value})


def _line(row: JournalEntry) -> Line:
    return Line(row.seq, row.act, row.subject, row.codes, row.hashes, row.actor, row.at, row.reason, row.hash)
