"""What is asked of the search and what it answers: frozen values, for pages and tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.language.snippet import Segments

PAGE_SIZE = 20
#: Nobody is shown more hits than this; who has so many asks for too little.
MOST_HITS = 2_000


class Kind(StrEnum):
    """What a hit is."""

    ITEM = "item"
    DECISION = "decision"
    ANNEX = "annex"
    CASE = "case"


class Order(StrEnum):
    """Which hits come first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


class SearchUnavailable(SagsgangError):
    """The index is not there or cannot be read; `sagsgang reindex` makes it again. Static pages work without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A query as typed, and filters: a body by its key, a year, a kind. `page` counts from 1."""

    query: str
    body: str | None = None
    year: int | None = None
    kind: Kind | None = None
    page: int = 1
    order: Order = Order.RELEVANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a hit lives, as parts of its address: `path` below the meeting ("punkt/3/bilag/1") with the slug that
    decorates it; of a case, `case_key` and no meeting.
    """

    body_key: str
    meeting_slug: str
    path: str
    slug: str
    case_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found. `title` and `snippet` are segments of plain text and whether they are marked; they are not HTML.

    `body` is the name of the body that met or decided, `day` when; of a case, those of its latest treatment.
    `in_decision` says that the snippet stands in a decision. An empty title: the source lost it, or it is withheld.
    """

    kind: Kind
    title: Segments
    snippet: Segments
    in_decision: bool
    body: str
    day: date | None
    case_number: str
    closed: bool
    place: Place

    @property
    def plain_title(self) -> str:
        """The title without marks."""
        return "".join(text for text, _ in self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many hits one more filter would leave. `value` is what the request takes, `label` what a person reads."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of hits. Without a kind a decision is found as part of its item, and not counted again by itself.

    `relaxed`: no text has all the words, so these have most of them. `suggestion` is the query spelt otherwise, where
    a word of it is found nowhere; the hits are then those of the suggestion. `shortened`: the query was too long and
    its end was not asked for.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    kinds: tuple[Facet, ...]
    bodies: tuple[Facet, ...]
    years: tuple[Facet, ...]
    suggestion: str | None = None
    relaxed: bool = False
    shortened: bool = False
