"""FirstAgenda Publication's meetings as JSON: the portal's values as a packet, each with its place in the source."""

from .meeting import is_meeting, read

__all__ = ["is_meeting", "read"]
