"""One Danish term, one English word: the models and the glossary agree."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text()


def rows() -> list[tuple[str, str]]:
    """(Danish term, name in code) of each row of the glossary."""
    found = re.findall(r"^\| ([^|]+?) \| `([^`|]+)`", GLOSSARY, re.MULTILINE)
    assert found, "the glossary has no rows of the form | dansk | `Code` | …"
    return found


def test_every_model_stands_in_the_glossary() -> None:
    known = {code for _danish, code in rows()}
    models = {m.__name__ for m in apps.get_models() if m.__module__.startswith("sagsgang.")}
    assert models - known == set()


def test_a_danish_term_has_one_english_word_and_an_english_word_one_danish_term() -> None:
    danish, code = [d for d, _ in rows()], [c for _, c in rows()]
    assert {d for d in danish if danish.count(d) > 1} == set()
    assert {c for c in code if code.count(c) > 1} == set()
