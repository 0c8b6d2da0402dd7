"""A packet as the sequence of things that stand on its paper, before anything is drawn.

The order and the words are a form of their own (`packet/paper.toml`) that `intake/own_pdf.py` reads back: each part
begins with a heading of level 1, its single values follow as terms, fields of an item have headings of level 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..kernel.dates import clock, long_date
from ..packet.blocks import Block, Heading, ListBlock, Paragraph, Table
from ..packet.grid import placed
from ..packet.model import Access, Annex, AnnexDocument, Decision, Item, Packet, Section, SectionKind
from ..packet.paper import kind_word, usual_kind, word

Node = dict[str, Any]
Facts = list[tuple[str, list[str]]]

_NUMBER = re.compile(r"[-–−+(]?\s?\d[\d.\s\xa0]*(?:,\d+|,-)?\)?\s?(?:%|kr\.?|t?\.?kr\.?|mio\.? kr\.?)?", re.IGNORECASE)
_LONG_WORD = re.compile(r"\S{25,}")
_GROUP = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def paper_of(packet: Packet) -> Node:
    """The whole paper of a packet in its normal form: title, front values, parts and the notice at the foot."""
    day = packet.meeting_date
    title = " · ".join(part for part in (packet.committee, long_date(day) if day else None) if part)
    edition = word(f"edition.{packet.edition}") if packet.edition else None
    return {
        "title": title or edition or word("form"), "municipality": packet.municipality, "edition": edition,
        "date": [day.year, day.month, day.day] if day else None, "contents": word("contents"),
        "page": word("page"), "front": _front(packet), "nodes": list(_parts(packet)),
    }


def _front(packet: Packet) -> Facts:
    day, start = packet.meeting_date, packet.meeting_start
    return _facts("front", municipality=packet.municipality, committee=packet.committee,
                  meeting_date=long_date(day) if day else None, meeting_start=clock(start) if start else None,
                  place=packet.place, edition=word(f"edition.{packet.edition}") if packet.edition else None,
                  form=word("form"))


def _facts(table: str, **values: str | Iterable[str] | None) -> Facts:
    """The values that are known, each as its word and its lines."""
    lines = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in values.items()}
    return [(word(f"{table}.{name}"), [printable(line) for line in value]) for name, value in lines.items() if value]


def _parts(packet: Packet) -> Iterator[Node]:
    if packet.attendees:
        yield _heading(1, word("part.attendees"))
        yield _plain_table(
            [word("person.name"), word("person.presence")],
            [[a.name, word("person.absent" if a.absent else "person.present")] for a in packet.attendees])
    for item in packet.items:
        yield from _item(item)
    if packet.signatories:
        yield _heading(1, word("part.signatories"))
        yield _plain_table([word("person.name"), word("person.role")],
                           [[s.name, s.role or ""] for s in packet.signatories])
    for document in packet.annex_documents:
        yield from _document("annex_document", document)
    for body in packet.annex_bodies:
        yield from _document("annex_body", body)


def _heading(level: int, text: str, *, part: str = "") -> Node:
    return {"t": "h", "level": level, "text": printable(text), "part": part}


def _numbered(name: str, number: str | None, title: str | None) -> tuple[str, str | None]:
    """The heading of a numbered part, and its number once more where the heading cannot tell it from the title."""
    clear = number is not None and ":" not in number
    head = f"{word(f'part.{name}')} {number if clear else ''}".strip()
    return (f"{head}: {title}" if title else head), None if clear else number


# ------------------------------------------------------------------ items
def _item(item: Item) -> Iterator[Node]:
    heading, number = _numbered("item", item.number, item.title)
    yield _heading(1, heading, part="item")
    yield _terms(_facts(
        "item", number=number, case_number=item.case_number, kind=word(f"kind.{item.kind}") if item.kind else None,
        access=word(f"access.{item.access}") if item.access else None, absent=item.absent,
        attendance_notes=item.attendance_notes))
    waiting = list(item.decisions)
    for section in item.sections:
        first, end = _same_words(section, waiting)
        for decision in waiting[:first]:
            yield from _decision(decision, 2)
        yield from _section(section, waiting[first:end])
        del waiting[:end]
    for decision in waiting:
        yield from _decision(decision, 2)
    if item.annexes:
        yield from _annexes(item.annexes)


def _same_words(section: Section, decisions: list[Decision]) -> tuple[int, int]:
    """Which of the decisions still to print, one after the other, the field says word for word: each is printed once,
    in the field's place. None: (0, 0)."""
    if section.kind is SectionKind.DECISION:
        for first in range(len(decisions)):
            said: tuple[Block, ...] = ()
            for end in range(first + 1, len(decisions) + 1):
                said += decisions[end - 1].blocks
                if said == section.blocks:
                    return first, end
    return 0, 0


def _section(section: Section, decisions: list[Decision]) -> Iterator[Node]:
    """A field; where it holds a decision, the decision's body and date as well; where it holds several, each apart."""
    yield _heading(2, section.label or word("field.unnamed"), part="decision" if decisions else "")
    told = usual_kind(section.label) is section.kind and not decisions
    yield _terms(_facts("field", label=None if section.label else word("field.label_missing"),
                        kind=None if told else kind_word(section.kind),
                        decision_count=str(len(decisions)) if len(decisions) > 1 else None)
                 + (_decided(decisions[0]) if len(decisions) == 1 else []))
    if len(decisions) > 1:
        for decision in decisions:
            yield from _decision(decision, 3)
    else:
        yield from nodes_of(section.blocks, 2)


def _decision(decision: Decision, level: int) -> Iterator[Node]:
    """A decision under a heading of its own."""
    yield _heading(level, word("field.decision"), part="decision")
    yield _terms(_decided(decision))
    yield from nodes_of(decision.blocks, 2)


def _decided(decision: Decision) -> Facts:
    """By whom and when; the first stands there even without a value, because it tells a decision from a field."""
    return [(word("field.body"), [printable(decision.body)] if decision.body else []),
            *_facts("field", date=long_date(decision.date) if decision.date else None)]


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[Node]:
    yield _heading(2, word("field.annexes"))
    yield _terms(_facts("field", annex_count=str(len(annexes))))
    yield _plain_table(
        [word(f"annex.{name}") for name in ("number", "title", "document_number", "access")],
        [[str(number), annex.title, annex.document_number or "", _access(annex.access) or ""]
         for number, annex in enumerate(annexes, 1)])


def _access(access: Access | None) -> str | None:
    return word(f"access.{access}") if access else None


# ------------------------------------------------------------------ annexes with text
def _document(name: str, document: AnnexDocument) -> Iterator[Node]:
    heading, label = _numbered(name, document.label, document.title)
    pages = "–".join(map(str, document.pages)) if document.pages else None
    yield _heading(1, heading, part=name)
    yield _terms(_facts("document", label=label, document_number=document.document_number,
                        access=_access(document.access), pages=pages, case_numbers=document.case_numbers))
    yield {"t": "body", "cover": name == "annex_document"}
    yield from nodes_of(document.blocks, 1)


# ------------------------------------------------------------------ block trees
def nodes_of(blocks: Iterable[Block], level: int) -> Iterator[Node]:
    """A block tree under a heading of the given level."""
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield {"t": "p", "lines": [printable(line) for line in text.split("\n")]}
            case Heading():
                yield _heading(level + block.level, block.text)
            case ListBlock(ordered=ordered, entries=entries):
                yield {"t": "list", "ordered": ordered, "entries": [list(nodes_of(entry, level)) for entry in entries]}
            case Table():
                yield _table(block)


def _terms(facts: Facts) -> Node:
    return {"t": "terms", "rows": facts}


def _table(table: Table) -> Node:
    grid = placed(table.rows)
    cells = [[{"x": place.column, "y": place.row, "lines": [printable(line) for line in place.cell.text.split("\n")],
               "colspan": place.cell.colspan, "rowspan": place.cell.rowspan, "header": place.cell.header,
               "number": bool(_NUMBER.fullmatch(place.cell.text))} for place in row] for row in grid]
    columns = max((place.column + place.cell.colspan for row in grid for place in row), default=0)
    return {"t": "table", "columns": _widths(cells, columns), "head": _head_rows(cells), "rows": cells}


def _plain_table(head: list[str], rows: list[list[str]]) -> Node:
    """A table of our own words with one row of headings."""
    cells = [[{"x": x, "y": y, "lines": [printable(text)], "colspan": 1, "rowspan": 1, "header": y == 0,
               "number": False} for x, text in enumerate(row)] for y, row in enumerate([head, *rows])]
    return {"t": "table", "columns": _widths(cells, len(head)), "head": 1, "rows": cells}


def _head_rows(rows: list[list[Node]]) -> int:
    """How many rows at the top are headings through and through, none of their cells reaching further down."""
    count = 0
    for row in rows:
        if not all(cell["header"] or cell["lines"] == [""] for cell in row) or not any(c["header"] for c in row):
            break
        count += 1
    while count and any(cell["y"] + cell["rowspan"] > count for row in rows[:count] for cell in row):
        count -= 1
    return count if count < len(rows) else 0


def _widths(rows: list[list[Node]], columns: int) -> list[int]:
    """The share of each column, by its longest word and its longest line; [] where all fits without sharing."""
    longest, words = [1] * columns, [1] * columns
    for cell in (cell for row in rows for cell in row if cell["colspan"] == 1):
        for line in cell["lines"]:
            longest[cell["x"]] = max(longest[cell["x"]], len(line))
            words[cell["x"]] = max(words[cell["x"]], *(len(part) for part in re.split(r"[ \u200b]", line)))
    if sum(longest) + 2 * columns <= 80:
        return []
    return [max(min(part, 16) + 2, min(line, 60)) for part, line in zip(words, longest, strict=True)]


def printable(text: str) -> str:
    """The text with places to break in long words and none inside grouped numbers; neither shows nor is read back."""
    return _LONG_WORD.sub(_breakable, _GROUP.sub("\xa0", text))


def _breakable(match: re.Match[str]) -> str:
    """A word with chances to break after its signs, else after every twelfth character."""
    parts = re.findall(r"[^/.,;_@&=?+-]{1,12}[/.,;_@&=?+-]?|[/.,;_@&=?+-]", match[0])
    return "\u200b".join(parts)
