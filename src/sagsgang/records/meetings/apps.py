"""Meetings, their agendas and who attended."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, their agendas and who attended."""

    name = "sagsgang.records.meetings"
    label = "meetings"
