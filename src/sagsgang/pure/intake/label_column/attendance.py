"""Who was away: names out of a field or a line; substitutes are not away, and what cannot be read is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .words import words

#: A longer sentence is prose, not a list of names.
_LONGEST = 600
_NAME = re.compile(r"^[^\W\d_][\w.'’é-]*(?:\s+[^\W\d_][\w.'’-]*){0,6}$")


@dataclass(frozen=True, slots=True)
class Absence:
    """Names of those away, the lines that told more than names, and the entries that could not be read."""

    absent: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def absence_of(texts: Iterable[str]) -> Absence:
    """Read the texts of an absence field (one a paragraph)."""
    absent: list[str] = []
    notes: list[str] = []
    unread: list[str] = []
    for text in texts:
        line = text.replace("\n", " ")
        if words().separators.search(line) or re.search(r"\s[-–]\s", line):
            text = line  # a list in one line: its line ends mean nothing
        for sentence in words().sentences.split(text):
            sentence = sentence.strip(" .•·-–")
            if not sentence or sentence.casefold() in words().nobody:
                continue
            if len(sentence) > _LONGEST:
                unread.append(sentence)
                continue
            names, noted = _names(sentence)
            if noted:
                notes.append(sentence)
            for name in names:
                (absent if _NAME.match(name) and name[0].isupper() else unread).append(name)
    return Absence(tuple(dict.fromkeys(absent)), tuple(notes), tuple(unread))


def _names(sentence: str) -> tuple[list[str], bool]:
    """The names in one sentence, and whether it tells more than them."""
    line = words().absent_line.match(sentence)
    if line:
        sentence = line["names"]
    told = words().absent_sentence.match(sentence)
    if told:
        return _split(told["names"]), True
    instead = words().substitute_for.search(sentence)
    if instead and "," not in sentence[:instead.start()]:
        return _split(instead["names"]), True
    if words().substitute_sentence.match(sentence):
        return [], True
    names: list[str] = []
    noted = False
    for entry in words().separators.split(sentence):
        cut = words().substitute.search(entry)
        if cut:
            entry, noted = entry[:cut.start()], True
        name = _bare(entry)
        if name and name.casefold() not in words().nobody:
            names.append(name)
    return names, noted


def _split(names: str) -> list[str]:
    return [name for entry in words().separators.split(names) if (name := _bare(entry))]


def _bare(entry: str) -> str:
    """A name without party letters, titles and remarks."""
    entry = entry.strip(" .•·-–:")
    while (shorter := words().trailing.sub("", entry).strip(" .,-–")) != entry:
        entry = shorter
    entry = re.sub(r"\s*\([^)]*\)", "", entry).strip(" ()")
    return words().titles.sub("", entry)
