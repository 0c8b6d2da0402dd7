"""Fetching the municipality, its bodies and people, and who acts."""

from .acting import actor_for
from .people import Named, bodies, municipality, person_names

__all__ = ["Named", "actor_for", "bodies", "municipality", "person_names"]
