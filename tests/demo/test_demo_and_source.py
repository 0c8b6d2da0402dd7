"""The demo beside the source: every figure of it, no sentence of it, none of its people."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from sagsgang.pure.kernel.dates import long_date
from sagsgang.pure.packet.form import form_of
from sagsgang.pure.packet.model import Packet
from tests.support.shared import HERE, shared

from .demo import SOURCE_NAME, files, municipality, packet, prose, strings

pytestmark = pytest.mark.shared

#: A number with the points, commas, slashes, colons and dashes inside it, or one digit.
NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
WORD = re.compile(r"\w+")
#: Words in a row that make a copied sentence.
COPIED = 8
#: Numbers of the source that tell nothing about its subject, with what they are.
CHROME = (
    (re.compile(r"^Erhvervs- og Beskæftigelsesudvalget 2014-2017 onsdag den 13\. maj 2015 \d+$"), "running foot"),
    (re.compile(r"^Væksthus Hovedstadsregionen \d+$"), "running foot of the slides"),
    (re.compile(r"^Side \d+$"), "page number of a note"),
    (re.compile(r"^\d{1,2}$"), "page number that stands alone"),
    (re.compile(r"^(?:Direkte telefon|Tlf): [\d ]+$"), "telephone"),
)
#: Two capitalised words in a row that are institutions, places and headings, not people.
INSTITUTIONS = {
    "Allerød Kommune", "Allerød Rådhus", "Hørsholm Kommune", "Rudersdal Kommune", "Region Hovedstaden",
    "Væksthus Hovedstadsregionen", "LG Insight", "I Allerød",
}


@pytest.fixture(scope="module")
def source() -> list[str]:
    return (shared() / "packets" / "other" / SOURCE_NAME).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def may() -> Packet:
    return packet("2015-05-13")


def numbers(text: str) -> Counter[str]:
    """How often each number stands in a text; one broken over lines after its dash or slash is one number."""
    return Counter(NUMBER.findall(re.sub(r"(?<=\d[-/])\s*\n\s*(?=\d)", "", text)))


def source_parts(lines: list[str], may: Packet) -> dict[str, list[str]]:
    """The source by items and annex covers of the demo; what stands under no cover follows the cover before it."""
    heads = {f"{item.number}. {item.title}": f"item {item.number}" for item in may.items}
    heads |= {f"Bilag: {annex.label}. {annex.title}": f"annex {annex.label}" for annex in may.annex_documents}
    parts: dict[str, list[str]] = {}
    part = "before the first item"
    for line in lines:
        part = heads.pop(line.strip(), part)
        if not any(pattern.match(line.strip()) for pattern, _ in CHROME):
            parts.setdefault(part, []).append(line)
    assert not heads, "titles of the demo that are not in the source"
    return parts


def ordinals(value: Any) -> Iterator[str]:
    """The numbers that ordered lists print before their entries."""
    match value:
        case {"type": "list", "ordered": True, "entries": entries}:
            yield from (str(number) for number in range(1, len(entries) + 1))
        case dict():
            for child in value.values():
                yield from ordinals(child)
        case list():
            for child in value:
                yield from ordinals(child)


def demo_parts(may: Packet) -> dict[str, Counter[str]]:
    """The demo's numbers by the same parts; what heads every part of the source (body, day, start) is in each."""
    form = form_of(may)
    assert may.meeting_date is not None
    assert may.meeting_start is not None
    head = f"{form['committee']} {long_date(may.meeting_date)} Kl. {may.meeting_start.hour}:{may.meeting_start:%M}"
    parts = {f"item {item['number']}": [item] for item in form["items"]}
    parts |= {f"annex {document['label']}": [document] for document in form["annex_documents"]}
    parts["annex 3.2"] += form["annex_bodies"]
    return {name: numbers("\n".join([head, *ordinals(values), *(printed(text) for text in strings(said(values)))]))
            for name, values in parts.items()}


def said(value: Any) -> Any:
    """The form without the texts that it derives from block trees: they would be counted twice."""
    match value:
        case dict():
            derived = {"text"} if "blocks" in value else {"recommendation"}
            return {key: said(child) for key, child in value.items() if key not in derived}
        case list():
            return [said(child) for child in value]
        case _:
            return value


def printed(text: str) -> str:
    """A day as the source prints it under a decision."""
    return f"{date.fromisoformat(text):%d-%m-%Y}" if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text


def test_every_number_of_the_source_stands_in_the_same_part_of_the_demo_as_often(
        source: list[str], may: Packet) -> None:
    theirs, ours = source_parts(source, may), demo_parts(may)
    assert set(theirs) == set(ours) | {"before the first item"}
    missing = {name: rest for name in ours if (rest := numbers("\n".join(theirs[name])) - ours[name])}
    assert not missing


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of as many words as make a copied sentence."""
    words = [word.casefold() for word in WORD.findall(text)]
    return (tuple(words[n:n + COPIED]) for n in range(len(words) - COPIED + 1))


def test_no_sentence_of_the_demo_is_copied_from_the_source(source: list[str]) -> None:
    known = all_shingles(source)
    copied = set()
    for name in files():
        meeting = packet(name[:10])
        fields = [block for item in meeting.items for part in (*item.sections, *item.decisions)
                  for block in part.blocks]
        annexes = [block for part in (*meeting.annex_documents, *meeting.annex_bodies) for block in part.blocks]
        # A line break in a cell or letterhead ends what is said, as a full stop does.
        lines = [line for text in prose([*fields, *annexes]) for line in text.split("\n")]
        copied |= {" ".join(words) for line in lines if line not in titles(meeting)
                   for words in shingles(line) if words in known}
    assert not copied


def test_the_pages_about_the_source_quote_no_sentence_of_it(source: list[str], may: Packet) -> None:
    known = all_shingles(source)
    for page in ("demo.md", "source-packet.md"):
        text = (HERE / "docs" / page).read_text(encoding="utf-8")
        for title in titles(may):
            text = text.replace(title, "")
        assert {" ".join(words) for line in text.split("\n") for words in shingles(line) if words in known} == set()


def all_shingles(source: list[str]) -> set[tuple[str, ...]]:
    """Those of the source as it stands, and with the words joined that a line's end has cut."""
    text = "\n".join(source)
    return set(shingles(text)) | set(shingles(re.sub(r"(?<=\w)-\n", "", text)))


def titles(meeting: Packet) -> set[str]:
    """Titles of items and annexes are facts: they are the same."""
    return {title or "" for item in meeting.items for title in (item.title, *(annex.title for annex in item.annexes))}


def people(source: list[str]) -> set[str]:
    """Names of the source's people: those who signed, case officers, and any two capitalised words in a row."""
    truth = json.loads((shared() / "packets" / "truth" / "000.json").read_text(encoding="utf-8"))
    officers = {source[n + 1].strip() for n, line in enumerate(source[:-1]) if line.strip() == "Sagsbehandler:"}
    capital = r"[A-ZÆØÅ][\wæøå]*(?:-[A-ZÆØÅ]\w+)?"
    pairs = {pair for line in source for pair in re.findall(rf"(?=\b({capital} {capital})\b)", line)}
    return (set(truth["signatories"]) | officers | pairs) - INSTITUTIONS - {""}


def test_no_person_of_the_source_is_in_the_demo_or_in_the_pages_about_it(source: list[str]) -> None:
    words = "\n".join(strings([json.loads(text) for text in files().values()])) + "\n".join(strings(municipality()))
    words += "".join((HERE / "docs" / page).read_text(encoding="utf-8") for page in ("demo.md", "source-packet.md"))
    allowed = titles(packet("2015-05-13"))
    for title in allowed:
        words = words.replace(title, "")
    found = {name for name in people(source) if re.search(rf"\b{re.escape(name)}", words)}
    truth = json.loads((shared() / "packets" / "truth" / "000.json").read_text(encoding="utf-8"))
    found |= {part for name in truth["signatories"] for part in name.split() if re.search(rf"\b{part}\b", words)}
    assert not found


def test_titles_kinds_case_numbers_and_annexes_are_those_of_the_truth(may: Packet) -> None:
    truth = json.loads((shared() / "packets" / "truth" / "000.json").read_text(encoding="utf-8"))
    form = form_of(may)
    for key in ("municipality", "committee", "meeting_date", "meeting_start"):
        assert form[key] == truth[key]
    for ours, theirs in zip(form["items"], truth["items"], strict=True):
        for key in ("number", "title", "case_number", "kind", "access", "absent"):
            assert ours[key] == theirs[key], (ours["number"], key)
        labels = [section["label"] for section in ours["sections"]]
        assert list(dict.fromkeys(labels)) == theirs["sections"]  # two decisions are two fields of one label
        assert [annex["title"] for annex in ours["annexes"]] == theirs["annexes"]
        assert ([(d["body"], d["date"]) for d in ours["decisions"]]
                == [(d["body"], d["date"]) for d in theirs["decisions"]])
        assert (ours["recommendation"] is None) == (theirs["recommendation"] is None)
    keys = ("label", "title", "access", "document_number")
    assert ([{key: document[key] for key in keys} for document in form["annex_documents"]]
            == [{key: document[key] for key in keys} for document in truth["annex_documents"]])
    assert len(form["signatories"]) == len(truth["signatories"])
