"""Words in text: where they stand, and how they are written in the index."""

from __future__ import annotations

import re
import unicodedata

from .danish import lower

#: A number with its separators (15/839, 27.00.00-G01-17-15, 1.250.000), or a run of letters and digits.
WORD = re.compile(r"\d[^\W_]*(?:[./,\u2013-](?=[^\W_]*\d)[^\W_]+)+|[^\W_]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """`text` composed (NFC) and without characters that nobody sees: NUL, soft hyphens, zero-width marks."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def words(text: str) -> list[str]:
    """The words of `text` in order, in lower case; a number keeps its separators, dashes as hyphens."""
    return [word.replace("\u2013", "-") for word in WORD.findall(lower(text))]


def is_number(word: str) -> bool:
    """Whether `word` begins with a digit: numbers are found exactly, they have no stems and no parts."""
    return word[0].isdigit()
