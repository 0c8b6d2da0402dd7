"""Papers that others published, from arrival to acceptance."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Papers that others published, from arrival to acceptance."""

    name = "sagsgang.records.imports"
    label = "imports"
