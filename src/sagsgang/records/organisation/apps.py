"""The municipality, its bodies and the people who log in."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The municipality, its bodies and the people who log in."""

    name = "sagsgang.records.organisation"
    label = "organisation"
