"""The stretch of a text that shows best why it was found, with the found words marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from .analysis import FLAT_MARK, Analyser
from .danish import FLAT_CLASSES, lower
from .words import WORD

#: How long a stretch is, in characters, and how many found words are looked at in one text.
LENGTH, MOST_PLACES = 220, 60

#: Only where a word begins; a stem of a whole word is looked for nowhere else.
_BEGINNING = r"(?<![^\W_])"

Segments = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The tokens that one group of the query asks for: whole words by stem, parts of words, flat spellings."""

    exact: frozenset[str]
    loose: frozenset[str] = frozenset()

    def fits(self, exact: str, loose: Sequence[str]) -> bool:
        """Whether a word with these tokens is one that the group asks for."""
        return exact in self.exact or not self.loose.isdisjoint(loose)


class Marker:
    """Finds and marks the words that a query asks for; made once a query, used for each text."""

    def __init__(self, groups: Sequence[Wanted], analyser: Analyser) -> None:
        self._groups = groups
        self._analyser = analyser
        self._known: dict[str, int] = {}
        loose = {token for group in groups for token in group.loose if token.strip(FLAT_MARK)}
        exact = {token for group in groups for token in group.exact if token.strip(FLAT_MARK)} - loose
        self._finders = [_finder(token, anywhere=True) for token in sorted(loose)]
        self._finders += [_finder(token, anywhere=False) for token in sorted(exact)]

    @property
    def asked(self) -> int:
        """How many groups there are to be found."""
        return len(self._groups)

    def _group_of(self, word: str) -> int:
        """Which group asks for `word`: its place, or -1."""
        place = self._known.get(word)
        if place is None:
            exact, loose = self._analyser.word(word.replace("\u2013", "-"))
            place = next((at for at, group in enumerate(self._groups) if group.fits(exact, loose)), -1)
            self._known[word] = place
        return place

    def places(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, group) of each word of `text` that is asked for, in order."""
        small = lower(text)
        if len(small) != len(text):
            return
        at = 0
        found = [finder(small) for finder in self._finders]
        for candidate in found[0] if len(found) == 1 else merge(*found):
            if candidate < at:
                continue
            word = _word_around(small, candidate, at)
            group = self._group_of(word[0]) if word else -1
            if word and group >= 0:
                yield word.start(), word.end(), group
            at = max(word.end() if word else 0, candidate + 1)

    def marked(self, text: str) -> Segments:
        """All of `text`, in segments of (words, whether they are marked)."""
        return _segments(text, 0, len(text), list(self.places(text)))

    def snippet(self, text: str, length: int = LENGTH) -> tuple[Segments, int]:
        """The stretch of `text` with the most groups in it, and how many; the beginning and 0 where none is found."""
        places = []
        for place in self.places(text):
            places.append(place)
            if len(places) == MOST_PLACES:
                break
        first, found = _densest(places, length)
        start = _step_back(text, places[first][0] - length // 4) if places else 0
        end = _step_back(text, start + length) if start + length < len(text) else len(text)
        if places:
            end = max(end, places[first][1])
        segments = _segments(text, start, max(end, start), places)
        before = (("\u2026 ", False),) if start else ()
        after = ((" \u2026", False),) if end < len(text) else ()
        return (*before, *segments, *after), found


def _finder(token: str, *, anywhere: bool) -> Callable[[str], Iterator[int]]:
    """Finds, in order, where a word with this token may be: stems are beginnings of words (`anywhere`: of parts)."""
    if token.startswith(FLAT_MARK) or "-" in token:
        plain = token.lstrip(FLAT_MARK) if token.startswith(FLAT_MARK) else token
        classes = FLAT_CLASSES if token.startswith(FLAT_MARK) else {}
        pattern = re.compile(("" if anywhere else _BEGINNING) + "".join(
            "[-\u2013]" if letter == "-" else classes.get(letter) or re.escape(letter) for letter in plain))
        return lambda text: (match.start() for match in pattern.finditer(text))
    return lambda text: _literal(text, token, anywhere)


def _literal(text: str, token: str, anywhere: bool) -> Iterator[int]:
    """Where `token` stands in `text`: many times faster than a pattern that looks for several at once."""
    at = text.find(token)
    while at >= 0:
        if anywhere or at == 0 or not text[at - 1].isalnum():
            yield at
        at = text.find(token, at + 1)


def _word_around(text: str, at: int, floor: int) -> re.Match[str] | None:
    """The word that holds the character at `at`; looked for from the blank before it, not before `floor`."""
    start = at
    while start > floor and not text[start - 1].isspace():
        start -= 1
    return next((word for word in WORD.finditer(text, start) if word.end() > at), None)


def _densest(places: Sequence[tuple[int, int, int]], length: int) -> tuple[int, int]:
    """The place at which the best stretch begins, and how many different groups it shows."""
    best, found, most = 0, 0, 0
    for first, (start, _, _) in enumerate(places):
        within = [group for begin, _, group in places[first:first + 12] if begin - start <= length * 2 // 3]
        if (len(set(within)), len(within)) > (found, most):
            best, found, most = first, len(set(within)), len(within)
    return best, found


def _step_back(text: str, at: int) -> int:
    """The nearest beginning of a word at or before `at`, within reason."""
    if at <= 0:
        return 0
    for back in range(at, max(at - 30, 0), -1):
        if text[back - 1].isspace():
            return back
    return at


def _segments(text: str, start: int, end: int, places: Sequence[tuple[int, int, int]]) -> Segments:
    segments: list[tuple[str, bool]] = []
    at = start
    for begin, stop, _ in places:
        if start <= begin and stop <= end:
            if begin > at:
                segments.append((text[at:begin], False))
            segments.append((text[begin:stop], True))
            at = stop
    if at < end:
        segments.append((text[at:end].rstrip() if end < len(text) else text[at:end], False))
    return tuple(segments)
