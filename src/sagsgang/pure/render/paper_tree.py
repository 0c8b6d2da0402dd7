"""A packet as the sequence of things that stand on its paper, before anything is drawn.

The order and the words are a form of their own (`packet/paper.toml`) that `intake/own_pdf.py` reads back: each part
begins with a heading of level 1, its single values follow as terms, fields of an item have headings of level 2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..kernel.dates import clock, long_date
from ..packet.blocks import Block, Heading, ListBlock, Paragraph, Table, text_of
from ..packet.grid import Placed, placed
from ..packet.model import Access, Annex, AnnexDocument, Decision, Item, Packet, Section, SectionKind
from ..packet.paper import kind_word, usual_kind, word

Node = dict[str, Any]
Facts = list[tuple[str, list[str]]]

_NUMBER = re.compile(r"[-–−+(]?\s?\d[\d.\s\xa0]*(?:,\d+|,-)?\)?\s?(?:%|kr\.?|t?\.?kr\.?|mio\.? kr\.?)?", re.IGNORECASE)
_LONG_WORD = re.compile(r"\S{25,}")
#: The longest text of a field that stands beside its label.
_SHORT = 56
#: The longest decision that is never parted by the end of a page.
_WHOLE = 900
_GROUP = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def paper_of(packet: Packet) -> Node:
    """The whole paper of a packet in its normal form: title, front values, parts and the notice at the foot."""
    day = packet.meeting_date
    title = " · ".join(part for part in (packet.committee, long_date(day) if day else None) if part)
    edition = word(f"edition.{packet.edition}") if packet.edition else None
    foot = " · ".join(part for part in (packet.municipality, title, edition) if part)
    return {
        "title": title or edition or word("form"), "municipality": packet.municipality, "foot": foot or word("form"),
        "date": [day.year, day.month, day.day] if day else None, "contents": word("contents"), "page": word("page"),
        "committee": printable(packet.committee) if packet.committee else None, "front": _front(packet),
        "attendees": list(_attendees(packet)), "nodes": list(_parts(packet)),
    }


def _front(packet: Packet) -> Facts:
    """What stands under municipality and body, which are read from the lines that they fill at the top."""
    day, start = packet.meeting_date, packet.meeting_start
    return _facts("front", meeting_date=long_date(day) if day else None, meeting_start=clock(start) if start else None,
                  place=packet.place, edition=word(f"edition.{packet.edition}") if packet.edition else None,
                  form=word("form"))


def _facts(table: str, **values: str | Iterable[str] | None) -> Facts:
    """The values that are known, each as its word and its lines."""
    lines = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in values.items()}
    return [(word(f"{table}.{name}"), [printable(line) for line in value]) for name, value in lines.items() if value]


def _attendees(packet: Packet) -> Iterator[Node]:
    """Who took part; they stand on the front."""
    if packet.attendees:
        yield _heading(1, word("part.attendees"), part="attendees")
        yield _plain_table(
            [word("person.name"), word("person.presence")],
            [[a.name, word("person.absent" if a.absent else "person.present")] for a in packet.attendees])


def _parts(packet: Packet) -> Iterator[Node]:
    for item in packet.items:
        yield from together(_item(item))
    if packet.signatories:
        yield _heading(1, word("part.signatories"))
        yield _plain_table([word("person.name"), word("person.role")],
                           [[s.name, s.role or ""] for s in packet.signatories])
    for document in packet.annex_documents:
        yield from _document("annex_document", document)
    for body in packet.annex_bodies:
        yield from _document("annex_body", body)


def _heading(level: int, text: str, *, part: str = "") -> Node:
    return _heading_of(level, [("text", text)], part=part)


def _heading_of(level: int, runs: list[tuple[str, str]], *, part: str = "") -> Node:
    """A heading of runs that are tagged each by what it is; the page shows no difference between most of them."""
    return {"t": "h", "level": level, "part": part, "runs": [(tag, printable(text)) for tag, text in runs]}


def _numbered(name: str, number: str | None, title: str | None) -> tuple[Node, str | None]:
    """The heading of a numbered part, and its number once more where the heading cannot tell it from the title."""
    clear = number is not None and ":" not in number
    head = f"{word(f'part.{name}')} {number if clear else ''}".strip()
    runs = [("lead", f"{head}: "), ("text", title)] if title else [("lead", head)]
    return _heading_of(1, runs, part=name), None if clear else number


# ------------------------------------------------------------------ items
def _item(item: Item) -> Iterator[Node]:
    heading, number = _numbered("item", item.number, item.title)
    kind, sections = _kind_and_sections(item)
    yield heading
    yield _line(_facts("item", number=number, case_number=item.case_number) + kind + _facts(
        "item", access=word(f"access.{item.access}") if item.access else None, absent=item.absent,
        attendance_notes=item.attendance_notes))
    waiting, listed = list(item.decisions), not item.annexes
    for section in sections:
        first, end = _same_words(section, waiting)
        for decision in waiting[:first]:
            yield from _lone_decision(decision, 2)
        if not listed and _lists(section, item.annexes):
            listed = True
            yield from _listing_section(section, item.annexes)
        else:
            yield from _section(section, waiting[first:end])
        del waiting[:end]
    for decision in waiting:
        yield from _lone_decision(decision, 2)
    if not listed:
        yield from _annexes(item.annexes)


def _kind_and_sections(item: Item) -> tuple[Facts, tuple[Section, ...]]:
    """The kind of the item and its fields; a first field that says nothing but the kind is said by it, as its label."""
    if item.kind is None:
        return [], item.sections
    shown = word(f"kind.{item.kind}")
    first = item.sections[0] if item.sections else None
    if first and first.kind is usual_kind(first.label) is SectionKind.ITEM_KIND and first.blocks == (Paragraph(shown),):
        return [(printable(first.label), [shown])], item.sections[1:]
    return _facts("item", kind=shown), item.sections


def _same_words(section: Section, decisions: list[Decision]) -> tuple[int, int]:
    """Which of the decisions still to print, one after the other, the field says word for word, or begins with: each
    is printed once, in the field's place. None: (0, 0)."""
    if section.kind is not SectionKind.DECISION:
        return 0, 0
    beginning = (0, 0)
    for first in range(len(decisions)):
        said: tuple[Block, ...] = ()
        for end in range(first + 1, len(decisions) + 1):
            said += decisions[end - 1].blocks
            if said == section.blocks:
                return first, end
            if said and said == section.blocks[:len(said)] and beginning == (0, 0):
                beginning = first, end
    return beginning


def _section(section: Section, decisions: list[Decision]) -> Iterator[Node]:
    """A field; where it holds a decision, the decision's body and date as well; where it holds several, each apart."""
    label = [("text", section.label)] if section.label else [("em", word("field.unnamed"))]
    told = usual_kind(section.label) is section.kind and section.label != word("field.decision")
    facts = _facts("field", kind=None if told else kind_word(section.kind))
    if not decisions:
        heading, blocks = _heading_of(2, label), list(nodes_of(section.blocks, 2))
        if not facts and is_short(blocks):
            yield {"t": "short", "rows": [([heading], blocks)]}
        else:
            yield from [heading, _line(facts), *blocks]
        return
    rest = section.blocks[sum(len(decision.blocks) for decision in decisions):]
    beside = [_line([("", [word("field.beside")])])] if rest else []
    if len(decisions) == 1:
        runs, missing = _decided(label, ", ", decisions[0])
        yield _box([_heading_of(2, runs, part="decision"), _line(facts + missing)], decisions[0].blocks,
                   [*beside, *nodes_of(rest, 2)])
        return
    yield _heading_of(2, label, part="decision")
    yield _line(facts)
    for decision in decisions:
        yield from _lone_decision(decision, 3)
    yield from [*beside, *nodes_of(rest, 2)]


def _lone_decision(decision: Decision, level: int) -> Iterator[Node]:
    """A decision under a heading of our own words."""
    runs, missing = _decided([("text", word("field.decision"))], f" {word('field.by')} ", decision)
    yield _box([_heading_of(level, runs, part="decision"), _line(missing)], decision.blocks)


def _box(head: list[Node], blocks: tuple[Block, ...], after: Iterable[Node] = ()) -> Node:
    """A decision with what belongs to it, kept on one page where it is no longer than a good paragraph."""
    return {"t": "decision", "whole": len(text_of(blocks)) <= _WHOLE, "nodes": [*head, *nodes_of(blocks, 2), *after]}


def _decided(label: list[tuple[str, str]], join: str, decision: Decision) -> tuple[list[tuple[str, str]], Facts]:
    """The heading of a decision, by whom and when in it; where neither is known a value of its own says so, because
    one of them tells a decision from a field."""
    body = [("text", join), ("em", decision.body)] if decision.body else []
    date = long_date(decision.date).replace(" ", "\xa0") if decision.date else None
    day = [("text", f" {word('field.on')} "), ("strong", date)] if date else []
    missing = [] if body or day else [(word("field.body"), [word("field.missing")])]
    return [*label, *body, *day], missing


# ------------------------------------------------------------------ annexes as listed
def _lists(section: Section, annexes: tuple[Annex, ...]) -> bool:
    """Whether the field is the list of the annexes: their titles, line by line, and nothing else."""
    return section.kind is SectionKind.ANNEXES and bool(section.label) and (
        list(_lines(section.blocks)) == [annex.title for annex in annexes])


def _lines(blocks: Iterable[Block]) -> Iterator[str | None]:
    """The lines of paragraphs and of lists of paragraphs; None for anything else."""
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield from text.split("\n")
            case ListBlock(entries=entries):
                for entry in entries:
                    yield from _lines(entry)
            case _:
                yield None


def _listing_section(section: Section, annexes: tuple[Annex, ...]) -> Iterator[Node]:
    """The field of the annexes as it stands, each title with the values that are known beside it."""
    told = usual_kind(section.label) is section.kind
    yield _heading(2, section.label)
    yield _line(_facts("field", kind=None if told else kind_word(section.kind), annex_count=str(len(annexes))))
    nodes = list(nodes_of(section.blocks, 2))
    _put_details(nodes, iter(annexes))
    yield from nodes


def _put_details(nodes: Iterable[Node], annexes: Iterator[Annex]) -> None:
    for node in nodes:
        if node["t"] == "p":
            node["details"] = [[printable(annex.document_number or ""), _access(annex.access) or ""]
                               for _, annex in zip(node["lines"], annexes, strict=False)]
        for entry in node.get("entries", ()):
            _put_details(entry, annexes)


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[Node]:
    """The annexes that no field lists as they are, without the columns that are empty."""
    yield _heading(2, word("field.annexes"))
    yield _line(_facts("field", annex_count=str(len(annexes))))
    rows = [{"number": str(number), "title": annex.title, "document_number": annex.document_number or "",
             "access": _access(annex.access) or ""} for number, annex in enumerate(annexes, 1)]
    names = [name for name in rows[0] if name in {"number", "title"} or any(row[name] for row in rows)]
    yield _plain_table([word(f"annex.{name}") for name in names], [[row[name] for name in names] for row in rows])


def _access(access: Access | None) -> str | None:
    return word(f"access.{access}") if access else None


# ------------------------------------------------------------------ annexes with text
def _document(name: str, document: AnnexDocument) -> Iterator[Node]:
    heading, label = _numbered(name, document.label, document.title)
    pages = "–".join(map(str, dict.fromkeys(document.pages))) if document.pages else None
    facts = _facts("document", label=label, document_number=document.document_number,
                   access=_access(document.access), pages=pages, case_numbers=document.case_numbers)
    yield {"t": "sheet", "text": bool(document.blocks), "nodes": [heading, _line(facts)]}
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


def _line(facts: Facts) -> Node:
    """Single values in one line of running text; a value without a word parts what stands before it from the rest."""
    return {"t": "facts", "rows": facts}


def is_short(blocks: list[Node]) -> bool:
    """Whether a field says so little that it stands beside its label."""
    return len(blocks) == 1 and blocks[0]["t"] == "p" and len(blocks[0]["lines"]) == 1 and (
        len(blocks[0]["lines"][0]) <= _SHORT)


def together(nodes: Iterable[Node]) -> Iterator[Node]:
    """The same nodes, short fields after each other as one."""
    waiting: Node | None = None
    for node in nodes:
        if waiting and node["t"] == "short":
            waiting["rows"] += node["rows"]
            continue
        if waiting:
            yield waiting
        waiting = node if node["t"] == "short" else None
        if not waiting:
            yield node
    if waiting:
        yield waiting


def _table(table: Table) -> Node:
    grid = placed(table.rows)
    columns = max((place.column + place.cell.colspan for row in grid for place in row), default=0)
    numeric = _numeric([place for row in grid for place in row])
    cells = [[{"x": place.column, "y": place.row, "lines": [printable(line) for line in place.cell.text.split("\n")],
               "colspan": place.cell.colspan, "rowspan": place.cell.rowspan, "header": place.cell.header,
               "number": place.column in numeric and place.cell.colspan == 1} for place in row] for row in grid]
    return {"t": "table", "columns": _widths(cells, columns), "head": _head_rows(cells), "rows": cells}


def _numeric(places: list[Placed]) -> frozenset[int]:
    """The columns that are mostly figures and stand to the right; never the first one, which names the rows."""
    filled = [place for place in places if place.cell.text and place.cell.colspan == 1 and not place.cell.header]
    figures = Counter(place.column for place in filled if _NUMBER.fullmatch(place.cell.text))
    words = Counter(place.column for place in filled if not _NUMBER.fullmatch(place.cell.text.strip("-–— ") or "0"))
    return frozenset(column for column, count in figures.items() if column and count > words[column])


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
