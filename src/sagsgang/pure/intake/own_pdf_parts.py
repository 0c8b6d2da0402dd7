"""The parts of our own paper: people, items with their fields, annexes; each from its heading and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from ..packet.model import (
    Access,
    Annex,
    AnnexDocument,
    Attendee,
    Decision,
    Item,
    ItemKind,
    Section,
    SectionKind,
    Signatory,
)
from ..packet.paper import kind_called, usual_kind, value_of, word
from ..packet.span import Sources, Span
from .own_pdf_text import Facts, day_of, ends_line, facts_of, is_parting, plain
from .pdf_tags import Piece, Tag, spans_of

_HEADING = re.compile(r"H([1-6])")
_ROWS = frozenset({"THead", "TBody", "TFoot"})


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and everything up to the next one of its level."""

    heading: Tag
    tags: list[Tag]

    @property
    def title(self) -> str:
        """The text of the heading."""
        return plain(self.heading.pieces())

    def is_unnamed(self) -> bool:
        """Whether the heading is our own word for a field without a name."""
        return bool(self.heading.kids) and isinstance(self.heading.kids[0], Tag)

    def decides(self) -> bool:
        """Whether the heading says by whom or when something was decided."""
        return len(self.heading.tags()) > self.is_unnamed()

    def label(self) -> str:
        """The heading without the body and the day of a decision, and without the words that join them to it."""
        own: list[Piece] = []
        for kid in self.heading.kids:
            if isinstance(kid, Tag):
                break
            own.append(kid)
        text = plain(own)
        if not self.decides():
            return text
        if self.heading.tags()[0].kind == "Strong":
            return text.removesuffix(f" {word('field.on')}")
        alone = f"{word('field.decision')} {word('field.by')}"
        return word("field.decision") if text == alone else text.removesuffix(",")

    def where(self) -> tuple[Span, ...]:
        """Where all of it stands."""
        return spans_of([piece for tag in (self.heading, *self.tags) for piece in tag.pieces()])


def _number_and_title(part: Part, name: str, facts: Facts, number: str) -> tuple[str | None, str | None]:
    """What the heading of a numbered part says; the number may stand among the values instead."""
    rest = part.title.removeprefix(word(f"part.{name}"))
    match = re.fullmatch(r"(?: ([^:]*))?(?:: (.*))?", rest)
    if match is None:
        raise ValueError("a heading without number or title")
    return facts.text(number) or match[1], match[2]


# ------------------------------------------------------------------ people
def attendees_of(part: Part) -> list[tuple[Attendee, tuple[Span, ...]]]:
    """Those whom the paper lists as participants."""
    return [(Attendee(name, presence == word("person.absent")), where) for (name, presence), where in _rows(part.tags)]


def signatories_of(part: Part) -> list[tuple[Signatory, tuple[Span, ...]]]:
    """Those who signed."""
    return [(Signatory(name, role or None), where) for (name, role), where in _rows(part.tags)]


def _rows(tags: list[Tag]) -> list[tuple[list[str], tuple[Span, ...]]]:
    """The rows of a table of our own words, without its heading."""
    return [([plain(cell.pieces()) for cell in row.tags()], row.spans()) for row in _table_rows(tags[0])[1:]]


# ------------------------------------------------------------------ items
def item_of(part: Part) -> Item:
    """An item with everything under it."""
    own, fields = _fields(part.tags)
    facts, rest = facts_of(own, "item")
    if rest:
        raise ValueError("text of an item outside its fields")
    number, title = _number_and_title(part, "item", facts, "number")
    kind, sections = _kind(facts)
    decisions: list[Decision] = []
    annexes: tuple[Annex, ...] = ()
    for field_ in fields:
        values, tags = facts_of(field_.tags, "field")
        if values.has("annex_count"):
            annexes, listing = _annexes(field_, values, tags)
            sections += listing
            continue
        told, alone = _decisions(field_, values, tags)
        decisions += told
        if not alone:
            label, what_for = _label_and_kind(field_, values)
            sections.append(Section(label, what_for, _said(told, tags), field_.where()))
    access = value_of("access", facts.text("access"))
    return Item(
        number=number or "", title=title, case_number=facts.text("case_number"), kind=kind,
        access=Access(access) if access else None, sections=tuple(sections), decisions=tuple(decisions),
        absent=facts.all("absent"), attendance_notes=facts.all("attendance_notes"), annexes=annexes,
        where=part.where(), sources=_sources(part, facts, title))


def _kind(facts: Facts) -> tuple[ItemKind | None, list[Section]]:
    """The kind of the item, and the field that said it where the value stands under that field's label."""
    kind = value_of("kind", facts.text("kind"))
    for label, lines in facts.lines.items():
        if usual_kind(label) is SectionKind.ITEM_KIND and label != word("item.kind"):
            shown, where = lines[0]
            kind = value_of("kind", shown)
            return (ItemKind(kind) if kind else None,
                    [Section(label, SectionKind.ITEM_KIND, (Paragraph(shown, where),), where)])
    return ItemKind(kind) if kind else None, []


def _said(decisions: list[Decision], tags: list[Tag]) -> tuple[Block, ...]:
    """What a field holds: its decisions and what stands beside them, or else all of it."""
    if not decisions:
        return blocks_of(tags, 2)
    beside = next((number for number, tag in enumerate(tags, 1) if is_parting(tag)), len(tags))
    return (*(block for each in decisions for block in each.blocks), *blocks_of(tags[beside:], 2))


def _fields(tags: list[Tag]) -> tuple[list[Tag], list[Part]]:
    """What stands before the first field, and the fields."""
    own: list[Tag] = []
    fields: list[Part] = []
    for tag in tags:
        if tag.kind == "H2":
            fields.append(Part(tag, []))
        else:
            (fields[-1].tags if fields else own).append(tag)
    return own, fields


def _decisions(field: Part, values: Facts, tags: list[Tag]) -> tuple[list[Decision], bool]:
    """The decision that a field holds, or the several, each under a heading of its own; and whether it is no field of
    the paper but a decision that stands alone."""
    tags = tags[:next((number for number, tag in enumerate(tags) if is_parting(tag)), len(tags))]
    if field.decides() or values.has("body"):
        head = field.heading.tags()
        body = next((plain(tag.pieces()) for tag in head[field.is_unnamed():] if tag.kind == "Em"), None)
        day = next((plain(tag.pieces()) for tag in head if tag.kind == "Strong"), None)
        alone = not values.has("kind") and field.label() == word("field.decision") and not field.is_unnamed()
        return [Decision(body, day_of(day), blocks_of(tags, 2), field.where())], alone
    parts: list[Part] = []
    for number, tag in enumerate(tags):
        part = Part(tag, [])
        if tag.kind == "H3" and (part.decides() or facts_of(tags[number + 1:number + 2], "field")[0].has("body")):
            parts.append(part)
        elif parts:
            parts[-1].tags.append(tag)
    return [decision for part in parts for decision in _decisions(part, *facts_of(part.tags, "field"))[0]], False


def _label_and_kind(field: Part, values: Facts) -> tuple[str, SectionKind | None]:
    label = "" if field.is_unnamed() else field.label()
    return label, kind_called(values.text("kind") or "") if values.has("kind") else usual_kind(label)


def _sources(part: Part, facts: Facts, title: str | None) -> Sources:
    found: dict[str, tuple[Span, ...]] = {"number": facts.where("number") or part.heading.spans()}
    if title is not None:
        found["title"] = part.heading.spans()
    for name in ("case_number", "kind", "access"):
        if facts.has(name):
            found[name] = facts.where(name)
    for name in ("absent", "attendance_notes"):
        found.update({f"{name}/{number}": where for number, where in enumerate(facts.each_where(name))})
    return found


def _annexes(field: Part, values: Facts, tags: list[Tag]) -> tuple[tuple[Annex, ...], list[Section]]:
    """The annexes that a field lists, and the field; none where they stand in a table of our own."""
    if tags and tags[0].kind == "Table":
        head, *rows = [[plain(cell.pieces()) for cell in row.tags()] for row in _table_rows(tags[0])]
        named = [{value_of("annex", name): text for name, text in zip(head, row, strict=True)} for row in rows]
        return tuple(_annex(row["title"], row.get("document_number"), row.get("access"), where)
                     for row, (_, where) in zip(named, _rows(tags), strict=True)), []
    found = tuple(annex for tag in tags for annex in _listed(tag))
    blocks = blocks_of([_without_values(tag) for tag in tags], 2)
    label, kind = _label_and_kind(field, values)
    return found, [Section(label, kind, blocks, field.where())]


def _annex(title: str, number: str | None, access_word: str | None, where: tuple[Span, ...]) -> Annex:
    access = value_of("access", access_word)
    return Annex(title, number or None, Access(access) if access else None, where=where)


def _listed(tag: Tag) -> Iterator[Annex]:
    """An annex a line of the paragraphs in it: its title, then its values, each known by its tag."""
    if tag.kind != "P":
        for kid in tag.tags():
            yield from _listed(kid)
        return
    lines: list[list[Tag | Piece]] = [[]]
    for part in tag.kids:
        lines[-1].append(part)
        if isinstance(part, Piece) and ends_line(part):
            lines.append([])
    for line in lines:
        title = plain(piece for piece in line if isinstance(piece, Piece))
        values = {value.kind: plain(value.pieces()) for value in line if isinstance(value, Tag)}
        yield _annex(title, values.get("Em"), values.get("Strong"), Tag("P", tuple(line)).spans())


def _without_values(tag: Tag) -> Tag:
    """The same element without what stands beside the titles."""
    kids = (kid if isinstance(kid, Piece) else _without_values(kid) for kid in tag.kids
            if isinstance(kid, Piece) or kid.kind not in {"Em", "Strong"})
    return Tag(tag.kind, tuple(kids), tag.attributes)


# ------------------------------------------------------------------ annexes with text
def document_of(part: Part, name: str) -> AnnexDocument:
    """An annex whose text the paper carries."""
    facts, tags = facts_of(part.tags, "document")
    label, title = _number_and_title(part, name, facts, "label")
    access, pages = value_of("access", facts.text("access")), facts.text("pages")
    first, _, last = (pages or "").partition("–")
    return AnnexDocument(
        label=label or None, title=title, access=Access(access) if access else None,
        document_number=facts.text("document_number"), pages=(int(first), int(last or first)) if pages else None,
        blocks=blocks_of(tags, 1), case_numbers=facts.all("case_numbers"), where=part.where())


# ------------------------------------------------------------------ block trees
def blocks_of(tags: Iterable[Tag], level: int) -> tuple[Block, ...]:
    """The block tree under a heading of the given level; raises ValueError on a tag that our writer does not make."""
    return tuple(_block(tag, level) for tag in tags)


def _block(tag: Tag, level: int) -> Block:
    if tag.kind == "P":
        return Paragraph(plain(tag.pieces()), tag.spans())
    if match := _HEADING.fullmatch(tag.kind):
        return Heading(int(match[1]) - level, plain(tag.pieces()), tag.spans())
    if tag.kind == "L":
        ordered = tag.attributes.get("ListNumbering") not in {"Circle", "Disc", "Square", "Unordered"}
        return ListBlock(ordered, _entries(tag, level), tag.spans())
    if tag.kind == "Table":
        rows = _table_rows(tag)
        return Table(tuple(tuple(_cell(cell) for cell in row.tags()) for row in rows), tag.spans())
    raise ValueError(f"unexpected tag {tag.kind}")


def _entries(tag: Tag, level: int) -> tuple[tuple[Block, ...], ...]:
    """The entries of a list; the typesetter tags a list at the end of an entry as if it stood after it."""
    entries: list[tuple[Block, ...]] = []
    for kid in tag.tags():
        if kid.kind == "LI":
            entries.append(_entry(kid, level))
        elif kid.kind == "L" and entries:
            entries[-1] += (_block(kid, level),)
        else:
            raise ValueError(f"unexpected tag {kid.kind} in a list")
    return tuple(entries)


def _entry(entry: Tag, level: int) -> tuple[Block, ...]:
    """What stands in a list entry, without its bullet or number."""
    inside = [inner for kid in entry.tags() if kid.kind != "Lbl"
              for inner in (kid.tags() if kid.kind == "LBody" else (kid,))]
    return blocks_of(inside, level)


def _table_rows(table: Tag) -> list[Tag]:
    if table.kind != "Table":
        raise ValueError("a table is missing")
    return [row for kid in table.tags() for row in (kid.tags() if kid.kind in _ROWS else (kid,)) if row.kind == "TR"]


def _cell(tag: Tag) -> Cell:
    text = plain(tag.pieces())
    return Cell(text, tag.kind == "TH" and bool(text), int(tag.attributes.get("ColSpan", 1)),
                int(tag.attributes.get("RowSpan", 1)))
