"""The 192 real meetings: counted a second time from the raw JSON, by the rules alone and without the reader's code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sagsgang.pure.intake.read import read
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.packet.findings import Severity
from sagsgang.pure.packet.model import Item
from sagsgang.pure.packet.span import Span
from tests.support.shared import shared

pytestmark = pytest.mark.shared

LEAD = re.compile(r"(?:Fraværende|Afbud|Ikke til stede)\b\s*(?::|fra\b)?\s*(.*)", re.IGNORECASE | re.DOTALL)
NAME = re.compile(r"[A-ZÆØÅ][\w.'-]*(?: [A-ZÆØÅ][\w.'-]*)+")
WITHHELD = "Beslutning ikke frigivet"


class Lines(HTMLParser):
    """The visible lines of some HTML, by the standard library; `marks` are the headings and underlined lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.marks: dict[int, str] = {}
        self.open: list[str] = []
        self.course: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "div", "br", "li", "td", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}:
            self.lines.append("")
        if tag in {"h3", "u"}:
            self.open.append(tag)
        if tag == "span" and ("class", "sagsforloeb") in attrs:
            self.course = len(self.lines)
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"h3", "u"} and tag in self.open:
            self.marks.setdefault(len(self.lines) - 1, tag)
            self.open.remove(tag)
        if tag in {"p", "div", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def clean(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Count:
    """What the rules give for one item."""

    own: int
    earlier: int
    absent: set[str]
    annexes: int


def without_absence(lines: list[str]) -> tuple[list[str], set[str]]:
    """The lines that decide something, and the names on the others."""
    kept, names, listing = [], set(), False
    for line in filter(None, map(clean, lines)):
        bare = clean(re.sub(r"\([^)]*\)", "", line)).rstrip(" .")
        match = LEAD.fullmatch(line)
        pure = bool(match) and (":" in line or " fra " in line or not match[1]
                                or bool(NAME.fullmatch(clean(re.sub(r"\([^)]*\)", "", match[1])).rstrip(" ."))))
        if match and pure:
            names |= named(match[1])
            listing = not match[1]
        elif listing and all(NAME.fullmatch(part.strip()) for part in bare.split(",")):
            names |= named(line)
        else:
            kept.append(line)
            listing = False
    return kept, names


def named(text: str) -> set[str]:
    text = re.sub(r"\([^)]*\)", "", text)
    return {clean(part).rstrip(" .") for part in re.split(r",| og ", text) if clean(part).rstrip(" .")}


def body(name: str) -> str:
    return re.sub(r"\s+\d{4}(-\d{4})?$", "", clean(name))


def count(item: dict[str, Any], meeting: dict[str, Any]) -> Count:
    (field,) = item["Felter"]
    parser = Lines()
    parser.feed(field["Html"])
    parser.close()
    lines, marks = parser.lines, parser.marks
    headings = {at: clean(lines[at]) for at, tag in marks.items() if tag == "h3"}
    start = next((at for at, text in headings.items() if text == "Beslutning"), None)
    if start is not None:
        end = min((at for at, text in headings.items() if at > start and text in {"Fremstilling", "Sagens forløb"}),
                  default=len(lines))
        decided, names = without_absence(lines[start + 1:end])
    elif item["Navn"].startswith("Lukket:"):
        decided, names = without_absence(lines)
    else:
        decided, names = [], set()
    own = bool(decided) and decided != [WITHHELD]
    absent = {person["Name"] for person in item["ExternalAgendaItemAttendees"] if person["AttendanceType"] == 2}
    absent |= {person["Name"] for person in meeting["Moede"]["Moededeltagere"]
               if person["Absent"] or person["ParticipationCancelled"]}
    return Count(own, earlier(parser, meeting), {clean(name) for name in absent} | names, len(item["Bilag"]))


def earlier(parser: Lines, meeting: dict[str, Any]) -> int:
    """The entries of the course of the case that are released, without this body's on this day."""
    if parser.course is None:
        return 0
    lines = parser.lines
    heads = [at for at, mark in parser.marks.items() if mark == "u" and at >= parser.course
             and re.fullmatch(r"\d\d-\d\d-\d{4} .+", clean(lines[at]))]
    found = 0
    for head, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        day, name = clean(lines[head]).split(" ", 1)
        own = ("-".join(reversed(day.split("-"))) == meeting["Moede"]["Dato"][:10]
               and body(name) == body(meeting["Udvalg"]["Navn"]))
        found += not own and [line for line in map(clean, lines[head + 1:after]) if line] != [WITHHELD]
    return found


# ------------------------------------------------------------------ the reader beside it
def files() -> list[Path]:
    return sorted((shared() / "packets" / "firstagenda-json").glob("*.json"))


@cache
def read_all() -> tuple[tuple[str, dict[str, Any], Reading], ...]:
    return tuple((path.name, json.loads(path.read_bytes()), read(path.read_bytes(), path.name)) for path in files())


def items() -> Iterator[tuple[str, dict[str, Any], dict[str, Any], Item, Reading]]:
    for name, raw, reading in read_all():
        for source, item in zip(raw["Dagsordenpunkter"], reading.packet.items, strict=True):
            yield f"{name} {item.number}", source, raw, item, reading


def test_every_meeting_is_read_without_an_error() -> None:
    assert len(read_all()) == 192
    assert [name for name, _raw, reading in read_all() if reading.has_error or reading.packet.layout is None] == []


def test_the_head_of_every_meeting_is_what_the_source_says() -> None:
    for name, raw, reading in read_all():
        packet = reading.packet
        assert packet.committee == clean(raw["Udvalg"]["Navn"]), name
        assert f"{packet.meeting_date}T{packet.meeting_start}" == raw["Moede"]["Dato"][:19], name
        assert packet.municipality in {"Greve Kommune", None}, name
        assert len(packet.attendees) == len(raw["Moede"]["Moededeltagere"]), name


def test_items_annexes_decisions_and_absences_are_those_of_an_independent_count() -> None:
    wrong = []
    totals = Count(0, 0, set(), 0)
    absences = 0
    for where, source, raw, item, reading in items():
        want = count(source, raw)
        packet = reading.packet
        own = [d for d in item.decisions
               if d.date == packet.meeting_date and body(d.body or "") == body(packet.committee or "")]
        got = Count(len(own), len(item.decisions) - len(own), set(item.absent), len(item.annexes))
        if got != want or len(item.absent) != len(set(item.absent)):
            wrong.append((where, want, got))
        totals = Count(totals.own + want.own, totals.earlier + want.earlier, set(), totals.annexes + want.annexes)
        absences += len(want.absent)
    assert wrong == []
    assert (totals.own, totals.earlier, totals.annexes, absences) > (2000, 1000, 3000, 1000)


def test_closed_items_are_those_whose_title_says_so_and_their_title_has_no_prefix() -> None:
    closed = [(source["Navn"], item) for _, source, _, item, _ in items() if item.access == "closed"]
    assert len(closed) == 178
    for printed, item in closed:
        assert printed.startswith("Lukket:")
        assert item.title == clean(printed.removeprefix("Lukket:"))
    assert all(item.access is None for _, source, _, item, _ in items() if not source["Navn"].startswith("Lukket"))


def signs(text: str) -> str:
    """Letters and digits only: what must not be lost."""
    return "".join(filter(str.isalnum, text))


def test_every_letter_of_every_field_is_placed_once_and_in_order() -> None:
    for where, source, _raw, item, reading in items():
        parser = Lines()
        parser.feed(source["Felter"][0]["Html"])
        parser.close()
        visible = signs("".join(parser.lines))
        placed = signs("".join(s.label + s.text for s in item.sections
                               if not (s.where[0].pointer or "").endswith("/Bilag")))
        if item.access == "closed" and not placed:
            placed = signs("".join(d.text for d in item.decisions) + "".join(item.attendance_notes))
            withheld = [f for f in reading.findings if f.code == "decision-not-released"]
            if not item.decisions and withheld:
                placed = signs(WITHHELD) + placed
        if placed != visible:
            assert placed == visible.removeprefix(signs(source["Navn"])), where


def blocks(item: Item) -> Iterator[Block]:
    stack: list[Block] = [b for s in item.sections if s.kind != "annexes" for b in s.blocks]
    stack += [b for d in item.decisions for b in d.blocks]
    while stack:
        block = stack.pop()
        yield block
        if isinstance(block, ListBlock):
            stack += [inner for entry in block.entries for inner in entry]


def words_of(html: str) -> str:
    parser = Lines()
    parser.feed(html)
    parser.close()
    return signs("".join(parser.lines))


def text(block: Block) -> str:
    match block:
        case Paragraph(text=own) | Heading(text=own):
            return own
        case Table(rows=rows):
            cells: list[Cell] = [cell for row in rows for cell in row]
            return "".join(cell.text for cell in cells)
        case ListBlock(entries=entries):
            return "".join(text(inner) for entry in entries for inner in entry)


def resolve(document: Any, span: Span) -> str:
    for step in (span.pointer or "").split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return str(document)[span.start:span.end]


def test_every_block_stands_where_its_span_says() -> None:
    for where, _source, raw, item, _reading in items():
        for block in blocks(item):
            (span,) = block.where
            assert words_of(resolve(raw, span)) == signs(text(block)), where


def test_every_single_value_stands_where_its_source_says() -> None:
    for where, _source, raw, item, _reading in items():
        assert clean(resolve(raw, item.sources["title"][0])).endswith(item.title or "-"), where
        assert resolve(raw, item.sources["number"][0]) == item.number
        for n, name in enumerate(item.absent):
            for span in item.sources[f"absent/{n}"]:
                assert signs(name) in words_of(resolve(raw, span)), where
        for annex in item.annexes:
            assert clean(resolve(raw, annex.where[0])) == annex.title, where


def test_nothing_is_an_error_and_little_is_unsure() -> None:
    unsure = [f.code for _name, _raw, reading in read_all() for f in reading.findings
              if f.severity is not Severity.INFO]
    assert "absence-unclear" not in unsure
    assert len(unsure) < 40
