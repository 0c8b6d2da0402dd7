"""Bytes as text: by their mark, as UTF-8, else as the old Windows encoding with a finding; never with signs lost."""

from __future__ import annotations

import codecs
import re

from ..kernel.errors import InputRefused
from ..packet.findings import Finding, Severity

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_TEXT = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f\ud800-\udfff]")
#: Up to this many signs in a thousand may be none of a text; more, and it is no text.
MOST_NO_TEXT = 1


def decoded(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text, with "\\n" at line ends, and what had to be assumed; raises InputRefused for what is no text."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    try:
        text, assumed = data.decode(encoding or _by_noughts(data) or "utf-8"), None
    except UnicodeDecodeError as error:
        if encoding is not None or b"\x00" in data[:4096]:
            raise InputRefused("form-unknown", name=name) from error
        text, assumed = _old(data)
    findings = [] if assumed is None else [Finding("encoding-assumed", Severity.WARNING, (), {"encoding": assumed})]
    text, broken = _NO_TEXT.subn("\ufffd", text)
    if not text.strip() or broken * 1000 > len(text) * MOST_NO_TEXT:
        raise InputRefused("form-unknown", name=name)
    if broken:
        findings.append(Finding("broken-characters", Severity.WARNING, (), {"count": broken}))
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(findings)


def _by_noughts(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is nought."""
    head = data[:4096]
    half = len(head) // 2
    if half < 8:
        return None
    if head[1::2].count(0) > half * 0.7 and head[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if head[::2].count(0) > half * 0.7 and head[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _old(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "ISO 8859-1"
