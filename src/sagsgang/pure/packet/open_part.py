"""What of a packet may be made public, and what was left out and why.

Of a closed item only its stub stays. Legacy (published by its source): number, title and decision as the source
printed them. Native: number and the approved neutral title, given by the caller; nothing else. Never sections,
annexes, absences, ids, spans or counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from .annex_texts import TiedAnnex, folded_title, names_item, tied_annexes
from .model import Access, Annex, AnnexDocument, Item, Packet, SectionKind


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that stays inside, with the reason code. `label` names it for staff, never for the public."""

    what: str
    label: str
    reason: str


def legacy_stub(item: Item) -> Item:
    """The public stub of a closed item whose source printed it: number, title and own words of the decision."""
    return Item(number=item.number, title=item.title, access=Access.CLOSED,
                decisions=tuple(replace(decision, where=()) for decision in item.decisions))


def native_stub(item: Item, public_title: str | None) -> Item:
    """The public stub of a closed item of our own: the approved neutral title (None: "Lukket punkt" is shown)."""
    return Item(number=item.number, title=public_title, access=Access.CLOSED)


def open_part(packet: Packet, native_titles: Mapping[str, str | None] | None = None,
              unlisted: Collection[str] = ()) -> tuple[Packet, tuple[LeftOut, ...]]:
    """The packet as the public may have it, and what was left out.

    `native_titles` is None for a legacy packet; for a native one it gives the approved title of each closed item
    by number (None: no title). Unstated access is open in a legacy packet and closed in a native one. Closed items
    whose numbers are `unlisted` are not even shown as stubs.
    """
    closed = _Closed.of(packet, native=native_titles is not None)
    items: list[Item] = []
    left_out: list[LeftOut] = []
    for place, item in enumerate(packet.items):
        if place not in closed.items:
            kept, gone = closed.open_item(item)
            items.append(kept)
            left_out += gone
            continue
        titles = native_titles or {}
        if item.number in unlisted:
            left_out.append(LeftOut("item", item.number, "item-unlisted"))
            continue
        items.append(legacy_stub(item) if native_titles is None else native_stub(item, titles.get(item.number)))
        left_out.append(LeftOut("item", item.number, "item-closed"))
    documents, bodies = closed.texts(packet, left_out)
    return replace(packet, items=tuple(items), annex_documents=documents, annex_bodies=bodies), tuple(left_out)


@dataclass(frozen=True, slots=True)
class _Closed:
    """What of a packet is closed: items by place, and the annexes of closed items and those listed as closed."""

    native: bool
    items: frozenset[int]
    item_numbers: frozenset[str]
    annexes: tuple[Annex, ...]
    document_numbers: frozenset[str]
    titles: frozenset[str]

    @classmethod
    def of(cls, packet: Packet, *, native: bool) -> _Closed:
        """By the marks of the packet; what is unstated is closed in a native one."""
        items = frozenset(place for place, item in enumerate(packet.items) if _is_closed(item.access, native))
        annexes = tuple(annex for place, item in enumerate(packet.items) for annex in item.annexes
                        if place in items or _is_closed(annex.access, native))
        return cls(native, items, frozenset(packet.items[place].number for place in items), annexes,
                   frozenset(annex.document_number for annex in annexes if annex.document_number),
                   frozenset(folded_title(annex.title) for annex in annexes) - {""})

    def open_item(self, item: Item) -> tuple[Item, list[LeftOut]]:
        """An open item without its closed annexes, and without the fields that may list them."""
        gone = [annex for annex in item.annexes if _is_closed(annex.access, self.native)]
        if not gone:
            return item, []
        kept = tuple(annex for annex in item.annexes if not _is_closed(annex.access, self.native))
        # The annex field repeats the titles in words: it goes with them, and so does a field of unknown use that does.
        titles = [folded_title(annex.title) for annex in gone]
        sections = tuple(section for section in item.sections if section.kind is not SectionKind.ANNEXES
                         and not (section.kind is None and _says_any(section.text, titles)))
        return (replace(item, annexes=kept, sections=sections),
                [LeftOut("annex", f"{item.number}: {annex.title}", "annex-closed") for annex in gone])

    def texts(self, packet: Packet,
              left_out: list[LeftOut]) -> tuple[tuple[AnnexDocument, ...], tuple[AnnexDocument, ...]]:
        """The annex texts that are open: with a cover, and without one.

        A text that the packet ties to no listed annex is open, unless it could belong to something closed.
        """
        ties = list(tied_annexes(packet))
        lacking = {packet.items[tie.item].number for tie in ties
                   if tie.item is not None and tie.document is None and tie.listed in self.annexes}
        covered = {tie.document: tie for tie in ties if tie.covered and tie.document is not None}
        withheld = {number for number, document in enumerate(packet.annex_documents)
                    if self._is_text_closed(document, covered[number], lacking)}
        bodies = packet.annex_bodies
        if withheld or lacking:
            withheld |= {number for number, tie in covered.items() if tie.item is None}
            bodies = ()
        left_out += [LeftOut("annex-document", packet.annex_documents[number].label or "", "annex-closed")
                     for number in sorted(withheld)]
        left_out += [LeftOut("annex-body", str(number), "may-belong-to-closed")
                     for number in range(len(bodies) + 1, len(packet.annex_bodies) + 1)]
        documents = enumerate(packet.annex_documents)
        return tuple(document for number, document in documents if number not in withheld), bodies

    def _is_text_closed(self, document: AnnexDocument, tie: TiedAnnex, lacking: set[str]) -> bool:
        if _is_closed(document.access, self.native) or tie.item in self.items:
            return True
        if any(names_item(document.label, number) for number in self.item_numbers):
            return True
        if document.document_number in self.document_numbers or tie.listed in self.annexes:
            return True
        if tie.listed is not None:  # titles repeat ("Bilag 1"): what an open item lists openly is its own
            return False
        if document.title is None:
            return any(names_item(document.label, number) for number in lacking)
        return folded_title(document.title) in self.titles


def _is_closed(access: Access | None, native: bool) -> bool:
    return access is Access.CLOSED or (native and access is not Access.OPEN)


def _says_any(text: str, titles: list[str]) -> bool:
    said = " ".join(text.split()).casefold()
    return any(title in said for title in titles if title)
