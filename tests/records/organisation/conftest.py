"""A municipality with nobody in it but who sets it up."""

from __future__ import annotations

from datetime import date

import pytest

from sagsgang.records.organisation import services
from tests.support.townhall import FOUNDER, MORNING


@pytest.fixture
def body(db: None) -> str:
    """A committee."""
    return services.set_up_body(name="Teknikudvalget", kind="standing", actor=FOUNDER, at=MORNING)


@pytest.fixture
def term(db: None) -> str:
    """An election period."""
    return services.add_term(start=date(2026, 1, 1), end=date(2029, 12, 31), actor=FOUNDER, at=MORNING)
