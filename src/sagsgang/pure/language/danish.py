"""What is known of Danish before a store is read: spellings, stop words, words that never or often stand in compounds.

The words are data, in `data/danish.toml`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "data" / "danish.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_DATA["words"][name].split())


STOP_WORDS = _words("stop")
LABELS = _words("labels")
PARTICLES = _words("particles") | STOP_WORDS
ENDINGS = _words("endings")
INFLECTIONS = _words("inflections")
SHORT_PARTS = _words("short")
COMMON_PARTS = _words("parts") | SHORT_PARTS

_RESPELL: dict[str, str] = _DATA["respell"]
_FLAT = str.maketrans(_DATA["flat"])
_FOREIGN: dict[str, str] = _DATA["foreign"]
_ANY_FOREIGN = re.compile(f"[{''.join(_FOREIGN)}]")
_TRANSLITERATE = str.maketrans({letter: written for written, letter in _RESPELL.items()})
_WRITTEN = re.compile("|".join(_RESPELL))


def lower(word: str) -> str:
    """`word` in lower case, foreign accents taken off, the three Danish letters kept."""
    return _ANY_FOREIGN.sub(lambda match: _FOREIGN[match[0]], word.lower())


def spellings(word: str) -> tuple[str, ...]:
    """How else a lower-case word may be written: the three letters for two, and two for the three; itself first."""
    respelled = _WRITTEN.sub(lambda match: _RESPELL[match[0]], word)
    return tuple(dict.fromkeys((word, respelled, word.translate(_TRANSLITERATE))))


def flat(word: str) -> str:
    """A lower-case word with the marks of its three letters lost, as a foreign keyboard writes it."""
    return word.translate(_FLAT)


#: Each letter that a flat spelling may stand for, as a pattern; other letters stand for themselves.
FLAT_CLASSES = {plain: f"[{plain}{''.join(k for k, v in _DATA['flat'].items() if v == plain)}]"
                for plain in set(_DATA["flat"].values())}
