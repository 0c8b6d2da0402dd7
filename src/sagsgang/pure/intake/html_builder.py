"""Builds the blocks of a field while its texts and tags pass by, with a stack of the open lists and tables only."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Any

from ..kernel.errors import InputRefused
from ..packet.blocks import ListBlock, Table
from ..packet.span import Span
from .html_flow import Aside, Flow, Head, Line, Lines, Node, cell_of, cell_text, collapsed, made_of, place_of, to_block

#: Lists and tables inside each other; deeper is hostile.
MAX_BLOCK_DEPTH = 60
MAX_CELL_SPAN = 1000
#: Elements whose content is no text.
RAW = frozenset({"script", "style", "template", "title", "iframe", "object", "noframes", "noembed"})

# Each part stops at the next "<", so that a scan over any input is linear.
_ATTRS = r"(?:[^<>\"']*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+[^<>\"']*+|[^<>]*"
MARKUP = rf"<(?:/?[A-Za-z](?:[^<>\"']*+>|(?:{_ATTRS})>)|!--.*?(?:-->|\Z)|[!?][^<>]*>)"
TOKEN = re.compile(MARKUP, re.DOTALL)
_SPANS = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,6})", re.I)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)


class Frame:
    """An open list, entry, table, row or cell ("root" below them all), and what it holds so far: the nodes of an entry
    or a cell, the entries of a list, the cells of a row, the rows of a table."""

    __slots__ = ("end", "header", "held", "holds_nodes", "inside", "kind", "ordered", "spans", "start")

    def __init__(self, kind: str, *, ordered: bool = False, header: bool = False,
                 spans: tuple[int, int] = (1, 1)) -> None:
        self.kind, self.ordered, self.header, self.spans = kind, ordered, header, spans
        self.holds_nodes = kind in _HOLDS_NODES
        self.held: list[Any] = []
        self.inside: list[Node] | None = []  # of a row or a table of one column: what its cells hold
        self.start: int | None = None
        self.end = 0


_HOLDS_NODES = frozenset({"root", "entry", "cell"})


@lru_cache(maxsize=4096)
def _spans_of(attrs: str) -> tuple[int, int]:
    """How many columns and rows a cell says that it takes."""
    spans = {name.lower(): min(max(int(value), 1), MAX_CELL_SPAN) for name, value in _SPANS.findall(attrs)}
    return spans.get("colspan", 1), spans.get("rowspan", 1)


def unescaped(raw: str) -> str:
    """The text that some source stands for; its most frequent entity is a blank, which needs no look into a table."""
    text = raw.replace("&nbsp;", " ")
    return unescape(text) if "&" in text else text


def shown_text(html: str) -> str:
    """The text of some HTML in one line."""
    return collapsed(unescape(TOKEN.sub(" ", html)))


class Builder:
    """Walks the tokens once, with a stack of the open lists and tables only."""

    def __init__(self, html: str, pointer: str) -> None:
        self.html, self.pointer = html, pointer
        self.stack = [Frame("root")]
        self.asides: list[Aside] = []
        self.bold = self.underlined = 0
        self.struck: list[int] = []
        self.level: int | None = None
        self.lines: list[Line] = []
        self.pieces: list[str] = []  # of the line being read; empty until its first visible sign
        self.line_start = self.line_end = 0
        self.line_bold = self.line_underlined = True
        self.shown_from = 0  # what stands before is not shown

    def flow(self) -> Flow:
        """The flow of all that passed by."""
        while len(self.stack) > 1:
            self.close()
        self.flush()
        return Flow(tuple(self.stack[0].held), tuple(self.asides))

    # ------------------------------------------------------------------ texts
    def blank(self, _closing: bool, _attrs: str, _at: int) -> None:
        """White space between tags: a blank inside a line, nothing at its beginning."""
        if self.pieces:
            self.pieces.append(" ")

    def hide(self, _closing: bool, tag: str, at: int) -> None:
        """Pass over an element that is not shown, listing its text."""
        html, depth, end, after = self.html, 1, len(self.html), len(self.html)
        for match in re.compile(rf"<(/?){re.escape(tag)}\b[^<>]*>", re.I).finditer(html, at):
            depth += -1 if match[1] else 1
            if depth == 0 or (tag in RAW and match[1]):
                end, after = match.span()
                break
        text = collapsed(unescape(html[at:end])) if tag in RAW else shown_text(html[at:end])
        if text:
            self.asides.append(Aside("hidden", text, at, end))
        self.shown_from = after

    def text(self, raw: str, start: int) -> None:
        """A text between tags, from `start` on."""
        pieces = self.pieces
        text = unescaped(raw) if "&" in raw else raw
        if text.isspace():
            if pieces:
                pieces.append(" ")
            return
        if not pieces:
            self.line_start = start if raw[0] > " " else start + len(raw) - len(raw.lstrip())
            self.line_bold, self.line_underlined = self.bold > 0, self.underlined > 0
        elif not (self.bold and self.underlined):
            self.line_bold, self.line_underlined = self.line_bold and self.bold > 0, self.line_underlined and (
                self.underlined > 0)
        self.line_end = start + (len(raw) if raw[-1] > " " else len(raw.rstrip()))
        pieces.append(text)

    def last_text(self, raw: str, start: int) -> None:
        """A text that the paragraph ends with; mostly it is all of it."""
        if self.pieces or self.lines or self.level is not None:
            self.text(raw, start)
            self.flush()
            return
        text = collapsed(unescaped(raw) if "&" in raw else raw)
        if text:
            end = start + (len(raw) if raw[-1] > " " else len(raw.rstrip()))
            if raw[0] <= " ":
                start += len(raw) - len(raw.lstrip())
            line = made_of(Line, (text, start, end, self.bold > 0, self.underlined > 0))
            self._add(made_of(Lines, ((line,),)), start, end)

    # ------------------------------------------------------------------ lines and paragraphs
    def _end_line(self) -> None:
        if self._take_line():
            return
        if self.lines and self.level is None:
            self._paragraph()  # a blank line parts two paragraphs

    def _take_line(self) -> bool:
        """The line being read becomes one of the paragraph's, where it holds anything."""
        pieces = self.pieces
        if not pieces:
            return False
        self.pieces = []
        text = collapsed(pieces[0] if len(pieces) == 1 else "".join(pieces))
        if not text:
            return False
        self.lines.append(made_of(Line, (text, self.line_start, self.line_end, self.line_bold, self.line_underlined)))
        return True

    def _paragraph(self) -> None:
        lines, self.lines = self.lines, []
        start, end = lines[0].start, lines[-1].end
        if self.level is not None:
            self._add(Head(self.level, Line(" ".join([line.text for line in lines]), start, end)), start, end)
            self.level = None  # a heading that is left open ends with its own text
        else:
            self._add(Lines(tuple(lines)), start, end)

    def flush(self) -> None:
        """End the line and the paragraph, where one is open."""
        if self.pieces:
            self._take_line()
        if self.lines:
            self._paragraph()

    def _add(self, node: Node, start: int, end: int) -> None:
        """Put a node where it belongs; text that stands loose in a list is an entry, in a table stands before it."""
        frame = self.stack[-1]
        if frame.start is None:
            frame.start = start
        frame.end = end
        if frame.holds_nodes:
            frame.held.append(node)
        elif frame.kind == "list":
            frame.held.append((to_block(node, self.pointer),))
        else:
            next(outer for outer in reversed(self.stack) if outer.holds_nodes).held.append(node)

    def heading(self, level: int | None) -> None:
        """The beginning of a heading of `level`, or the end of one."""
        self.flush()
        self.level = level

    # ------------------------------------------------------------------ lists and tables
    def _open(self, frame: Frame) -> None:
        self.stack.append(frame)
        if len(self.stack) > MAX_BLOCK_DEPTH:
            raise InputRefused("html-too-deep", limit=MAX_BLOCK_DEPTH)

    def close(self) -> None:
        """Close the innermost open list, entry, table, row or cell."""
        if self.pieces or self.lines:
            self.flush()
        frame = self.stack.pop()
        above, held = self.stack[-1], frame.held
        if frame.start is not None:
            above.start = frame.start if above.start is None else above.start
            above.end = frame.end
        if frame.kind == "cell":
            above.inside = None if above.held else held
            above.held.append(cell_of(cell_text(held), frame.header, frame.spans))
        elif not held:
            return
        elif frame.kind == "entry":
            above.held.append(tuple([to_block(node, self.pointer) for node in held]))
        elif frame.kind == "row":
            above.held.append(tuple(held))
            if frame.inside is None or above.inside is None:
                above.inside = None
            else:
                above.inside += frame.inside
        elif frame.kind == "list":
            self._add_closed(ListBlock(frame.ordered, tuple(held), self._place(frame)))
        elif frame.inside and any(isinstance(node, Head) for node in frame.inside):
            for node in frame.inside:  # one column with headings in it is a frame around text, and no table
                self._add(node, frame.start or 0, frame.end)
        elif any(cell.text for row in held for cell in row):
            self._add_closed(Table(tuple(held), self._place(frame)))

    def _place(self, frame: Frame) -> tuple[Span, ...]:
        return () if frame.start is None else (place_of(self.pointer, frame.start, frame.end),)

    def _add_closed(self, block: ListBlock | Table) -> None:
        frame = self.stack[-1]
        if frame.kind == "list":  # a list straight inside a list belongs to the entry before it
            before = frame.held.pop() if frame.held else ()
            frame.held.append((*before, block))
        else:
            self._add(block, *((block.where[0].start or 0, block.where[0].end or 0) if block.where else (0, 0)))

    def _within(self, kind: str, *walls: str) -> int | None:
        """Where the innermost open `kind` stands on the stack, not looking past a wall."""
        for at in range(len(self.stack) - 1, 0, -1):
            if self.stack[at].kind == kind:
                return at
            if self.stack[at].kind in walls:
                return None
        return None

    def _close_to(self, at: int | None) -> bool:
        """Close everything above stack place `at`; False where there is no such place."""
        if at is None:
            return False
        while len(self.stack) > at + 1:
            self.close()
        return True

    # Each of these follows one tag: (closing, attributes, where it ends).
    def block(self, _closing: bool, _attrs: str, _at: int) -> None:
        """What begins or ends a paragraph."""
        self.flush()

    def unordered(self, closing: bool, _attrs: str, _at: int) -> None:
        """<ul> and its end."""
        self._list(closing, ordered=False)

    def ordered(self, closing: bool, _attrs: str, _at: int) -> None:
        """<ol> and its end."""
        self._list(closing, ordered=True)

    def _list(self, closing: bool, ordered: bool) -> None:
        self.flush()
        if not closing:
            self._open(Frame("list", ordered=ordered))
        elif self._close_to(self._within("list", "cell")):
            self.close()

    def entry(self, closing: bool, _attrs: str, _at: int) -> None:
        """<li> and its end; without a list it is a paragraph."""
        self.flush()
        if closing and self.stack[-1].kind == "entry":
            self.close()
        elif self._close_to(self._within("list", "cell")) and not closing:
            self._open(Frame("entry"))

    def table(self, closing: bool, _attrs: str, _at: int) -> None:
        """<table> and its end."""
        self.flush()
        if not closing:
            self._open(Frame("table"))
        elif self._close_to(self._within("table")):
            self.close()

    def row(self, closing: bool, _attrs: str, _at: int) -> None:
        """<tr> and its end."""
        self.flush()
        if closing and self.stack[-1].kind == "row":
            self.close()
        elif self._close_to(self._within("table")) and not closing:
            self._open(Frame("row"))

    def rows(self, _closing: bool, attrs: str, at: int) -> None:
        """What groups rows ends the row before it."""
        self.row(True, attrs, at)

    def cell(self, closing: bool, attrs: str, _at: int, header: bool = False) -> None:
        """<td> and its end; a cell without a row opens one."""
        self.flush()
        innermost = self.stack[-1].kind
        if closing and innermost == "cell":
            self.close()
            return
        if innermost != "row":
            table = self._within("table")
            if table is None:
                return
            if not self._close_to(self._within("row", "table")):
                self._close_to(table)
                self._open(Frame("row"))
        if not closing:
            self._open(Frame("cell", header=header, spans=_spans_of(attrs) if attrs else (1, 1)))

    def header_cell(self, closing: bool, attrs: str, at: int) -> None:
        """<th> and its end."""
        self.cell(closing, attrs, at, header=True)

    def line_break(self, _closing: bool, _attrs: str, _at: int) -> None:
        """<br>: the line ends; a second one ends the paragraph."""
        self._end_line()

    def emphasis(self, closing: bool, _attrs: str, _at: int) -> None:
        """<b>, <strong> and their ends."""
        self.bold = max(0, self.bold - 1) if closing else self.bold + 1

    def underline(self, closing: bool, _attrs: str, _at: int) -> None:
        """<u> and its end."""
        self.underlined = max(0, self.underlined - 1) if closing else self.underlined + 1

    def strike(self, closing: bool, _attrs: str, at: int) -> None:
        """<del>, <s> and their ends: the words stay, and are listed."""
        if not closing:
            self.struck.append(at)
        elif self.struck:
            start = self.struck.pop()
            end = self.html.rfind("<", start, at)
            if text := shown_text(self.html[start:end]):
                self.asides.append(Aside("struck", text, start, end))

    def image(self, _closing: bool, attrs: str, at: int) -> None:
        """<img>: not text; listed with its alternative text."""
        alt = _ALT.search(attrs)
        self.asides.append(Aside("image", collapsed(unescape(alt[1] or alt[2] or "")) if alt else "",
                                 self.html.rfind("<", 0, at), at))
