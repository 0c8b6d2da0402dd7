"""Addresses of the workspace process."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("sagsgang.interfaces.workspace.urls_account")),
    path("", include("sagsgang.interfaces.workspace.urls")),
]
handler403 = "sagsgang.interfaces.workspace.views.account.forbidden"
handler404 = "sagsgang.interfaces.workspace.views.account.not_found"
handler500 = "sagsgang.interfaces.workspace.views.account.failed"
handler429 = "sagsgang.interfaces.workspace.views.account.too_many"
