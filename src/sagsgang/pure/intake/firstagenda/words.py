"""The words of the layout (`profiles/firstagenda.toml`), made ready for comparing once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ...packet.model import ItemKind
from ..labels import folded

#: The capitals of Danish and its neighbours, for the inside of a pattern's brackets.
CAPITALS = "A-Z\u00c0-\u00de"


def _any(words: list[str]) -> str:
    """A pattern for any of the words, the longest first, blanks as they come."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns and sets made of the profile; see there for what each is for."""

    layout: str
    annexes_label: str
    frame: frozenset[str]
    closed: re.Pattern[str]
    open: re.Pattern[str]
    kind_mark: re.Pattern[str]
    kind_marks: dict[str, ItemKind]
    kind_words: dict[str, ItemKind]
    number_words: str
    number: re.Pattern[str]
    annex_icon: re.Pattern[str]
    not_released: frozenset[str]
    wording: frozenset[str]
    dashes: frozenset[str]
    absence: re.Pattern[str]
    between: re.Pattern[str]
    nobody: frozenset[str]
    substitute: re.Pattern[str]
    stand_in: re.Pattern[str]
    came: re.Pattern[str]
    sentence: re.Pattern[str]
    sentence_hints: frozenset[str]
    parties: frozenset[str]
    particles: frozenset[str]
    titles: re.Pattern[str]
    municipality_keys: tuple[str, ...]
    municipality_after: str
    municipality_before: str
    municipality_portals: frozenset[str]
    municipality_land: str
    ignored: frozenset[str]


def _marked(words: list[str]) -> re.Pattern[str]:
    """A word of access before a title (colon or dash), in brackets before or after it, or alone."""
    any_ = _any(words)
    return re.compile(rf"^\s*(?:(?:{any_})\s*(?::|[-–—](?=\s))|[(\[]\s*(?:{any_})\s*[)\]]\s*[:–-]?)\s*"
                      rf"|(?:\s[-–—])?\s*[(\[]\s*(?:{any_})\s*[)\]]\s*$|^\s*(?P<alone>{any_})\s*$", re.IGNORECASE)


@cache
def words() -> Words:
    """The profile."""
    text = resources.files("sagsgang.pure.intake").joinpath("profiles/firstagenda.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    absence, kind, municipality = data["absence"], data["kind"], data["municipality"]
    marks = "".join(kind["marks"])
    return Words(
        layout=data["layout"], annexes_label=data["annexes_label"], frame=frozenset(map(folded, data["frame"])),
        closed=_marked(data["access"]["closed"]), open=_marked(data["access"]["open"]),
        kind_mark=re.compile(rf"^\s*\(([{marks}])\)\s*|(?:\s[-–—])?\s*\(([{marks}])\)\s*$|^\s*([{marks}]):\s+"
                             rf"|^\s*((?i:{_any(kind['prefixes'])}))\s*(?::|[-–—](?=\s))\s*"),
        kind_marks={mark: ItemKind(value) for mark, value in kind["marks"].items()},
        kind_words={folded(word): ItemKind(value) for word, value in kind["words"].items()},
        number_words=_any(data["title"]["number_words"]),
        number=re.compile(rf"(?:(?:{_any(data['title']['number_words'])})\b\.?\s*)?(?P<number>\d+\s?[A-Za-z]?)\s*[.:)]?",
                          re.IGNORECASE),
        annex_icon=re.compile(rf"^(?i:{_any(data['annex']['before'])})\s+(?=[{CAPITALS}\d])"
                              rf"|\s*[(\[]\s*(?i:{_any(data['annex']['after'])})\s*[)\]]\s*$"),
        not_released=frozenset(map(folded, data["decision"]["not_released"])),
        wording=frozenset(map(folded, data["decision"]["wording"])),
        dashes=frozenset(data["decision"]["dashes"]),
        absence=re.compile(rf"\s*(?:{_any(absence['leads'])})(?!\w)\s*(?P<join>:|(?:{_any(absence['joins'])})\b|[-–—]\s)?"
                           r"\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL),
        between=re.compile(rf"\s*(?:[,;/&]|\b(?:{_any(absence['between'])})\b)\s*", re.IGNORECASE),
        nobody=frozenset(map(folded, absence["nobody"])) | {""},
        substitute=re.compile(rf"\b(?:{_any(absence['substitutes'])})\b", re.IGNORECASE),
        stand_in=re.compile(rf"\b(?:{_any(absence['stand_ins'])})\b", re.IGNORECASE),
        came=re.compile(rf"\b(?:{_any(absence['came'])})\b", re.IGNORECASE),
        sentence_hints=frozenset(told.split()[-1] for told in absence["sentences"]),
        sentence=re.compile(rf"(?P<names>[^\W\d_].*?)\s+(?:{_any(absence['sentences'])})"
                            rf"(?:\s+(?:{_any(absence['objects'])}))*[\s.]*"),
        parties=frozenset(map(folded, absence["parties"])),
        particles=frozenset(absence["particles"]),
        titles=re.compile(rf"^(?:{_any(absence['titles'])})(?:\s+|$)", re.IGNORECASE),
        municipality_keys=tuple(municipality["keys"]), municipality_after=municipality["after"],
        municipality_before=municipality["before"], municipality_portals=frozenset(municipality["portals"]),
        municipality_land=municipality["land"], ignored=frozenset(data["source"]["ignored"]),
    )
