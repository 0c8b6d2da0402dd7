"""The one place where a packet becomes bytes to hash: RFC 8785 canonical JSON of its form, NFC, no floats."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

import rfc8785

from .form import form_of
from .model import Packet


def _nfc(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {key: _nfc(child) for key, child in value.items()}
        case list() | tuple():
            return [_nfc(child) for child in value]
        case float():
            raise TypeError("what is hashed holds no floats")
        case _:
            return value


def canonical_bytes(form: Any) -> bytes:
    """RFC 8785 bytes of plain JSON values; raises TypeError on a float."""
    return rfc8785.dumps(_nfc(form))


def canonical_packet(packet: Packet) -> bytes:
    """The packet's canonical bytes: what is hashed, signed, frozen and exported."""
    return canonical_bytes(form_of(packet))


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
