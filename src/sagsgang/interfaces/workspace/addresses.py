"""The parts of an address that name a meeting, and the way back."""

from __future__ import annotations


def meeting_args(key: str) -> list[str]:
    """The parts of a meeting's key, as addresses have them."""
    return key.split("/")


def key_of(body: str, day: str, time: str) -> str:
    """The key of the meeting that an address names."""
    return f"{body}/{day}/{time}"
