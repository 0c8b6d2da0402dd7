"""From an open packet to the rows of the public store: a pure calculation, made at release and again by verify."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model

from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.packet import model as paper
from sagsgang.pure.packet.annex_texts import tied_annexes
from sagsgang.pure.packet.attribution import attributed
from sagsgang.pure.packet.blocks import Block, ListBlock
from sagsgang.pure.packet.form import blocks_form
from sagsgang.pure.packet.keys import case_key, slug
from sagsgang.pure.packet.model import VALUE_SECTIONS, Access, Packet

from ..models import Annex, AnnexText, CaseMention, Decision, Item, Meeting

#: The longest number that stands in an address as it is; what follows is cut.
_LONGEST_NUMBER = 30


@dataclass(slots=True)
class Projection:
    """The rows of one meeting, unsaved, children pointing at their unsaved parents."""

    meeting: Meeting
    items: list[Item] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    texts: list[AnnexText] = field(default_factory=list)
    mentions: list[CaseMention] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[type[Model], list[Any]]]:
        """The rows by model, parents before children."""
        yield Item, self.items
        yield Decision, self.decisions
        yield Annex, self.annexes
        yield AnnexText, self.texts
        yield CaseMention, self.mentions


def project(packet: Packet, key: str) -> Projection:
    """The rows of the packet's meeting. Body, release and address of the meeting are left to the caller.

    Raises Conflict for a packet without a date.
    """
    if packet.meeting_date is None:
        raise Conflict("release-without-meeting", release=key)
    committee = packet.committee or ""
    made = Projection(Meeting(
        key=key, committee=committee, date=packet.meeting_date, start=packet.meeting_start, place=packet.place or "",
        edition=packet.edition or "", attendees=[{"name": a.name, "absent": a.absent} for a in packet.attendees],
        signatories=[{"name": s.name, "role": s.role} for s in packet.signatories],
    ))
    taken: set[str] = set()
    for position, item in enumerate(packet.items, 1):
        row = _item_row(made.meeting, position, item, taken)
        made.items.append(row)
        made.decisions += _decision_rows(row, item, made.meeting)
    _add_annexes(made, packet)
    return made


def plain_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """A block tree as JSON without its places in the source: those are of the release, not of the page."""
    return blocks_form(_placeless(block) for block in blocks)


def _placeless(block: Block) -> Block:
    if isinstance(block, ListBlock):
        return replace(block, where=(), entries=tuple(tuple(map(_placeless, entry)) for entry in block.entries))
    return replace(block, where=())


def number_in_address(number: str, position: int, taken: set[str]) -> str:
    """The item's number as addresses have it ("3", "3.1", "L 4" as "l4"), made unique: in wild packets they repeat."""
    plain = re.sub(r"[^a-z0-9.]+", "", slug(number, _LONGEST_NUMBER) if "." not in number else number.casefold())
    plain = plain[:_LONGEST_NUMBER].strip(".") or f"p{position}"
    address, again = plain, 2
    while address in taken:
        address, again = f"{plain}_{again}", again + 1
    taken.add(address)
    return address


def _item_row(meeting: Meeting, position: int, item: paper.Item, taken: set[str]) -> Item:
    closed = item.access is Access.CLOSED
    row = Item(meeting=meeting, position=position, number=item.number, title=item.title, closed=closed,
               address=number_in_address(item.number, position, taken), slug=slug(item.title or ""))
    if not closed:
        row.kind = item.kind or ""
        row.case_number, row.case_key = item.case_number or "", case_key(item.case_number or "")
        row.absent, row.attendance_notes = list(item.absent), list(item.attendance_notes)
        row.sections = [{"label": section.label, "kind": section.kind, "blocks": plain_blocks(section.blocks)}
                        for section in item.sections if section.kind not in VALUE_SECTIONS]
    return row


def _decision_rows(row: Item, item: paper.Item, meeting: Meeting) -> Iterator[Decision]:
    for position, decision in enumerate(item.decisions, 1):
        whose = attributed(decision, meeting.committee, meeting.date)
        yield Decision(item=row, position=position, own=whose.own, body_name=whose.body_name, body_key=whose.body_key,
                       date=whose.date, case_key=row.case_key, blocks=plain_blocks(decision.blocks))


# ------------------------------------------------------------------ annexes
def _add_annexes(made: Projection, packet: Packet) -> None:
    """Every annex once: what is listed, with its text where the packet carries it, then texts that no list names."""
    for position, tied in enumerate(tied_annexes(packet), 1):
        item = made.items[tied.item] if tied.item is not None else None
        texts = packet.annex_documents if tied.covered else packet.annex_bodies
        if item is None or not item.closed:
            _add_annex(made, position, item, tied.listed, None if tied.document is None else texts[tied.document])


def _add_annex(made: Projection, position: int, item: Item | None, listed: paper.Annex | None,
               document: paper.AnnexDocument | None) -> None:
    title = listed.title if listed else document.title if document else None
    document_number = (listed and listed.document_number) or (document and document.document_number) or ""
    here = f"punkt/{item.address}/bilag/" if item else "bilag/"
    number = 1 + sum(annex.path.startswith(here) for annex in made.annexes)
    pages = document.pages if document and document.pages else (None, None)
    annex = Annex(
        meeting=made.meeting, item=item, position=position, path=f"{here}{number}", slug=slug(title or ""), title=title,
        label=(document.label if document else None) or "", listed=listed is not None,
        document_number=document_number, page_from=pages[0], page_to=pages[1],
        has_text=bool(document and document.text.strip()),
    )
    made.annexes.append(annex)
    if document and document.blocks:
        made.texts.append(AnnexText(annex=annex, blocks=plain_blocks(document.blocks)))
    if document:
        numbers = {case_key(number): number for number in document.case_numbers}
        made.mentions += [CaseMention(annex=annex, number=number, case_key=key) for key, number in numbers.items()
                          if key and key != (item.case_key if item else "")]
