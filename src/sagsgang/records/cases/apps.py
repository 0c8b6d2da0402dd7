"""Cases, their presentations and their annexes."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases, their presentations and their annexes."""

    name = "sagsgang.records.cases"
    label = "cases"
