"""Words that differ from a misspelt one by a single slip, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz\u00e6\u00f8\u00e5"
LONGEST_CORRECTED = 30


def slips(word: str) -> Iterator[str]:
    """Every word that is one letter left out, put in, changed or swapped away from `word`; none for a very long one."""
    if len(word) > LONGEST_CORRECTED:
        return
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)
