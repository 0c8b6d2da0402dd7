"""The one door to the PDF writer: what is printed becomes a tagged, Danish PDF (PDF/UA-1 and PDF/A-3a).

The same packet gives the same bytes on any machine: the fonts are ours, those of the system are ignored, the date of
the document is that of the meeting. Texts go to the typesetter as JSON; no markup is ever built of them.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst

from ..packet.findings import Finding, Severity
from ..packet.form import form_of
from ..packet.glyphs import one_line, replaced
from ..packet.model import Packet
from ..packet.normal import printed
from .paper_tree import Node, paper_of
from .table_headers import with_row_headers

_HERE = Path(__file__).parent
_KEPT_RUNS = 11
#: The date of the file of what has no date; it says nothing but must not change.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def pdf_of(packet: Packet) -> bytes:
    """The packet as a PDF; what may be public is the caller's business (`open_part` first)."""
    return typeset("paper", paper_of(printed(packet)), packet.meeting_date)


def typeset(look: str, paper: Node, day: date | None) -> bytes:
    """What a look of ours (`typst/<look>.typ`) makes of the paper, as a PDF dated that day."""
    _forget()
    made = typst.compile(
        _HERE / "typst" / f"{look}.typ", root=_HERE / "typst", font_paths=_fonts(), ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)}, pdf_standards=["a-3a", "ua-1"],
        timestamp=datetime.combine(day, time(), UTC) if day else _NO_DATE)
    return with_row_headers(made)


def unprintable(packet: Packet) -> tuple[Finding, ...]:
    """What the PDF shows by other characters than the packet's, one finding a character."""
    found: dict[str, int] = {}
    for text in _texts(form_of(packet)):
        for char, count in replaced(text).items():
            found[char] = found.get(char, 0) + count
    return tuple(Finding("glyph-replaced", Severity.INFO,
                         args={"code": f"U+{ord(char):04X}", "shown": one_line(char), "count": count})
                 for char, count in sorted(found.items()))


def _texts(form: object) -> list[str]:
    match form:
        case str():
            return [form]
        case dict():
            # Plain texts are derived from the block trees and would count twice.
            derived = {"recommendation", "where", "sources"} | ({"text"} if "blocks" in form else set())
            return [text for key, value in form.items() if key not in derived for text in _texts(value)]
        case list():
            return [text for value in form for text in _texts(value)]
        case _:
            return []


class _Printed:
    """Whether this process has printed since the typesetter last forgot."""

    since = False


def _forget() -> None:
    """Make the typesetter drop what it keeps of the last packet: a hundred megabytes for sixty pages.

    It keeps what was used in its last ten runs, so ten empty ones empty it. The first print of a process needs none.
    """
    if _Printed.since:
        for _ in range(_KEPT_RUNS):
            typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True, timestamp=_NO_DATE)
    _Printed.since = True


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])
