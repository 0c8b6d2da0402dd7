"""Addresses of the workspace process."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("sagsgang.interfaces.workspace.urls"))]
