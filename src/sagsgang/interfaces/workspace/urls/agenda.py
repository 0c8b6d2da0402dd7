"""Meetings, agendas being built, and their sending. A meeting is named as on the public site: body, day, time."""

from __future__ import annotations

from django.urls import path

from ..views import agenda, meetings, sending

MEETING = "moede/<slug:body>/<slug:day>/<slug:time>/"
urlpatterns = [
    path("moeder/", meetings.meeting_list, name="meetings"),
    path("moeder/plan/", meetings.plan, name="plan-meetings"),
    path(MEETING, agenda.builder, name="agenda"),
    path(MEETING + "ret/", meetings.change, name="change-meeting"),
    path(MEETING + "aflys/", meetings.cancel, name="cancel-meeting"),
    path(MEETING + "tilfoej/", agenda.place, name="place-entry"),
    path(MEETING + "punkt/", agenda.add, name="add-entry"),
    path(MEETING + "raekkefoelge/", agenda.move, name="move-entry"),
    path(MEETING + "tag-af/", agenda.off, name="take-off"),
    path(MEETING + "adgang/<uuid:entry>/", agenda.access, name="entry-access"),
    path(MEETING + "udsend/", sending.send, name="send-agenda"),
    path(MEETING + "udgave/<int:sequence>/", sending.version, name="agenda-version"),
    path(MEETING + "udgave/<int:sequence>/dagsorden.pdf", sending.pdf, name="agenda-pdf"),
    path(MEETING + "aendringer/", sending.changes, name="agenda-changes"),
]
