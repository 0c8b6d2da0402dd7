"""Addresses of the workspace: Danish, readable; a paper is named by the hash of its file."""

from __future__ import annotations

from django.urls import path, register_converter

from .views import account, acts, imports, review


class Digest:
    """A SHA-256 in an address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(Digest, "digest")
app_name = "workspace"
urlpatterns = [
    path("", imports.imports, name="imports"),
    path("log-ind/", account.login, name="login"),
    path("log-ud/", account.logout, name="logout"),
    path("import/ny/", imports.upload, name="upload"),
    path("import/<digest:source>/", review.review, name="review"),
    path("import/<digest:source>/side-<int:page>.png", review.picture, name="picture"),
    path("import/<digest:source>/fil/", review.original_file, name="file"),
    path("import/<digest:source>/accepter/", acts.accept, name="accept"),
    path("import/<digest:source>/afvis/", acts.reject, name="reject"),
    path("import/<digest:source>/frigiv/", acts.release, name="release"),
    path("import/<digest:source>/spoergsmaal/<int:position>/", acts.answer, name="answer"),
]
