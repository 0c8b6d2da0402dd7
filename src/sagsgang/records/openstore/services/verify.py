"""Whether the rows and files of a release are still what it says: everything is made again and compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db import DatabaseError, models

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.kernel.messages import _
from sagsgang.pure.packet.canonical import sha256

from ..models import Annex, AnnexText, CaseMention, Decision, File, Item, Meeting, Release
from .problems import CHANGED, MISSING, SURPLUS, UNREADABLE
from .projection import Projection, project
from .release import PDF, addresses_of, checked_packet, open_file
from .statement import ReleaseStatement

_RELEASE_FIELDS = ("meeting_key", "edition", "sequence", "released_at", "sha256", "pdf_sha256", "supersedes")


def projection_problems(statement: ReleaseStatement) -> list[str]:
    """What the public store has of this release and should not, or should have and has not, a sentence each."""
    try:
        release = Release.objects.filter(release_id=statement.release_id).first()
        if release is None:
            return [_(MISSING).format(what=_release_name(statement))]
        superseded = Release.objects.filter(
            meeting_key=release.meeting_key, sequence__gt=statement.sequence).exists()
        problems = list(_release_problems(statement, release, superseded=superseded))
        if not superseded:
            problems += [*_file_problems(statement), *_meeting_problems(statement)]
        return problems
    except (DatabaseError, ValueError, TypeError) as error:
        return [_(UNREADABLE).format(what=_release_name(statement)) + f" ({type(error).__name__})"]
    except SagsgangError as error:
        return [_(UNREADABLE).format(what=_release_name(statement)) + f" ({error.code})"]


def _release_name(statement: ReleaseStatement) -> str:
    return _("Release {sequence} of {meeting}").format(sequence=statement.sequence, meeting=statement.meeting_key)


def _release_problems(statement: ReleaseStatement, release: Release, *, superseded: bool) -> Iterator[str]:
    wanted: dict[str, Any] = {name: getattr(statement, name) for name in _RELEASE_FIELDS}
    wanted["superseded"] = superseded
    wanted["packet_bytes"] = b"" if superseded else statement.packet_bytes
    wanted["addresses"] = sorted(addresses_of(project(checked_packet(statement), statement.meeting_key)))
    for name, value in wanted.items():
        kept = getattr(release, name)
        if (bytes(kept) if isinstance(kept, memoryview) else kept) != value:
            yield _(CHANGED).format(what=_release_name(statement), field=name)


def _file_problems(statement: ReleaseStatement) -> Iterator[str]:
    path = open_file(statement.pdf_sha256)
    what = _("The PDF of release {sequence} of {meeting} ({file})").format(
        sequence=statement.sequence, meeting=statement.meeting_key, file=path.name)
    if not path.is_file():
        yield _(MISSING).format(what=what)
    elif sha256(path.read_bytes()) != statement.pdf_sha256:
        yield _(CHANGED).format(what=what, field="sha256")
    made = File(sha256=statement.pdf_sha256, size=len(statement.pdf_bytes), media_type=PDF)
    yield from _compared([made], File.objects.filter(pk=made.sha256), lambda _row: what)


def _meeting_problems(statement: ReleaseStatement) -> Iterator[str]:
    """The rows below the meeting that this release, its newest, shows."""
    meeting = Meeting.objects.select_related("body").filter(key=statement.meeting_key).first()
    made = project(checked_packet(statement), statement.meeting_key)
    name = _("The meeting {key}").format(key=statement.meeting_key)
    if meeting is None:
        yield _(MISSING).format(what=name)
        return
    if meeting.body.key != statement.meeting_key.split("/")[0]:
        yield _(CHANGED).format(what=name, field="body")
    yield from _differences(made.meeting, meeting, name, skip={"release", "body", "slug"})
    yield from _row_problems(made, meeting, name)


def _row_problems(made: Projection, meeting: Meeting, name: str) -> Iterator[str]:
    items = Item.objects.filter(meeting=meeting)
    annexes = Annex.objects.filter(meeting=meeting).select_related("item")
    decisions = Decision.objects.filter(item__meeting=meeting).select_related("item")
    texts = AnnexText.objects.filter(annex__meeting=meeting).select_related("annex")
    mentions = CaseMention.objects.filter(annex__meeting=meeting).select_related("annex")
    yield from _compared(made.items, items, lambda r: f"{name}: punkt/{r.address}")
    yield from _compared(made.decisions, decisions, lambda r: f"{name}: punkt/{r.item.address}, " + _(
        "decision {position}").format(position=r.position))
    yield from _compared(made.annexes, annexes, lambda r: f"{name}: {r.path}")
    yield from _compared(made.texts, texts, lambda r: f"{name}: {r.annex.path}, " + _("text"))
    yield from _compared(made.mentions, mentions, lambda r: f"{name}: {r.annex.path}, {r.case_key}")


def _compared(made: list[Any], kept: models.QuerySet[Any], name: Callable[[Any], str]) -> Iterator[str]:
    """Rows made against rows kept, found by their names (address or place), in both directions."""
    rows = {name(row): row for row in kept}
    for row in made:
        what = name(row)
        found = rows.pop(what, None)
        if found is None:
            yield _(MISSING).format(what=what)
        else:
            yield from _differences(row, found, what)
    for what in rows:
        yield _(SURPLUS).format(what=what)


def _differences(made: models.Model, kept: models.Model, what: str, skip: Collection[str] = ()) -> Iterator[str]:
    for column in made._meta.concrete_fields:
        if column.name in skip or column.primary_key:
            continue
        if isinstance(column, models.ForeignKey):
            # Parents are compared by what they are called: an unsaved row has no number yet.
            same = str(getattr(made, column.name)) == str(getattr(kept, column.name))
        else:
            same = column.to_python(getattr(made, column.name)) == getattr(kept, column.name)
        if not same:
            yield _(CHANGED).format(what=what, field=column.name)
