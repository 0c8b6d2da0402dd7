"""Keys that tie what different papers say about one thing: body, meeting, case, item (DESIGN section 5, "Keys").

Meeting = body (term suffix stripped) + local date + start (else source id); case = number; item = meeting + number.
Keys are also the readable parts of public addresses, so they are ASCII and never change.
"""

from __future__ import annotations

import re
import unicodedata

from .model import Packet

_TERM = re.compile(r"[\s,(]*\b(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)?\d\d)\)?\s*$")
#: Letters by what stands for them in an address; the code points are those of ae, oe, aa, their Swedish and German
#: cousins, u umlaut and sharp s.
_DANISH = str.maketrans({
    "\u00e6": "ae", "\u00f8": "oe", "\u00e5": "aa", "\u00e4": "ae", "\u00f6": "oe", "\u00fc": "u", "\u00df": "ss",
})


def without_term(name: str) -> str:
    """A body's name without the term that some papers print after it ("… 2014-2017")."""
    return _TERM.sub("", name).strip()


def slug(text: str, longest: int = 60) -> str:
    """ASCII words with dashes: "Økonomiudvalget" -> "oekonomiudvalget"; cut at a word at most `longest` long."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_DANISH)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if len(words) <= longest:
        return words
    cut = words[: longest + 1].rsplit("-", 1)[0] if "-" in words[: longest + 1] else words[:longest]
    return cut.strip("-")


def body_key(name: str) -> str:
    """The key of a body: its name without term, capitals, genitive differences left to people."""
    return slug(without_term(name), longest=80)


def case_key(number: str) -> str:
    """The key of a case: its number with white space removed, slashes and dots as dashes."""
    return slug(re.sub(r"\s+", "", number), longest=80)


def meeting_key(packet: Packet) -> str | None:
    """The key of the packet's meeting: "<body>/<date>/<hhmm>"; the source's id stands for a missing start.

    None where body or date is unknown: such a packet cannot be told from others and waits for a person.
    """
    if not packet.committee or not packet.meeting_date:
        return None
    last = f"{packet.meeting_start:%H%M}" if packet.meeting_start else slug(packet.source_id or "") or "-"
    return f"{body_key(packet.committee)}/{packet.meeting_date.isoformat()}/{last}"
