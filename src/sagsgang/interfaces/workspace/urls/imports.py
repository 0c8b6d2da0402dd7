"""Papers that others published, and their review."""

from __future__ import annotations

from django.urls import path, register_converter

from ..views import acts, imports, review


class Digest:
    """A SHA-256 in an address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(Digest, "digest")
urlpatterns = [
    path("import/", imports.imports, name="imports"),
    path("import/ny/", imports.upload, name="upload"),
    path("import/<digest:source>/", review.review, name="review"),
    path("import/<digest:source>/side-<int:page>.png", review.picture, name="picture"),
    path("import/<digest:source>/fil/", review.original_file, name="file"),
    path("import/<digest:source>/accepter/", acts.accept, name="accept"),
    path("import/<digest:source>/afvis/", acts.reject, name="reject"),
    path("import/<digest:source>/frigiv/", acts.release, name="release"),
    path("import/<digest:source>/spoergsmaal/<int:position>/", acts.answer, name="answer"),
]
