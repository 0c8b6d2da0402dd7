"""What the clipboard carries unseen: hidden words, tracked changes and comments of office programs, in their HTML.

This looks before the text is read: a cleaner that strips the marks would turn hidden words into visible ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from .css import Declared, Sheet, ground_of, ink_of, kind_of_style
from .hidden import (
    COMMENT,
    DELETED,
    HIDDEN,
    INSERTED,
    WHITE_PAPER,
    Colour,
    Hidden,
    check_settled,
    kind_of_colours,
)  # fmt: skip

_TAGS = {"del": DELETED, "ins": INSERTED}
_COMMENT_CLASSES = frozenset({"msocommentreference", "msocomanchor", "msocomtxt", "msocommenttext"})
_DELETED_CLASS = re.compile(r"msodel|trackchangetextdeletion\w*|tracked-?deletion")
_INSERTED_CLASS = re.compile(r"msoins|trackchangetextinsertion\w*|tracked-?insertion")
_UNSPOKEN = frozenset({"style", "script", "title", "xml", "template"})
_VOID = frozenset({"br", "img", "meta", "link", "hr", "input", "col", "wbr", "area", "base", "embed", "source", "track",
                   "param", "frame"})
#: What of a kept piece's start stays: what hides it does not.
_STAYS = frozenset({"colspan", "rowspan", "href", "src"})


@dataclass(slots=True)
class _Piece:
    """A hidden piece while it is read: its kind, where it begins in the output, its words."""

    kind: str
    begun: int
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An element that is open: how it ends in the output, the piece it began, and the colours inside it."""

    tag: str
    ending: str
    piece: _Piece | None
    ink: Colour | None
    ground: Colour | None


class _Looker(HTMLParser):
    """One pass: what is hidden, and the source again with each hidden piece kept or left out."""

    def __init__(self, html: str, choices: Mapping[int, bool]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Hidden] = []
        self.out: list[str] = []
        self._choices = choices
        self._sheet = Sheet(html)
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()  # of the open elements: a stranger's source may open very many
        self._pieces: list[_Piece] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start that hides begins a piece, unless it is inside one; what an insertion hides is a piece of its own."""
        said = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            if tag == "br" and self._pieces:
                self._pieces[-1].words.append(" ")
            self.out.append(_start(tag, said))
            return
        style = self._sheet.of(tag, _classes(said), said.get("style", ""))
        _add_old_colours(tag, said, style)
        ink, ground = self._colours()
        ink, ground = ink_of(style, ink), ground_of(style, ground)
        kind = None
        if not self._pieces or self._pieces[-1].kind == INSERTED:
            kind = _kind(tag, said, style) or (kind_of_colours(ink, ground) if "color" in style else None)
        self._begin(tag, said, kind, (ink, ground))

    def _begin(self, tag: str, said: dict[str, str], kind: str | None,
               colours: tuple[Colour | None, Colour | None]) -> None:
        shown, piece = tag, None
        if kind:
            shown, said, piece = "span" if tag in _TAGS else tag, _without_hiding(said), _Piece(kind, len(self.out))
            self._pieces.append(piece)
        self.out.append(_start(shown, said))
        self._open.append(_Open(tag, f"</{shown}>", piece, *colours))
        self._names[tag] += 1

    def _colours(self) -> tuple[Colour | None, Colour | None]:
        return (self._open[-1].ink, self._open[-1].ground) if self._open else ((0, 0, 0), WHITE_PAPER)

    def handle_endtag(self, tag: str) -> None:
        """The end of what hides ends the piece."""
        if self._names[tag]:
            while self._end().tag != tag:
                pass

    def _end(self) -> _Open:
        ended = self._open.pop()
        self._names[ended.tag] -= 1
        self.out.append(ended.ending)
        if ended.piece:
            self._pieces.pop()
            self._settle(ended.piece)
        return ended

    def _settle(self, piece: _Piece) -> None:
        text = " ".join("".join(piece.words).split())
        if not text:
            return
        number = len(self.found)
        self.found.append(Hidden(number, piece.kind, text))
        if piece.kind == COMMENT or not self._choices.get(number, piece.kind == INSERTED):
            del self.out[piece.begun:]

    def handle_data(self, data: str) -> None:
        """Words, of a piece or of the text."""
        if self._open and self._open[-1].tag in _UNSPOKEN:
            return
        said = escape(data, quote=False)
        if self._pieces:
            self._pieces[-1].words.append(data)
        elif kind := kind_of_colours(*self._colours()):
            piece = _Piece(kind, len(self.out), [data])
            self.out.append(f'<span style="color:auto">{said}</span>')
            self._settle(piece)
            return
        self.out.append(said)

    def close(self) -> None:
        """End what was left open."""
        super().close()
        while self._open:
            self._end()


def _classes(said: dict[str, str]) -> list[str]:
    return said.get("class", "").lower().split()


def _kind(tag: str, said: dict[str, str], style: Declared) -> str | None:
    if tag in _UNSPOKEN:
        return None
    classes = _classes(said)
    is_comment = (bool(_COMMENT_CLASSES & set(classes)) or style.get("mso-element") in {"comment", "comment-list"}
                  or said.get("href", "").startswith(("#_msocom", "#_msoanchor")))
    if is_comment:
        return COMMENT
    if tag == "del" or any(map(_DELETED_CLASS.fullmatch, classes)):
        return DELETED
    if kind := HIDDEN if "hidden" in said else kind_of_style(style):
        return kind
    return INSERTED if tag == "ins" or any(map(_INSERTED_CLASS.fullmatch, classes)) else None


def _add_old_colours(tag: str, said: dict[str, str], style: Declared) -> None:
    """Colours as they were written before there were styles."""
    if tag == "font" and "color" in said:
        style.setdefault("color", said["color"].strip().lower())
    if "bgcolor" in said:
        style.setdefault("background-color", said["bgcolor"].strip().lower())


def _without_hiding(said: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in said.items() if name in _STAYS}
    entry = re.search(r"mso-list\s*:[^;]*", said.get("style", ""), re.IGNORECASE)
    return {**kept, "style": entry[0]} if entry else kept


def _start(tag: str, said: dict[str, str]) -> str:
    return f"<{tag}{''.join(_attribute(*one) for one in said.items())}>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'


def hidden_in(html: str) -> tuple[Hidden, ...]:
    """Every piece that the source hides, in the order in which they end."""
    return tuple(_Looker(html, {}).found)


def settled(html: str, choices: Mapping[int, bool]) -> str:
    """The source with each hidden piece kept or left out as chosen; comments are always left out.

    Raises Refusal where a piece has not been chosen about.
    """
    check_settled(hidden_in(html), choices)
    return "".join(_Looker(html, choices).out)
