"""The packet of an agenda as it would be sent now: numbers given, drafts frozen as they stand, closed items and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.packet.item_digest import item_digest
from sagsgang.pure.packet.model import (
    Access,
    Annex,
    AnnexDocument,
    Edition,
    Item,
    ItemKind,
    Packet,
    Section,
    SectionKind,
)
from sagsgang.pure.packet.paper import word
from sagsgang.records.cases.queries.content import DraftContent, FileText, content_of, file_texts, frozen_content
from sagsgang.records.cases.states import APPROVED, stricter
from sagsgang.records.meetings.queries import (
    EntryView,
    agenda_of,
    last_draft_versions,
    latest_version,
    meeting_paper,
    sent_hashes,
)


@dataclass(frozen=True, slots=True)
class Seclusion:
    """Who may see an item, why not everybody, and what the others see instead."""

    access: str
    ground: str
    public_title: str
    stub_reason: str


@dataclass(frozen=True, slots=True)
class PreparedItem:
    """An item as it would be sent. `content` is None where no draft stands behind it; `frozen` is the version that was
    sent before and goes out again, None where the draft is to be frozen anew."""

    entry: EntryView
    seclusion: Seclusion
    number: int
    content: DraftContent | None
    frozen: int | None
    item: Item
    digest: str
    change: str


@dataclass(frozen=True, slots=True)
class PreparedAgenda:
    """An agenda as it would be sent: its packet, its items, what kind of version it is (None: nothing is new)."""

    packet: Packet
    items: tuple[PreparedItem, ...]
    kind: str | None
    texts: dict[int, FileText]


def prepare_agenda(meeting_key: str) -> PreparedAgenda:
    """What would be sent for the meeting now. Numbers that were sent stay; new items take the next ones."""
    before = latest_version(meeting_key)
    former, versions = (sent_hashes(before.id), last_draft_versions(before.id)) if before else ({}, {})
    rows = [(entry, *_content(entry, versions)) for entry in agenda_of(meeting_key)]
    texts = file_texts(annex.version_id for _entry, content, _frozen in rows if content for annex in content.annexes)
    numbers = _numbers([entry for entry, _content, _frozen in rows])
    made = [_item(entry, number, content) for (entry, content, _frozen), number in zip(rows, numbers, strict=True)]
    documents = tuple(document for (_entry, content, _frozen), item in zip(rows, made, strict=True) if content
                      for document in _documents(item, content, texts))
    packet = meeting_paper(meeting_key, Edition.AGENDA, tuple(made), documents)
    items = []
    for (entry, content, frozen), number, item in zip(rows, numbers, made, strict=True):
        digest = item_digest(packet, item)
        items.append(PreparedItem(entry, _seclusion(entry, content), number, content, frozen, item, digest,
                                  _change(entry, former.get(entry.id), digest)))
    return PreparedAgenda(packet, tuple(items), _kind(items, is_first=before is None), texts)


def _content(entry: EntryView, versions: dict[UUID, int]) -> tuple[DraftContent | None, int | None]:
    """What the entry's draft says: as it is approved now, else as it was sent."""
    if entry.draft is None or entry.removed:
        return None, None
    frozen = versions.get(entry.id)
    if entry.draft.state == APPROVED or frozen is None:
        return content_of(entry.draft.id), None
    return frozen_content(frozen), frozen


def _numbers(entries: Sequence[EntryView]) -> list[int]:
    last = max((entry.number for entry in entries if entry.number), default=0)
    numbers = []
    for entry in entries:
        if entry.number is None:
            last += 1
        numbers.append(entry.number or last)
    return numbers


def _seclusion(entry: EntryView, content: DraftContent | None) -> Seclusion:
    """As strict as the stricter of the entry and its draft, which may have been closed since it was placed.

    What the secretary said of a closed item stands; where only the draft is closed, it says what is seen instead.
    """
    said = content if content and entry.access == "open" else entry
    access = stricter(entry.access, content.access) if content else entry.access
    if access == "open":
        return Seclusion(access, "", "", "")
    return Seclusion(access, said.ground, said.public_title, said.stub_reason)


def _item(entry: EntryView, number: int, content: DraftContent | None) -> Item:
    access = _seclusion(entry, content).access
    if entry.removed:
        gone = Section(word("draft.withdrawn"), None, (Paragraph(entry.removed_reason),))
        return Item(str(number), entry.title, kind=_kind_of(entry.kind), access=_access(access), sections=(gone,))
    if content is None:
        return Item(str(number), entry.title, kind=_kind_of(entry.kind), access=_access(access))
    return Item(
        str(number), content.title, case_number=content.case_number, kind=_kind_of(content.item_kind),
        access=_access(access), sections=tuple(_sections(content)),
        annexes=tuple(Annex(annex.title, annex.document_number or None, _access(stricter(access, annex.access)))
                      for annex in content.annexes))


def _sections(content: DraftContent) -> Iterator[Section]:
    for section in content.sections:
        if section.is_filled:
            yield Section(section.label, SectionKind(section.kind) if section.kind else None,
                          section.blocks or (Paragraph(word("draft.none")),))


def _documents(item: Item, content: DraftContent, texts: dict[int, FileText]) -> Iterator[AnnexDocument]:
    """The annexes whose text was read, each under its cover."""
    for place, (annex, listed) in enumerate(zip(content.annexes, item.annexes, strict=True), 1):
        text = texts[annex.version_id]
        if text.blocks:
            yield AnnexDocument(f"{item.number}.{place}", listed.title, listed.access, listed.document_number, None,
                                text.blocks, (content.case_number,))


def _change(entry: EntryView, former: str | None, digest: str) -> str:
    if former is None:
        return "new"
    if former == digest:
        return "same"
    return "withdrawn" if entry.removed else "changed"


def _kind(items: Sequence[PreparedItem], *, is_first: bool) -> str | None:
    changes = {item.change for item in items}
    if is_first:
        return "agenda"
    if changes & {"changed", "withdrawn"}:
        return "correction"
    return "supplement" if "new" in changes else None


def _access(level: str) -> Access:
    return Access.OPEN if level == "open" else Access.CLOSED


def _kind_of(kind: str) -> ItemKind | None:
    return ItemKind(kind) if kind else None
