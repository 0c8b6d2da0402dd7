"""What people are told: on their page, and by mail."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people are told: on their page, and by mail."""

    name = "sagsgang.records.notices"
    label = "notices"
