"""Ids that a thing keeps for ever because they are made of what it is known by: the same on every machine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar
from uuid import UUID, uuid5

T = TypeVar("T", bound=Hashable)
_NAMESPACE = UUID("6ad5a2a0-6a55-5d4b-9d3f-2f0f5e0c7b11")


def identity(kind: str, *parts: str | int | None) -> UUID:
    """The id of the thing of this kind that these parts name, character by character: nothing is normalised."""
    return uuid5(_NAMESPACE, json.dumps([kind, *parts], ensure_ascii=False))


def occurrences(names: Iterable[T]) -> list[tuple[T, int]]:
    """Each name with how often it has come before: what is repeated is told apart by its turn."""
    seen: Counter[T] = Counter()
    told = []
    for name in names:
        told.append((name, seen[name]))
        seen[name] += 1
    return told
