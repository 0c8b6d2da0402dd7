"""One item of the agenda: its values, fields, decisions, the absent and the annexes, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ...packet.blocks import Block, ListBlock, Paragraph, text_of
from ...packet.findings import Severity
from ...packet.keys import slug, without_term
from ...packet.model import Access, Annex, Decision, Item, ItemKind, Section, SectionKind
from ...packet.span import Span
from ..html import flow_of
from ..html_flow import Flow, Line, Lines, Node as HtmlNode
from ..labels import Label, folded, kind_of, label_of
from . import absence
from .course import entries_of
from .fields import Part, blocks_of, parts_of, span_of
from .source import Node, Notes, quoted
from .titles import Title, annex_title_of, number_of, title_of
from .words import words

#: An attendee of an item with this type was absent from it.
ABSENT_TYPE = "2"
#: The number that closed items begin with, where a meeting counts them apart.
FIRST_CLOSED = 101
_ASIDES = {"hidden": ("hidden-text", Severity.INFO), "image": ("image-left-out", Severity.INFO),
           "struck": ("struck-text", Severity.WARNING)}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What an item needs to know of its meeting."""

    body: str | None
    day: date | None
    absent: tuple[tuple[str, tuple[Span, ...]], ...]
    ended: bool
    flag_tells: bool
    #: Whether titles begin with their item's number, and whether numbers from 101 on mark the closed items.
    titles_numbered: bool = False
    numbers_tell: bool = False


@dataclass(slots=True)
class _Found:
    """What is found in an item's fields on the way."""

    sections: list[Section] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    withheld: list[tuple[str, tuple[Span, ...]]] = field(default_factory=list)
    own_in_course: list[Decision] = field(default_factory=list)
    absent: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    notes: list[tuple[str, Span]] = field(default_factory=list)
    kind: tuple[ItemKind, tuple[Span, ...]] | None = None
    own: bool = False


def number_in(node: Node) -> tuple[str | None, tuple[Span, ...]]:
    """The item's number without what stands around it, and its place."""
    printed, where = node.text("Punktnummer", "Number", "Sorting")
    if printed is None:
        return None, where
    number = number_of(printed)
    return number, where if number == printed else node.narrowed(where, number)


def value_of(number: str) -> int | None:
    """The count in an item's number ("4a" is 4); None where it has none."""
    match = re.match(r"\d{1,6}", number)
    return int(match[0]) if match else None


@lru_cache(maxsize=1024)
def body_name(name: str) -> str:
    """A body's name as it is compared: without the term or the year after it."""
    words_ = without_term(name).split()
    if len(words_) > 1 and words_[-1].strip("()").isdigit() and len(words_[-1].strip("()")) == 4:
        words_ = words_[:-1]
    return slug(" ".join(words_), longest=200)


class _Reader:
    """Reads one item; made for it alone."""

    def __init__(self, node: Node, meeting: Meeting, notes: Notes) -> None:
        self.node, self.meeting, self.notes = node, meeting, notes
        self.found = _Found()
        self.sources: dict[str, tuple[Span, ...]] = {}

    def read(self) -> Item:
        """The item."""
        number, where = number_in(self.node)
        if number is None:
            self.notes.add("item-without-number", Severity.WARNING, (Span(pointer=self.node.pointer),))
        self._source("number", where)
        title = self._title(number or "")
        case_number, where = self.node.text("SagsNummer", "CaseNumber")
        self._source("case_number", where)
        access = self._access(title.access, number or "")
        self._fields(title.text, access)
        annexes = self._annexes()
        self._absent()
        self._course_notes()
        kind = title.kind
        if kind is None and self.found.kind:
            kind = self.found.kind[0]
            self._source("kind", self.found.kind[1])
        self.node.note_unread(self.notes)
        for n, (_note, span) in enumerate(self.found.notes):
            self._source(f"attendance_notes/{n}", (span,))
        return Item(
            number=number or "", title=title.text, case_number=case_number, kind=kind, access=access,
            sections=tuple(self.found.sections), decisions=tuple(self.found.decisions),
            absent=tuple(name for name, _ in self.found.absent.values()),
            attendance_notes=tuple(note for note, _ in self.found.notes), annexes=annexes,
            source_id=self.node.ident("Id"), where=(Span(pointer=self.node.pointer),), sources=self.sources)

    def _source(self, key: str, where: tuple[Span, ...]) -> None:
        if where:
            self.sources[key] = where

    # ------------------------------------------------------------------ title and access
    def _title(self, number: str) -> Title:
        printed, where = self.node.text("Navn", "Caption")
        title = title_of(printed or "", number, numbered=self.meeting.titles_numbered)
        if title.text is None:
            self.notes.add("title-missing", Severity.WARNING, where or (Span(pointer=self.node.pointer),),
                           number=number)
        self._source("title", where)
        if title.kind is not None:
            self._source("kind", where)
        if title.access is not None:
            self._source("access", where)
        return title

    def _access(self, printed: Access | None, number: str) -> Access | None:
        """As the title says; else by the source's flag or by the number, where these tell items apart at all."""
        flag = self.node.get("IsOpen")
        where = (Span(pointer=self.node.at("IsOpen")),)
        if printed is Access.CLOSED and flag is True:
            self.notes.add("access-contradiction", Severity.WARNING, where)
        if printed is not None:
            return printed
        if not self.meeting.flag_tells or not isinstance(flag, bool):
            return self._access_by_number(number)
        self._source("access", where)
        if not flag:
            self.notes.add("access-by-flag", Severity.WARNING, where)
        return Access.OPEN if flag else Access.CLOSED

    def _access_by_number(self, number: str) -> Access | None:
        """Closed where the meeting counts its closed items from 101 on; never open by a number."""
        if not self.meeting.numbers_tell or (value_of(number) or 0) < FIRST_CLOSED:
            return None
        where = self.sources["number"]
        self._source("access", where)
        self.notes.add("access-by-number", Severity.WARNING, where, number=number)
        return Access.CLOSED

    # ------------------------------------------------------------------ fields
    def _fields(self, title: str | None, access: Access | None) -> None:
        parts: list[Part] = []
        for node in self.node.nodes("Felter", self.notes):
            parts += self._parts(node)
            node.note_unread(self.notes)
        for key in ("ItemDecision",):
            parts += self._extra_decision(key)
        labelled = any(part.label is not None for part in parts)
        for part in parts:
            if part.label is None:
                self._unlabelled(part, title, decides=not labelled and access is Access.CLOSED, worded=not labelled)
            else:
                self._labelled(part)

    def _parts(self, node: Node) -> list[Part]:
        name, where = node.text("Navn", "Name")
        label = (label_of(name) or Label(name.strip(" :"), kind_of(name))) if name else None
        html, text = node.get("Html"), node.get("Tekst")
        if isinstance(html, str) and html.strip():
            flow, pointer = flow_of(html, node.at("Html")), node.at("Html")
            self._asides(flow, pointer)
            if isinstance(text, str) and text.strip():
                self._other_text(text, flow, node.at("Tekst"), pointer)
        else:
            flow, pointer = _plain_flow(text if isinstance(text, str) else ""), node.at("Tekst")
        return parts_of(flow, pointer, label, where)

    def _other_text(self, text: str, flow: Flow, pointer: str, html_pointer: str) -> None:
        """The plain text of a field beside its HTML: noted where it says something else."""
        if "".join(text.split()) != "".join(text_of(blocks_of(flow.nodes, html_pointer)).split()):
            self.notes.add("line-unplaced", Severity.INFO, (Span(pointer=pointer),),
                           text=quoted(" ".join(text.split())))

    def _extra_decision(self, key: str) -> list[Part]:
        """A decision that stands beside the fields, where the source fills that key."""
        value = self.node.get(key)
        pointer = self.node.at(key)
        if isinstance(value, dict):
            inner = Node(value, pointer)
            html, pointer = next(((inner.get(k), inner.at(k)) for k in ("Html", "Text", "Tekst")
                                  if isinstance(inner.get(k), str)), ("", pointer))
        else:
            html = value
        if not isinstance(html, str) or not html.strip():
            if value:
                self.notes.add("value-unread", Severity.WARNING, (Span(pointer=pointer),), pointer=pointer)
            return []
        flow = flow_of(html, pointer)
        self._asides(flow, pointer)
        return [Part(Label("", SectionKind.DECISION), pointer, None, (), list(flow.nodes))]

    def _asides(self, flow: Flow, pointer: str) -> None:
        for aside in flow.asides:
            code, severity = _ASIDES[aside.kind]
            self.notes.add(code, severity, (Span(pointer=pointer, start=aside.start, end=aside.end),),
                           text=quoted(aside.text))

    def _unlabelled(self, part: Part, title: str | None, *, decides: bool, worded: bool) -> None:
        """Text without a label: of a closed item it is the decision; so it is, and noted, of one without labels
        (`worded`) where it is a decision's words alone; else it is the title again, or kept and noted."""
        nodes = part.nodes
        first = nodes[0]
        if title and isinstance(first, Lines) and folded(" ".join(line.text for line in first.lines)) == folded(title):
            self.notes.add("title-repeated", Severity.INFO, span_of(nodes[:1], part.pointer))
            part.nodes = nodes = nodes[1:]
        if not nodes:
            return
        worded = worded and folded(text_of(blocks_of(absence.take(nodes)[0], part.pointer))) in words().wording
        if self.meeting.ended and (decides or worded):
            self._decision(part, self.meeting.body, self.meeting.day)
            if decides:
                return
        else:
            self.found.sections.append(Section("", None, part.blocks(), part.where()))
        self.notes.add("text-without-label", Severity.WARNING, span_of(nodes, part.pointer),
                       text=quoted(text_of(blocks_of(nodes, part.pointer))))

    def _labelled(self, part: Part) -> None:
        label = part.label
        if label is None:
            return
        if label.text:
            self.found.sections.append(Section(label.text, label.kind, part.blocks(), part.where()))
            if label.kind is None:
                self.notes.add("unknown-label", Severity.INFO, part.own_place(), label=quoted(label.text))
        match label.kind:
            case SectionKind.DECISION:
                self._decision(part, *self._said_by(label))
            case SectionKind.COURSE:
                self._course(part)
            case SectionKind.ABSENCE:
                self._noted(absence.listed(part.nodes), part.pointer)
            case SectionKind.ITEM_KIND:
                kind = words().kind_words.get(folded(text_of(part.blocks())))
                self.found.kind = self.found.kind or ((kind, part.where()) if kind else None)

    # ------------------------------------------------------------------ decisions
    def _is_own(self, body: str | None, day: date | None) -> bool:
        own = self.meeting.body
        return day == self.meeting.day and bool(body and own) and body_name(body or "") == body_name(own or "")

    def _said_by(self, label: Label) -> tuple[str | None, date | None]:
        """Body and day of a decision field: this meeting's, except where its label says or implies another."""
        own = self.meeting.body
        if label.body is not None and body_name(label.body) != body_name(own or ""):
            return label.body, label.day
        if label.day not in {None, self.meeting.day}:
            return label.body, label.day
        return own, self.meeting.day

    def _decision(self, part: Part, body: str | None, day: date | None) -> None:
        """A decision field: its text without the lines about absence, where there is any."""
        nodes, told = absence.take(part.nodes)
        own = self._is_own(body, day) or (body == self.meeting.body and day == self.meeting.day)
        if own:
            self._noted(told, part.pointer)
        decision = self._made(nodes, part.pointer, body, day)
        if decision is not None and (decision.blocks or nodes):
            self.found.decisions.append(decision)
            self.found.own = self.found.own or own

    def _made(self, nodes: Sequence[HtmlNode], pointer: str, body: str | None, day: date | None) -> Decision | None:
        """The decision that the nodes say; a lone dash is one without blocks; one not released is none, and noted."""
        blocks: tuple[Block, ...] = blocks_of(nodes, pointer)
        where, text = span_of(nodes, pointer), text_of(blocks).strip()
        if folded(text) in words().not_released:
            self.found.withheld.append((text, where))
            return None
        return Decision(body, day, () if text in words().dashes else blocks, where)

    def _course(self, part: Part) -> None:
        """The course of the case: every entry but this body's on this day."""
        entries, before = entries_of(part.nodes)
        if before:
            self.notes.add("course-unclear", Severity.WARNING, span_of(before, part.pointer),
                           text=quoted(text_of(blocks_of(before, part.pointer))))
        for entry in entries:
            nodes, _told = absence.take(entry.nodes)
            decision = self._made(nodes, part.pointer, entry.body, entry.day)
            if decision is None:
                continue
            where = span_of((Lines((entry.head,)), *nodes), part.pointer)
            decision = Decision(decision.body, decision.date, decision.blocks, where)
            if self._is_own(entry.body, entry.day):
                self.found.own_in_course.append(decision)
            else:
                self.found.decisions.append(decision)

    def _course_notes(self) -> None:
        """What the course and the decision field say about this meeting's own decision, once all is read."""
        for text, where in self.found.withheld:
            severity = Severity.INFO if self.found.own else Severity.WARNING
            self.notes.add("decision-not-released", severity, where, text=text)
        for decision in self.found.own_in_course:
            if decision.text and not self.found.own:
                self.notes.add("decision-only-in-course", Severity.WARNING, decision.where, text=quoted(decision.text))

    # ------------------------------------------------------------------ the absent
    def _noted(self, told: absence.Absence, pointer: str) -> None:
        for line in told.notes:
            self.found.notes.append((line.text, _span(line, pointer)))
        for name, line in told.names:
            self._add_absent(name, (_span(line, pointer),))
        for line in told.doubtful:
            self.notes.add("absence-unclear", Severity.WARNING, (_span(line, pointer),), text=quoted(line.text))

    def _add_absent(self, name: str, where: tuple[Span, ...]) -> None:
        key = folded(name)
        before = self.found.absent.get(key)
        self.found.absent[key] = (before[0], (*before[1], *where)) if before else (name, where)

    def _absent(self) -> None:
        """The union by name: the item's attendees of type 2, its text (already read), and the meeting's flags."""
        for node in self.node.nodes("ExternalAgendaItemAttendees", self.notes):
            printed, where = node.text("Name", "Navn")
            if printed and str(node.get("AttendanceType")).strip() == ABSENT_TYPE:
                self._add_absent(absence.name_of(printed) or printed, where)
        for name, where in self.meeting.absent:
            self._add_absent(name, where)
        for n, (_name, where) in enumerate(self.found.absent.values()):
            self._source(f"absent/{n}", where)

    # ------------------------------------------------------------------ annexes
    def _annexes(self) -> tuple[Annex, ...]:
        annexes: list[Annex] = []
        for node in self.node.nodes("Bilag", self.notes):
            title, where = node.text("Navn", "Name", "Title")
            if title is None:
                self.notes.add("annex-without-title", Severity.WARNING, (Span(pointer=node.pointer),))
            number, _ = node.text("DokumentNummer", "DocumentNumber")
            named = annex_title_of(title or "")
            annexes.append(Annex(named.text or "", number, named.access, node.ident("Id"),
                                 node.narrowed(where, named.text or "") if where else (Span(pointer=node.pointer),)))
            node.note_unread(self.notes)
        if annexes:
            where = (Span(pointer=self.node.at("Bilag")),)
            entries: tuple[tuple[Block, ...], ...] = tuple((Paragraph(annex.title, annex.where),) for annex in annexes)
            self.found.sections.append(
                Section(words().annexes_label, SectionKind.ANNEXES, (ListBlock(False, entries, where),), where))
        return tuple(annexes)


def _span(line: Line, pointer: str) -> Span:
    return Span(pointer=pointer, start=line.start, end=line.end)


def _plain_flow(text: str) -> Flow:
    """Plain text as paragraphs of one line each."""
    nodes, at = [], 0
    for raw in text.splitlines(keepends=True):
        if clean := " ".join(raw.split()):
            start = at + len(raw) - len(raw.lstrip())
            nodes.append(Lines((Line(clean, start, at + len(raw.rstrip())),)))
        at += len(raw)
    return Flow(tuple(nodes))


def read_item(node: Node, meeting: Meeting, notes: Notes) -> Item:
    """One item of the agenda as the source gives it."""
    return _Reader(node, meeting, notes).read()
