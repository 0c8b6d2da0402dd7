"""The workspace: staff and members, behind a login."""

from __future__ import annotations

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """The inside."""

    name = "sagsgang.interfaces.workspace"
    label = "workspace"
