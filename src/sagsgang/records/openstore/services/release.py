"""Making a release public: its file first, then its rows, in one transaction keyed by the release."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.errors import Conflict, InputRefused
from sagsgang.pure.packet.canonical import sha256
from sagsgang.pure.packet.form import packet_of
from sagsgang.pure.packet.keys import body_key, without_term
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.render.colour import LEAST_CONTRAST, contrast

from ..models import Annex, Body, Change, File, Item, Meeting, Municipality, Release, Tombstone
from .projection import Projection, project
from .statement import MunicipalityStatement, ReleaseStatement

OPEN = "open"
PDF = "application/pdf"
#: Why an address is gone: a later edition does not have it.
SUPERSEDED = "superseded"
#: The key of PostgreSQL's advisory lock under which projections take turns ("sagsopen" in ASCII).
_LOCK = 0x736167736F70656E


def project_release(statement: ReleaseStatement, *, again: bool = False) -> None:
    """Make a release public; a release that is public already is left as it is, unless `again` asks to remake its rows.

    Raises Conflict when the statement's hashes do not fit its bytes, or when another release has its id or sequence.
    A release that a later one has overtaken is listed, and the meeting's rows stay those of the later one.
    """
    packet = checked_packet(statement)
    with transaction.atomic(using=OPEN):
        _take_turn()
        if _known(statement) and not again:
            return
        superseded = Release.objects.filter(meeting_key=statement.meeting_key, sequence__gt=statement.sequence).exists()
        release = _list_release(statement, packet, superseded=superseded)
        if not superseded:
            _replace_meeting(statement, release, packet)
            Change.objects.create(meeting_key=statement.meeting_key, release_id=statement.release_id)
    remove_superseded_files()


def remove_superseded_files() -> None:
    """Take away the public files that only superseded releases had; what a kill left lying goes the next time."""
    with transaction.atomic(using=OPEN):
        _take_turn()
        for path in superseded_files():
            path.unlink()


def superseded_files() -> list[Path]:
    """The files in the open folder that only superseded releases had."""
    current = Release.objects.filter(superseded=False).values("pdf_sha256")
    gone = Release.objects.filter(superseded=True).exclude(pdf_sha256__in=current).values_list("pdf_sha256", flat=True)
    return [path for path in map(open_file, sorted(set(gone))) if path.exists()]


def publish_municipality(statement: MunicipalityStatement) -> None:
    """Say whose site it is; raises InputRefused for a colour that white text cannot be read on."""
    if contrast(statement.colour, "#ffffff") < LEAST_CONTRAST:
        raise InputRefused("colour-contrast", colour=statement.colour, least=str(LEAST_CONTRAST))
    values = {name: getattr(statement, name) for name in statement.__dataclass_fields__}
    Municipality.objects.update_or_create(id=1, defaults=values)


def open_file(digest: str) -> Path:
    """Where a public file lies in the open files folder."""
    return files.place_of(Path(settings.STORE.open_files), digest)


def keep_file(data: bytes) -> str:
    """Put bytes into the open files folder under their hash, all or nothing, and return the hash."""
    return files.keep(Path(settings.STORE.open_files), data, mode=0o644)  # the public process may be another user


def checked_packet(statement: ReleaseStatement) -> Packet:
    """The packet of a statement whose hashes fit its bytes, and that names body and date; raises Conflict otherwise."""
    if sha256(statement.packet_bytes) != statement.sha256 or sha256(statement.pdf_bytes) != statement.pdf_sha256:
        raise Conflict("release-hash", release=statement.release_id)
    packet = packet_of(json.loads(statement.packet_bytes))
    if not packet.committee or not packet.meeting_date:
        raise Conflict("release-without-meeting", release=statement.release_id)
    return packet


def _take_turn() -> None:
    """Projections follow each other: on SQLite a write transaction is exclusive anyway."""
    connection = connections[OPEN]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _known(statement: ReleaseStatement) -> bool:
    release = Release.objects.filter(release_id=statement.release_id).first()
    if release and (release.sha256, release.meeting_key) != (statement.sha256, statement.meeting_key):
        raise Conflict("release-id-taken", release=statement.release_id)
    return release is not None


def _list_release(statement: ReleaseStatement, packet: Packet, *, superseded: bool) -> Release:
    taken = Release.objects.filter(meeting_key=statement.meeting_key, sequence=statement.sequence)
    if taken.exclude(release_id=statement.release_id).exists():
        raise Conflict("release-sequence-taken", release=statement.release_id, sequence=statement.sequence)
    if not superseded:
        Release.objects.filter(meeting_key=statement.meeting_key).exclude(release_id=statement.release_id).update(
            superseded=True, packet_bytes=b"")
        keep_file(statement.pdf_bytes)
        File.objects.update_or_create(sha256=statement.pdf_sha256, defaults={
            "size": len(statement.pdf_bytes), "media_type": PDF})
    release, _made = Release.objects.update_or_create(release_id=statement.release_id, defaults={
        "meeting_key": statement.meeting_key, "edition": statement.edition, "sequence": statement.sequence,
        "released_at": statement.released_at, "superseded": superseded, "sha256": statement.sha256,
        "packet_bytes": b"" if superseded else statement.packet_bytes, "pdf_sha256": statement.pdf_sha256,
        "addresses": sorted(addresses_of(project(packet, statement.meeting_key))), "supersedes": statement.supersedes})
    File.objects.exclude(sha256__in=Release.objects.filter(superseded=False).values("pdf_sha256")).delete()
    Municipality.objects.get_or_create(id=1, defaults={"name": statement.municipality, "colour": statement.colour})
    return release


def _replace_meeting(statement: ReleaseStatement, release: Release, packet: Packet) -> None:
    made = project(packet, statement.meeting_key)
    row = made.meeting
    before = Meeting.objects.filter(key=statement.meeting_key).first()
    addresses = _addresses(before) if before else set()
    row.release, row.body = release, _body(packet)
    row.slug = before.slug if before else free_slug(row)
    if before:
        before.delete()
    row.save(force_insert=True)
    for model, rows in made.rows():
        model._default_manager.bulk_create(rows)
    _refresh_name(row.body)
    _bury(statement, addresses, addresses_of(made))


def _body(packet: Packet) -> Body:
    name = without_term(packet.committee or "")
    return Body.objects.get_or_create(key=body_key(name), defaults={"name": name})[0]


def _refresh_name(body: Body) -> None:
    """A body is called what its newest paper calls it."""
    newest = body.meetings.order_by("date", "slug").last()
    if newest and without_term(newest.committee) != body.name:
        body.name = without_term(newest.committee)
        body.save(update_fields=["name"])


def free_slug(meeting: Meeting) -> str:
    """The meeting's address below its body, beside those that its day has already."""
    taken = Meeting.objects.filter(body=meeting.body, slug__startswith=meeting.date.isoformat())
    return slug_beside(meeting, set(taken.values_list("slug", flat=True)))


def slug_beside(meeting: Meeting, taken: Collection[str]) -> str:
    """An address of a meeting: the date, with the start where that day is taken, counted at worst."""
    day = meeting.date.isoformat()
    wanted = [day, *([f"{day}-{meeting.start:%H%M}"] if meeting.start else [])]
    counted = (f"{wanted[-1]}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (*wanted, *counted) if slug not in taken)


# ------------------------------------------------------------------ addresses that go
def _addresses(meeting: Meeting) -> set[str]:
    items = Item.objects.filter(meeting=meeting).values_list("address", flat=True)
    return {f"punkt/{address}" for address in items} | set(
        Annex.objects.filter(meeting=meeting).values_list("path", flat=True))


def addresses_of(made: Projection) -> set[str]:
    """The addresses below a meeting that its rows have."""
    return {f"punkt/{item.address}" for item in made.items} | {annex.path for annex in made.annexes}


def _bury(statement: ReleaseStatement, before: set[str], now: set[str]) -> None:
    """An address that a new edition no longer has answers 410; one that comes back lives."""
    graves = Tombstone.objects.filter(meeting_key=statement.meeting_key)
    graves.filter(path__in=now).delete()
    known = set(graves.values_list("path", flat=True))
    Tombstone.objects.bulk_create(
        Tombstone(meeting_key=statement.meeting_key, path=path, reason=SUPERSEDED, at=statement.released_at)
        for path in sorted(before - now - known))
