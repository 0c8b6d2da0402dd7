"""HTML of a field -> a flow of paragraphs by line, headings, lists and tables, each with its characters in the source.

Own and linear, without a document tree: a field needs its blocks and where they stand, and a general parser keeps no
character offsets, cuts what is nested too deep and drops what follows a NUL. Elements that only group are seen through.
Text that a browser would not show (scripts, styles, what is marked hidden) is never text here: it is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ..kernel.errors import InputRefused
from .html_builder import MARKUP, RAW, TOKEN, Builder
from .html_flow import Flow

#: Elements inside each other; deeper is hostile.
MAX_DEPTH = 1000

_RUN = re.compile(rf"({MARKUP}(?:\s*+{MARKUP})*+\s*+)", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)(.*)>", re.DOTALL)
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)")
_HIDING_STYLE = re.compile(r"\bstyle\s*=\s*[^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

_BLOCKS = (
    "p", "div", "section", "article", "header", "footer", "main", "blockquote", "address", "figure", "figcaption",
    "center", "form", "fieldset", "legend", "pre", "dl", "dt", "dd", "hr", "nav", "aside", "details", "summary", "body",
    "html", "caption",
)
_VOID = frozenset({
    "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "param",
})
#: Elements that stand alone, or that a writer may leave open; they do not count as depth.
_SINGLE = _VOID | frozenset({
    "p", "li", "tr", "td", "th", "thead", "tbody", "tfoot", "dt", "dd", "option", "html", "body", "head", "colgroup",
})


def flow_of(html: str, pointer: str) -> Flow:
    """The flow of one field. Raises InputRefused for hostile nesting; anything else is read, whatever its form."""
    if html.count("<") > MAX_DEPTH:
        _refuse_depth(html)
    builder, at = Builder(html, pointer), 0
    parts = _RUN.split(html)  # texts, and between them runs of tags, most of which were met before
    parts.append("")
    for text, run in zip(parts[::2], parts[1::2], strict=True):
        acts, after_end = _acts_of(run)
        if text:
            if at >= builder.shown_from:
                if after_end is None:
                    builder.text(text, at)
                else:
                    builder.last_text(text, at)
                    acts = after_end
            at += len(text)
        for act, closing, attrs, end in acts:
            if at + end > builder.shown_from:
                act(builder, closing, attrs, at + end)
        at += len(run)
    return builder.flow()


_Act = Callable[[Builder, bool, str, int], None]
_Call = tuple[_Act, bool, str, int]


def _heading(level: int) -> _Act:
    def act(builder: Builder, closing: bool, _attrs: str, _at: int) -> None:
        builder.heading(None if closing else level)
    return act


_ACTS: dict[str, _Act] = {
    **dict.fromkeys(_BLOCKS, Builder.block), **{f"h{level}": _heading(level) for level in range(1, 7)},
    "ul": Builder.unordered, "ol": Builder.ordered, "li": Builder.entry, "br": Builder.line_break,
    "table": Builder.table, "tr": Builder.row, "td": Builder.cell, "th": Builder.header_cell,
    "thead": Builder.rows, "tbody": Builder.rows, "tfoot": Builder.rows,
    "b": Builder.emphasis, "strong": Builder.emphasis, "u": Builder.underline,
    "del": Builder.strike, "s": Builder.strike, "strike": Builder.strike, "img": Builder.image,
}
#: Acts that only mark a part of a line; all others end it.
_INLINE = frozenset({Builder.blank, Builder.emphasis, Builder.underline, Builder.strike, Builder.image})
#: Acts that do not begin by ending the paragraph.
_GO_ON = _INLINE | {Builder.line_break, Builder.hide}


@lru_cache(maxsize=16384)
def _acts_of(run: str) -> tuple[tuple[_Call, ...], tuple[_Call, ...] | None]:
    """What to do at a run of tags: act, whether it closes, its attributes, where its tag ends in the run; and what is
    left to do where the paragraph before it is ended already, or None where the first of them does not end it."""
    acts: list[_Call] = []
    at = 0
    for match in TOKEN.finditer(run):
        if match.start() > at:
            acts.append((Builder.blank, False, "", match.start()))
        at = match.end()
        if (act := _act_of(match[0])) is not None:
            acts.append((*act, at))
    if at < len(run):
        acts.append((Builder.blank, False, "", len(run)))
    made = tuple(acts) if any(act[0] is Builder.hide for act in acts) else _needed(acts)
    if not made or made[0][0] in _GO_ON:
        return made, None
    return made, made[1:] if made[0][0] is Builder.block else made


def _needed(acts: list[_Call]) -> tuple[_Call, ...]:
    """The acts without those that do nothing beside the others: no text stands between them."""
    ends = [act for act in acts if act[0] not in _INLINE]
    if not ends:
        blanks = [act for act in acts if act[0] is Builder.blank]
        return tuple(act for act in acts if act[0] is not Builder.blank or act is blanks[0])
    only_blocks = all(act[0] is Builder.block for act in ends)
    return tuple(act for act in acts if act[0] is not Builder.blank
                 and (act[0] is not Builder.block or (only_blocks and act is ends[0])))


def _act_of(token: str) -> tuple[_Act, bool, str] | None:
    """What to do at a tag: the act, whether it closes, and its attributes (the name of what is hidden); None where
    it is seen through."""
    match = _TAG.fullmatch(token)
    if match is None:
        return None
    closing, tag, attrs = bool(match[1]), match[2].lower(), match[3]
    if not closing and tag not in _VOID and (tag in RAW or _is_hidden(attrs.lower())):
        return Builder.hide, False, tag
    act = _ACTS.get(tag)
    return None if act is None else (act, closing, attrs)


def _is_hidden(attrs: str) -> bool:
    return _HIDING_STYLE.search(attrs) is not None or _HIDDEN.search(_QUOTED.sub(" ", attrs)) is not None


def _refuse_depth(html: str) -> None:
    """Raise InputRefused where elements stand too deep inside each other."""
    depth = 0
    for match in TOKEN.finditer(html):
        tag = _TAG.fullmatch(match[0])
        if tag is not None and tag[2].lower() not in _SINGLE and not tag[3].endswith("/"):
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > MAX_DEPTH:
                raise InputRefused("html-too-deep", limit=MAX_DEPTH)
