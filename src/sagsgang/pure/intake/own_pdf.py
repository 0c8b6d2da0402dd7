"""Reads the PDFs of our own writer back into packets: `normal(read(pdf_of(p))) == normal(p)`.

What is read is what stands on the pages: texts and their tags (headings, terms, lists, tables), by the words of
`packet/paper.toml`. The form is recognised by its name among the values of the front page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..kernel.errors import InputRefused
from ..packet.findings import Finding, Severity
from ..packet.model import Edition, Packet
from ..packet.paper import value_of, word
from ..packet.span import Span
from .own_pdf_parts import Part, attendees_of, document_of, item_of, signatories_of
from .own_pdf_text import Facts, day_of, facts_of, is_value, plain, time_of
from .pdf_tags import UNREADABLE, Tag, TaggedPdf, spans_of
from .questions import uncovered_annexes
from .reading import Reading

LAYOUT = "sagsgang"
#: Elements that only group others.
_GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "NonStruct"})
_NUMBERED = frozenset({"item", "annex_document", "annex_body"})


def read(data: bytes, name: str) -> Reading | None:  # noqa: ARG001 - a file's name says nothing that the paper does not
    """The packet of a PDF that our writer made, or None where it is none; meant for the jail.

    Raises InputRefused where it says that it is one, but its tags do not fit together.
    """
    try:
        pdf = TaggedPdf(data)
        tags = _flat(pdf.top())
        before = list(_until_front(tags))
    except UNREADABLE:
        return None
    if not before or not (front := facts_of(before[-1:])[0]) or front.text("form") != word("form"):
        return None
    try:
        return _reading(pdf, before[:-1], front, list(tags))
    except UNREADABLE as error:
        raise InputRefused("own-pdf-damaged", detail=f"{type(error).__name__}: {error}"[:200]) from error


def _flat(tags: Iterable[Tag]) -> Iterator[Tag]:
    for tag in tags:
        if tag.kind in _GROUPS:
            yield from _flat(tag.tags())
        else:
            yield tag


def _until_front(tags: Iterator[Tag]) -> Iterator[Tag]:
    """The first elements up to the values of the front page; nothing more is read of a PDF that begins otherwise."""
    for tag in tags:
        if tag.kind not in {"Title", "P", "L"}:
            return
        yield tag
        if tag.kind == "L":
            return


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of the paper by the word that their heading begins with, each kind in order."""

    named: dict[str, list[Part]]

    def of(self, name: str) -> list[Part]:
        """The parts of one kind."""
        return self.named.get(name, [])


def _reading(pdf: TaggedPdf, before: list[Tag], front: Facts, tags: list[Tag]) -> Reading:
    said = [tag for tag in before if is_value(tag)]
    chrome = [tag for tag in before if not is_value(tag)]
    parts: dict[str, list[Part]] = {}
    for part in _parts(tags):
        name = _name_of(part)
        if name == "contents":
            chrome += [part.heading, *part.tags]
        else:
            parts.setdefault(name, []).append(part)
    packet = _packet(front, said, _Parts(parts))
    return Reading(packet, (*_chrome(chrome), *_feet(pdf), *uncovered_annexes(packet)))


def _said(top: list[Tag], kind: str) -> tuple[str | None, tuple[Span, ...]]:
    """The value that a line above the front's values says, and where; a title in our own words says none."""
    for tag in top:
        if tag.kind == kind and is_value(tag):
            return plain(tag.pieces()) or None, tag.spans()
    return None, ()


def _parts(tags: list[Tag]) -> list[Part]:
    parts: list[Part] = []
    for tag in tags:
        if tag.kind == "H1":
            parts.append(Part(tag, []))
        elif parts:
            parts[-1].tags.append(tag)
        else:
            raise ValueError("text before the first heading")
    return parts


def _name_of(part: Part) -> str:
    """Which part a heading begins; raises ValueError for one that our writer does not make."""
    text = part.title
    if text == word("contents") and all(tag.kind == "TOC" for tag in part.tags):
        return "contents"
    for name in ("attendees", "signatories", "item", "annex_document", "annex_body"):
        head = word(f"part.{name}")
        if text == head or (name in _NUMBERED and text.startswith((head + " ", head + ":"))):
            return name
    raise ValueError("unknown heading")


def _packet(front: Facts, top: list[Tag], parts: _Parts) -> Packet:
    edition = value_of("edition", front.text("edition"))
    attendees = [attendees_of(part) for part in parts.of("attendees")]
    signatories = [signatories_of(part) for part in parts.of("signatories")]
    sources = {name: front.where(name) for name in ("meeting_date", "meeting_start", "place", "edition")}
    municipality, sources["municipality"] = _said(top, "P")
    committee, sources["committee"] = _said(top, "Title")
    sources = {name: where for name, where in sources.items() if where}
    for name, groups in (("attendees", attendees), ("signatories", signatories)):
        where = [span for group in groups for _, span in group]
        sources.update({f"{name}/{number}": span for number, span in enumerate(where)})
    return Packet(
        municipality=municipality, committee=committee,
        meeting_date=day_of(front.text("meeting_date")), meeting_start=time_of(front.text("meeting_start")),
        place=front.text("place"), edition=Edition(edition) if edition else None, layout=LAYOUT,
        items=tuple(item_of(part) for part in parts.of("item")),
        attendees=tuple(person for group in attendees for person, _ in group),
        signatories=tuple(person for group in signatories for person, _ in group),
        annex_documents=tuple(document_of(part, "annex_document") for part in parts.of("annex_document")),
        annex_bodies=tuple(document_of(part, "annex_body") for part in parts.of("annex_body")), sources=sources)


def _chrome(tags: list[Tag]) -> Iterator[Finding]:
    """Title and contents say again what the paper says elsewhere; they are listed, not lost."""
    for tag in tags:
        yield Finding("page-chrome", Severity.INFO, tag.spans(), {"text": plain(tag.pieces())[:200]})


def _feet(pdf: TaggedPdf) -> Iterator[Finding]:
    for piece in pdf.unmarked():
        yield Finding("page-chrome", Severity.INFO, spans_of([piece]), {"text": plain([piece])[:200]})
