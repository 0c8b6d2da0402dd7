"""Every error and every finding that the code can raise has its sentence, and no sentence is left over."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from sagsgang.pure.kernel.sentences import SENTENCES
from sagsgang.pure.packet.findings import MESSAGES

SOURCE = Path(__file__).parents[2] / "src" / "sagsgang"
ERRORS = {"SagsgangError", "InputRefused", "Refusal", "Conflict"}


def first_arguments(*names: str) -> Iterator[tuple[str, str]]:
    """(place, first argument) of every call of one of these names whose first argument is a literal."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or ast.unparse(node.func).rpartition(".")[2] not in names:
                continue
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node.args[0].value


def test_every_error_code_has_a_sentence() -> None:
    raised = list(first_arguments(*ERRORS))
    assert raised
    assert [(place, code) for place, code in raised if code not in SENTENCES] == []


def test_every_sentence_belongs_to_a_code_that_stands_in_the_source() -> None:
    literals = {node.value for path in SOURCE.rglob("*.py") if path.name not in {"sentences.py", "findings.py"}
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    literals |= {"illegal-act"}  # raised by IllegalAct itself
    assert sorted(set(SENTENCES) - literals) == []
    assert sorted(set(MESSAGES) - literals) == []


def test_every_finding_code_has_a_sentence() -> None:
    found = list(first_arguments("Finding"))
    assert [(place, code) for place, code in found if code not in MESSAGES] == []
