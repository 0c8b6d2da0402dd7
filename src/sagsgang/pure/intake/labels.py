"""What the field labels of Danish municipal papers mean; the words are data (`profiles/labels.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from ..kernel.dates import DATE, date_of, find_date
from ..packet.model import SectionKind

#: Entries of the lexicon that are no labels.
_BETWEEN = ("between", "item-words")
_FORMS = "decision-forms"
#: A date as one unnamed alternative, to be put into other patterns.
DATE_SOURCE = re.sub(r"\(\?P<[a-z_]+>", "(?:", DATE.pattern)


@cache
def _kinds() -> dict[str, SectionKind]:
    return {folded(label): SectionKind(kind) for kind, labels in _tables().items() if kind not in (*_BETWEEN, _FORMS)
            for label in labels}


@cache
def _tables() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("profiles/labels.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    return tables


@dataclass(frozen=True, slots=True)
class DecisionForms:
    """How a decision's label is built with body and date in it, for readers of any family."""

    forms: tuple[re.Pattern[str], ...]
    bare: re.Pattern[str]
    body: re.Pattern[str]
    meetings: dict[str, str]
    own: frozenset[str]


@cache
def decision_forms() -> DecisionForms:
    """The forms of the lexicon, compiled."""
    data = _tables()[_FORMS]

    def pattern(source: str) -> re.Pattern[str]:
        return re.compile(source.replace("{date}", DATE_SOURCE), re.IGNORECASE)

    return DecisionForms(tuple(map(pattern, data["forms"])), pattern(data["bare"]), pattern(data["body"]),
                         data["meetings"], frozenset(data["own"]))


@cache
def _between() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The words between a label, a body and a date: where they begin a text, where they end it; item numbers."""
    words, items = ("|".join(map(re.escape, _tables()[name])) for name in _BETWEEN)
    return (re.compile(rf"(?:(?:{words})\b[\s.]*)+", re.IGNORECASE),
            re.compile(rf"(?:^|[\s,])(?:(?:{words})\b[\s.,]*)+$", re.IGNORECASE),
            re.compile(rf"[\s,;]*\b(?:{items})\b[.\s]*\d+[\s.:]*$", re.IGNORECASE))


def folded(label: str) -> str:
    """A label as it is compared: no case, no closing colon or full stop, single blanks."""
    return " ".join(label.split()).strip(" :.").casefold()


def kind_of(label: str) -> SectionKind | None:
    """What the field is for, or None for a label that the lexicon does not know."""
    return _kinds().get(folded(label))


def known_labels(*kinds: SectionKind) -> frozenset[str]:
    """The folded labels of the given kinds (all where none is given)."""
    return frozenset(label for label, kind in _kinds().items() if not kinds or kind in kinds)


@dataclass(frozen=True, slots=True)
class Label:
    """A field label as printed, without a colon; a decision's label without the body and the date beside it."""

    text: str
    kind: SectionKind | None
    body: str | None = None
    day: date | None = None


#: The longest line that may be a label with a body and a date.
LONGEST_LABEL = 160


def without_item_number(text: str) -> str:
    """A line without the number of an item at its end (", pkt. 4")."""
    return _between()[2].sub("", text)


@lru_cache(maxsize=4096)
def _label_of(line: str) -> Label | None:
    text = " ".join(line.split()).strip(" :\xa0")
    if (kind := kind_of(text)) is not None:
        return Label(text, kind)
    return _dated_label(text) or _led_by_body(text)


def label_of(line: str) -> Label | None:
    """The label that a line is: one of the lexicon, alone or with a body and a date ("… <body> den 13-05-2015")."""
    return _label_of(line) if 0 < len(line) <= LONGEST_LABEL else None


def without_joining_words(text: str) -> str:
    """A body's name without the words that join it to a date after it ("Byrådet den" -> "Byrådet")."""
    return _between()[1].sub("", text)


def _dated_label(text: str) -> Label | None:
    words = text.split()
    for count in range(min(len(words) - 1, 5), 0, -1):
        own = " ".join(words[:count])
        if (kind := kind_of(own)) is None:
            continue
        rest = without_item_number(" ".join(words[count:])).strip(" ,.:")
        dates = list(DATE.finditer(rest))
        day = date_of(dates[-1]) if dates and dates[-1].end() == len(rest) else None
        body = rest[: dates[-1].start()].strip(" ,.:") if day else rest
        first, last, _items = _between()
        named = first.match(rest) is not None
        body = last.sub("", first.sub("", body, count=1)).strip(" ,.:") if named else last.sub("", body).strip(" ,.:")
        if kind is SectionKind.DECISION and (day or (named and (body[:1].isupper() or _is_own(body)))):
            return Label(own.strip(" :,"), kind, _body_named(body), day)
        return Label(text, kind, None, day) if day and not body else None
    return None


def _is_own(body: str) -> bool:
    return folded(body) in decision_forms().own


def _body_named(text: str) -> str | None:
    """The body that a label names, if by its meeting; None where it only says "this one"."""
    if not text or _is_own(text):
        return None
    for end, own in decision_forms().meetings.items():
        if text.casefold().endswith(end):
            name = text[: len(text) - len(end)] + own
            return name[:1].upper() + name[1:]
    return text


def _led_by_body(text: str) -> Label | None:
    """A label that begins with the body: "<body>s beslutning den ..", or nothing but "<body>, <date>, pkt. 4"."""
    if not any(sign.isdigit() for sign in text):
        return None
    forms, line = decision_forms(), without_item_number(text).strip(" ,.:")
    for form in (*forms.forms, forms.bare):
        if (match := form.fullmatch(line)) is None or not (body := match.groupdict().get("body")):
            continue
        body, day = body.strip(" ,"), find_date(match["date"])
        if day is None or not body[:1].isupper() or not (forms.body.search(body) or _is_own(body)):
            return None
        label = match.groupdict().get("label")
        return Label(label[:1].upper() + label[1:] if label else text, SectionKind.DECISION, _body_named(body), day)
    return None
