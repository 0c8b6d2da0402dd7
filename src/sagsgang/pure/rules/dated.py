"""Dated values: what held on a day, as it was known on another. Law is data with a source; nothing is assumed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from ..kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Dated:
    """One value of a rule from a day on. `known_from` is when it could be known: a later act is not known before.

    `status` says how sure we are: "verified" (read in the law or a ministry's opinion), "unverified", "packet" (as a
    published paper says), "municipal" (the municipality's own).
    """

    value: int | bool
    unit: str
    valid_from: date
    known_from: date
    statute: str
    source: str
    status: str


def in_force(name: str, steps: Iterable[Dated], *, on: date, known_on: date) -> Dated:
    """The step that holds on a day, as known on another: the newest one begun, and of those the last one learnt.

    Raises Refusal before the first step: what the rule was then is not known here.
    """
    begun = [step for step in steps if step.valid_from <= on and step.known_from <= known_on]
    if not begun:
        raise Refusal("rule-not-known", rule=name, on=on.isoformat(), known_on=known_on.isoformat())
    return max(begun, key=lambda step: (step.valid_from, step.known_from))


@cache
def data_of(file: str) -> Mapping[str, Any]:
    """The content of a file of `data/`, read once."""
    return tomllib.loads((resources.files(__package__) / "data" / file).read_text(encoding="utf-8"))


@cache
def steps_of(file: str, name: str) -> tuple[Dated, ...]:
    """The steps of one rule in a file of `data/`, oldest first."""
    rule = data_of(file)[name]
    return tuple(sorted((Dated(step["value"], rule["unit"], step["valid_from"], step["known_from"], rule["statute"],
                               step["source"], step["status"]) for step in rule["steps"]),
                        key=lambda step: (step.valid_from, step.known_from)))
