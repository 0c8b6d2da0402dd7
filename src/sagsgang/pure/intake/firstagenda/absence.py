"""Who is absent, from the lines that say so: names without titles and party letters; a substitute is not absent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..html_flow import Line, Lines, Node
from ..labels import folded
from .words import Words, words

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DASH = re.compile(r"\s+[-–—]\s+|\s*;\s*|(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])")
_WORD = r"[^\W\d_]+(?:[.'’\-]+[^\W\d_]*)*"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,7}}")
LONGEST_NAME = 80


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
            if folded(clean) in w.nobody or w.substitute.search(part) or w.titles.sub("", clean) == "":
                continue
            name = name_of(clean)
            if name is None:
                sure = False
            else:
                names.append(name)
    return names, sure


def take(nodes: Sequence[Node]) -> tuple[tuple[Node, ...], Absence]:
    """Part the lines that tell absence from the rest of a field; a label alone is followed by a line a name."""
    found, listing = Absence(), False
    rest: list[Node] = []
    for node in nodes:
        if not isinstance(node, Lines):
            listing = False
            rest.append(node)
            continue
        kept: list[Line] = []
        for line in node.lines:
            taken, listing = _take_line(line, found, listing)
            if not taken:
                kept.append(line)
        if len(kept) == len(node.lines):
            rest.append(node)
        elif kept:
            rest.append(Lines(tuple(kept)))
    return tuple(rest), found


def _take_line(line: Line, found: Absence, listing: bool) -> tuple[bool, bool]:
    """Whether the line tells absence, and whether names may stand on the next one."""
    w = words()
    match = w.absence.match(line.text)
    if match is None:
        if listing and _all_names(line.text, w):
            _note(line, line.text, found)
            return True, True
        if line.text[:1].isalpha() and w.substitute.match(line.text) and found.notes:
            found.notes.append(line)
            return True, False
        return False, False
    text = match["rest"].strip()
    if match["join"] is None and text and not _all_names(text, w):
        return False, False
    _note(line, text, found)
    return True, not text


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
                match = words().absence.match(line.text)
                _note(line, match["rest"] if match and match["join"] else line.text, found)
    return found
