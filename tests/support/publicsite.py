"""A public site for tests: its own home folder, the settings of the public process, meetings published in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.db import transaction

from sagsgang.config.settings import public
from sagsgang.config.store import Store
from sagsgang.pure.packet.model import Packet
from sagsgang.records.openstore.services import project_release
from tests.support.meetings import committee_agenda, committee_minutes, council_minutes, statement

#: What the public process has and the workspace has not, or has otherwise.
PUBLIC_SETTINGS = ("ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES", "APPEND_SLASH", "SECURE_REFERRER_POLICY",
                   "CONTENT_SECURITY_POLICY", "X_FRAME_OPTIONS", "SECURE_CONTENT_TYPE_NOSNIFF")


def meetings() -> tuple[Packet, ...]:
    """The made-up meetings: a committee's minutes, the council's, and a later agenda of the committee."""
    return committee_minutes(), council_minutes(), committee_agenda()


def publish(*packets: Packet, sequence: int = 1) -> None:
    """Release the open part of these packets."""
    for packet in packets:
        project_release(statement(packet, sequence=sequence))


def as_public(settings: Any) -> None:
    """Answer requests as the public process does."""
    for name in PUBLIC_SETTINGS:
        setattr(settings, name, getattr(public, name))


@contextmanager
def at_home(home: Path) -> Iterator[Store]:
    """The store lives in `home` for a while; whichever databases the tests run on."""
    before, store = django_settings.STORE, Store(home, None, None)
    django_settings.STORE = store
    try:
        yield store
    finally:
        django_settings.STORE = before


@contextmanager
def published(home: Path, packets: Iterable[Packet]) -> Iterator[Store]:
    """These packets are public for a while: for all tests of a module, so that each need not publish them again."""
    with at_home(home) as store, transaction.atomic(using="open"):
        publish(*packets)
        yield store
        transaction.set_rollback(True, using="open")
