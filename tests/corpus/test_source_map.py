"""The map of the source (docs/source-packet.md) has a row for everything: every line, item, field, annex and body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from sagsgang.pure.intake.labels import kind_of, known_labels
from sagsgang.pure.intake.read import read
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.model import SectionKind
from tests.support.shared import HERE, shared

pytestmark = pytest.mark.shared

MAP = HERE / "docs" / "source-packet.md"
SOURCE = Path("packets") / "other" / "000-alleroed-erhvervs-og-beskaeftigelsesudvalget-2015-05-13.txt"
ISSUES = ("Preparation", "Meeting", "Money", "Programmes and follow-up")
RECORDS = {"organisation", "cases", "meetings", "minutes", "imports", "publication"}


@dataclass(frozen=True)
class Row:
    """A row of the map."""

    first: int
    last: int
    what: str
    lands: str
    status: str


def rows() -> list[Row]:
    pattern = re.compile(r"^\| (\d+)(?:–(\d+))? \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
    return [Row(int(a), int(b or a), what, lands, status)
            for a, b, what, lands, status in pattern.findall(MAP.read_text(encoding="utf-8"))]


def row_at(line: int) -> Row:
    (found,) = [row for row in rows() if row.first <= line <= row.last]
    return found


@pytest.fixture(scope="module")
def source() -> bytes:
    return (shared() / SOURCE).read_bytes()


@pytest.fixture(scope="module")
def lines(source: bytes) -> list[str]:
    return source.decode("utf-8").rstrip().split("\n")


@pytest.fixture(scope="module")
def reading(source: bytes) -> Reading:
    return read(source, SOURCE.name)


# ------------------------------------------------------------------ the map itself
def test_every_line_is_in_one_row_in_order(lines: list[str]) -> None:
    found = rows()
    assert found[0].first == 1
    assert found[-1].last == len(lines)
    assert [(a.what, b.what) for a, b in pairwise(found) if a.last + 1 != b.first] == []
    assert [row.what for row in found if row.last < row.first] == []


def test_no_row_is_blank(lines: list[str]) -> None:
    assert [row.what for row in rows() if not "".join(lines[row.first - 1:row.last]).strip(" _")
            and "rule" not in row.what] == []


def test_every_status_is_one_of_the_legend() -> None:
    legend = dict(re.findall(r"^\| (\w+) \| .+ \| `(.+?)` \|$", MAP.read_text(encoding="utf-8"), re.MULTILINE))
    assert all((HERE / path).exists() for path in legend.values())
    wrong = set()
    for row in rows():
        first, *issues = re.split("; (?=[A-Z])", row.status)
        if not first.startswith("out, because ") and not set(first.split(", ")) <= set(legend):
            wrong.add(row.status)
        wrong |= {issue for issue in issues if not issue.startswith(tuple(f"{name}: " for name in ISSUES))}
    assert wrong == set()


def test_every_record_and_field_that_the_map_names_exists() -> None:
    models = {model.__name__: model for model in apps.get_models() if model._meta.app_label in RECORDS}
    wrong = set()
    for lands in {row.lands for row in rows()} - {"nowhere"}:
        named = re.findall(r"\b([A-Z]\w+)((?:\.\w+)(?:, \.\w+)*)?", lands)
        assert named, lands
        for name, fields in named:
            for field in re.findall(r"\w+", fields):
                try:
                    models[name]._meta.get_field(field)
                except (KeyError, FieldDoesNotExist):
                    wrong.add(f"{name}.{field}")
            wrong |= {name} - set(models)
    assert wrong == set()


def test_what_lands_nowhere_says_why_and_nothing_else_is_out() -> None:
    assert [row for row in rows() if (row.lands == "nowhere") != row.status.startswith("out, because ")] == []


# ------------------------------------------------------------------ by the lines
def labelled(lines: list[str]) -> list[tuple[int, str]]:
    """(line, label) of every known field label that begins a line before the annexes, wrapped ones with their rest."""
    end = next(number for number, line in enumerate(lines) if "Signeret af" in line)
    longest_first = sorted(known_labels(), key=len, reverse=True)
    texts = [line.strip().casefold() for line in lines[:end]]
    found: list[tuple[int, str]] = []
    below = -1  # the second line of a wrapped label begins no label of its own
    for number, text in enumerate(texts):
        for label in longest_first if number != below else ():
            wrapped = f"{text} {texts[number + 1]}" == label if number + 1 < end else False
            decided = found and kind_of(found[-1][1]) is SectionKind.DECISION
            if decided and kind_of(label) is SectionKind.RECOMMENDATION:
                continue  # the text of a decision that begins with such a word
            if wrapped or re.match(rf"{re.escape(label)}(?!\w)", text):
                found.append((number + 1, label))
                below = number + 1 if wrapped else -1
                break
    return found


def test_every_field_label_of_the_lines_begins_a_row_that_names_it(lines: list[str]) -> None:
    found = labelled(lines)
    assert len(found) == 6 * 7 + 2 * 3 + 1  # three more fields on two items, two decisions on one
    wrong = [(line, label) for line, label in found
             if row_at(line).first != line or f", {label}" not in row_at(line).what.casefold()]
    assert wrong == []


def test_every_cover_of_the_lines_begins_a_row_that_names_its_label_and_title(lines: list[str]) -> None:
    covers = [(number, match) for number, line in enumerate(lines, 1)
              if (match := re.fullmatch(r"\s?Bilag: (\d+\.\d+)\. (.+)", line.rstrip()))]
    assert len(covers) == 4
    for number, match in covers:
        assert row_at(number).first == number
        assert row_at(number).what == f"Annex {match[1]}, cover: {match[2]}"


# ------------------------------------------------------------------ by the reader
def places(value: Any) -> Iterator[tuple[int, int]]:
    """Every range of lines in the form of a reading."""
    match value:
        case {"line": [first, last]}:
            yield first, last
        case dict():
            for child in value.values():
                yield from places(child)
        case list():
            for child in value:
                yield from places(child)


def touched(value: Any) -> set[int]:
    return {line for first, last in places(value) for line in range(first, last + 1)}


def first_row(value: Any) -> Row:
    return row_at(min(first for first, _ in places(value)))


def test_every_item_and_field_that_is_read_begins_at_a_row_that_names_it(reading: Reading) -> None:
    wrong = []
    for item in reading.form()["items"]:
        named = f"Item {item['number']}, "
        if not first_row(item["sources"]["title"]).what.startswith(f"{named}number and title"):
            wrong.append(item["number"])
        number = item["case_number"]
        if number and first_row(item["sources"]["case_number"]).what != f"{named}Sagsnr.: {number}":
            wrong.append(number)
        wrong += [(item["number"], part["label"]) for part in item["sections"]
                  if not first_row(part["where"]).what.startswith(named + part["label"])]
        wrong += [(item["number"], annex["title"]) for annex in item["annexes"]
                  if not first_row(annex["where"]).what.startswith(f"{named}Bilag: {annex['title']}")]
    assert wrong == []


def test_every_decision_that_is_read_is_in_a_row_of_its_date(reading: Reading) -> None:
    for item in reading.packet.items:
        for decision in item.decisions:
            assert decision.date is not None
            row = row_at(min(span.line_from for span in decision.where if span.line_from))
            assert "Decision (" + ("own" if decision.date == reading.packet.meeting_date else "quotation") in row.lands


def test_every_cover_body_and_block_that_is_read_is_in_rows_of_annexes(reading: Reading) -> None:
    form = reading.form()
    for document in form["annex_documents"]:
        assert first_row(document["where"]).what == f"Annex {document['label']}, cover: {document['title']}"
        named = {row_at(line).what.split(",")[0] for line in touched(document["blocks"])}
        assert named == {f"Annex {document['label']}"}
    assert form["annex_bodies"]
    uncovered = ("Body 1", "Form 1", "Form 2", "Form 3", "Form 4", "Overview")
    named = {row_at(line).what.split(",")[0] for body in form["annex_bodies"] for line in touched(body["blocks"])}
    assert named == set(uncovered)


def test_every_signatory_that_is_read_is_in_a_row_of_its_own(reading: Reading) -> None:
    form = reading.form()
    named = [row.what for row in rows() if row.what.startswith("Signatory")]
    assert len(form["signatories"]) == len(named)
    spans = [first_row(form["sources"][f"signatories/{place}"]).what for place in range(len(named))]
    assert spans == named


def test_what_the_map_says_is_read_lies_in_a_value_and_what_is_out_in_none(reading: Reading, lines: list[str]) -> None:
    form = reading.form()
    findings = form.pop("findings")
    values, noticed = touched(form), touched(findings)
    blank = {number for number, line in enumerate(lines, 1) if not line.strip()}
    said = [(row, set(range(row.first, row.last + 1)) - blank) for row in rows()]
    unread = [row.what for row, own in said if row.status.startswith("reader")
              and not (values | noticed if "page-chrome" in row.lands else values) & own]
    unlisted = [row.what for row, own in said if "page-chrome" in row.status and not noticed & own]
    assert (unread, unlisted) == ([], [])
