"""Addresses of the public site: Danish, readable, stable; a number decides, the words after it decorate."""

from __future__ import annotations

from django.urls import path, re_path

from .views import errors, pages, reading, search

app_name = "public"
_MEETING = r"^udvalg/(?P<body>[a-z0-9-]+)/(?P<meeting>\d{4}-\d{2}-\d{2}[a-z0-9-]*)"
_NUMBER = r"(?P<number>[a-z0-9._]+)(?:-[a-z0-9-]*)?"

urlpatterns = [
    path("", pages.front, name="front"),
    path("udvalg", pages.bodies, name="bodies"),
    path("udvalg/<slug:body>", pages.body, name="body"),
    re_path(_MEETING + "$", pages.meeting, name="meeting"),
    re_path(_MEETING + r"/dagsorden-eller-referat\.pdf$", reading.pdf, name="pdf"),
    re_path(_MEETING + rf"/punkt/{_NUMBER}$", reading.item, name="item"),
    re_path(_MEETING + rf"/(?P<above>(?:punkt/[a-z0-9._]+/)?bilag)/{_NUMBER}$", reading.annex, name="annex"),
    path("sag/<path:number>", reading.case, name="case"),
    path("soeg", search.results, name="search"),
    path("om", pages.about, name="about"),
    path("cookies", pages.cookies, name="cookies"),
    path("privatliv", pages.privacy, name="privacy"),
    path("tilgaengelighed", pages.accessibility, name="accessibility"),
    path("was", pages.was, name="was"),
    path("robots.txt", pages.robots, name="robots"),
    re_path(r"^tema/(?P<colour>[0-9a-f]{6})\.css$", pages.theme, name="theme"),
    path("<path:address>/", errors.without_slash),
]
