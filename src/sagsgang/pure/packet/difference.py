"""What differs between two papers of one meeting, for people: items that came, went or changed, and in what.

White space and places in the source are no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from .identity import occurrences
from .model import Item, Packet, Section
from .normal import printed

#: Fields of the meeting itself that are compared; items are compared by themselves.
_HEAD = ("municipality", "committee", "meeting_date", "meeting_start", "place", "edition", "attendees", "signatories",
         "annex_documents", "annex_bodies")
_ITEM = tuple(field.name for field in fields(Item) if field.name not in {"number", "sections", "source_id", "where",
                                                                         "sources"})


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An item that both papers have; `parts` are names of the model's fields, `sections` labels as printed."""

    item: Item
    parts: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """From an earlier paper to a later one."""

    head: tuple[str, ...]
    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[ChangedItem, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.head or self.added or self.removed or self.changed)


def difference(before: Packet, after: Packet) -> Difference:
    """What is otherwise in `after`. Items are matched by number, the second of a number with the second."""
    old, new = printed(before), printed(after)
    olds, news = _numbered(old.items), _numbered(new.items)
    return Difference(
        head=tuple(name for name in _HEAD if getattr(old, name) != getattr(new, name)),
        added=tuple(item for key, item in news.items() if key not in olds),
        removed=tuple(item for key, item in olds.items() if key not in news),
        changed=tuple(_changed(olds[key], item) for key, item in news.items() if key in olds and olds[key] != item))


def _numbered(items: tuple[Item, ...]) -> dict[tuple[str, int], Item]:
    return dict(zip(occurrences(item.number for item in items), items, strict=True))


def _changed(before: Item, after: Item) -> ChangedItem:
    parts = tuple(name for name in _ITEM if getattr(before, name) != getattr(after, name))
    old, new = _by_label(before.sections), _by_label(after.sections)
    labels = dict.fromkeys(label for label, _turn in [*new, *old])
    differing = {key[0] for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    return ChangedItem(after, parts, tuple(label for label in labels if label in differing))


def _by_label(sections: Iterable[Section]) -> dict[tuple[str, int], Section]:
    kept = tuple(sections)
    return dict(zip(occurrences(section.label for section in kept), kept, strict=True))
