"""How a run of a Word file looks in the end: by itself, by its styles and what these are based on, on what ground."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .hidden import COVERED, HIDDEN, OFF_PAGE, TINY, WHITE_PAPER, Colour, colour_of_hex, kind_of_colours

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
#: Twice the points: smaller is not read by anybody.
_TINY_SIZE = 4
#: Twentieths of a point: more than a sheet is wide.
_SHEET = 12_000
_MARKERS = {"black": "000000", "white": "FFFFFF", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
            "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080",
            "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
            "darkGray": "808080", "lightGray": "C0C0C0"}
_DEEPEST = 20


class Looks:
    """The styles of a file, asked what a run looks like at its place."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._basic: Element | None = None
        if styles is None:
            return
        self._basic = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and is_on(style.get(f"{W}default"), absent=False):
                self._default = name

    def kind_of(self, run: Element, parents: tuple[Element, ...]) -> str | None:
        """What hides the run; None where it is in sight."""
        paragraph = next((one for one in reversed(parents) if one.tag == f"{W}p"), None)
        vanish = self._look(run, paragraph, "vanish")
        if vanish is not None and is_on(vanish.get(VALUE)):
            return HIDDEN
        size = (found.get(VALUE) or "") if (found := self._look(run, paragraph, "sz")) is not None else ""
        if size.isdecimal() and int(size) <= _TINY_SIZE:
            return TINY
        if paragraph is not None and _is_off_page(paragraph):
            return OFF_PAGE
        return self._kind_by_colour(run, paragraph, parents)

    def _kind_by_colour(self, run: Element, paragraph: Element | None, parents: tuple[Element, ...]) -> str | None:
        colour = self._look(run, paragraph, "color")
        ink = _ink(colour)
        marker = run.find(f"{W}rPr/{W}highlight")
        if marker is not None and (marked := _MARKERS.get(marker.get(VALUE) or "")):
            # The colour of its own is black on a marker, whatever the marker is.
            kind = kind_of_colours(ink or (0, 0, 0), colour_of_hex(marked))
            return COVERED if kind else None
        return kind_of_colours(ink, self._ground(run, paragraph, parents)) if ink else None

    def _look(self, run: Element, paragraph: Element | None, name: str) -> Element | None:
        """The first that says it: the run, its style, that of its paragraph, the file's default."""
        own = run.find(f"{W}rPr")
        named = own.find(f"{W}rStyle") if own is not None else None
        if own is not None and (said := own.find(f"{W}{name}")) is not None:
            return said
        for style in (*self._chain(named.get(VALUE) if named is not None else None), *self._of_paragraph(paragraph)):
            if (said := style.find(f"{W}rPr/{W}{name}")) is not None:
                return said
        return self._basic.find(f"{W}{name}") if self._basic is not None else None

    def _of_paragraph(self, paragraph: Element | None) -> Iterator[Element]:
        named = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        return self._chain(named.get(VALUE) if named is not None else self._default)

    def _chain(self, name: str | None) -> Iterator[Element]:
        """A style, and what it is based on."""
        for _step in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            name = based.get(VALUE) if based is not None else None

    def _ground(self, run: Element, paragraph: Element | None, parents: tuple[Element, ...]) -> Colour | None:
        """The colour behind a run; None where it cannot be told (a shape, a table whose style is shaded)."""
        shades = [run.find(f"{W}rPr/{W}shd")]
        if paragraph is not None:
            shades += [paragraph.find(f"{W}pPr/{W}shd"),
                       *(style.find(f"{W}pPr/{W}shd") for style in self._of_paragraph(paragraph))]
        for shade in shades:
            if shade is not None and (fill := _fill(shade)) != "auto":
                return colour_of_hex(fill)
        for outer in reversed(parents):
            if outer.tag == f"{W}txbxContent":
                return None
            shade = outer.find(f"{W}tcPr/{W}shd") if outer.tag == f"{W}tc" else None
            if shade is not None and (fill := _fill(shade)) != "auto":
                return colour_of_hex(fill)
            if outer.tag == f"{W}tbl":
                named = outer.find(f"{W}tblPr/{W}tblStyle")
                styles = self._chain(named.get(VALUE)) if named is not None else iter(())
                if any(_fill(shade) != "auto" for style in styles for shade in style.iter(f"{W}shd")):
                    return None
        return WHITE_PAPER


def _fill(shade: Element) -> str:
    if shade.get(VALUE) == "solid":
        return shade.get(f"{W}color") or "auto"
    if shade.get(f"{W}themeFill") and not shade.get(f"{W}fill"):
        return "unknown"
    return shade.get(f"{W}fill") or "auto"


def _ink(colour: Element | None) -> Colour | None:
    if colour is None:
        return None
    said = colour_of_hex(colour.get(VALUE) or "")
    return WHITE_PAPER if said is None and colour.get(f"{W}themeColor") in {"background1", "light1"} else said


def _is_off_page(paragraph: Element) -> bool:
    places = [place.get(f"{W}{name}") or "" for path, names in (("ind", ("left", "start", "firstLine")),
                                                              ("framePr", ("x", "y")))
              if (place := paragraph.find(f"{W}pPr/{W}{path}")) is not None for name in names]
    return any(abs(int(place)) > _SHEET for place in places if place.lstrip("-").isdecimal())


def is_on(said: str | None, *, absent: bool = True) -> bool:
    """Whether a switch of a Word file is on; one without a value is `absent`."""
    return absent if said is None else said not in _OFF
