"""What of a packet may be made public, and what was left out and why.

Of a closed item only its stub stays. Legacy (published by its source): number, title and decision as the source
printed them. Native: number and the approved neutral title, given by the caller; nothing else. Never sections,
annexes, absences, ids, spans or counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .model import Access, AnnexDocument, Item, Packet, SectionKind


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


def _open_item(item: Item) -> tuple[Item, list[LeftOut]]:
    closed = [annex for annex in item.annexes if annex.access is Access.CLOSED]
    if not closed:
        return item, []
    kept = tuple(annex for annex in item.annexes if annex.access is not Access.CLOSED)
    # The annex field repeats the titles in words: it goes with them.
    sections = tuple(section for section in item.sections if section.kind is not SectionKind.ANNEXES)
    return (replace(item, annexes=kept, sections=sections),
            [LeftOut("annex", f"{item.number}: {annex.title}", "annex-closed") for annex in closed])


def _item_number(document: AnnexDocument) -> str | None:
    return document.label.rsplit(".", 1)[0] if document.label and "." in document.label else None


def open_part(packet: Packet,
              native_titles: Mapping[str, str | None] | None = None) -> tuple[Packet, tuple[LeftOut, ...]]:
    """The packet as the public may have it, and what was left out.

    `native_titles` is None for a legacy packet; for a native one it gives the approved title of each closed item
    by number (None: no title). Unstated access is open in a legacy packet and closed in a native one.
    """
    items: list[Item] = []
    left_out: list[LeftOut] = []
    closed_numbers: set[str] = set()
    for item in packet.items:
        native = native_titles is not None
        if item.access is Access.CLOSED or (native and item.access is not Access.OPEN):
            closed_numbers.add(item.number)
            items.append(native_stub(item, (native_titles or {}).get(item.number)) if native else legacy_stub(item))
            left_out.append(LeftOut("item", item.number, "item-closed"))
        else:
            kept, gone = _open_item(item)
            items.append(kept)
            left_out += gone
    documents = _open_documents(packet, closed_numbers, left_out)
    bodies = _open_bodies(packet, closed_numbers, left_out)
    return replace(packet, items=tuple(items), annex_documents=documents, annex_bodies=bodies), tuple(left_out)


def _open_documents(packet: Packet, closed: set[str], left_out: list[LeftOut]) -> tuple[AnnexDocument, ...]:
    kept = []
    for document in packet.annex_documents:
        if document.access is Access.CLOSED or _item_number(document) in closed:
            left_out.append(LeftOut("annex-document", document.label or "", "annex-closed"))
        else:
            kept.append(document)
    return tuple(kept)


def _open_bodies(packet: Packet, closed: set[str], left_out: list[LeftOut]) -> tuple[AnnexDocument, ...]:
    """Bodies without a cover are public, unless they could belong to something closed: then none of them is."""
    covered = {document.title for document in packet.annex_documents}
    doubtful = any(
        (item.number in closed and any(annex.title not in covered for annex in item.annexes))
        or any(annex.access is Access.CLOSED and annex.title not in covered for annex in item.annexes)
        for item in packet.items
    ) or any(document.access is Access.CLOSED or _item_number(document) in closed
             for document in packet.annex_documents)
    if not doubtful:
        return packet.annex_bodies
    left_out += [LeftOut("annex-body", str(number), "may-belong-to-closed")
                 for number, _ in enumerate(packet.annex_bodies, 1)]
    return ()
