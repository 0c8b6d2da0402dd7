"""The packet: one meeting's agenda or minutes with everything under it, as frozen typed values.

Readers make packets, releases freeze them, every rendering is made from them. Unknown is None (or empty where the
source says "none"), never guessed. Texts are block trees; their plain text is derived, so it is said once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from .blocks import Block, text_of
from .span import Sources, Span

SCHEMA_VERSION = 1


class Access(StrEnum):
    """Who may see it, where the source says so (None: unstated)."""

    OPEN = "open"
    CLOSED = "closed"


class ItemKind(StrEnum):
    """What the body is asked to do, where the source says so."""

    DECISION = "decision"
    INFORMATION = "information"
    DISCUSSION = "discussion"


class Edition(StrEnum):
    """Which paper of the meeting this is; judged by the presence of decisions, never by its name."""

    AGENDA = "agenda"
    MINUTES = "minutes"


class SectionKind(StrEnum):
    """What a field of an item is for; None for a label that the lexicon does not know (it is kept raw)."""

    ITEM_KIND = "item-kind"
    THEME = "theme"
    SUMMARY = "summary"
    BACKGROUND = "background"
    PRESENTATION = "presentation"
    RECOMMENDATION = "recommendation"
    CONSEQUENCES = "consequences"
    ECONOMY = "economy"
    LEGAL_BASIS = "legal-basis"
    HEARING = "hearing"
    COMMUNICATION = "communication"
    TIMELINE = "timeline"
    PROCEDURE = "procedure"
    COURSE = "course-of-case"
    DECISION = "decision"
    ABSENCE = "absence"
    ANNEXES = "annexes"


#: Fields whose content the packet holds as values of its own (decisions, absent, annexes, kind).
VALUE_SECTIONS = frozenset(
    {SectionKind.ITEM_KIND, SectionKind.DECISION, SectionKind.ABSENCE, SectionKind.ANNEXES, SectionKind.COURSE}
)


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled field of an item, whole, in document order. `label` is as printed, without a colon."""

    label: str
    kind: SectionKind | None
    blocks: tuple[Block, ...]
    where: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The plain text, with line breaks."""
        return text_of(self.blocks)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body decided on a date, as printed under an item; an earlier body's decision is a quotation.

    `body` is the name as printed. A lone dash in the source is a decision without blocks.
    """

    body: str | None
    date: date | None
    blocks: tuple[Block, ...]
    where: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The plain text, with line breaks."""
        return text_of(self.blocks)


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex as listed under an item."""

    title: str
    document_number: str | None = None
    access: Access | None = None
    source_id: str | None = None
    where: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexDocument:
    """An annex whose text the packet carries. With a cover sheet it has a label ("3.1": first annex of item 3);
    a body without one has label and title None, and only a person may tie it to a listed annex.

    `pages` is (first, last) in the source, or None where it has no pages. `case_numbers` are those it names.
    """

    label: str | None
    title: str | None
    access: Access | None
    document_number: str | None
    pages: tuple[int, int] | None
    blocks: tuple[Block, ...]
    case_numbers: tuple[str, ...] = ()
    where: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The plain text, with line breaks."""
        return text_of(self.blocks)


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item of the agenda.

    `absent` are names without titles or party letters; `attendance_notes` are the lines about absence and
    substitutes as printed. `sources` tells where each single value stands, by key ("title", "absent/0").
    """

    number: str
    title: str | None
    case_number: str | None = None
    kind: ItemKind | None = None
    access: Access | None = None
    sections: tuple[Section, ...] = ()
    decisions: tuple[Decision, ...] = ()
    absent: tuple[str, ...] = ()
    attendance_notes: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    source_id: str | None = None
    where: tuple[Span, ...] = ()
    sources: Sources = field(default_factory=dict)

    @property
    def recommendation(self) -> str | None:
        """The whole text of the field that recommends; None where there is none or only a dash."""
        for section in self.sections:
            if section.kind is SectionKind.RECOMMENDATION and (text := section.text.strip()) not in {"", "-", "–", "—"}:
                return text
        return None


@dataclass(frozen=True, slots=True)
class Signatory:
    """One who signed the minutes, with the role printed under the name."""

    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Attendee:
    """One whom the meeting lists as a participant, and whether it says that they were absent throughout."""

    name: str
    absent: bool


@dataclass(frozen=True, slots=True)
class Packet:
    """One meeting's paper. `committee` is the name as printed, with its term where it has one.

    Dates and times are Danish local. `annex_documents` have cover sheets; `annex_bodies` have none.
    """

    municipality: str | None
    committee: str | None
    meeting_date: date | None
    meeting_start: time | None
    place: str | None
    edition: Edition | None
    layout: str | None
    items: tuple[Item, ...]
    attendees: tuple[Attendee, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    annex_documents: tuple[AnnexDocument, ...] = ()
    annex_bodies: tuple[AnnexDocument, ...] = ()
    source_id: str | None = None
    sources: Sources = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION


__all__ = [
    "SCHEMA_VERSION", "VALUE_SECTIONS", "Access", "Annex", "AnnexDocument", "Attendee", "Block", "Decision",
    "Edition", "Item", "ItemKind", "Packet", "Section", "SectionKind", "Signatory", "Span",
]
