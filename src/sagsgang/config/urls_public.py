"""Addresses of the public process."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("sagsgang.interfaces.public.urls"))]
handler404 = "sagsgang.interfaces.public.views.errors.not_found"
handler500 = "sagsgang.interfaces.public.views.errors.failed"
