"""A text as the index has it: its stems in order, and beside them looser tokens that a word is also found by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .compounds import Lexicon
from .danish import flat
from .stemming import stem
from .words import is_number, words

#: In front of a stem written without its marks: "okonomi" asks for it, a word that is really written so does not clash.
FLAT_MARK = "~"
#: Of a number with separators, pieces this long are found too: the years of 2014-2017.
SHORTEST_PIECE = 3
LONGEST_TOKEN = 100
MOST_KNOWN = 400_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a text is found by: `exact` in its order, for phrases; `loose` are parts of compounds and flat spellings."""

    exact: str
    loose: str


@dataclass(slots=True)
class Analyser:
    """Makes tokens of words with a store's lexicon; remembers the words it has met, but no endless number of them."""

    lexicon: Lexicon
    _known: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def word(self, word: str) -> tuple[str, tuple[str, ...]]:
        """The stem of a lower-case word, and its loose tokens."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = _analyse(word[:LONGEST_TOKEN], self.lexicon)
        return known

    def tokens(self, text: str) -> Tokens:
        """The tokens of a clean text, parted by blanks."""
        analysed = [self.word(word) for word in words(text)]
        return Tokens(" ".join(exact for exact, _ in analysed),
                      " ".join(token for _, loose in analysed for token in loose))


def _analyse(word: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    if is_number(word):
        pieces = "".join(c if c.isalnum() else " " for c in word).split()
        return word, tuple(p for p in pieces if len(p) >= SHORTEST_PIECE) if len(pieces) > 1 else ()
    exact, parts = stem(word), lexicon.parts(word)
    return exact, (*parts, *_flats((exact, *parts)))


def _flats(stems: Iterable[str]) -> tuple[str, ...]:
    return tuple(FLAT_MARK + plain for s in stems if (plain := flat(s)) != s)
