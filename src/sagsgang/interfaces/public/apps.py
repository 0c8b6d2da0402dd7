"""The public site: no users, no sessions, no cookies; it reads the public store and nothing else."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The citizens' side."""

    name = "sagsgang.interfaces.public"
    label = "public"
