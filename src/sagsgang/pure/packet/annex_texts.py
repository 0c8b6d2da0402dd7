"""Which text belongs to which listed annex: by its cover sheet, never by its place in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .model import Annex, AnnexDocument, Packet


@dataclass(frozen=True, slots=True)
class TiedAnnex:
    """An annex of the packet, once: listed under an item, carried as a text, or both.

    `item` is the item's place in the packet; None for a text that the packet ties to no item. `document` is the text's
    place in `annex_documents` (`covered`) or in `annex_bodies`.
    """

    item: int | None
    listed: Annex | None
    document: int | None
    covered: bool = True


def tied_annexes(packet: Packet) -> Iterator[TiedAnnex]:
    """Every annex once: by item what is listed, then texts whose cover names the item; last what is tied to none."""
    free = dict(enumerate(packet.annex_documents))
    for place, item in enumerate(packet.items):
        mine = {number: text for number, text in free.items() if names_item(text.label, item.number)}
        for listed in item.annexes:
            number = _text_for(listed, mine)
            if number is not None:
                del mine[number], free[number]
            yield TiedAnnex(place, listed, number)
        for number in mine:
            del free[number]
            yield TiedAnnex(place, None, number)
    yield from (TiedAnnex(None, None, number) for number in free)
    yield from (TiedAnnex(None, None, number, covered=False) for number in range(len(packet.annex_bodies)))


def names_item(label: str | None, number: str) -> bool:
    """Whether the label of a cover sheet names the item: "3.1", and "3" where it is the only annex, name item "3."."""
    plain = number.strip(" .")
    return label is not None and plain in {label.strip(" ."), label.strip(" .").rpartition(".")[0].strip(" .")} - {""}


def _text_for(listed: Annex, texts: dict[int, AnnexDocument]) -> int | None:
    """By document number, else by title."""
    if listed.document_number:
        for number, text in texts.items():
            if text.document_number == listed.document_number:
                return number
    title = folded_title(listed.title)
    return next((number for number, text in texts.items() if text.title and folded_title(text.title) == title), None)


def folded_title(title: str) -> str:
    """A title as titles are compared: no case, no file ending, single blanks."""
    return re.sub(r"\.(pdf|docx?|xlsx?|pptx?)$", "", re.sub(r"\s+", " ", title).strip().casefold())
