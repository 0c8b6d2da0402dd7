"""Which language a command speaks."""

from __future__ import annotations

import os


def language() -> str:
    """Danish under a Danish locale (LC_ALL, LC_MESSAGES, LANG), else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "da" if value.lower().startswith("da") else "en"
    return "en"
