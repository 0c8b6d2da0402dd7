"""Who does an act. Every act takes one; nothing below `interfaces` asks who is logged in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """A role within a scope: of one body, or of one unit and those under it. None: no bound of that kind."""

    role: str
    body: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or a process that acts, with the roles it has at that moment.

    `key` is what the journal keeps: `user:<id>` of a person, `system:<name>` of a process (`system:cli`). `roles` are
    held in the whole municipality, `grants` in a body or a unit. Who has neither may do nothing.
    """

    key: str
    roles: frozenset[str] = frozenset()
    grants: frozenset[Grant] = frozenset()

    @property
    def user_id(self) -> int | None:
        """The person's id; None of a process."""
        kind, _, number = self.key.partition(":")
        return int(number) if kind == "user" and number.isdecimal() else None

    def has(self, role: str) -> bool:
        """Whether the actor holds `role` (a code, as `importer` or `administrator`) in the whole municipality."""
        return role in self.roles

    def holds(self, role: str, *, body: str | None = None, unit: str | None = None) -> bool:
        """Whether the actor holds `role` for this body or this unit, or in the whole municipality."""
        return role in self.roles or any(
            grant.role == role and grant.body in {None, body} and grant.unit in {None, unit} for grant in self.grants)

    def holds_somewhere(self, role: str) -> bool:
        """Whether the actor holds `role` at all: for menus and lists, never for an act on a thing."""
        return role in self.roles or any(grant.role == role for grant in self.grants)

    def bodies(self, *roles: str) -> frozenset[str]:
        """The bodies for which the actor holds one of the roles by a grant."""
        return frozenset(grant.body for grant in self.grants if grant.role in roles and grant.body)

    def units(self, *roles: str) -> frozenset[str]:
        """The units for which the actor holds one of the roles by a grant."""
        return frozenset(grant.unit for grant in self.grants if grant.role in roles and grant.unit)


CLI = Actor("system:cli", frozenset({"importer", "publisher"}))
