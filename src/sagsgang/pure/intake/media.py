"""What kind of file it is, by its first bytes; the name is not asked."""

from __future__ import annotations

from .json_bytes import looks_like_json

PDF, JSON, TEXT = "application/pdf", "application/json", "text/plain"


def media_type(data: bytes) -> str:
    """The media type of a file that a reader may know: PDF, JSON, else text."""
    if b"%PDF-" in data[:1024]:
        return PDF
    return JSON if looks_like_json(data) else TEXT
