"""HTML of a field -> a flow of paragraphs by line, headings, lists and tables, each with its characters in the source.

Own and linear, without a document tree: a field needs its blocks and where they stand, and a general parser keeps no
character offsets, cuts what is nested too deep and drops what follows a NUL. Elements that only group are seen through.
Text that a browser would not show (scripts, styles, what is marked hidden) is never text here: it is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from ..kernel.errors import InputRefused
from ..packet.blocks import Block, Cell, ListBlock, Table
from ..packet.span import Span
from .html_flow import Aside, Flow, Head, Line, Lines, Node, cell_text, collapsed, to_block

#: Lists and tables inside each other, and elements inside each other; deeper is hostile.
MAX_BLOCK_DEPTH, MAX_DEPTH = 60, 1000
MAX_CELL_SPAN = 1000

# Each part stops at the next "<", so that a scan over any input is linear.
_ATTRS = r"(?:[^<>\"']*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+[^<>\"']*+|[^<>]*"
_MARKUP = rf"<(?:!--.*?(?:-->|\Z)|[!?][^<>]*>|/?[A-Za-z](?:{_ATTRS})>)"
_TOKEN = re.compile(_MARKUP, re.DOTALL)
_RUN = re.compile(rf"({_MARKUP}(?:\s*+{_MARKUP})*+\s*+)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)(.*)>", re.DOTALL)
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)")
_HIDING_STYLE = re.compile(r"\bstyle\s*=\s*[^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SPAN = 1000

# Each part stops at the next "<", so that a scan over any input is linear.
_ATTRS = r"(?:[^<>\"']*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+[^<>\"']*+|[^<>]*"
_MARKUP = rf"<(?:!--.*?(?:-->|\Z)|[!?][^<>]*>|/?[A-Za-z](?:{_ATTRS})>)"
_TOKEN = re.compile(_MARKUP, re.DOTALL)
_RUN = re.compile(rf"({_MARKUP}(?:\s*+{_MARKUP})*+\s*+)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)(.*)>", re.DOTALL)
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)|display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,6})", re.I)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)

_BLOCKS = (
    "p", "div", "section", "article", "header", "footer", "main", "blockquote", "address", "figure", "figcaption",
    "center", "form", "fieldset", "legend", "pre", "dl", "dt", "dd", "hr", "nav", "aside", "details", "summary", "body",
    "html", "caption",
)
_RAW = frozenset({"script", "style", "template", "title", "iframe", "object", "noframes", "noembed"})
_VOID = frozenset({
    "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "param",
})
#: Elements that stand alone, or that a writer may leave open; they do not count as depth.
_SINGLE = _VOID | frozenset({
    "p", "li", "tr", "td", "th", "thead", "tbody", "tfoot", "dt", "dd", "option", "html", "body", "head", "colgroup",
})


@dataclass(slots=True)
class _Frame:
    """An open list, entry, table, row or cell ("root" below them all)."""

    kind: str
    children: list[Node] = field(default_factory=list)
    parts: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    ordered: bool = False
    header: bool = False
    spans: tuple[int, int] = (1, 1)
    start: int | None = None
    end: int = 0


def flow_of(html: str, pointer: str) -> Flow:
    """The flow of one field. Raises InputRefused for hostile nesting; anything else is read, whatever its form."""
    return _Builder(html, pointer).run()


class _Builder:
    """Walks the tokens once, with a stack of the open lists and tables only."""

    def __init__(self, html: str, pointer: str) -> None:
        self.html, self.pointer = html, pointer
        self.stack = [_Frame("root")]
        self.asides: list[Aside] = []
        self.bold = self.underlined = 0
        self.struck: list[int] = []
        self.level: int | None = None
        self.lines: list[Line] = []
        self.pieces: list[str] = []  # of the line being read; empty until its first visible sign
        self.line_start = self.line_end = 0
        self.line_bold = self.line_underlined = True
        self.shown_from = 0  # what stands before is not shown

    # ------------------------------------------------------------------ tokens
    def run(self) -> Flow:
        """Read the whole field: texts, and between them runs of tags, most of which were met before."""
        html, at = self.html, 0
        if html.count("<") > MAX_DEPTH:
            _refuse_depth(html)
        parts = _RUN.split(html)
        parts.append("")  # the last text has a run after it too
        for text, run in zip(parts[::2], parts[1::2], strict=True):
            if text:
                if at >= self.shown_from:
                    self._text(text, at)
                at += len(text)
            for act, closing, attrs, end in _acts_of(run):
                if at + end > self.shown_from:
                    act(self, closing, attrs, at + end)
            at += len(run)
        while len(self.stack) > 1:
            self._close()
        self._flush()
        return Flow(tuple(self.stack[0].children), tuple(self.asides))

    def blank(self, _closing: bool, _attrs: str, _at: int) -> None:
        """White space between tags: a blank inside a line, nothing at its beginning."""
        if self.pieces:
            self.pieces.append(" ")

    def hide(self, _closing: bool, tag: str, at: int) -> None:
        """Pass over an element that is not shown, listing its text."""
        html, depth, end, after = self.html, 1, len(self.html), len(self.html)
        for match in re.compile(rf"<(/?){re.escape(tag)}\b[^<>]*>", re.I).finditer(html, at):
            depth += -1 if match[1] else 1
            if depth == 0 or (tag in _RAW and match[1]):
                end, after = match.span()
                break
        text = collapsed(unescape(html[at:end] if tag in _RAW else _TOKEN.sub(" ", html[at:end])))
        if text:
            self.asides.append(Aside("hidden", text, at, end))
        self.shown_from = after

    def _text(self, raw: str, start: int) -> None:
        pieces = self.pieces
        text = unescape(raw) if "&" in raw else raw
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
        self.lines.append(Line(text, self.line_start, self.line_end, self.line_bold, self.line_underlined))
        return True

    def _paragraph(self) -> None:
        lines, self.lines = self.lines, []
        start, end = lines[0].start, lines[-1].end
        if self.level is not None:
            self._add(Head(self.level, Line(" ".join([line.text for line in lines]), start, end)), start, end)
            self.level = None  # a heading that is left open ends with its own text
        else:
            self._add(Lines(tuple(lines)), start, end)

    def _flush(self) -> None:
        if self.pieces:
            self._take_line()
        if self.lines:
            self._paragraph()

    def _add(self, node: Node, start: int, end: int) -> None:
        """Put a node where it belongs; text that stands loose in a list is an entry, in a table stands before it."""
        frame = self.stack[-1]
        if frame.kind == "root":
            frame.children.append(node)
            return
        for outer in self.stack:
            outer.start = start if outer.start is None else outer.start
            outer.end = max(outer.end, end)
        if frame.kind == "list":
            frame.parts.append((to_block(node, self.pointer),))
            return
        at = len(self.stack) - 1
        while self.stack[at].kind in {"table", "row", "list"}:
            at -= 1
        self.stack[at].children.append(node)

    def heading(self, level: int | None) -> None:
        """The beginning of a heading of `level`, or the end of one."""
        self._flush()
        self.level = level

    # ------------------------------------------------------------------ lists and tables
    def _open(self, frame: _Frame) -> None:
        self.stack.append(frame)
        if len(self.stack) > MAX_BLOCK_DEPTH:
            raise InputRefused("html-too-deep", limit=MAX_BLOCK_DEPTH)

    def _close(self) -> None:
        """Close the innermost open list, entry, table, row or cell."""
        self._flush()
        frame = self.stack.pop()
        above = self.stack[-1]
        where = () if frame.start is None else (Span(pointer=self.pointer, start=frame.start, end=frame.end),)
        if frame.kind == "entry" and frame.children:
            above.parts.append(tuple(to_block(node, self.pointer) for node in frame.children))
        elif frame.kind == "cell":
            above.cells.append(Cell(cell_text(frame.children), frame.header, *frame.spans))
        elif frame.kind == "row" and frame.cells:
            above.rows.append(tuple(frame.cells))
        elif frame.kind == "list" and frame.parts:
            self._add_closed(ListBlock(frame.ordered, tuple(frame.parts), where))
        elif frame.kind == "table" and any(cell.text for row in frame.rows for cell in row):
            self._add_closed(Table(tuple(frame.rows), where))

    def _add_closed(self, block: ListBlock | Table) -> None:
        frame = self.stack[-1]
        if frame.kind == "list":  # a list straight inside a list belongs to the entry before it
            before = frame.parts.pop() if frame.parts else ()
            frame.parts.append((*before, block))
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
            self._close()
        return True

    # Each of these follows one tag: (closing, attributes, where it ends).
    def block(self, _closing: bool, _attrs: str, _at: int) -> None:
        """What begins or ends a paragraph."""
        self._flush()

    def unordered(self, closing: bool, _attrs: str, _at: int) -> None:
        """<ul> and its end."""
        self._list(closing, ordered=False)

    def ordered(self, closing: bool, _attrs: str, _at: int) -> None:
        """<ol> and its end."""
        self._list(closing, ordered=True)

    def _list(self, closing: bool, ordered: bool) -> None:
        self._flush()
        if not closing:
            self._open(_Frame("list", ordered=ordered))
        elif self._close_to(self._within("list", "cell")):
            self._close()

    def entry(self, closing: bool, _attrs: str, _at: int) -> None:
        """<li> and its end; without a list it is a paragraph."""
        self._flush()
        if self._close_to(self._within("list", "cell")) and not closing:
            self._open(_Frame("entry"))

    def table(self, closing: bool, _attrs: str, _at: int) -> None:
        """<table> and its end."""
        self._flush()
        if not closing:
            self._open(_Frame("table"))
        elif self._close_to(self._within("table")):
            self._close()

    def row(self, closing: bool, _attrs: str, _at: int) -> None:
        """<tr> and its end."""
        self._flush()
        if self._close_to(self._within("table")) and not closing:
            self._open(_Frame("row"))

    def rows(self, _closing: bool, attrs: str, at: int) -> None:
        """What groups rows ends the row before it."""
        self.row(True, attrs, at)

    def cell(self, closing: bool, attrs: str, _at: int, header: bool = False) -> None:
        """<td> and its end; a cell without a row opens one."""
        self._flush()
        table = self._within("table")
        if table is None:
            return
        if not self._close_to(self._within("row", "table")):
            self._close_to(table)
            self._open(_Frame("row"))
        if not closing:
            spans = {name.lower(): min(max(int(value), 1), MAX_CELL_SPAN) for name, value in _SPAN.findall(attrs)}
            self._open(_Frame("cell", header=header, spans=(spans.get("colspan", 1), spans.get("rowspan", 1))))

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
            if text := collapsed(unescape(_TOKEN.sub(" ", self.html[start:end]))):
                self.asides.append(Aside("struck", text, start, end))

    def image(self, _closing: bool, attrs: str, at: int) -> None:
        """<img>: not text; listed with its alternative text."""
        alt = _ALT.search(attrs)
        self.asides.append(Aside("image", collapsed(unescape(alt[1] or alt[2] or "")) if alt else "",
                                 self.html.rfind("<", 0, at), at))


_Act = Callable[[_Builder, bool, str, int], None]


def _heading(level: int) -> _Act:
    def act(builder: _Builder, closing: bool, _attrs: str, _at: int) -> None:
        builder.heading(None if closing else level)
    return act


_ACTS: dict[str, _Act] = {
    **dict.fromkeys(_BLOCKS, _Builder.block), **{f"h{level}": _heading(level) for level in range(1, 7)},
    "ul": _Builder.unordered, "ol": _Builder.ordered, "li": _Builder.entry, "br": _Builder.line_break,
    "table": _Builder.table, "tr": _Builder.row, "td": _Builder.cell, "th": _Builder.header_cell,
    "thead": _Builder.rows, "tbody": _Builder.rows, "tfoot": _Builder.rows,
    "b": _Builder.emphasis, "strong": _Builder.emphasis, "u": _Builder.underline,
    "del": _Builder.strike, "s": _Builder.strike, "strike": _Builder.strike, "img": _Builder.image,
}
#: Acts that only mark a part of a line; all others end it.
_INLINE = frozenset({_Builder.blank, _Builder.emphasis, _Builder.underline, _Builder.strike, _Builder.image})


@lru_cache(maxsize=16384)
def _acts_of(run: str) -> tuple[tuple[_Act, bool, str, int], ...]:
    """What to do at a run of tags: act, whether it closes, its attributes, where its tag ends in the run."""
    acts: list[tuple[_Act, bool, str, int]] = []
    at = 0
    for match in _TOKEN.finditer(run):
        if match.start() > at:
            acts.append((_Builder.blank, False, "", match.start()))
        at = match.end()
        if (act := _act_of(match[0])) is not None:
            acts.append((*act, at))
    if at < len(run):
        acts.append((_Builder.blank, False, "", len(run)))
    return tuple(acts) if any(act[0] is _Builder.hide for act in acts) else _needed(acts)


def _needed(acts: list[tuple[_Act, bool, str, int]]) -> tuple[tuple[_Act, bool, str, int], ...]:
    """The acts without those that do nothing beside the others: no text stands between them."""
    ends = [act for act in acts if act[0] not in _INLINE]
    if not ends:
        blanks = [act for act in acts if act[0] is _Builder.blank]
        return tuple(act for act in acts if act[0] is not _Builder.blank or act is blanks[0])
    only_blocks = all(act[0] is _Builder.block for act in ends)
    return tuple(act for act in acts if act[0] is not _Builder.blank
                 and (act[0] is not _Builder.block or (only_blocks and act is ends[0])))


def _act_of(token: str) -> tuple[_Act, bool, str] | None:
    """What to do at a tag: the act, whether it closes, and its attributes (the name of what is hidden); None where
    it is seen through."""
    match = _TAG.fullmatch(token)
    if match is None:
        return None
    closing, tag, attrs = bool(match[1]), match[2].lower(), match[3]
    if not closing and tag not in _VOID and (tag in _RAW or _is_hidden(attrs.lower())):
        return _Builder.hide, False, tag
    act = _ACTS.get(tag)
    return None if act is None else (act, closing, attrs)


def _is_hidden(attrs: str) -> bool:
    return _HIDING_STYLE.search(attrs) is not None or _HIDDEN.search(_QUOTED.sub(" ", attrs)) is not None


def _refuse_depth(html: str) -> None:
    """Raise InputRefused where elements stand too deep inside each other."""
    depth = 0
    for match in _TOKEN.finditer(html):
        tag = _TAG.fullmatch(match[0])
        if tag is not None and tag[2].lower() not in _SINGLE and not tag[3].endswith("/"):
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > MAX_DEPTH:
                raise InputRefused("html-too-deep", limit=MAX_DEPTH)
