"""Text in the characters that our PDF can show: what its fonts lack is replaced visibly, never dropped in silence.

White space is collapsed, characters that show nothing (controls, joiners, soft hyphens, direction marks) go, Word's
private-use bullets become the signs they were drawn as, and whatever is left without a glyph becomes U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources

REPLACEMENT = "\ufffd"
#: Symbol and Wingdings characters that word processors write into the private area, and what they look like.
_PRIVATE = {
    0xF0A7: "▪", 0xF06E: "■", 0xF071: "❑", 0xF06F: "□", 0xF0A8: "□", 0xF076: "❖", 0xF0D8: "➢", 0xF0E0: "→", 0xF0E8: "➔",
    0xF0FC: "✓", 0xF0FB: "✗", 0xF0FD: "☒", 0xF0FE: "☑", 0xF0B7: "•", 0xF06C: "●", 0xF02D: "−", 0xF0B0: "°", 0xF0AE: "→",
}
#: Texts of these alone, and most are, only need their blanks collapsed.
_ORDINARY = re.compile("[ -~\xa7\xc0-\xff\u2013\u2014\u2018-\u201d\u2026]*")
_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_IGNORABLE = frozenset([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10),
                        *range(0xE0100, 0xE01F0)])


@cache
def glyphs() -> frozenset[int]:
    """The code points that the fonts of our PDF can show."""
    lines = resources.files(__package__).joinpath("glyphs.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("-") for line in lines if not line.startswith("#")]
    return frozenset(code for first, last in pairs for code in range(int(first, 16), int(last, 16) + 1))


def _shown_by_font(text: str) -> bool:
    return all(ord(char) in glyphs() for char in text)


@cache
def _shown(char: str) -> str:
    """What stands for one character of NFC text."""
    if char.isspace():
        return " "
    code, category = ord(char), unicodedata.category(char)
    if category in {"Cc", "Cf"} or code in _IGNORABLE:
        return ""
    if code in glyphs():
        return char
    plain = _PRIVATE.get(code) or unicodedata.normalize("NFKC", char)
    return plain if plain and _shown_by_font(plain) else REPLACEMENT


def _line(text: str) -> str:
    """One line: NFC, in characters of the fonts, single blanks, none at its ends."""
    if not _ORDINARY.fullmatch(text):
        text = unicodedata.normalize("NFC", "".join(map(_shown, unicodedata.normalize("NFC", text))))
        # Composing may give a character that the fonts lack; it is not composed a second time.
        text = "".join(char if ord(char) in glyphs() else REPLACEMENT for char in text)
    return re.sub("  +", " ", text).strip(" ")


def one_line(text: str | None) -> str:
    """A single value: as `lines_of`, with blanks for line breaks; "" where there is nothing."""
    return _line(_BREAK.sub(" ", text or ""))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, each in characters of the fonts and with single blanks."""
    return tuple(line for part in _BREAK.split(text) if (line := _line(part)))


def replaced(text: str) -> Counter[str]:
    """How often each character of the text is shown by another or by U+FFFD."""
    return Counter(char for char in unicodedata.normalize("NFC", text)
                   if not char.isspace() and (shown := _shown(char)) != char and shown)
