"""Colours that can be read: the contrast that WCAG 2.2 demands of text (4.5:1)."""

from __future__ import annotations

import re

from ..kernel.errors import InputRefused

#: WCAG 2.2, success criterion 1.4.3, for text of normal size.
LEAST_CONTRAST = 4.5
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0–255) of "#14487a"; raises InputRefused for anything else."""
    if not _HEX.fullmatch(colour):
        raise InputRefused("colour-form", colour=colour[:20])
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
              for c in (channel / 255 for channel in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0–1) of `other` in it, as "#rrggbb"."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}"
                         for a, b in zip(channels(colour), channels(other), strict=True))
