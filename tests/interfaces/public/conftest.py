"""The public site with the made-up meetings, published once for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from sagsgang.config.store import Store
from tests.support.publicsite import as_public, at_home, meetings, published


@pytest.fixture(autouse=True)
def _public(settings: Any) -> None:
    as_public(settings)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The made-up meetings are public, and their search index is made."""
    from sagsgang.records.openstore.search import rebuild_index

    with django_db_blocker.unblock(), published(tmp_path_factory.mktemp("site"), meetings()) as store:
        rebuild_index()
        with django_db_blocker.block():
            yield store


@pytest.fixture
def empty_site(db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Nothing is public yet."""
    with at_home(tmp_path_factory.mktemp("empty")) as store:
        yield store


@pytest.fixture
def client() -> Client:
    """A visitor; errors become pages, as they do for one."""
    return Client(raise_request_exception=False)
