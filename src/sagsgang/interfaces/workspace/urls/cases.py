"""Cases, drafts, their texts, comments and annexes."""

from __future__ import annotations

from django.urls import path

from ..views import annexes, cases, comments, drafts, editing, links, versions

urlpatterns = [
    path("sager/", cases.case_list, name="cases"),
    path("sager/ny/", cases.new_case, name="new-case"),
    path("sag/<slug:key>/", cases.case_page, name="case"),
    path("sag/<slug:key>/ret/", cases.change, name="change-case"),
    path("sag/<slug:key>/henvisning/", links.link, name="link-case"),
    path("sag/<slug:key>/nummer/", links.number, name="number-case"),
    path("sag/<slug:key>/udkast/", drafts.new_draft, name="new-draft"),
    path("udkast/<uuid:draft>/", drafts.draft_page, name="draft"),
    path("udkast/<uuid:draft>/oplysninger/", drafts.facts, name="draft-facts"),
    path("udkast/<uuid:draft>/medforfattere/", drafts.collaborators, name="draft-collaborators"),
    path("udkast/<uuid:draft>/handling/<slug:act>/", drafts.act, name="draft-act"),
    path("udkast/<uuid:draft>/gem/<slug:section>/", editing.save, name="save-section"),
    path("udkast/<uuid:draft>/indsaet/", editing.paste, name="paste"),
    path("udkast/<uuid:draft>/word/<slug:section>/", editing.word, name="word"),
    path("udkast/<uuid:draft>/versioner/", versions.versions, name="draft-versions"),
    path("udkast/<uuid:draft>/sammenlign/", versions.compare, name="draft-compare"),
    path("udkast/<uuid:draft>/udskrift/", versions.print_view, name="draft-print"),
    path("udkast/<uuid:draft>/kommentar/", comments.comment, name="comment"),
    path("kommentar/<uuid:comment>/", comments.settle, name="settle-comment"),
    path("udkast/<uuid:draft>/bilag/", annexes.upload, name="upload-annex"),
    path("bilag/<uuid:annex>/", annexes.change, name="change-annex"),
    path("bilag/<uuid:annex>/handling/<slug:act>/", annexes.act, name="annex-act"),
    path("bilagsfil/<int:version>/", annexes.file, name="annex-file"),
]
