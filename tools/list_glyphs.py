"""Writes the list of characters that the fonts of our PDF can show (needs fontTools, a test dependency)."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "src/sagsgang/pure/render/fonts"
LIST = ROOT / "src/sagsgang/pure/packet/glyphs.txt"


def ranges(codes: set[int]) -> list[str]:
    """The numbers as hexadecimal ranges, in order."""
    lines: list[list[int]] = []
    for code in sorted(codes):
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return [f"{first:04X}-{last:04X}" for first, last in lines]


def listed() -> str:
    """The text of the list: a heading, then one range a line."""
    codes: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        codes |= set(TTFont(path).getBestCmap())
    head = "# Characters of the fonts in render/fonts, written by tools/list_glyphs.py; a test holds the two together."
    return "\n".join([head, *ranges(codes)]) + "\n"


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
