"""Where a value stands in its source: a box on a page, lines of a text, or characters of a JSON string."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """One place. Exactly one of three forms is filled:

    - `page` (from 1) and `bbox` (left, top, right, bottom in whole points from the page's top left corner, rounded
      outwards; whole numbers, because what is hashed holds no floats). A text layer gives `page` with its lines too.
    - `line_from`–`line_to` (from 1, both included) of a text file.
    - `pointer` (RFC 6901) to a JSON string, with `start`–`end` (characters of that string, end excluded; None: all).
    """

    page: int | None = None
    bbox: tuple[int, int, int, int] | None = None
    line_from: int | None = None
    line_to: int | None = None
    pointer: str | None = None
    start: int | None = None
    end: int | None = None


#: Where each single value of a node stands: "title" -> spans, "absent/0" -> spans.
Sources = Mapping[str, tuple[Span, ...]]
