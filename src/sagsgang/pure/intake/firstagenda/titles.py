"""An item's title without what only marks it: access, kind, its own number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...packet.model import Access, ItemKind
from ..labels import folded
from .words import CAPITALS, words

#: How far into a title its item's number reaches, with the words before it.
LONGEST_NUMBER = 40
#: A number, a mark of access and one of kind.
MOST_MARKS = 3


@dataclass(frozen=True, slots=True)
class Title:
    """The title (None where nothing is left of it) and what its marks say."""

    text: str | None
    access: Access | None = None
    kind: ItemKind | None = None


def number_of(printed: str) -> str:
    """An item's number without the words and signs around it ("Pkt. 3", "2.")."""
    match = words().number.fullmatch(printed)
    return match["number"] if match else printed


def annex_title_of(printed: str) -> Title:
    """Take the name of an annex apart: icons and links beside it, and a word of access before it, are no part of it."""
    text, access = _without_access(words().annex_icon.sub("", printed), None)
    return Title(words().annex_icon.sub("", text) or None, access)


def begins_with_number(printed: str, number: str) -> bool:
    """Whether a title begins with the item's own number, as a number and not as a word of the title ("1. udkast")."""
    return bool(number) and _without_number(printed, number, bare=True) != printed


def title_of(printed: str, number: str, *, numbered: bool = False) -> Title:
    """Take a printed title apart; `numbered`: titles of this meeting begin with their number."""
    w, text = words(), " ".join(printed.split())
    access: Access | None = None
    kind: ItemKind | None = None
    for _ in range(MOST_MARKS):  # they stand before each other in any order
        text = _without_number(text, number, bare=numbered)
        text, access = _without_access(text, access)
        if kind is None and (match := w.kind_mark.search(text)) is not None:
            word = next(filter(None, match.groups()))
            kind = w.kind_marks.get(word) or w.kind_words.get(folded(word))
            text = (text[: match.start()] + text[match.end():]).strip()
    return Title(text or None, access, kind)


def _without_number(text: str, number: str, *, bare: bool) -> str:
    if not number or number not in text[:LONGEST_NUMBER]:
        return text
    own = re.escape(number)
    text = re.sub(rf"^(?:{words().number_words})\.?\s*{own}\s*[.:)–-]?\s+", "", text, flags=re.IGNORECASE)
    return re.sub(rf"^{own}\s*[.:)]\s+(?=[{CAPITALS}])", "", text) if bare else text


def _without_access(text: str, access: Access | None) -> tuple[str, Access | None]:
    for mark, value in ((words().closed, Access.CLOSED), (words().open, Access.OPEN)):
        if access is None and (match := mark.search(text)) is not None:
            access = value
            if not match["alone"]:
                text = (text[: match.start()] + text[match.end():]).strip()
    return text, access
