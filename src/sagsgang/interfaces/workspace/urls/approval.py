"""Approval, hearing, and memos in print."""

from __future__ import annotations

from django.urls import path

from ..views import approval, hearing, prints

urlpatterns = [
    path("godkendelser/", approval.waiting, name="approvals"),
    path("udkast/<uuid:draft>/godkend/", approval.read, name="approve"),
    path("udkast/<uuid:draft>/udskrift.pdf", prints.pdf, name="draft-pdf"),
    path("udkast/<uuid:draft>/vedhaeft/", prints.attach, name="attach-memo"),
    path("udkast/<uuid:draft>/hoering/", hearing.begin, name="begin-hearing"),
    path("hoering/<uuid:hearing>/", hearing.hearing_page, name="hearing"),
    path("hoering/<uuid:hearing>/svar/<int:respondent>/", hearing.answer, name="answer-hearing"),
    path("hoering/<uuid:hearing>/handling/<slug:act>/", hearing.act, name="hearing-act"),
]
