"""What is public, and nothing else: its own database, its own files, its own search index."""

from __future__ import annotations

from django.apps import AppConfig


class OpenStoreConfig(AppConfig):
    """The public store (database alias `open`)."""

    name = "sagsgang.records.openstore"
    label = "openstore"
