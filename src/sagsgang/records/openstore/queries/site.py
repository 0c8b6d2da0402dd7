"""Whose site it is, and what changed since."""

from __future__ import annotations

from ..models import Change, Municipality, Release
from .values import MeetingChange, Site


def site() -> Site | None:
    """Whose site it is; None while nothing has been made public."""
    row = Municipality.objects.first()
    if row is None:
        return None
    return Site(row.name, row.colour, row.notice, row.about, row.address, row.phone, row.email, row.website,
                row.accessibility_url)


def release_ids() -> frozenset[str]:
    """The ids of all releases that are public."""
    return frozenset(Release.objects.values_list("release_id", flat=True))


def changed_releases() -> frozenset[str]:
    """The ids of all releases that ever changed what is public."""
    return frozenset(Change.objects.values_list("release_id", flat=True))


def changes_since(seq: int) -> tuple[MeetingChange, ...]:
    """Meetings whose rows changed after `seq`, in order; the last one's `seq` is where to go on."""
    rows = Change.objects.filter(seq__gt=seq).order_by("seq").values_list("seq", "meeting_key")
    return tuple(MeetingChange(number, key) for number, key in rows)
