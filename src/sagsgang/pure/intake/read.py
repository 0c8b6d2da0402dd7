"""The one way in: bytes and a name become a packet with findings. The bytes choose the reader, the name does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from math import ceil, floor

from ..kernel.errors import InputRefused
from ..kernel.jail import run_jailed
from ..packet.blocks import Block, Paragraph
from ..packet.findings import Finding, Severity
from ..packet.model import AnnexDocument, Packet
from ..packet.span import Span
from . import firstagenda, own_form
from .json_bytes import looks_like_json, values_of
from .questions import with_questions
from .reading import Reading
from .text_bytes import decoded

#: Larger files are refused before they are looked at (bytes).
MAX_BYTES = 200 * 1024 * 1024
#: HTML above this is no meeting's.
MAX_HTML_BYTES, MAX_TAGS = 32 * 1024 * 1024, 1_000_000
#: Nor is a text layer: this is some 800 pages, which are read within a minute whatever they say.
MAX_TEXT_BYTES = 2 * 1024 * 1024
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
                   re.IGNORECASE | re.DOTALL)


def read(data: bytes, name: str) -> Reading:
    """Read one published packet. `name` is the file's name, a last resort for what stands nowhere else.

    Raises InputRefused when the bytes cannot be read at all; an unknown layout is a Reading with layout None.
    """
    return with_questions(_read(data, name))


def _read(data: bytes, name: str) -> Reading:
    if len(data) > MAX_BYTES:
        raise InputRefused("too-large", size=len(data), limit=MAX_BYTES)
    if b"%PDF-" in data[:1024]:
        return run_jailed(partial(_read_pdf, name=name), data)
    if looks_like_json(data) and (reading := _read_json(data, name)) is not None:
        return reading
    return _read_text(data, name)


# ------------------------------------------------------------------ PDF, in the jail
def _read_pdf(data: bytes, name: str) -> Reading:
    """Everything that is done with a PDF, in one child: our own paper, else a layout known by its pages."""
    from . import label_column, own_pdf, pdf  # the PDF library is loaded in the jail only

    reading = own_pdf.read(data, name)
    if reading is not None:
        return reading
    pages = pdf.pages_of(data)
    known = label_column.read_pages(pages, name)
    if known is not None:
        return known
    lines = [Paragraph(line.text, (Span(page=page.number, bbox=(
        floor(line.left), floor(line.top), ceil(line.right), ceil(line.bottom))),))
        for page in pages for line in page.lines]
    return _unknown(lines, pages=(1, len(pages)))


# ------------------------------------------------------------------ JSON
def _read_json(data: bytes, name: str) -> Reading | None:
    """A FirstAgenda meeting or a packet of our own form; None for other JSON."""
    value, replaced = values_of(data)
    reading = firstagenda.read(value, name)
    if reading is None:
        reading = own_form.read(value)
    if reading is None or not replaced:
        return reading
    return Reading(reading.packet, (*reading.findings, Finding("broken-characters", Severity.WARNING, (),
                                                               {"count": replaced})))


# ------------------------------------------------------------------ text
def _read_text(data: bytes, name: str) -> Reading:
    """A text layer of a known layout, or what can be read of an unknown one."""
    from . import label_column

    if len(data) > MAX_HTML_BYTES:
        raise InputRefused("too-large", size=len(data), limit=MAX_HTML_BYTES)
    text, findings = decoded(data, name)
    if _HTML.match(text):
        reading = _unknown(_blocks_of_html(text))
    elif len(data) > MAX_TEXT_BYTES:
        raise InputRefused("too-large", size=len(data), limit=MAX_TEXT_BYTES)
    else:
        known = label_column.read_text(text, name)
        reading = known if known is not None else _unknown(_lines(text))
    return Reading(reading.packet, (*reading.findings, *findings))


def _lines(text: str) -> list[Block]:
    return [Paragraph(line.strip(), (Span(line_from=number, line_to=number),))
            for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _blocks_of_html(text: str) -> Sequence[Block]:
    from .html import flow_of
    from .html_flow import to_block

    if text.count("<") > MAX_TAGS:
        raise InputRefused("html-too-many-parts", limit=MAX_TAGS)
    return [to_block(node, "") for node in flow_of(text, "").nodes]


def _unknown(blocks: Sequence[Block], pages: tuple[int, int] | None = None) -> Reading:
    """What could be read of a paper whose layout is not known: its text, as one annex body without a cover."""
    body = AnnexDocument(None, None, None, None, pages, tuple(blocks))
    packet = Packet(municipality=None, committee=None, meeting_date=None, meeting_start=None, place=None, edition=None,
                    layout=None, items=(), annex_bodies=(body,) if blocks else ())
    return Reading(packet, (Finding("layout-unknown", Severity.ERROR),))
