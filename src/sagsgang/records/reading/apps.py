"""What members keep for themselves while they read."""

from __future__ import annotations

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """What members keep for themselves while they read."""

    name = "sagsgang.records.reading"
    label = "reading"
