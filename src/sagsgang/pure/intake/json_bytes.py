"""JSON of unknown origin as plain values, or a refusal: bounded in size, depth and number of parts, strict in form."""

from __future__ import annotations

import json
import re
from typing import Any

from ..kernel.errors import InputRefused

#: A published meeting is below a megabyte; these are far above it and far below what would exhaust the machine.
MAX_JSON_BYTES = 64 * 1024 * 1024
MAX_PARTS = 2_000_000
_UNUSABLE = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: Escapes that may stand for one of them; a pair of halves is looked at in vain.
_ESCAPED = re.compile(r"\\(?:b|u(?:00[01]|007[fF]|[dD][89a-fA-F]|[fF]{3}[eEfF]|[fF][dD][dDeE]))")
#: Without one of these bytes none of them stands in JSON unescaped (the nought tells of another encoding than UTF-8).
_RAW = (b"\x00", b"\x7f", b"\xef")
REPLACEMENT = "\ufffd"


def looks_like_json(data: bytes) -> bool:
    """Whether the first visible sign begins an object or a list."""
    return data[:256].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in {b"{", b"["}


def values_of(data: bytes) -> tuple[Any, int]:
    """The values, and how many characters in them no text can hold (NUL, halves of pairs): each is made U+FFFD.

    Raises InputRefused for anything that is not JSON in UTF-8, UTF-16 or UTF-32, holds a key twice, or is built to
    exhaust.
    """
    if len(data) > MAX_JSON_BYTES:
        raise InputRefused("too-large", size=len(data), limit=MAX_JSON_BYTES)
    if len(data) > MAX_PARTS and max(sum(map(data.count, (b"[", b"{", b","))),
                                     sum(map(data.count, (b"<", b"u003")))) > MAX_PARTS:
        raise InputRefused("json-too-many-parts", limit=MAX_PARTS)
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        raise InputRefused("json-encoding", position=error.start) from error
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except RecursionError as error:
        raise InputRefused("json-too-deep") from error
    except json.JSONDecodeError as error:
        raise InputRefused("json-damaged", position=error.pos, line=error.lineno) from error
    except ValueError as error:  # a number too long to be one
        raise InputRefused("json-damaged", position=0, line=0) from error
    escaped = ("\\u" in text or "\\b" in text) and _ESCAPED.search(text)
    raw = any(sign in data for sign in _RAW) and _UNUSABLE.search(text)
    return _usable(value) if escaped or raw else (value, 0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        raise InputRefused("json-duplicate-key", key=next(key for key in keys if keys.count(key) > 1)[:80])
    return made


def _no_number(name: str) -> None:
    raise InputRefused("json-damaged-number", name=name)


def _usable(value: Any) -> tuple[Any, int]:
    """The value with every character that no text can hold replaced by one that says so, as long as before."""
    replaced = 0

    def walk(part: Any) -> Any:
        nonlocal replaced
        match part:
            case str():
                clean, count = _UNUSABLE.subn(REPLACEMENT, part)
                replaced += count
                return clean
            case dict():
                return {walk(key): walk(child) for key, child in part.items()}
            case list():
                return [walk(child) for child in part]
            case _:
                return part

    try:
        return walk(value), replaced
    except RecursionError as error:
        raise InputRefused("json-too-deep") from error
