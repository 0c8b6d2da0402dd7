"""What the field labels of Danish municipal papers mean; the words are data (`profiles/labels.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from ..packet.model import SectionKind


@cache
def _kinds() -> dict[str, SectionKind]:
    text = resources.files(__package__).joinpath("profiles/labels.toml").read_text(encoding="utf-8")
    return {folded(label): SectionKind(kind) for kind, labels in tomllib.loads(text).items() for label in labels}


def folded(label: str) -> str:
    """A label as it is compared: no case, no closing colon or full stop, single blanks."""
    return re.sub(r"\s+", " ", label).strip(" :.\xa0").casefold()


def kind_of(label: str) -> SectionKind | None:
    """What the field is for, or None for a label that the lexicon does not know."""
    return _kinds().get(folded(label))


def known_labels(*kinds: SectionKind) -> frozenset[str]:
    """The folded labels of the given kinds (all where none is given)."""
    return frozenset(label for label, kind in _kinds().items() if not kinds or kind in kinds)
