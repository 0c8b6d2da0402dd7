"""What every database can keep. JSON may carry characters that no stored text may have; such a packet is refused."""

from __future__ import annotations

import re
from typing import Any

from ..kernel.errors import InputRefused
from .form import form_of
from .model import Packet

#: U+0000, which PostgreSQL cannot store, and halves of surrogate pairs, which UTF-8 cannot say.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: Lists in lists: far deeper than any paper's, far below what JSON parsers of the databases stop at.
DEEPEST = 400


def check_storable(packet: Packet) -> None:
    """Raise InputRefused, with the place, when a text of the packet cannot be kept on every database as it is."""
    try:
        waiting: list[tuple[str, int, Any]] = [("", 0, form_of(packet))]
    except RecursionError:
        raise InputRefused("text-too-deep", where="/", limit=DEEPEST) from None
    while waiting:
        where, depth, value = waiting.pop()
        if depth > DEEPEST:
            raise InputRefused("text-too-deep", where=where[:80], limit=DEEPEST)
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise InputRefused("text-not-storable", where=where)
        if isinstance(value, dict):
            if any(_UNSTORABLE.search(key) for key in value):
                raise InputRefused("text-not-storable", where=where)
            waiting += [(f"{where}/{key}", depth + 1, child) for key, child in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{where}/{number}", depth + 1, child) for number, child in enumerate(value)]
