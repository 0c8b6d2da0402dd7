"""Decisions and signatures."""

from __future__ import annotations

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Decisions and signatures."""

    name = "sagsgang.records.minutes"
    label = "minutes"
