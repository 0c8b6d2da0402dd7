"""What `procedures` hand over to make public: a frozen release, and whose site it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

#: The colour of a site that has not chosen one (9.4:1 against white).
DEFAULT_COLOUR = "#14487a"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseStatement:
    """One release: the canonical bytes of the open packet, its PDF, and its place among the meeting's.

    `sha256` and `pdf_sha256` are those of the bytes; `sequence` counts the meeting's releases from 1; `municipality`
    and `colour` name the site where nobody has described it yet (`publish_municipality`).
    """

    release_id: str
    meeting_key: str
    edition: str
    sequence: int
    released_at: datetime
    packet_bytes: bytes
    sha256: str
    pdf_bytes: bytes
    pdf_sha256: str
    supersedes: str | None
    municipality: str
    colour: str = DEFAULT_COLOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityStatement:
    """Whose site it is, and what its pages say about themselves; everything but the name may be empty."""

    name: str
    colour: str = DEFAULT_COLOUR
    notice: str = ""
    about: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    accessibility_url: str = ""
