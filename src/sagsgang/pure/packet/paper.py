"""The words that our own paper is printed with and read by, from `paper.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from .model import SectionKind


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("paper.toml").read_text(encoding="utf-8"))


def word(name: str) -> str:
    """The word of a place, as `word("item.case_number")`; raises KeyError where there is none."""
    found: Any = _data()
    for part in name.split("."):
        found = found[part]
    return str(found)


def value_of(table: str, shown: str | None) -> str | None:
    """The value whose word in a table is `shown`: `value_of("access", word("access.open")) == "open"`."""
    return {text: value for value, text in _data()[table].items()}.get(shown or "")


def kind_word(kind: SectionKind | None) -> str:
    """What a kind of field is called."""
    return str(_data()["section"][kind][0]) if kind else word("field.kind_unknown")


def usual_kind(label: str) -> SectionKind | None:
    """The kind of field that a label says by itself."""
    return _usual().get(label.casefold())


def kind_called(shown: str) -> SectionKind | None:
    """The way back from `kind_word`."""
    return {kind_word(kind): kind for kind in SectionKind}.get(shown)


@cache
def _usual() -> dict[str, SectionKind]:
    return {label.casefold(): SectionKind(kind) for kind, labels in _data()["section"].items() for label in labels}
