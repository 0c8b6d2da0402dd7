"""What a person typed, as groups of words; whatever it is, it becomes a query and never an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .danish import LABELS, STOP_WORDS
from .words import clean, is_number, words

LONGEST_QUERY, MOST_GROUPS, LONGEST_PHRASE = 1_000, 24, 12
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'))
_CHUNK = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Group:
    """Words that belong together, in lower case: one word, or a phrase of several in this order."""

    words: tuple[str, ...]

    @property
    def is_phrase(self) -> bool:
        """Whether the words must stand beside each other."""
        return len(self.words) > 1


@dataclass(frozen=True, slots=True)
class Query:
    """The groups that are asked for; `shortened` when what was typed was too long and the rest is not asked for."""

    groups: tuple[Group, ...]
    shortened: bool = False


def parse(typed: str) -> Query:
    """The query that a person typed. Quotes make a phrase, and so does a mark inside a word (sol-energi).

    Stop words are left out, and so is what a number is called ("sag 15/839"), unless nothing else is asked or they
    stand in quotes; all other signs mean nothing.
    """
    shortened = len(typed) > LONGEST_QUERY
    text = clean(typed[:LONGEST_QUERY]).translate(_QUOTES)
    groups: dict[Group, None] = {}
    for match in _CHUNK.finditer(text):
        found = tuple(words(match[1] if match[1] is not None else match[2]))
        if found:
            shortened |= len(found) > LONGEST_PHRASE
            groups[Group(found[:LONGEST_PHRASE])] = None
    empty = STOP_WORDS | LABELS if any(is_number(group.words[0]) for group in groups) else STOP_WORDS
    wanted = [group for group in groups if group.is_phrase or group.words[0] not in empty] or list(groups)
    return Query(tuple(wanted[:MOST_GROUPS]), shortened or len(wanted) > MOST_GROUPS)
