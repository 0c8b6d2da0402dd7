"""An item's title without what only marks it: access, kind, its own number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...packet.model import Access, ItemKind
from .words import words


@dataclass(frozen=True, slots=True)
class Title:
    """The title (None where nothing is left of it) and what its marks say."""

    text: str | None
    access: Access | None = None
    kind: ItemKind | None = None


def title_of(printed: str, number: str) -> Title:
    """Take a printed title apart."""
    w, text = words(), " ".join(printed.split())
    access: Access | None = None
    if number:
        text = re.sub(rf"^(?:{w.number_words})\.?\s*{re.escape(number)}\s*[.:)–-]?\s+", "", text, flags=re.IGNORECASE)
    for mark, value in ((w.closed, Access.CLOSED), (w.open, Access.OPEN)):
        match = mark.search(text)
        if match is not None and access is None:
            access = value
            if not match["alone"]:
                text = (text[: match.start()] + text[match.end():]).strip()
    kind: ItemKind | None = None
    if (match := w.kind_mark.search(text)) is not None:
        kind = w.kind_marks[match[1] or match[2]]
        text = (text[: match.start()] + text[match.end():]).strip()
    return Title(text or None, access, kind)
