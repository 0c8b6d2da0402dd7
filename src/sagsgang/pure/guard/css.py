"""As much of style sheets as tells whether words can be seen: declarations, sizes, colours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .hidden import HIDDEN, OFF_PAGE, TINY, WHITE_PAPER, Colour, colour_of_hex

Declared = dict[str, str]
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
_REMARK = re.compile(r"<!--|-->|/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-z][\w:-]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_SIZE = re.compile(r"(-?\d*\.?\d+)\s*(pt|px|em|rem|ex|cm|mm|in|pc|%)?(?![\w.])")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "cm": 37.8, "mm": 3.78, "in": 96.0,
           "pc": 16.0, "%": 0.16}
_NAMED: dict[str, Colour] = {"white": WHITE_PAPER, "snow": (255, 250, 250), "ivory": (255, 255, 240),
                             "whitesmoke": (245, 245, 245), "black": (0, 0, 0), "windowtext": (0, 0, 0),
                             "red": (255, 0, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0), "navy": (0, 0, 128),
                             "window": WHITE_PAPER}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_CLEAR = re.compile(r"rgba\([^)]*[,/]\s*0?\.?0+\s*\)|transparent")
_NOWHERE = re.compile(r"rect\(\s*0|rect\(1px|inset\(\s*(?:50|100)%")
#: Pixels: what is smaller nobody reads, and what lies further out is on no sheet.
_TINIEST, _FURTHEST = 2.7, -900.0


class Sheet:
    """The simple rules of the sheets in a source: for an element, for a class, or for both."""

    def __init__(self, html: str) -> None:
        self._rules: dict[tuple[str, str], Declared] = {}
        for sheet in _SHEET.findall(html):
            for selectors, body in _RULE.findall(_REMARK.sub(" ", sheet)):
                for selector in selectors.split(","):
                    if (simple := _SIMPLE.fullmatch(selector.strip())) and selector.strip():
                        place = ((simple[1] or "").lower(), (simple[2] or "").lower())
                        self._rules.setdefault(place, {}).update(declared(body))

    def of(self, tag: str, classes: Iterable[str], style: str) -> Declared:
        """What is declared of an element: by the sheets, and over it by itself."""
        said: Declared = dict(self._rules.get((tag, ""), {}))
        for name in classes:
            said.update(self._rules.get(("", name), {}))
            said.update(self._rules.get((tag, name), {}))
        said.update(declared(style))
        return said


def declared(style: str) -> Declared:
    """The declarations of a style, the last of each name."""
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip().lower(): value.strip().lower().removesuffix("!important").strip()
            for name, colon, value in pairs if colon}


def kind_of_style(said: Declared) -> str | None:
    """What hides an element by itself, whatever its colours; None where nothing does."""
    if said.get("mso-hide") == "all" or _is_gone(said):
        return HIDDEN
    size = _SIZE.match(said.get("font-size", "")) or _SIZE.search(said.get("font", ""))
    if size and _pixels(size) <= _TINIEST:
        return TINY
    moved = (_SIZE.match(said.get(name, "")) for name in ("left", "top", "text-indent", "margin-left", "margin-top"))
    return OFF_PAGE if any(place and _pixels(place) <= _FURTHEST for place in moved) else None


def _is_gone(said: Declared) -> bool:
    # Word hides "screen" on web pages only: it is on the paper.
    gone = said.get("display") == "none" and said.get("mso-hide") != "screen"
    unseen = said.get("visibility") in {"hidden", "collapse"} or bool(_CLEAR.fullmatch(said.get("color", "")))
    clear = bool(re.fullmatch(r"0?\.?0+%?", said.get("opacity", "")))
    clipped = bool(_NOWHERE.search(said.get("clip", "") + said.get("clip-path", "")))
    return gone or unseen or clear or clipped


def _pixels(size: re.Match[str]) -> float:
    return float(size[1]) * _PIXELS[size[2] or ""]


def ink_of(said: Declared, before: Colour | None) -> Colour | None:
    """The colour of an element's words; None where it cannot be told."""
    value = said.get("color", "inherit")
    return before if value in {"inherit", "initial", "unset", ""} else _colour(value)


def ground_of(said: Declared, before: Colour | None) -> Colour | None:
    """The colour behind an element's words; None where it cannot be told, as on a picture."""
    value = said.get("background-color") or said.get("background") or ""
    if "url(" in said.get("background", "") or "url(" in said.get("background-image", "") or "gradient(" in value:
        return None
    if not value or _CLEAR.search(value) or value in {"none", "inherit", "initial", "unset"}:
        return before
    return _colour(value)


def _colour(value: str) -> Colour | None:
    if rgb := _RGB.search(value):
        return int(rgb[1]), int(rgb[2]), int(rgb[3])
    for word in value.split():
        found = colour_of_hex(word[1:7] if len(word) != 4 else word[1:]) if word.startswith("#") else _NAMED.get(word)
        if found is not None:
            return found
    return None
