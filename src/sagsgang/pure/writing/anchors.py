"""Quotes: where some words stand in a text, and where they stand in a later one.

A quote remembers its words, what stood before and after them, and where it began. It is found again where the words
are; where they are several times, by what stands around them; where they are gone, nowhere (an orphan).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

#: Characters of context that a quote remembers on either side.
CONTEXT = 32
_LOOSE = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u2212": "-",
                        "\xa0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text with their surroundings."""

    exact: str
    prefix: str
    suffix: str
    start: int

    def form(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand now; `moved` where that is not certain to be the place they were quoted from."""

    start: int
    end: int
    moved: bool


def quote_of(text: str, start: int, end: int) -> Quote:
    """The quote of text[start:end]. Raises ValueError for an empty or impossible range."""
    if not 0 <= start < end <= len(text):
        raise ValueError("a quote has words that stand in the text")
    return Quote(text[start:end], text[max(0, start - CONTEXT):start], text[end:end + CONTEXT], start)


def quote_from(form: Mapping[str, Any]) -> Quote:
    """The way back from `Quote.form`; raises ValueError for anything else."""
    try:
        quote = Quote(str(form["exact"]), str(form["prefix"]), str(form["suffix"]), int(form["start"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("no quote") from error
    if not quote.exact.strip() or quote.start < 0:
        raise ValueError("a quote has words")
    return quote


def find(quote: Quote, text: str) -> Found | None:
    """Where the quote stands in the text; None: an orphan."""
    places = [match.start() for match in re.finditer(re.escape(quote.exact), text)]
    if places:
        best, moved = _best(quote, text, [(place, place + len(quote.exact)) for place in places])
        return Found(*best, moved)
    loose = [(match.start(), match.end()) for match in _loosely(quote.exact).finditer(text.translate(_LOOSE))]
    if loose:
        best, moved = _best(quote, text, loose)
        return Found(*best, moved)
    return None


def _best(quote: Quote, text: str, places: list[tuple[int, int]]) -> tuple[tuple[int, int], bool]:
    """The place with most of the quote's surroundings; of equals the one nearest to where it was, and then in doubt."""
    def fit(place: tuple[int, int]) -> int:
        start, end = place
        return _shared(text[:start][::-1], quote.prefix[::-1]) + _shared(text[end:], quote.suffix)

    most = max(fit(place) for place in places)
    best = [place for place in places if fit(place) == most]
    nearest = min(best, key=lambda place: abs(place[0] - quote.start))
    around = len(quote.prefix) + len(quote.suffix)
    certain = len(best) == 1 and (len(places) == 1 or 2 * most >= around)
    return nearest, not certain


def _shared(text: str, context: str) -> int:
    count = 0
    for one, other in zip(text, context, strict=False):
        if one != other:
            break
        count += 1
    return count


def _loosely(words: str) -> re.Pattern[str]:
    """The words with any white space between them and plain quotation marks and dashes."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.translate(_LOOSE).split()) or r"(?!)")
