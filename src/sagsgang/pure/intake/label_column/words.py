"""The words of the layout, read once from `profiles/label_column.toml` and compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ...packet.model import Access, ItemKind
from ..labels import DATE_SOURCE, decision_forms


def folded(text: str) -> str:
    """Text as words are compared: no case, single blanks, no colon or full stop at the end."""
    return re.sub(r"\s+", " ", text).strip(" :.").casefold()


def squeezed(text: str) -> str:
    """Text as names are compared over line ends: letters and digits only, no case."""
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass(frozen=True)
class Words:
    """What the layout's words mean."""

    conjunctions: frozenset[str]
    title: re.Pattern[str]
    case_labels: frozenset[str]
    case_line: re.Pattern[str]
    case_number: re.Pattern[str]
    closed_prefix: re.Pattern[str]
    closed_suffix: re.Pattern[str]
    kind_mark: re.Pattern[str]
    empty: frozenset[str]
    kinds: dict[str, ItemKind]
    decision_start: re.Pattern[str]
    decision_labels: tuple[re.Pattern[str], ...]
    body: re.Pattern[str]
    absent_line: re.Pattern[str]
    absent_sentence: re.Pattern[str]
    substitute: re.Pattern[str]
    substitute_for: re.Pattern[str]
    substitute_sentence: re.Pattern[str]
    sentences: re.Pattern[str]
    separators: re.Pattern[str]
    titles: re.Pattern[str]
    nobody: frozenset[str]
    trailing: re.Pattern[str]
    signature_start: frozenset[str]
    roles: frozenset[str]
    cover: re.Pattern[str]
    cover_bare: re.Pattern[str]
    annex_case: re.Pattern[str]
    month: re.Pattern[str]
    cover_key: re.Pattern[str]
    cover_keys: dict[str, str]
    access: dict[str, Access]
    municipality: re.Pattern[str]
    region: re.Pattern[str]
    not_a_name: frozenset[str]
    chrome: re.Pattern[str]
    page_number: re.Pattern[str]

    def is_empty(self, text: str) -> bool:
        """Whether a field says that it holds nothing ("-", "Ingen", "Nej")."""
        return not text.strip() or text.strip().casefold() in self.empty


def _any(labels: list[str]) -> str:
    """A pattern of any of these labels, longest first."""
    return "(?:" + "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True)) + ")"


@cache
def words() -> Words:
    """The profile, compiled."""
    text = resources.files("sagsgang.pure.intake").joinpath("profiles/label_column.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    item, attendance, cover, meeting = data["item"], data["attendance"], data["cover"], data["meeting"]
    keys = {folded(label): key for key, labels in cover["keys"].items() for label in labels}

    def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
        return re.compile(source.replace("{date}", DATE_SOURCE), flags)

    any_case = re.IGNORECASE
    return Words(
        conjunctions=frozenset(data["conjunctions"]), title=pattern(item["title"]),
        case_labels=frozenset(folded(label) for label in item["case_labels"]),
        case_line=pattern(rf"^(?P<label>{_any(item['case_labels'])})(?:\s*:\s*|\s+|$)(?P<value>.*)$", any_case),
        case_number=pattern(rf"(?<![\w/.-])(?:{item['case_number']})(?![\w/-])"),
        closed_prefix=pattern(item["closed_prefix"], any_case), closed_suffix=pattern(item["closed_suffix"], any_case),
        kind_mark=pattern(item["kind_mark"]), empty=frozenset(item["empty"]),
        kinds={folded(word): ItemKind(kind) for kind, listed in item["kinds"].items() for word in listed},
        decision_start=pattern(data["decision"]["start"]),
        decision_labels=decision_forms().forms, body=decision_forms().body,
        absent_line=pattern(attendance["absent_line"]), absent_sentence=pattern(attendance["absent_sentence"]),
        substitute=pattern(attendance["substitute"]), substitute_for=pattern(attendance["substitute_for"]),
        substitute_sentence=pattern(attendance["substitute_sentence"], any_case),
        sentences=pattern(attendance["sentences"]),
        separators=pattern(attendance["separators"]), titles=pattern(attendance["titles"], any_case),
        nobody=frozenset(attendance["nobody"]), trailing=pattern(attendance["trailing"], any_case),
        signature_start=frozenset(folded(word) for word in data["signatures"]["start"]),
        roles=frozenset(folded(role) for role in data["signatures"]["roles"]),
        cover=pattern(cover["start"]), cover_bare=pattern(cover["start_bare"]), cover_keys=keys,
        annex_case=pattern(rf"(?<![\w/.,-])(?:{cover['case_number']})(?![\w/-]|,\d)"), month=pattern(cover["month"]),
        cover_key=pattern(rf"^(?P<key>{_any([label for labels in cover['keys'].values() for label in labels])})"
                          r"\.?\s*(?::\s*|\s+(?=\S))(?P<value>.*)$", any_case),
        access={word: Access(name) for name, listed in cover["access"].items() for word in listed},
        municipality=pattern(meeting["municipality"]), region=pattern(meeting["region"]),
        not_a_name=frozenset(meeting["not_a_name"]), chrome=pattern(meeting["chrome"], any_case),
        page_number=pattern(meeting["page_number"], any_case),
    )
