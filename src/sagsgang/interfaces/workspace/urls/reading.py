"""What members read, and their own notes."""

from __future__ import annotations

from django.urls import path

from ..views import notes, reading

MEETING = "laes/<slug:body>/<slug:day>/<slug:time>/"
urlpatterns = [
    path("laes/", reading.meeting_list, name="read"),
    path("laes/noter/", notes.mine, name="notes"),
    path("laes/noter.json", notes.export, name="export-notes"),
    path("laes/note/", notes.keep, name="keep-note"),
    path("laes/note/<uuid:note>/slet/", notes.delete, name="delete-note"),
    path("laes/service-worker.js", reading.service_worker, name="service-worker"),
    path(MEETING, reading.meeting, name="read-meeting"),
    path(MEETING + "udskrift/", reading.print_view, name="read-print"),
    path(MEETING + "punkt/<int:number>/", reading.item, name="read-item"),
    path(MEETING + "punkt/<int:number>/laest/", reading.mark, name="mark-read"),
    path(MEETING + "bilag/<slug:label>/", reading.annex, name="read-annex"),
    path(MEETING + "bilag/<slug:label>/fil/", reading.annex_file, name="read-annex-file"),
]
