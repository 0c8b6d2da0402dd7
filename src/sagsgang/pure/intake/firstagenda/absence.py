"""Who is absent, from the lines that say so: names without titles and party letters; a substitute is not absent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..html_flow import Line, Lines, Node
from ..labels import folded
from .words import CAPITALS, Words, words

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DASH = re.compile(r"\s+[-–—]\s+|\s*;\s*|(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])")
_WORD = r"[^\W\d_]+(?:[.'’\-]+[^\W\d_]*)*"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,7}}")
#: A party by its letter.
_LETTER = re.compile(rf"[{CAPITALS}]")
#: Where a sentence ends: initials do not end one.
_SENTENCES = re.compile(rf"(?:(?<=[^\W\d_{CAPITALS}]{{2}}\.)|(?<=[)]\.))\s+(?=[{CAPITALS}])")
_BULLET = " \t-–—•*"
LONGEST_NAME, LONGEST_LINE = 80, 300


@dataclass(slots=True)
class Absence:
    """What the lines of one field say: the lines as printed, the names, and what could not be read as names."""

    notes: list[Line] = field(default_factory=list)
    names: list[tuple[str, Line]] = field(default_factory=list)
    doubtful: list[Line] = field(default_factory=list)


def name_of(text: str) -> str | None:
    """A person's name without party letters, titles and closing signs; None where the text is no name."""
    w = words()
    name = " ".join(_BRACKETS.sub(" ", text).split()).strip(" .,:*")
    while (match := w.titles.match(name)) is not None and match.end():
        name = name[match.end():].strip(" .,")
    if not name or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    parts = name.split()
    proper = parts[0][0].isupper() and parts[-1][0].isupper()
    return name if proper and all(part[0].isupper() or part in w.particles for part in parts) else None


def names_in(text: str) -> tuple[list[str], bool]:
    """The names that a list of the absent gives, and whether all of it could be read."""
    w, names, sure = words(), [], True
    for piece in _DASH.split(_BRACKETS.sub("", text)):
        for part in w.between.split(piece):
            clean = part.strip(" .:*" + "".join(w.dashes))
            if folded(clean) in w.nobody or w.substitute.search(part) or w.titles.sub("", clean) == "" or (
                    folded(clean) in w.parties or _LETTER.fullmatch(clean)):
                continue
            name = name_of(clean)
            if name is None:
                sure = False
            else:
                names.append(name)
    return names, sure


def take(nodes: Sequence[Node]) -> tuple[tuple[Node, ...], Absence]:
    """Part the lines that tell absence from the rest of a field. A line a name may follow: after a label alone in
    paragraphs too, after a label with names in the same paragraph."""
    found, listing = Absence(), False
    rest: list[Node] = []
    for node in nodes:
        if not isinstance(node, Lines):
            listing = False
            rest.append(node)
            continue
        kept: list[Line] = []
        named = False
        for line in node.lines:
            taken, listing, named = _take_line(line, found, listing, named)
            if not taken:
                kept.append(line)
        if len(kept) == len(node.lines):
            rest.append(node)
        elif kept:
            rest.append(Lines(tuple(kept)))
    return tuple(rest), found


def _take_line(line: Line, found: Absence, listing: bool, named: bool) -> tuple[bool, bool, bool]:
    """Whether the line tells absence, and whether names may stand on the next one: in any paragraph, or in this one."""
    w = words()
    match = w.absence.match(line.text)
    if match is None:
        if (listing or named) and _are_names(line.text.lstrip(_BULLET), w):
            _note(line, line.text.lstrip(_BULLET), found)
            return True, listing, named
        told = _take_sentences(line, found, w)
        return told, False, told and named
    text = match["rest"].strip()
    if match["join"] is None and text and not _all_names(text, w):
        return False, False, False
    _note(line, text, found)
    return True, not text, bool(text) and _all_names(text, w)


def _take_sentences(line: Line, found: Absence, w: Words) -> bool:
    """Whether the line is nothing but sentences about who is absent, or who came instead. What stands beside a decision
    is read where it is."""
    if len(line.text) > LONGEST_LINE or not (found.notes or any(hint in line.text for hint in w.sentence_hints)):
        return False
    absent: list[str] = []
    others = 0
    for sentence in _SENTENCES.split(line.text.lstrip(_BULLET)):
        match = w.sentence.fullmatch(sentence)
        names, sure = names_in(match["names"]) if match else ([], False)
        if match and sure and names:
            absent += names
        elif not ((absent or found.notes) and _tells_stand_in(sentence, w)):
            others += 1
            if match and not sure and any(name_of(part) for part in w.between.split(match["names"])):
                found.doubtful.append(line)
    if absent or not others:
        found.notes.append(line)
        found.names += [(name, line) for name in absent]
    return not others


def _tells_stand_in(sentence: str, w: Words) -> bool:
    """Whether a sentence after one about the absent says who came instead."""
    return w.stand_in.match(sentence) is not None or (
        w.stand_in.search(sentence) is not None and w.came.search(sentence) is not None)


def _are_names(text: str, w: Words) -> bool:
    """Whether a line under a label holds nothing but whole names."""
    return _all_names(text, w) and all(" " in name for name in names_in(text)[0])


def _all_names(text: str, w: Words) -> bool:
    names, sure = names_in(text)
    return sure and bool(names or folded(text) in w.nobody)


def _note(line: Line, text: str, found: Absence) -> None:
    names, sure = names_in(text)
    found.notes.append(line)
    found.names += [(name, line) for name in names]
    if not sure:
        found.doubtful.append(line)


def listed(nodes: Iterable[Node]) -> Absence:
    """What a field says that holds nothing but the absent."""
    found = Absence()
    for node in nodes:
        if isinstance(node, Lines):
            for line in node.lines:
                if _take_sentences(line, found, words()):
                    continue
                match = words().absence.match(line.text)
                _note(line, match["rest"] if match and match["join"] else line.text, found)
    return found
