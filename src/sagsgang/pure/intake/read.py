"""The one way in: bytes and a name, out comes a packet with findings. Chooses the reader by the bytes, not by the name."""

from __future__ import annotations

from ..kernel.errors import InputRefused
from .reading import Reading

#: Larger files are refused before they are looked at (bytes).
MAX_BYTES = 200 * 1024 * 1024


def read(data: bytes, name: str) -> Reading:
    """Read one published packet. `name` is the file's name, a last resort for what stands nowhere else.

    Raises InputRefused when the bytes cannot be read at all; an unknown layout is a Reading with layout None.
    """
    if len(data) > MAX_BYTES:
        raise InputRefused("too-large", size=len(data), limit=MAX_BYTES)
    raise InputRefused("form-unknown", name=name)
