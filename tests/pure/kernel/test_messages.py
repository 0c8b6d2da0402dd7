"""Sentences: English ids, Danish for whoever reads Danish, and never a hidden code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sagsgang.pure.kernel import messages
from sagsgang.pure.kernel.errors import Conflict, IllegalAct, InputRefused
from sagsgang.pure.kernel.sentences import sentence


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    messages.use("en")
    yield
    messages.use("en")


def test_an_error_says_its_numbers() -> None:
    said = sentence(InputRefused("too-large", size=12, limit=10))
    assert said == "The file is 12 bytes; at most 10 bytes are read."


def test_an_unknown_code_is_shown_and_not_swallowed() -> None:
    assert "no-such-code" in sentence(Conflict("no-such-code", what="x"))


def test_an_illegal_act_names_the_legal_ones() -> None:
    assert "accept, reject" in sentence(IllegalAct("sign", "in_review", ("accept", "reject")))


def test_danish_readers_get_danish() -> None:
    english = sentence(InputRefused("too-large", size=12, limit=10))
    messages.use("da")
    danish = sentence(InputRefused("too-large", size=12, limit=10))
    assert danish != english
    assert "12" in danish
