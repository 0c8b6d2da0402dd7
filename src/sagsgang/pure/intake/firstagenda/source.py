"""The JSON as it is walked: values with their pointers, what was looked at, and what was noticed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ...packet.findings import Finding, Severity
from ...packet.span import Span
from ..html_flow import place_of
from .words import words

LONGEST_QUOTE = 300
_EMPTY_ID = re.compile(r"[0\-{}]*")


@lru_cache(maxsize=4096)
def _escaped(key: str | int) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def quoted(text: str) -> str:
    """A text short enough for a sentence about it."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + " …"


@dataclass(slots=True)
class Notes:
    """The findings of one reading, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, severity: Severity, where: tuple[Span, ...] = (), **args: str | int) -> None:
        """Note one thing, with the place it is about."""
        self.findings.append(Finding(code, severity, where, args))


@dataclass(slots=True)
class Node:
    """One object of the JSON. Reading a key marks it as read; `unread` lists the others that hold something."""

    value: Mapping[str, Any]
    pointer: str
    seen: set[str] = field(default_factory=set)

    def at(self, key: str | int) -> str:
        """The pointer of a key."""
        return f"{self.pointer}/{_escaped(key)}"

    def get(self, key: str) -> Any:
        """The raw value of a key; None where it is missing."""
        self.seen.add(key)
        return self.value.get(key)

    def text(self, *keys: str) -> tuple[str | None, tuple[Span, ...]]:
        """The first of the keys that holds words, white space collapsed, and its place."""
        for key in keys:
            value = self.get(key)
            if isinstance(value, int) and not isinstance(value, bool):
                value = str(value)
            if isinstance(value, str) and (clean := " ".join(value.split())):
                return clean, (place_of(self.at(key), len(value) - len(value.lstrip()), len(value.rstrip())),)
        return None, ()

    def ident(self, *keys: str) -> str | None:
        """The first of the keys that holds an id, which a row of noughts is not."""
        for key in keys:
            value = self.get(key)
            if isinstance(value, str | int) and not isinstance(value, bool) and not _EMPTY_ID.fullmatch(str(value)):
                return str(value)
        return None

    def flag(self, key: str) -> bool:
        """Whether a key says true; some systems write it as a word."""
        value = self.get(key)
        return value is True or (isinstance(value, str) and value.strip().casefold() == "true")

    def narrowed(self, where: tuple[Span, ...], kept: str) -> tuple[Span, ...]:
        """The place of the part of a text that was kept; the whole one where it does not stand there as it is."""
        (span,) = where
        value = str(self.value[(span.pointer or "").rsplit("/", 1)[-1]])
        at = value.find(kept) if kept and value.count(kept) == 1 else -1
        return (Span(pointer=span.pointer, start=at, end=at + len(kept)),) if at >= 0 else where

    def node(self, key: str) -> Node:
        """The object of a key; an empty one where it holds none."""
        value = self.get(key)
        return Node(value if isinstance(value, dict) else {}, self.at(key))

    def nodes(self, key: str, notes: Notes, severity: Severity = Severity.WARNING) -> Iterator[Node]:
        """The objects of a list; anything else in it is noted, as `severity` says."""
        value = self.get(key)
        for number, child in enumerate(value if isinstance(value, list) else []):
            pointer = f"{self.at(key)}/{number}"
            if isinstance(child, dict):
                yield Node(child, pointer)
            else:
                notes.add("value-unread", severity, (Span(pointer=pointer),), pointer=pointer)
        if value is not None and not isinstance(value, list):
            notes.add("value-unread", severity, (Span(pointer=self.at(key)),), pointer=self.at(key))

    def note_unread(self, notes: Notes) -> None:
        """Note every key that was not read and holds something that says more than an id."""
        for key, value in self.value.items():
            if key in self.seen or key in words().ignored or value in (None, "", [], {}, False) or (
                    isinstance(value, str) and (not value.strip() or _EMPTY_ID.fullmatch(value))):
                continue
            notes.add("value-unread", Severity.INFO, (Span(pointer=self.at(key)),), pointer=self.at(key))
