"""Annexes are files: each test has a home for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sagsgang.config.store import Store
from tests.support.publicsite import at_home


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[Store]:
    """The home that files are kept in."""
    with at_home(tmp_path / "home") as store:
        yield store
