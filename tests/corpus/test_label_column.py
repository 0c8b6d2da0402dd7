"""The source packet, as text layer and as PDF of another tool, is read wholly; no line of it is lost."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sagsgang.pure.intake.label_column import read_pages, read_text
from sagsgang.pure.intake.label_column.labels import inline_label
from sagsgang.pure.intake.label_column.regions import cover_key
from sagsgang.pure.intake.pdf import pages_of
from sagsgang.pure.intake.questions import with_questions
from sagsgang.pure.intake.reading import Reading
from tests.support.shared import shared

pytestmark = pytest.mark.shared


def _packet(number: str) -> Path:
    return next((shared() / "packets" / "other").glob(f"{number}-*"))


@cache
def _reading(number: str) -> Reading:
    path = _packet(number)
    reading = read_text(path.read_text(), path.name) if path.suffix == ".txt" \
        else read_pages(pages_of(path.read_bytes()), path.name)
    assert reading is not None
    return with_questions(reading)


def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_packets", shared() / "score" / "score_packets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("number", ["000", "100"])
def test_the_packet_is_read_wholly_right(number: str) -> None:
    truth = json.loads((shared() / "packets" / "truth" / f"{number}.json").read_text())
    said: list[str] = []
    score = _score()
    exact, items, whole = score.score(score.Tally(), truth, _reading(number).form(), said.append)
    assert (exact, whole) == (items, True), said


@pytest.mark.parametrize("number", ["000", "100"])
def test_roles_missing_covers_case_numbers_and_the_open_question_are_told(number: str) -> None:
    form = _reading(number).form()
    assert form["signatory_roles"] == ["Formand", *["Medlem"] * 4]
    missing = [f["message"] for f in form["findings"] if f["code"] == "annex-without-cover"]
    assert len(missing) == 2
    assert [body["label"] for body in form["annex_bodies"]] == [None, None]
    assert form["annex_bodies"][-1]["case_numbers"] == ["15/6552"]
    questions = [f for f in form["findings"] if f["class"] == "question"]
    assert [(f["code"], f["severity"]) for f in questions] == [("meeting-moved-or-held", "warning")]
    assert not _reading(number).has_error


def test_text_and_pdf_say_the_same_of_the_meeting() -> None:
    def values(number: str) -> Any:
        form = _reading(number).form()
        return [{**{key: item[key] for key in ("number", "title", "case_number", "kind", "absent")},
                 "annexes": [a["title"] for a in item["annexes"]],
                 "sections": [(s["label"], _letters(s["text"])) for s in item["sections"]]} for item in form["items"]]

    for text, pdf in zip(values("000"), values("100"), strict=True):
        assert text == pdf


def test_the_forms_and_the_overview_of_the_pdf_are_tables() -> None:
    tables = [block for body in _reading("100").form()["annex_bodies"] for block in body["blocks"]
              if block["type"] == "table"]
    rows = [[cell["text"] for cell in row] for row in tables[-1]["rows"]]
    assert rows[-1][0] == "I alt"
    assert rows[-1][2:5] == ["100.000", "-1.327.000", "-1.327.000"]
    assert sum(1 for table in tables for row in table["rows"] if row[0]["text"] == "Afdelings nr.") == 4


# ------------------------------------------------------------------ every line is placed or listed
def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _spans(node: Any) -> Iterator[tuple[int, int]]:
    """Spans of single values and findings; those of whole items and annexes would prove nothing."""
    if isinstance(node, dict):
        whole = {"sections", "pages"} & set(node)
        if "line" in node:
            yield tuple(node["line"])
        for key, value in node.items():
            if not (whole and key == "where"):
                yield from _spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from _spans(value)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def test_every_line_of_the_text_layer_is_placed_or_listed() -> None:
    lines = _packet("000").read_text().split("\n")
    form = _reading("000").form()
    placed = {number for first, last in _spans(form) for number in range(first, last + 1)}
    sheets = {number for document in form["annex_documents"] for span in document["where"]
              for number in range(span["line"][0], span["line"][1] + 1)}
    lost = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and number not in placed
            and not (number in sheets and (cover_key(line.strip()) or line.strip().startswith("Bilag: ")))]
    assert len(lines) >= 2436
    assert not lost


def test_every_letter_of_the_text_layer_is_in_a_value_or_a_finding() -> None:
    reading = _reading("000")
    said = _letters("".join(_texts(reading.form())))
    # What is said in another form: dates of labels and sheets, and words that a line end cut.
    label = re.compile(r"^(Beslutning Erhvervs-|og|2014-2017 den \d\d-\d\d-|\d{4}|Sagsnr\.: ?.*|Mødedato: .*|Adgang: .*"
                       r"|Udvalg: .*|Bilagsnr: .*|Bilag: \d.*|Signeret af:|_+)$")
    lost = []
    for line in map(str.strip, _packet("000").read_text().split("\n")):
        found = inline_label(line)
        parts = found if found and not line.startswith("Beslutning ") else [line]
        lost += [part for part in parts if not label.match(part) and _letters(part) not in said]
    assert not lost
