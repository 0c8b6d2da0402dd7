"""What people are told has words for every code, fills them with codes and days, and never holds a title."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from sagsgang.pure.kernel import messages
from sagsgang.pure.kernel.telling import NOTICES, notice_sentence

SOURCE = Path(__file__).parents[3] / "src" / "sagsgang"
#: What a mail may say besides its sentence: days, and the names of bodies, which are public.
HARMLESS = {"due", "date", "body"}


def given() -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """(place, code, args) of every call that gives a notice."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "give_notice":
                words = {word.arg: word.value for word in node.keywords}
                yield f"{path.name}:{node.lineno}", words["code"], words["args"]


def test_every_notice_that_is_given_has_words_and_is_filled_with_harmless_things_only() -> None:
    calls = list(given())
    assert len(calls) > 5
    for place, code, args in calls:
        if isinstance(code, ast.Constant):
            assert code.value in NOTICES, place
        assert isinstance(args, ast.Dict), place
        assert {key.value for key in args.keys if isinstance(key, ast.Constant)} <= HARMLESS, place
        assert all(isinstance(key, ast.Constant) for key in args.keys), place


@pytest.mark.parametrize("code", sorted(NOTICES))
def test_a_sentence_says_all_of_its_args_and_days_in_words(code: str) -> None:
    names = {name for _text, name, _spec, _how in string.Formatter().parse(NOTICES[code]) if name}
    assert names <= HARMLESS
    messages.use("da")
    try:
        said = notice_sentence(code, {"due": "2026-09-14", "date": "2026-10-14", "body": "Kulturudvalget"})
    finally:
        messages.use("en")
    for name, value in (("due", "14. september 2026"), ("date", "14. oktober 2026"), ("body", "Kulturudvalget")):
        assert (value in said) == (name in names)


def test_an_unknown_code_is_shown_and_not_hidden() -> None:
    assert notice_sentence("of-another-version", {"a": "b"}) == "of-another-version"
