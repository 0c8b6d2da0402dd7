"""The public site's addresses, and one more: a page of the same frame with nothing in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from sagsgang.config.urls_public import handler404, handler500, urlpatterns as public
from sagsgang.records.openstore import queries

__all__ = ["handler404", "handler500", "urlpatterns"]
_TEMPLATE = engines["django"].from_string("{% extends 'public/base.html' %}")


def empty(request: HttpRequest) -> HttpResponse:
    """The frame, filled as every page fills it."""
    return HttpResponse(_TEMPLATE.render({"site": queries.site(), "trail": []}, request))


urlpatterns = [path("bench-empty", empty), *public]
