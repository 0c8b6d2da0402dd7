"""What changed between two texts: blocks that came, went or stayed, and inside a changed block its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from ..packet.blocks import Block, Heading, ListBlock, Paragraph, Table

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
#: Two pieces with less in common than this are a piece gone and a piece come, not one changed.
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest part that is compared whole: a paragraph, a heading, a list entry, a table row.

    `kind` is p, h, li or tr; `depth` how deep a list entry stands. Cells of a row are parted by tabs.
    """

    kind: str
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, and whether they are in both texts (same), only in the new (added) or the old one (removed)."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of the comparison with its runs."""

    change: str
    kind: str
    depth: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines of both texts in order."""

    lines: tuple[Line, ...]

    @property
    def added(self) -> int:
        """Pieces that are only in the new text."""
        return sum(line.change == ADDED for line in self.lines)

    @property
    def removed(self) -> int:
        """Pieces that are only in the old text."""
        return sum(line.change == REMOVED for line in self.lines)

    @property
    def changed(self) -> int:
        """Pieces with other words."""
        return sum(line.change == CHANGED for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether the texts are the same."""
        return all(line.change == SAME for line in self.lines)

    def side(self, change: str) -> list[str]:
        """The pieces' texts of the old (REMOVED) or the new (ADDED) text."""
        return ["".join(run.text for run in line.runs if run.change in {SAME, change})
                for line in self.lines if line.change in {SAME, CHANGED, change}]


def pieces_of(blocks: Iterable[Block], depth: int = 0) -> Iterator[Piece]:
    """A text in pieces."""
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield Piece("li" if depth else "p", depth, text)
            case Heading(text=text):
                yield Piece("h", depth, text)
            case ListBlock(entries=entries):
                for entry in entries:
                    yield from pieces_of(entry, depth + 1)
            case Table(rows=rows):
                for row in rows:
                    yield Piece("tr", depth, "\t".join(cell.text for cell in row))


def difference(old: Iterable[Block], new: Iterable[Block]) -> Difference:
    """What changed from the old text to the new one."""
    before, after = list(pieces_of(old)), list(pieces_of(new))
    lines: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for code, i, i_to, j, j_to in matcher.get_opcodes():
        if code == "equal":
            lines += [_whole(SAME, piece) for piece in after[j:j_to]]
        else:
            lines += _replaced(before[i:i_to], after[j:j_to])
    return Difference(tuple(lines))


def _replaced(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Line]:
    """Pieces that stand against each other: those alike are one changed piece, the rest came or went."""
    waiting = list(old)
    for piece in new:
        match = next((place for place, other in enumerate(waiting) if _alike(other, piece)), None)
        if match is None:
            yield _whole(ADDED, piece)
            continue
        for gone in waiting[:match]:
            yield _whole(REMOVED, gone)
        yield Line(CHANGED, piece.kind, piece.depth, tuple(_words(waiting[match].text, piece.text)))
        waiting = waiting[match + 1:]
    for gone in waiting:
        yield _whole(REMOVED, gone)


def _alike(old: Piece, new: Piece) -> bool:
    if old.kind != new.kind:
        return False
    matcher = SequenceMatcher(None, _WORD.findall(old.text), _WORD.findall(new.text), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _whole(change: str, piece: Piece) -> Line:
    return Line(change, piece.kind, piece.depth, (Run(change, piece.text),) if piece.text else ())


def _words(old: str, new: str) -> Iterator[Run]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    for code, i, i_to, j, j_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if code == "equal":
            yield Run(SAME, "".join(after[j:j_to]))
            continue
        if i < i_to:
            yield Run(REMOVED, "".join(before[i:i_to]))
        if j < j_to:
            yield Run(ADDED, "".join(after[j:j_to]))


def difference_html(found: Difference, *, added: str, removed: str) -> str:
    """The comparison as HTML; `added` and `removed` are read out before the words that came or went."""
    words = {ADDED: ("ins", added), REMOVED: ("del", removed)}

    def run_html(run: Run) -> str:
        text = escape(run.text, quote=False).replace("\n", "<br>").replace("\t", ' <span class="cell-end">|</span> ')
        if run.change == SAME:
            return text
        tag, word = words[run.change]
        return f'<{tag}><span class="sr-only">{escape(word)}: </span>{text}</{tag}>'

    rows = (f'<p class="diff-line diff-line--{line.kind} diff-depth-{min(line.depth, 4)}">'
            f'{"".join(run_html(run) for run in line.runs)}</p>' for line in found.lines if line.runs)
    return "".join(rows)
