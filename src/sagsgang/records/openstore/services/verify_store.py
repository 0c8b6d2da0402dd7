"""Whether the public store as a whole is what its releases made of it: nothing too many, nothing too few.

What depends on the order in which releases were made public (addresses of meetings, tombstones) is told again from
the list of changes, which has that order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db import DatabaseError

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.kernel.messages import _
from sagsgang.pure.packet.keys import without_term

from ..models import Body, Change, File, Meeting, Municipality, Release, Tombstone
from .problems import CHANGED, MISSING, SURPLUS, UNREADABLE
from .release import SUPERSEDED, slug_beside, superseded_files

Graves = dict[str, tuple[str, datetime]]


def store_problems(known: Collection[str]) -> list[str]:
    """Public rows that no known release stands behind; `known` are the ids of all releases ever made."""
    try:
        return [*_stray_releases(set(known)), *_stray_files(), *_body_problems(), *_meetings_shown(),
                *_change_problems(), *_slug_problems(), *_grave_problems()]
    except (DatabaseError, ValueError, TypeError, SagsgangError) as error:
        return [_(UNREADABLE).format(what=_("The list of meetings")) + f" ({type(error).__name__})"]


def _stray_releases(known: set[str]) -> Iterator[str]:
    for release_id in Release.objects.exclude(release_id__in=known).values_list("release_id", flat=True):
        yield _(SURPLUS).format(what=_("Release {id}").format(id=release_id))
    if Release.objects.exists() and not Municipality.objects.exists():
        yield _(MISSING).format(what=_("The municipality"))


def _stray_files() -> Iterator[str]:
    """A public file that no current release has; and a row of one."""
    current = set(Release.objects.filter(superseded=False).values_list("pdf_sha256", flat=True))
    rows = set(File.objects.values_list("sha256", flat=True)) - current
    for name in sorted({path.name for path in superseded_files()} | rows):
        yield _(SURPLUS).format(what=_("The file {name}").format(name=name))


def _body_problems() -> Iterator[str]:
    for body in Body.objects.prefetch_related("meetings"):
        meetings = sorted(body.meetings.all(), key=lambda meeting: (meeting.date, meeting.slug))
        name = without_term(meetings[-1].committee) if meetings else None
        if body.name != name:
            what = _("The body {key}").format(key=body.key)
            yield _(CHANGED if meetings else SURPLUS).format(what=what, field="name")


def _newest() -> dict[str, str]:
    """The newest release of each meeting."""
    rows = Release.objects.order_by("sequence", "release_id").values_list("meeting_key", "release_id")
    return dict(rows)


def _meetings_shown() -> Iterator[str]:
    shown = dict(Meeting.objects.values_list("key", "release_id"))
    for key, release_id in _newest().items():
        if shown.pop(key, None) != release_id:
            yield _(MISSING).format(what=_("The meeting {key} by its newest release").format(key=key))
    for key in shown:
        yield _(SURPLUS).format(what=_("The meeting {key}").format(key=key))


def _change_problems() -> Iterator[str]:
    """A change names a release and its meeting; the newest release of a meeting has one."""
    of = dict(Release.objects.values_list("release_id", "meeting_key"))
    changes = list(Change.objects.order_by("seq").values_list("seq", "release_id", "meeting_key"))
    for seq, release_id, key in changes:
        if of.get(release_id) != key:
            yield _(SURPLUS).format(what=_("Change {seq}").format(seq=seq))
    told = {release_id for _seq, release_id, _key in changes}
    for key, release_id in _newest().items():
        if release_id not in told:
            yield _(MISSING).format(what=_("The change of meeting {key} to its newest release").format(key=key))


def _slug_problems() -> Iterator[str]:
    """Addresses of meetings were given in the order in which the meetings were first made public."""
    first = {key: seq for seq, key in Change.objects.order_by("-seq").values_list("seq", "meeting_key")}
    taken: dict[tuple[int, date], set[str]] = defaultdict(set)
    for meeting in sorted(Meeting.objects.all(), key=lambda meeting: first.get(meeting.key, 0)):
        beside = taken[meeting.body_id, meeting.date]
        wanted = slug_beside(meeting, beside)
        beside.add(wanted)
        if meeting.slug != wanted:
            yield _(CHANGED).format(what=_("The meeting {key}").format(key=meeting.key), field="slug")


def _grave_problems() -> Iterator[str]:
    kept: dict[str, Graves] = defaultdict(dict)
    for stone in Tombstone.objects.all():
        kept[stone.meeting_key][stone.path] = stone.reason, stone.at
    several = {key for key, seq in Release.objects.values_list("meeting_key", "sequence") if seq > 1}
    for key in sorted(several | kept.keys()):
        made = _graves(key) if key in several else {}
        for path in sorted(made.keys() | kept[key].keys()):
            what = _("The tombstone of {address}").format(address=f"{key}: {path}")
            if path not in kept[key]:
                yield _(MISSING).format(what=what)
            elif path not in made:
                yield _(SURPLUS).format(what=what)
            elif kept[key][path] != made[path]:
                yield _(CHANGED).format(what=what, field="at" if kept[key][path][0] == made[path][0] else "reason")


def _graves(key: str) -> Graves:
    """The tombstones of a meeting, told again from its releases in the order in which they were made public."""
    releases = {release.release_id: release for release in Release.objects.filter(meeting_key=key)}
    order = Change.objects.filter(meeting_key=key).order_by("seq").values_list("release_id", flat=True)
    before: set[str] = set()
    graves: Graves = {}
    for release_id in order:
        if release_id not in releases:
            continue
        release = releases[release_id]
        now = set(release.addresses)
        for path in before - now:
            graves.setdefault(path, (SUPERSEDED, release.released_at))
        for path in now & graves.keys():
            del graves[path]
        before = now
    return graves
