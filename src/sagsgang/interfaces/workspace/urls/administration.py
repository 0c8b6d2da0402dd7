"""Bodies, people, departments, templates, calendar: what an administrator sets up."""

from __future__ import annotations

from django.urls import path

from ..views import administration, calendar, organisation, people, templates

urlpatterns = [
    path("administration/", administration.overview, name="administration"),
    path("administration/kommune/", administration.municipality_page, name="municipality"),
    path("administration/udvalg/", organisation.body_list, name="bodies"),
    path("administration/udvalg/<slug:key>/", organisation.body, name="body"),
    path("administration/udvalg/<slug:key>/plads/", organisation.seats, name="body-seats"),
    path("administration/udvalg/<slug:key>/fratraed/", organisation.leave, name="leave-seat"),
    path("administration/valgperioder/", organisation.term_list, name="terms"),
    path("administration/forvaltning/", organisation.unit_list, name="units"),
    path("administration/forvaltning/<slug:key>/", organisation.unit, name="unit"),
    path("administration/forvaltning/<slug:key>/godkendelse/", organisation.levels, name="unit-levels"),
    path("administration/brugere/", people.people_list, name="people"),
    path("administration/brugere/<int:user>/", people.person_page, name="person"),
    path("administration/brugere/<int:user>/rolle/", people.role, name="give-role"),
    path("administration/brugere/<int:user>/handling/<slug:act>/", people.act, name="person-act"),
    path("administration/adgang/", people.access, name="access"),
    path("administration/kalender/", calendar.calendar, name="calendar"),
    path("administration/faste-punkter/", administration.fixed, name="fixed-items"),
    path("administration/fraser/", administration.phrases, name="phrases"),
    path("administration/skabeloner/", templates.template_list, name="templates"),
    path("administration/skabeloner/<slug:key>/", templates.template_page, name="template"),
]
