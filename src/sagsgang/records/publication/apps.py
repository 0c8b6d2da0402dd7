"""Releases: the acts of making public."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Releases."""

    name = "sagsgang.records.publication"
    label = "publication"
