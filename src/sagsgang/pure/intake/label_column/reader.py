"""The chain: rows -> regions -> items -> fields -> values -> packet, for both forms of the layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from ...packet.findings import Severity
from ...packet.model import Edition, Packet, SectionKind
from ...packet.span import Span
from ..lines import Joiner, Row, merged, rows_of_pages, rows_of_text
from ..pdf import Page, Rule
from ..reading import Reading
from .annexes import annexes_of, sheet_title
from .chrome import is_drawn, without_chrome, without_drawn, without_heads
from .columns import Edges, edges_by_page, fields_by_column
from .item import Context, item_of
from .labels import decision_label, inline_label, known_over
from .meeting import Facts, facts_of, sheet_values
from .parts import Desk, Field, Notes, RawItem
from .regions import ItemRows, Regions, cover_key, items_of, regions_of
from .signatures import signatories_of
from .wording import Wording, odd_labels
from .words import squeezed, words

LAYOUT = "label-column"


class _Form(Protocol):
    """How labels are told from values in one form of the layout."""

    def beyond(self, rows: Sequence[Row]) -> int:
        """Where annexes begin behind the items without any sheet."""

    def study(self, rows: Sequence[Row]) -> None:
        """Look at all rows of the meeting before the first of them is read."""

    def heads(self, row: Row) -> bool:
        """Whether the row stands where an item's title may stand."""

    def first_label(self, rows: Sequence[Row]) -> str | None:
        """The known label that begins at the first row, or None."""

    def fields(self, rows: Sequence[Row], joiner: Joiner,
               bodies: frozenset[str]) -> tuple[tuple[Field, ...], tuple[Row, ...]]:
        """The fields of an item's rows, and the rows before any label."""


class _ByWords:
    """A text layer."""

    def __init__(self) -> None:
        self._odd: frozenset[str] = frozenset()

    def beyond(self, rows: Sequence[Row]) -> int:
        return len(rows)

    def study(self, rows: Sequence[Row]) -> None:
        self._odd = odd_labels(rows)

    def heads(self, row: Row) -> bool:
        return row.gap or row.first

    def first_label(self, rows: Sequence[Row]) -> str | None:
        if not rows or not rows[0].gap:
            return None
        texts = [row.text for row in rows[:4]]
        count = known_over(texts)
        found = inline_label(texts[0], first=True)
        return found[0] if found else " ".join(texts[:count]) or None

    def fields(self, rows: Sequence[Row], joiner: Joiner,
               bodies: frozenset[str]) -> tuple[tuple[Field, ...], tuple[Row, ...]]:
        return Wording(rows, joiner, bodies, self._odd).fields()


class _ByColumns:
    """A PDF."""

    def __init__(self, edges: Mapping[int, Edges]) -> None:
        self._edges = dict(edges)

    def beyond(self, rows: Sequence[Row]) -> int:
        """The first page, behind the last with a label, most of whose rows begin at neither column."""
        last = max((place for place, row in enumerate(rows) if self._labelled(row)), default=-1)
        at = last + 1
        for page, grouped in groupby(rows[at:], key=lambda row: row.page):
            on_page = list(grouped)
            edges = self._edges[page]
            odd = sum(1 for row in on_page if not edges.fits(row) and row.left < edges.value)
            if page > rows[last].page and 2 * odd > len(on_page):
                return at
            at += len(on_page)
        return len(rows)

    def study(self, rows: Sequence[Row]) -> None:
        pass

    def _labelled(self, row: Row) -> bool:
        return self._edges[row.page].begins(row) and (self.first_label([row]) is not None
                                                      or bool(words().case_line.match(row.text)))

    def heads(self, row: Row) -> bool:
        return row.left < self._edges[row.page].value - 3

    def first_label(self, rows: Sequence[Row]) -> str | None:
        if not rows:
            return None
        edges = self._edges[rows[0].page]
        if not edges.begins(rows[0]):
            return None
        texts = [" ".join(word.text for word in row.words if word.left < edges.value - 3) for row in rows[:5]]
        count = known_over([text for text in texts if text]) if texts[0] else 0
        return " ".join(texts[:count]) or None

    def fields(self, rows: Sequence[Row], joiner: Joiner,
               bodies: frozenset[str]) -> tuple[tuple[Field, ...], tuple[Row, ...]]:
        return fields_by_column(rows, self._edges, joiner, bodies)


def read_text(text: str, name: str) -> Reading | None:  # noqa: ARG001 - readers share one signature
    """The packet of a text layer, or None where the layout is another."""
    return _read(rows_of_text(text), _ByWords(), {})


def read_pages(pages: Sequence[Page], name: str) -> Reading | None:  # noqa: ARG001
    """The packet of a PDF's pages, or None where the layout is another."""
    rows = rows_of_pages(pages)
    edges = edges_by_page(rows)
    if not edges:
        return None
    return _read(rows, _ByColumns(edges), {page.number: page.rules for page in pages})


@dataclass(frozen=True, slots=True)
class _Cut:
    """A paper cut into rows of the meeting's parts."""

    regions: Regions
    front: tuple[Row, ...]
    items: tuple[ItemRows, ...]
    heads: tuple[Row, ...]


def _read(rows: Sequence[Row], form: _Form, rules: Mapping[int, Sequence[Rule]]) -> Reading | None:
    notes = Notes()
    desk = Desk(Joiner(rows, words().conjunctions), notes)
    cut = _cut(rows, form, notes)
    if cut is None:
        return None
    bodies = _bodies(cut)
    raw = [_raw(item, form, frozenset(bodies), desk) for item in cut.items]
    labels = [part.label for item in raw for part in item.fields]
    facts = facts_of(cut.regions, cut.front, cut.heads, labels)
    context = _context(cut, raw, facts, bodies, desk)
    items = tuple(item_of(item, context, desk) for item in raw)
    if not any(section.kind for item in items for section in item.sections):
        return None
    annexes = annexes_of(cut.regions, items, rules, desk)
    signatories, signed_at = signatories_of(cut.regions.signatures, notes)
    _unplaced(cut.front, facts, notes)
    _tell_facts(facts, notes)
    decided = any(section.kind is SectionKind.DECISION for item in items for section in item.sections)
    packet = Packet(
        municipality=facts.municipality, committee=facts.committee, meeting_date=facts.day, meeting_start=facts.start,
        place=facts.place, edition=Edition.MINUTES if decided or signatories else Edition.AGENDA, layout=LAYOUT,
        items=items, signatories=signatories, annex_documents=annexes.documents, annex_bodies=annexes.bodies,
        sources={**facts.sources, **signed_at})
    return Reading(packet, tuple(notes.findings))


def _cut(rows: Sequence[Row], form: _Form, notes: Notes) -> _Cut | None:
    """The paper cut into its parts, heads and drawn lines out of the items; None where it has no items."""
    scratch = Notes()
    names = [pair[1] for row in rows if (pair := cover_key(row.text)) and pair[0] == "committee"]
    names += [f"{m['name']} {m['word']}" for row in rows for m in words().municipality.finditer(row.text)]
    plain = without_chrome(rows, names, scratch, whole=True)
    regions = regions_of(plain, form.beyond)
    meeting = without_chrome(without_drawn(regions.meeting, scratch), names, scratch)
    form.study(meeting)
    front, items = items_of(meeting, form.heads, form.first_label)
    if not items:
        return None
    bodies = [row.text for row in front if words().body.search(row.text)]
    items = without_heads(front, items, [*names, *bodies], lambda row: not form.heads(row), scratch)
    notes.findings += scratch.findings
    kept = {id(row.where) for row in (*front, *(row for item in items for row in (*item.title, *item.rows)))}
    until = regions.meeting[-1].page if regions.meeting else 0
    heads = tuple(row for row in rows if row.page <= until and id(row.where) not in kept and not is_drawn(row.text))
    return _Cut(regions, front, items, heads)


def _bodies(cut: _Cut) -> dict[str, str]:
    """Names of bodies as the paper prints them in one piece, by their squeezed form."""
    found: dict[str, str] = {}
    for sheet in cut.regions.sheets:
        if "committee" in (values := sheet_values(sheet)):
            found.setdefault(squeezed(values["committee"][0]), values["committee"][0])
    for row in [*cut.front, *cut.heads]:
        text = words().title.sub("", row.text)
        if words().body.search(text) and len(text) < 90 and not text.isupper():
            found.setdefault(squeezed(text), text)
    return found


def _raw(item: ItemRows, form: _Form, bodies: frozenset[str], desk: Desk) -> RawItem:
    first = words().title.match(item.title[0].text)
    lines = [first["title"] if first else item.title[0].text, *(row.text for row in item.title[1:])]
    title = desk.notes.joined(desk.joiner.join(lines), merged(row.where for row in item.title))
    rows, case_text = item.rows, ""
    case_where: tuple[Span, ...] = ()
    if rows and (case := words().case_line.match(rows[0].text)):
        rows, case_text, case_where = rows[1:], case["value"], (rows[0].where,)
    fields, before = form.fields(rows, desk.joiner, bodies)
    if case_where and before and not case_text.strip() and words().case_number.fullmatch(before[0].text):
        case_text, case_where, before = before[0].text, (*case_where, before[0].where), before[1:]
    for row in before:
        desk.notes.info("line-unplaced", (row.where,), text=row.text)
    return RawItem(item.number, title, item.title, case_text, case_where, fields)


def _context(cut: _Cut, raw: Sequence[RawItem], facts: Facts, bodies: Mapping[str, str], desk: Desk) -> Context:
    scratch = Desk(desk.joiner, Notes())
    known = dict(bodies)
    for item in raw:
        for part in item.fields:
            label = decision_label(part.label, frozenset(known))
            if label and label.body:
                known.setdefault(squeezed(label.body), label.body)
    width = max((row.right - row.left for item in raw for part in item.fields for row in part.rows), default=0)
    titles = tuple(sheet_title(sheet, scratch)[1] for sheet in cut.regions.sheets)
    return Context(facts.committee, facts.day, known, titles, width)


def _unplaced(front: Sequence[Row], facts: Facts, notes: Notes) -> None:
    placed = {span for spans in facts.sources.values() for span in spans}
    for row in front:
        if row.where not in placed:
            notes.info("line-unplaced", (row.where,), text=row.text)


def _tell_facts(facts: Facts, notes: Notes) -> None:
    """A meeting without body or day could not be read; without a municipality or a start it is only less sure."""
    nowhere: tuple[Span, ...] = ()
    for field, value, severity in (("committee", facts.committee, Severity.ERROR),
                                   ("meeting_date", facts.day, Severity.ERROR),
                                   ("municipality", facts.municipality, Severity.WARNING)):
        if value is None:
            notes.add("meeting-unreadable", severity, nowhere, field=field)
