"""One thing that is in a source and not in sight: what kind it is, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..kernel.errors import Refusal

HIDDEN, TINY, WHITE, OFF_PAGE = "hidden", "tiny", "white", "off-page"
DELETED, INSERTED, COMMENT = "deleted", "inserted", "comment"
ALT_TEXT, EMBEDDED, EXTERNAL = "alt-text", "embedded", "external"
#: Kinds whose words can be taken into the text or left out of it; the others are told and stay out.
CHOOSABLE = frozenset({HIDDEN, TINY, WHITE, OFF_PAGE, DELETED, INSERTED})


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden piece by its number in its source."""

    number: int
    kind: str
    text: str


def check_settled(found: Iterable[Hidden], choices: Mapping[int, bool]) -> None:
    """Raise Refusal where a piece waits for somebody to say whether its words are kept (True) or left out (False)."""
    waiting = [piece for piece in found if piece.kind in CHOOSABLE and piece.number not in choices]
    if waiting:
        raise Refusal("hidden-unsettled", count=len(waiting))
