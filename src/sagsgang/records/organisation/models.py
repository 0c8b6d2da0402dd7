"""The municipality, its bodies and the people who log in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """One who logs in to the workspace."""
