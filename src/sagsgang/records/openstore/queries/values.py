"""The frozen values that public pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sagsgang.pure.packet.blocks import Block, text_of


@dataclass(frozen=True, slots=True)
class Site:
    """Whose site it is."""

    name: str
    colour: str
    notice: str
    about: str
    address: str
    phone: str
    email: str
    website: str
    accessibility_url: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    body_key: str
    body: str
    slug: str
    day: date
    start: time | None
    edition: str
    items: int = 0


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in a list; `first` and `last` are the days of its first and last meeting that is here."""

    key: str
    name: str
    meetings: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body with its meetings, newest first, by year."""

    key: str
    name: str
    years: tuple[tuple[int, tuple[MeetingLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class ItemLink:
    """An item as a link names it; `path` is its address below the site, without a leading slash."""

    number: str
    title: str | None
    path: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as printed; `path` leads to the item where it was taken, where that is here."""

    own: bool
    body: str
    day: date | None
    blocks: tuple[Block, ...]
    path: str | None = None

    @property
    def text(self) -> str:
        """The plain text, on one line."""
        return " ".join(text_of(self.blocks).split())


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item on the page of its meeting."""

    number: str
    title: str | None
    path: str
    closed: bool
    kind: str
    case_number: str
    case_key: str
    annexes: int
    decisions: tuple[DecisionView, ...]


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """An annex in a list; `title` is None for a text that the packet carries without a cover."""

    title: str | None
    label: str
    document_number: str
    path: str
    has_text: bool
    listed: bool
    pages: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release in the list of a meeting's releases."""

    edition: str
    sequence: int
    released_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """What every page below a meeting says of it."""

    key: str
    body_key: str
    body: str
    slug: str
    day: date
    start: time | None
    place: str
    edition: str

    @property
    def path(self) -> str:
        """Its address below the site, without a leading slash."""
        return f"udvalg/{self.body_key}/{self.slug}"


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with its agenda."""

    meeting: MeetingHead
    items: tuple[ItemLine, ...]
    annexes: tuple[AnnexLine, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]
    signatories: tuple[tuple[str, str | None], ...]
    releases: tuple[ReleaseLine, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A labelled field of an item."""

    label: str
    kind: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item, whole. `decisions` are this body's on this day, `earlier` the others that the paper prints."""

    meeting: MeetingHead
    number: str
    title: str | None
    path: str
    closed: bool
    kind: str
    case_number: str
    case_key: str
    sections: tuple[SectionView, ...]
    decisions: tuple[DecisionView, ...]
    earlier: tuple[DecisionView, ...]
    annexes: tuple[AnnexLine, ...]
    absent: tuple[str, ...]
    attendance_notes: tuple[str, ...]
    previous: ItemLink | None
    following: ItemLink | None


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """One annex; `blocks` is None where the packet carried no text of it."""

    meeting: MeetingHead
    item: ItemLink | None
    annex: AnnexLine
    blocks: tuple[Block, ...] | None
    mentions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Treatment:
    """A case before a body on a day: the item where it is here, else only what another paper quotes."""

    day: date | None
    body: str
    item: ItemLink | None
    edition: str
    decisions: tuple[DecisionView, ...]
    quoted_in: ItemLink | None
    quoted_on: date | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case through time, or a number that only annexes name."""

    key: str
    number: str
    title: str | None
    treatments: tuple[Treatment, ...]
    mentions: tuple[tuple[str, str], ...]
    mentioned_in: tuple[AnnexLine, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page."""

    upcoming: tuple[MeetingLine, ...]
    recent: tuple[MeetingLine, ...]
    decided: tuple[tuple[ItemLink, DecisionView], ...]
    bodies: tuple[BodyLine, ...]


@dataclass(frozen=True, slots=True)
class Grave:
    """An address that is gone: since when and why (a code)."""

    meeting: MeetingHead
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """A meeting whose public rows changed."""

    seq: int
    meeting_key: str
