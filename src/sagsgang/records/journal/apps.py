"""The journal: append-only and hash-linked; who did which act to what, when and why."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal."""

    name = "sagsgang.records.journal"
    label = "journal"
