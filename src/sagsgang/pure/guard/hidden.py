"""One thing that is in a source and not in sight: what kind it is, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..kernel.errors import Refusal

HIDDEN, TINY, WHITE, COVERED, OFF_PAGE = "hidden", "tiny", "white", "covered", "off-page"
DELETED, INSERTED, COMMENT = "deleted", "inserted", "comment"
ALT_TEXT, EMBEDDED, EXTERNAL, PROPERTY = "alt-text", "embedded", "external", "property"
MARGIN, MARGIN_HIDDEN = "margin", "margin-hidden"
#: Kinds whose words can be taken into the text or left out of it; the others are told and stay out.
CHOOSABLE = frozenset({HIDDEN, TINY, WHITE, COVERED, OFF_PAGE, DELETED, INSERTED})
#: Kinds that stand outside the text and in sight of who opens the file: told to who takes its text, nothing to settle.
IN_SIGHT = frozenset({MARGIN, PROPERTY})

#: Channels of two colours that differ by less are one colour to a reader.
_ALIKE = 24
Colour = tuple[int, int, int]
WHITE_PAPER: Colour = (255, 255, 255)


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


def colour_of_hex(said: str) -> Colour | None:
    """The colour of three or six hexadecimal digits."""
    digits = "".join(digit * 2 for digit in said) if len(said) == 3 else said
    if not re.fullmatch(r"[0-9a-fA-F]{6}", digits):
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def kind_of_colours(ink: Colour | None, ground: Colour | None) -> str | None:
    """What words are that have the colour of their ground; None where they can be read, or a colour is unknown."""
    if ink is None or ground is None or any(abs(one - other) > _ALIKE for one, other in zip(ink, ground, strict=True)):
        return None
    return WHITE if all(abs(one - other) <= _ALIKE for one, other in zip(ground, WHITE_PAPER, strict=True)) else COVERED
