"""Who does an act. Every act takes one; nothing below `interfaces` asks who is logged in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a process that acts, with the roles it has at that moment.

    `key` is what the journal keeps: `user:<id>` of a person, `system:<name>` of a process (`system:cli`).
    """

    key: str
    roles: frozenset[str] = frozenset()

    def has(self, role: str) -> bool:
        """Whether the actor holds `role` (a code, as `importer` or `administrator`)."""
        return role in self.roles


CLI = Actor("system:cli", frozenset({"importer", "publisher"}))
