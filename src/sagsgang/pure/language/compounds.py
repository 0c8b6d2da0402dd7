"""Danish compounds: which words a long word is made of, by a lexicon of words that stand by themselves.

The lexicon is counted from the texts of a store (`lexicon_from`), so it knows the municipality's own words. A word is
cut only into parts that stand alone in those texts (or in the short list of common parts), joined as Danish joins
them: nothing, -s-, -e-, or -s- in the place of a final -e.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .danish import COMMON_PARTS, ENDINGS, INFLECTIONS, PARTICLES
from .stemming import stem

SHORTEST_PART, SHORTEST_COMPOUND, LONGEST_COMPOUND = 4, 6, 40
#: How often a word must stand by itself before it can be a part.
LEAST_COUNT = 3
#: How many different words a linked form ("arbejds") must begin before it is believed; one that is long
#: ("arbejdsmarkeds") is hardly there by chance.
LEAST_STARTS, LONG_FORM = 3, 10
#: A string that begins (ends) this many times more different words than it stands alone is a piece, not a word.
PIECE_BEGINS, PIECE_ENDS = 10, 6
#: What one part more costs, in natural logarithms: fewer parts are better than likelier ones.
PART_COST = 6.0
LONGEST_INFLECTION = 1 + max(map(len, INFLECTIONS))
_VOWELS = frozenset("aeiouy\u00e6\u00f8\u00e5")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Which words can be parts.

    `first` tells what a form in front stands for ("arbejds": "arbejde") and its cost; `last` the cost of a final part
    by its stem; `pieces` are strings that only look like final parts; `words` stand alone in the texts. Costs are
    -ln(share of the words counted).
    """

    first: Mapping[str, tuple[str, float]]
    last: Mapping[str, float]
    pieces: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def empty(cls) -> Lexicon:
        """The lexicon by which no word is a compound."""
        return cls({}, {})

    def cut(self, word: str) -> tuple[str, ...]:
        """The parts of a lower-case `word` as they stand in it, by the cheapest cut; empty where it is no compound."""
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or not word.isalpha() or word in PARTICLES:
            return ()
        if any(not self.cut(base) for base in self._bases(word)):
            return ()
        end = len(word)
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for start in range(end):
            if start not in best:
                continue
            cost, parts = best[start]
            for stop, price in self._steps(word, start):
                total = cost + price + PART_COST
                if stop not in best or total < best[stop][0]:
                    best[stop] = (total, (*parts, word[start:stop]))
        return best[end][1] if end in best else ()

    def _bases(self, word: str) -> Iterator[str]:
        """The words that `word` may be an inflected form of: "billetterne" is not bil + letterne."""
        for stop in range(max(SHORTEST_PART, len(word) - LONGEST_INFLECTION), len(word)):
            if word[:stop] in self.words and _inflects(word[:stop], word[stop:]):
                yield word[:stop]

    def _steps(self, word: str, start: int) -> Iterator[tuple[int, float]]:
        """Where a part that begins at `start` may end, with its cost."""
        if start and self.may_end(word[start:]):
            yield len(word), self.last[stem(word[start:])]
        for stop in range(start + 2, len(word) - 1):
            if known := self.first.get(word[start:stop]):
                yield stop, known[1]

    def may_end(self, part: str) -> bool:
        """Whether `part` can be the last part of a compound."""
        if not _long_enough(part) or part in ENDINGS or part in self.pieces:
            return False
        root = stem(part)
        if root not in self.last:
            return False
        return part in self.words or part[len(root):] in INFLECTIONS or any(
            part[:stop] in self.words and _inflects(part[:stop], part[stop:]) for stop in range(len(root), len(part)))

    def leaves(self, word: str) -> list[tuple[str, str]]:
        """The smallest parts of `word`, each as it stands in it and as it stands alone; empty for no compound."""
        found = []
        *front, end = self.cut(word) or ("",)
        for form in front:
            found += self._finer(form, self.first[form][0])
        return [*found, *self._finer(end, end)] if end else []

    def _finer(self, form: str, alone: str) -> list[tuple[str, str]]:
        inner = self.leaves(alone)
        if not inner:
            return [(form, alone)]
        before = sum(len(part) for part, _ in inner[:-1])
        return [*inner[:-1], (form[before:], inner[-1][1])]

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of a lower-case `word` and of every run of neighbouring parts; empty for no compound.

        "sygedagpengemodtagere" has syge, dag, penge, modtagere, and the runs between, as dagpenge and sygedagpenge.
        """
        leaves = self.leaves(word)
        count = len(leaves)
        found: dict[str, None] = {}
        for start in range(count):
            for stop in range(start + 1, count + 1):
                if stop - start < count:
                    front = "".join(form for form, _ in leaves[start:stop - 1])
                    found[stem(front + leaves[stop - 1][1])] = None
        return tuple(found)


def _inflects(base: str, rest: str) -> bool:
    """Whether `base` with `rest` behind it is a form of it; a last letter may be doubled (politikken)."""
    return rest in INFLECTIONS or (rest[0] == base[-1] and rest[1:] in INFLECTIONS)


def _long_enough(word: str) -> bool:
    return word in COMMON_PARTS or (len(word) >= SHORTEST_PART and word not in PARTICLES)


def _linked(word: str) -> Iterator[str]:
    """`word` as it may stand in front of another: itself, and with each linking letter."""
    yield word
    if not word.endswith("s"):
        yield f"{word}s"
    if word[-1] not in _VOWELS:
        yield f"{word}e"
    if word.endswith("e"):
        yield f"{word[:-1]}s"


def lexicon_from(counts: Mapping[str, int]) -> Lexicon:
    """The lexicon of a store whose texts hold each lower-case word so many times."""
    words = {word: count for word, count in counts.items()
             if count >= LEAST_COUNT and word.isalpha() and _long_enough(word)}
    for word in COMMON_PARTS:
        words[word] = max(words.get(word, 0), LEAST_COUNT)
    begins, ends = _neighbours(counts, words)
    total = sum(words.values())
    pieces = frozenset(w for w, n in words.items() if w not in COMMON_PARTS and ends[w] > PIECE_ENDS * n)
    by_stem: Counter[str] = Counter()
    for word, count in words.items():
        if word not in pieces:
            by_stem[stem(word)] += count
    last = {key: -math.log(count / total) for key, count in by_stem.items()}
    forms: dict[str, str] = {}
    for word in sorted(words, key=lambda w: (-words[w], w)):
        if word in COMMON_PARTS or begins[word] <= PIECE_BEGINS * words[word]:
            for form in _linked(word):
                if form == word or form not in forms:
                    forms[form] = word
    starts = _starts(counts, forms, Lexicon({}, last, pieces, frozenset(words)))
    first = {form: (word, -math.log(words[word] / total)) for form, word in forms.items()
             if (form in words or form not in PARTICLES) and starts[form] >= _least_starts(form, word)}
    return Lexicon(first, last, pieces, frozenset(words))


def _least_starts(form: str, word: str) -> int:
    return 1 if form == word or len(form) >= LONG_FORM else LEAST_STARTS


def _neighbours(counts: Mapping[str, int], words: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """How many different words each word begins, and how many it ends."""
    begins: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for word in counts:
        if SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
            begins.update(left for cut in range(2, len(word) - 1) if (left := word[:cut]) in words)
            ends.update(right for cut in range(2, len(word) - 1) if (right := word[cut:]) in words)
    return begins, ends


def _starts(counts: Mapping[str, int], forms: Mapping[str, str], ending: Lexicon) -> Counter[str]:
    """How many different words each form begins whose rest is a word."""
    starts: Counter[str] = Counter()
    for word in counts:
        if SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND and word.isalpha():
            starts.update(left for cut in range(2, len(word) - 1)
                          if (left := word[:cut]) in forms and ending.may_end(word[cut:]))
    return starts
