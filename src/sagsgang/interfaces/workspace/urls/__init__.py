"""Addresses of the workspace: Danish, readable; one module an area. A paper is named by the hash of its file."""

from __future__ import annotations

from . import account, administration, agenda, approval, cases, imports, operations, reading

app_name = "workspace"
urlpatterns = [
    *account.urlpatterns, *imports.urlpatterns, *cases.urlpatterns, *approval.urlpatterns, *agenda.urlpatterns,
    *reading.urlpatterns, *administration.urlpatterns, *operations.urlpatterns,
]
