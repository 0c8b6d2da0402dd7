"""Texts and single values of our own paper, from its tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time

from ..kernel.dates import find_date, find_time
from ..packet.paper import word
from ..packet.span import Span
from .pdf_tags import Piece, Tag, spans_of

#: A forced line break is printed as this at the end of the line; a line that was merely full ends otherwise.
_FORCED = "\xa0"
#: Where a word was broken to fit, and where it might have been.
_NOT_TEXT = dict.fromkeys([0xAD, 0x200B])
#: What stands between the values of a line.
_BETWEEN = " ·,\xa0"
Line = tuple[str, tuple[Span, ...]]


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines that the author made, each with its place; lines that the page made are joined."""
    made: list[list[Piece]] = [[]]
    for piece in _said_once(pieces):
        if made[-1] and ends_line(made[-1][-1]):
            made.append([])
        made[-1].append(piece)
    joined = [("".join(piece.text for piece in line).translate(_NOT_TEXT).replace(_FORCED, " ").strip(" "), line)
              for line in made]
    return [(text, spans_of(line)) for text, line in joined if text]


def ends_line(piece: Piece) -> bool:
    """Whether the author broke the line after it."""
    return piece.text.endswith(_FORCED)


def _said_once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Without the marks over and under a letter that are drawn apart from it: their text is the letter's, once more."""
    last: Piece | None = None
    for piece in pieces:
        apart = abs(piece.baseline - last.baseline) if last and last.page == piece.page else 0
        if not 0.01 < apart < 0.6 * piece.size:
            last = piece
            yield piece


def plain(pieces: Iterable[Piece]) -> str:
    """The text, with the author's line breaks."""
    return "\n".join(text for text, _ in lines_of(pieces))


@dataclass(frozen=True, slots=True)
class Facts:
    """The single values of a part by their printed words, and under which table of words they are looked up."""

    table: str
    lines: dict[str, list[Line]] = field(default_factory=dict)

    def _of(self, name: str) -> list[Line] | None:
        return self.lines.get(word(f"{self.table}.{name}"))

    def has(self, name: str) -> bool:
        """Whether the value is there at all, be it empty."""
        return self._of(name) is not None

    def text(self, name: str) -> str | None:
        """The value, or None where it is not there or empty."""
        lines = self._of(name)
        return lines[0][0] if lines else None

    def all(self, name: str) -> tuple[str, ...]:
        """Each line of the value."""
        return tuple(text for text, _ in self._of(name) or ())

    def where(self, name: str) -> tuple[Span, ...]:
        """Where the value stands."""
        return tuple(span for _, spans in self._of(name) or () for span in spans)

    def each_where(self, name: str) -> list[tuple[Span, ...]]:
        """Where each line of the value stands."""
        return [spans for _, spans in self._of(name) or ()]


def facts_of(tags: list[Tag], table: str = "front") -> tuple[Facts, list[Tag]]:
    """The values that a part begins with, and the rest; no values where it begins otherwise."""
    if tags and _is_list_of_terms(tags[0]):
        return Facts(table, _under_each_other(tags[0])), tags[1:]
    if tags and tags[0].kind == "P" and len(tags[0].tags()) > 0 and not is_parting(tags[0]):
        return Facts(table, _in_one_line(tags[0])), tags[1:]
    return Facts(table), tags


def is_parting(tag: Tag) -> bool:
    """Whether an element is a line of nothing but our own words between what is a decision and what is not."""
    return tag.kind == "P" and is_value(tag) and plain(tag.pieces()) == word("field.beside")


def is_value(tag: Tag) -> bool:
    """Whether an element is emphasised as a whole, as a value of the front is that needs no word before it."""
    return [kid.kind for kid in tag.tags()] == ["Em"]


def _is_list_of_terms(tag: Tag) -> bool:
    return tag.kind == "L" and tag.attributes.get("ListNumbering") == "None"


def _under_each_other(tag: Tag) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for entry in tag.tags():
        term, value = (next((kid for kid in entry.tags() if kid.kind == kind), None) for kind in ("Lbl", "LBody"))
        if term is None or value is None:
            raise ValueError("a term without its value")
        found[plain(term.pieces())] = lines_of(value.pieces())
    return found


def _in_one_line(tag: Tag) -> dict[str, list[Line]]:
    """Words with their values after them; only the values are emphasised."""
    found: dict[str, list[Line]] = {}
    before, term = "", ""
    for kid in tag.kids:
        if isinstance(kid, Piece):
            before += kid.text
            continue
        term = before.translate(_NOT_TEXT).strip(_BETWEEN) or term
        before = ""
        found.setdefault(term, []).extend(lines_of(kid.pieces()))
    return found


def day_of(text: str | None) -> date | None:
    """The day that a printed value says."""
    return find_date(text) if text else None


def time_of(text: str | None) -> time | None:
    """The time that a printed value says."""
    return find_time(text) if text else None
