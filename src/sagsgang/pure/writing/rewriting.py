"""What office programs put on the clipboard, rewritten into the few elements that a text here is made of.

Word's list paragraphs become lists, the first bold row of a table its header, a link keeps its address in the text.
What is left is read by `pure.intake.html`, which makes blocks of it; nothing of the source's markup is ever shown.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_LIST_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
_LIST_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_ORDERED_MARK = re.compile(r"\(?(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)]\s*")
#: The marks that a numbered list begins with: one that comes again begins a list again.
_FIRST_MARK = re.compile(r"\(?[1aAiI][.)]")
#: Word on the web puts each entry into a list of its own, and says its level.
_WEB_ENTRY = "listcontainerwrapper"
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote"})
_KEPT = _BLOCKS | {"li", "tr", "td", "th", "thead", "tbody", "tfoot", "br"}
_SILENT = frozenset({"script", "style", "title", "head", "xml", "template", "noscript", "o:p"})
_DEEPEST = 9


@dataclass(slots=True)
class _Row:
    """The first row of a table: where its cells begin in the output, and whether all their words are bold."""

    cells: list[int] = field(default_factory=list)
    bold: bool = True
    words: bool = False


class Rewriter(HTMLParser):
    """One pass over the source. `images` counts the pictures that a text cannot hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.images = 0
        self._open: list[tuple[str, str]] = []  # (element, what its end does)
        self._names: Counter[str] = Counter()  # of the open elements: a stranger's source may open very many
        self._lists: list[str] = []
        self._entry: int | None = None  # in a Word list paragraph: its level, and 0 when its entry has begun
        self._silent = self._bold = self._marks = self._wrapped = 0
        self._mark = ""
        self._links: list[tuple[str, int]] = []
        self._row: _Row | None = None
        self._tables: list[int] = []  # rows begun, for each open table

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a text is made of; remember what the rest means."""
        said = {name: value or "" for name, value in attrs}
        style = said.get("style", "")
        if tag == "br":
            self._say("<br>")
            return
        if tag == "img":
            self.images += 1
            return
        end = self._begin(tag, said, style)
        if tag not in {"meta", "link", "col", "input", "hr", "wbr", "base"}:
            self._open.append((tag, end))
            self._names[tag] += 1

    def _begin(self, tag: str, said: dict[str, str], style: str) -> str:
        if tag in _SILENT:
            self._silent += 1
            return "silent"
        if _LIST_MARK.search(style):
            self._marks += 1
            return "mark"
        if tag in {"b", "strong"} or (tag == "span" and _BOLD_STYLE.search(style)):
            self._bold += 1
            return "bold"
        if tag == "a" and not self._links:
            self._links.append((said.get("href", ""), len(self.out)))
            return "link"
        if (end := self._begin_office_list(tag, said, style)) is not None:
            return end
        if tag in _BLOCKS and not self._tables:
            self._close_lists()
        if tag in _KEPT:
            self._keep(tag, said)
            return "kept"
        return ""

    def _begin_office_list(self, tag: str, said: dict[str, str], style: str) -> str | None:
        """An entry as Word says it, on paper by the style of a paragraph, on the web by a list around each entry."""
        if tag == "p" and (level := _LIST_LEVEL.search(style)):
            self._entry, self._mark = min(int(level[1]), _DEEPEST), ""
            return "entry"
        if _WEB_ENTRY in said.get("class", "").lower().split():
            self._wrapped += 1
            return "wrapper"
        if not self._wrapped or tag not in {"ul", "ol", "li", "p", "div"}:
            return None
        if tag in {"ul", "ol"}:
            self._mark = f"{said.get('start') or 1}." if tag == "ol" else ""
        elif tag == "li":
            level_said = said.get("data-aria-level") or said.get("aria-level") or "1"
            self._entry = max(1, min(int(level_said), _DEEPEST)) if level_said.isdecimal() else 1
            return "entry"
        return ""

    def _keep(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table":
            self._tables.append(0)
        elif tag == "tr" and self._tables:
            self._tables[-1] += 1
            self._row = _Row() if self._tables[-1] == 1 else None
        spans = "".join(f' {name}="{said[name]}"' for name in ("colspan", "rowspan")
                        if tag in {"td", "th"} and said.get(name, "").isdecimal())
        if self._row is not None and tag in {"td", "th"}:
            self._row.cells.append(len(self.out))
        self._say(f"<{tag}{spans}>")

    def handle_endtag(self, tag: str) -> None:
        """End the newest element of this name, and those inside it that were left open."""
        if self._names[tag]:
            while self._end_newest() != tag:
                pass

    def _end_newest(self) -> str:
        tag, end = self._open.pop()
        self._names[tag] -= 1
        self._end(tag, end)
        return tag

    def _end(self, tag: str, end: str) -> None:
        match end:
            case "silent":
                self._silent -= 1
            case "mark":
                self._marks -= 1
            case "wrapper":
                self._wrapped -= 1
            case "bold":
                self._bold -= 1
            case "link":
                self._end_link(*self._links.pop())
            case "entry":
                if self._entry == 0:
                    self._say("</li>")
                self._entry = None
            case "kept":
                if tag == "tr":
                    self._end_row()
                if tag == "table" and self._tables:
                    self._tables.pop()
                self._say(f"</{tag}>")

    def _end_link(self, address: str, begun: int) -> None:
        """Say the address of a link, unless its words are the address."""
        words = re.sub(r"<[^>]*>", "", "".join(self.out[begun:])).strip()
        bare = address.removeprefix("mailto:")
        if _ADDRESS.fullmatch(address) and words and bare.rstrip("/") not in words:
            self._say(f" ({escape(bare, quote=False)})")

    def _end_row(self) -> None:
        """A first row whose every word is bold is the table's header."""
        row, self._row = self._row, None
        if row and row.words and row.bold and len(row.cells) > 1:
            for place in row.cells:
                self.out[place] = self.out[place].replace("<td", "<th", 1)
            for place in range(row.cells[0], len(self.out)):
                if self.out[place] == "</td>":
                    self.out[place] = "</th>"

    def handle_data(self, data: str) -> None:
        """Words; those of a bullet tell what kind of list it is."""
        if self._silent:
            return
        if self._marks:
            self._mark += data
            return
        if self._entry and data.strip():
            self._begin_entry(self._entry)
        if self._row is not None and data.strip():
            self._row.words = True
            self._row.bold = self._row.bold and bool(self._bold or self._names["th"])
        self._say(escape(data, quote=False))

    def _begin_entry(self, level: int) -> None:
        kind = "ol" if _ORDERED_MARK.fullmatch(self._mark.strip() or "-") else "ul"
        again = self._lists[level - 1:level] not in ([], [kind]) or (
            kind == "ol" and bool(_FIRST_MARK.fullmatch(self._mark.strip())))
        while len(self._lists) > level or (again and len(self._lists) == level):
            self._say(f"</{self._lists.pop()}>")
        while len(self._lists) < level:
            self._lists.append(kind)
            self._say(f"<{kind}>")
        self._say("<li>")
        self._entry = 0

    def _close_lists(self) -> None:
        while self._lists:
            self._say(f"</{self._lists.pop()}>")

    def _say(self, text: str) -> None:
        if not self._silent:
            self.out.append(text)

    def close(self) -> None:
        """End what was left open."""
        super().close()
        while self._open:
            self._end_newest()
        self._close_lists()


def rewritten(html: str) -> tuple[str, int]:
    """The source in plain elements, and how many pictures it had."""
    rewriter = Rewriter()
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.out), rewriter.images
