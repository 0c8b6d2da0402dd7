"""What the clipboard carries unseen: hidden words, tracked changes and comments of office programs, in their HTML.

This looks before the text is read: a cleaner that strips the marks would turn hidden words into visible ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from .hidden import COMMENT, DELETED, HIDDEN, INSERTED, OFF_PAGE, TINY, WHITE, Hidden, check_settled

_STYLES = (
    (COMMENT, re.compile(r"mso-element\s*:\s*comment(?:-list)?", re.IGNORECASE)),
    (HIDDEN, re.compile(r"mso-hide\s*:\s*all|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)),
    (TINY, re.compile(r"font-size\s*:\s*(?:0|0?\.\d+|1(?:\.0+)?)(?:pt|px|em)?\s*(?:;|!|$)", re.IGNORECASE)),
    (OFF_PAGE, re.compile(r"(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}", re.IGNORECASE)),
)
_WHITE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*[,)])", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:", re.IGNORECASE)
_TAGS = {"del": DELETED, "s": "", "ins": INSERTED}
_COMMENT_CLASSES = frozenset({"msocommentreference", "msocomanchor", "msocomtxt", "msocommenttext"})
_VOID = frozenset({"br", "img", "meta", "link", "hr", "input", "col", "wbr", "area", "base", "embed", "source"})


class _Looker(HTMLParser):
    """One pass: what is hidden, and the source again with each hidden piece kept or left out."""

    def __init__(self, choices: Mapping[int, bool]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Hidden] = []
        self.out: list[str] = []
        self._choices = choices
        self._open: list[tuple[str, bool]] = []  # (element, whether it began a hidden piece)
        self._piece: tuple[str, int] | None = None  # its kind, and where its words begin in the output
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start that hides begins a piece, unless one has begun."""
        said = {name: value or "" for name, value in attrs}
        kind = _kind(tag, said) if self._piece is None else None
        if kind and tag not in _VOID:
            self._piece, self._words = (kind, len(self.out)), []
        if tag not in _VOID:
            self._open.append((tag, bool(kind)))
        if not kind:
            self.out.append(f"<{tag}{''.join(_attr(name, said[name]) for name in said)}>")

    def handle_endtag(self, tag: str) -> None:
        """The end of what hides ends the piece."""
        if tag not in (name for name, _began in self._open):
            return
        while self._open:
            name, began = self._open.pop()
            if began:
                self._end()
            else:
                self.out.append(f"</{name}>")
            if name == tag:
                return

    def _end(self) -> None:
        assert self._piece is not None
        kind, begun = self._piece
        self._piece = None
        text = " ".join("".join(self._words).split())
        if not text:
            return
        number = len(self.found)
        self.found.append(Hidden(number, kind, text))
        if not (kind != COMMENT and self._choices.get(number, kind == INSERTED)):
            del self.out[begun:]

    def handle_data(self, data: str) -> None:
        """Words, of a piece or of the text."""
        if self._piece is not None:
            self._words.append(data)
        self.out.append(escape(data, quote=False))

    def close(self) -> None:
        """End what was left open."""
        super().close()
        while self._open:
            name, began = self._open.pop()
            if began:
                self._end()
            else:
                self.out.append(f"</{name}>")


def _kind(tag: str, said: dict[str, str]) -> str | None:
    style = said.get("style", "")
    if "hidden" in said:
        return HIDDEN
    if kind := _TAGS.get(tag):
        return kind
    classes = {name.casefold() for name in said.get("class", "").split()}
    if classes & _COMMENT_CLASSES or said.get("href", "").startswith(("#_msocom", "#_msoanchor")):
        return COMMENT
    if "msodel" in classes:
        return DELETED
    if "msoins" in classes:
        return INSERTED
    if tag == "style" or tag == "script":
        return None
    for kind, pattern in _STYLES:
        if pattern.search(style):
            return kind
    return WHITE if _WHITE.search(style) and not _BACKGROUND.search(style) else None


def _attr(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'


def hidden_in(html: str) -> tuple[Hidden, ...]:
    """Every piece that the source hides, in its order."""
    looker = _Looker({})
    looker.feed(html)
    looker.close()
    return tuple(looker.found)


def settled(html: str, choices: Mapping[int, bool]) -> str:
    """The source with each hidden piece kept or left out as chosen; comments are always left out.

    Raises Refusal where a piece has not been chosen about.
    """
    check_settled(hidden_in(html), choices)
    looker = _Looker(choices)
    looker.feed(html)
    looker.close()
    return "".join(looker.out)
