"""What kind of file it is, by its first bytes; the name is not asked."""

from __future__ import annotations

PDF, JSON, TEXT = "application/pdf", "application/json", "text/plain"


def media_type(data: bytes) -> str:
    """The media type of a file that a reader may know: PDF, JSON, else text."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        return PDF
    return JSON if start[:1] in {b"{", b"["} else TEXT
