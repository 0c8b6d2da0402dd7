"""The packet form: what `sagsgang read --format json` prints, and the way back.

`packet_of(form_of(p)) == p`, block trees and spans included. Derived texts ("text", "recommendation") are printed for
readers of the form and ignored on the way back. Keys without a value are null; lists are never null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from ..kernel.errors import InputRefused
from .blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from .findings import Finding
from .model import (
    Access,
    Annex,
    AnnexDocument,
    Attendee,
    Decision,
    Edition,
    Item,
    ItemKind,
    Packet,
    Section,
    SectionKind,
    Signatory,
)
from .span import Sources, Span

Json = dict[str, Any]


# ------------------------------------------------------------------ spans
def span_form(span: Span) -> Json:
    """A span as {page, bbox}, {line: [from, to]} or {pointer, chars: [from, to]}; empty parts are left out."""
    form: Json = {}
    if span.page is not None:
        form["page"] = span.page
    if span.bbox is not None:
        form["bbox"] = list(span.bbox)
    if span.line_from is not None:
        form["line"] = [span.line_from, span.line_to]
    if span.pointer is not None:
        form["pointer"] = span.pointer
        if span.start is not None:
            form["chars"] = [span.start, span.end]
    return form


def span_of(form: Mapping[str, Any]) -> Span:
    """The way back from `span_form`."""
    line, chars, bbox = form.get("line") or (None, None), form.get("chars") or (None, None), form.get("bbox")
    return Span(page=form.get("page"), bbox=tuple(bbox) if bbox else None, line_from=line[0], line_to=line[1],
                pointer=form.get("pointer"), start=chars[0], end=chars[1])


def _spans(where: Iterable[Span]) -> list[Json]:
    return [span_form(span) for span in where]


def _where(forms: Iterable[Mapping[str, Any]] | None) -> tuple[Span, ...]:
    return tuple(span_of(form) for form in forms or ())


def sources_form(sources: Sources) -> Json:
    """The places of each single value, by key."""
    return {key: _spans(spans) for key, spans in sources.items()}


def _sources(form: Mapping[str, Any] | None) -> Sources:
    return {key: _where(spans) for key, spans in (form or {}).items()}


# ------------------------------------------------------------------ blocks
def block_form(block: Block) -> Json:
    """A block as a tagged object."""
    match block:
        case Paragraph(text=text, where=where):
            return {"type": "paragraph", "text": text, "where": _spans(where)}
        case Heading(level=level, text=text, where=where):
            return {"type": "heading", "level": level, "text": text, "where": _spans(where)}
        case ListBlock(ordered=ordered, entries=entries, where=where):
            return {"type": "list", "ordered": ordered, "where": _spans(where),
                    "entries": [blocks_form(entry) for entry in entries]}
        case Table(rows=rows, where=where):
            return {"type": "table", "where": _spans(where),
                    "rows": [[_cell_form(cell) for cell in row] for row in rows]}


def _cell_form(cell: Cell) -> Json:
    form: Json = {"text": cell.text}
    if cell.header:
        form["header"] = True
    if cell.colspan != 1:
        form["colspan"] = cell.colspan
    if cell.rowspan != 1:
        form["rowspan"] = cell.rowspan
    return form


def block_of(form: Mapping[str, Any]) -> Block:
    """The way back from `block_form`; raises KeyError or ValueError on anything else."""
    where = _where(form.get("where"))
    match form["type"]:
        case "paragraph":
            return Paragraph(form["text"], where)
        case "heading":
            return Heading(form["level"], form["text"], where)
        case "list":
            return ListBlock(form["ordered"], tuple(blocks_of(entry) for entry in form["entries"]), where)
        case "table":
            return Table(tuple(tuple(Cell(cell["text"], cell.get("header", False), cell.get("colspan", 1),
                                          cell.get("rowspan", 1)) for cell in row) for row in form["rows"]), where)
        case other:
            raise ValueError(f"unknown block type {other!r}")


def blocks_form(blocks: Iterable[Block]) -> list[Json]:
    """A block tree as a list of tagged objects."""
    return [block_form(block) for block in blocks]


def blocks_of(forms: Iterable[Mapping[str, Any]] | None) -> tuple[Block, ...]:
    """The way back from `blocks_form`."""
    return tuple(block_of(form) for form in forms or ())


# ------------------------------------------------------------------ nodes
def section_form(section: Section) -> Json:
    """A section with its label, kind, text and block tree."""
    return {"label": section.label, "kind": section.kind, "text": section.text, "blocks": blocks_form(section.blocks),
            "where": _spans(section.where)}


def decision_form(decision: Decision) -> Json:
    """A decision with its body, date, text and block tree."""
    return {"body": decision.body, "date": decision.date.isoformat() if decision.date else None, "text": decision.text,
            "blocks": blocks_form(decision.blocks), "where": _spans(decision.where)}


def annex_form(annex: Annex) -> Json:
    """An annex as listed."""
    return {"title": annex.title, "document_number": annex.document_number, "access": annex.access,
            "source_id": annex.source_id, "where": _spans(annex.where)}


def document_form(document: AnnexDocument) -> Json:
    """An annex whose text the packet carries."""
    return {"label": document.label, "title": document.title, "access": document.access,
            "document_number": document.document_number, "pages": list(document.pages) if document.pages else None,
            "text": document.text, "blocks": blocks_form(document.blocks),
            "case_numbers": list(document.case_numbers), "where": _spans(document.where)}


def item_form(item: Item) -> Json:
    """An item with everything under it."""
    return {
        "number": item.number, "title": item.title, "case_number": item.case_number, "kind": item.kind,
        "access": item.access, "sections": [section_form(s) for s in item.sections],
        "recommendation": item.recommendation, "decisions": [decision_form(d) for d in item.decisions],
        "absent": list(item.absent), "attendance_notes": list(item.attendance_notes),
        "annexes": [annex_form(a) for a in item.annexes], "source_id": item.source_id,
        "where": _spans(item.where), "sources": sources_form(item.sources),
    }


def form_of(packet: Packet) -> Json:
    """The packet as plain JSON values, without findings."""
    return {
        "schema_version": packet.schema_version, "municipality": packet.municipality, "committee": packet.committee,
        "meeting_date": packet.meeting_date.isoformat() if packet.meeting_date else None,
        "meeting_start": packet.meeting_start.strftime("%H:%M") if packet.meeting_start else None,
        "place": packet.place, "edition": packet.edition, "layout": packet.layout,
        "items": [item_form(item) for item in packet.items],
        "attendees": [{"name": a.name, "absent": a.absent} for a in packet.attendees],
        "signatories": [s.name for s in packet.signatories], "signatory_roles": [s.role for s in packet.signatories],
        "annex_documents": [document_form(d) for d in packet.annex_documents],
        "annex_bodies": [document_form(d) for d in packet.annex_bodies],
        "source_id": packet.source_id, "sources": sources_form(packet.sources),
    }


def finding_form(finding: Finding) -> Json:
    """A finding; `where` is its first place (or null), `places` all of them."""
    places = _spans(finding.where)
    return {"code": finding.code, "severity": finding.severity, "class": finding.cls, "message": finding.message,
            "args": dict(finding.args), "where": places[0] if places else None, "places": places}


# ------------------------------------------------------------------ the way back
def section_of(form: Mapping[str, Any]) -> Section:
    """The way back from `section_form`."""
    kind = form.get("kind")
    return Section(form["label"], SectionKind(kind) if kind else None, blocks_of(form.get("blocks")),
                   _where(form.get("where")))


def decision_of(form: Mapping[str, Any]) -> Decision:
    """The way back from `decision_form`."""
    day = form.get("date")
    return Decision(form.get("body"), date.fromisoformat(day) if day else None, blocks_of(form.get("blocks")),
                    _where(form.get("where")))


def _access(value: str | None) -> Access | None:
    return Access(value) if value else None


def annex_of(form: Mapping[str, Any]) -> Annex:
    """The way back from `annex_form`."""
    return Annex(form["title"], form.get("document_number"), _access(form.get("access")), form.get("source_id"),
                 _where(form.get("where")))


def document_of(form: Mapping[str, Any]) -> AnnexDocument:
    """The way back from `document_form`."""
    pages = form.get("pages")
    return AnnexDocument(form.get("label"), form.get("title"), _access(form.get("access")), form.get("document_number"),
                         (pages[0], pages[1]) if pages else None, blocks_of(form.get("blocks")),
                         tuple(form.get("case_numbers") or ()), _where(form.get("where")))


def item_of(form: Mapping[str, Any]) -> Item:
    """The way back from `item_form`."""
    kind = form.get("kind")
    return Item(
        number=form["number"], title=form.get("title"), case_number=form.get("case_number"),
        kind=ItemKind(kind) if kind else None, access=_access(form.get("access")),
        sections=tuple(section_of(s) for s in form.get("sections") or ()),
        decisions=tuple(decision_of(d) for d in form.get("decisions") or ()),
        absent=tuple(form.get("absent") or ()), attendance_notes=tuple(form.get("attendance_notes") or ()),
        annexes=tuple(annex_of(a) for a in form.get("annexes") or ()), source_id=form.get("source_id"),
        where=_where(form.get("where")), sources=_sources(form.get("sources")),
    )


def packet_of(form: Mapping[str, Any]) -> Packet:
    """The way back from `form_of`; raises InputRefused when the form is not one."""
    try:
        return _packet_of(form)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise InputRefused("not-a-packet-form", detail=f"{type(error).__name__}: {error}"[:200]) from error


def _packet_of(form: Mapping[str, Any]) -> Packet:
    day, start, edition = form.get("meeting_date"), form.get("meeting_start"), form.get("edition")
    names: Sequence[str] = form.get("signatories") or ()
    roles: Sequence[str | None] = form.get("signatory_roles") or [None] * len(names)
    return Packet(
        municipality=form.get("municipality"), committee=form.get("committee"),
        meeting_date=date.fromisoformat(day) if day else None,
        meeting_start=time.fromisoformat(start) if start else None,
        place=form.get("place"), edition=Edition(edition) if edition else None, layout=form.get("layout"),
        items=tuple(item_of(item) for item in form["items"]),
        attendees=tuple(Attendee(a["name"], a["absent"]) for a in form.get("attendees") or ()),
        signatories=tuple(Signatory(name, role) for name, role in zip(names, roles, strict=True)),
        annex_documents=tuple(document_of(d) for d in form.get("annex_documents") or ()),
        annex_bodies=tuple(document_of(d) for d in form.get("annex_bodies") or ()),
        source_id=form.get("source_id"), sources=_sources(form.get("sources")),
        schema_version=form.get("schema_version", 1),
    )
