"""Acts on the municipality: founding it, its people and roles, bodies, units and seats, and its calendar."""

from .founding import create_user, ensure_body, found_municipality

__all__ = ["create_user", "ensure_body", "found_municipality"]
