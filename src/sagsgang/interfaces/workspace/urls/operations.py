"""Addresses of what works while nobody looks, of the journal, and of the calendar that members subscribe to."""

from __future__ import annotations

from django.urls import path, register_converter

from ..views import feed, journal, operations


class Token:
    """A secret in an address."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(Token, "token")
urlpatterns = [
    path("drift/", operations.operations, name="operations"),
    path("drift/job/<uuid:job>/igen/", operations.retry, name="retry-job"),
    path("drift/mails/igen/", operations.retry_mails, name="retry-mails"),
    path("drift/mails/", operations.mails, name="mails"),
    path("drift/mails/<slug:name>/", operations.mail, name="mail"),
    path("journal/", journal.journal, name="journal"),
    path("journal/tabel.csv", journal.table, name="journal-table"),
    path("journal/kontrol/", journal.chain, name="journal-chain"),
    path("min-kalender/", feed.own, name="my-calendar"),
    path("min-kalender/afslut/", feed.end, name="end-calendar"),
    path("kalender/<token:token>.ics", feed.feed, name="feed"),
]
