"""Structure is tested like behaviour: what import-linter cannot say."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sagsgang"
WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}


def modules(*folders: str) -> Iterator[Path]:
    """Every module of ours in the given folders of the package, without migrations."""
    for folder in folders or ("",):
        yield from (p for p in sorted((SOURCE / folder).rglob("*.py")) if "migrations" not in p.parts)


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of every call in a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def test_no_file_is_longer_than_400_lines() -> None:
    long = [f"{p.relative_to(ROOT)}: {n}" for p in modules() if (n := len(p.read_text().splitlines())) > 400]
    assert not long


def test_no_function_is_longer_than_40_lines() -> None:
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                docstring = ast.get_docstring(node, clean=False)
                lines = (node.end_lineno or 0) - node.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)
                if lines > 40:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines}")
    assert not long


def test_every_module_and_public_name_has_a_docstring() -> None:
    bare = []
    for path in modules("pure", "records", "procedures"):
        tree = ast.parse(path.read_text())
        if path.name != "__init__.py" and not ast.get_docstring(tree):
            bare.append(str(path.relative_to(ROOT)))
        for node in tree.body:
            if (isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
                    and not ast.get_docstring(node)):
                bare.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert not bare


def test_only_services_write_to_the_database() -> None:
    writing = []
    for path in modules("records", "procedures", "interfaces"):
        if "services" in {path.stem, path.parent.name}:
            continue
        for line, name in calls(path):
            receiver, _, method = name.rpartition(".")
            if method in WRITES and (".objects" in receiver or receiver.endswith("filter()")):
                writing.append(f"{path.relative_to(ROOT)}:{line} {name}")
    assert not writing


def test_models_are_imported_only_by_their_own_app() -> None:
    foreign = []
    for path in modules("records", "procedures", "interfaces"):
        own = path.relative_to(SOURCE).parts[1] if path.is_relative_to(SOURCE / "records") else None
        for match in re.finditer(r"records\.(\w+)\.models|records\.(\w+) import .*\bmodels\b", path.read_text()):
            if (match[1] or match[2]) != own:
                foreign.append(f"{path.relative_to(ROOT)}: {match[0]}")
    assert not foreign


def test_nothing_below_interfaces_reads_the_clock() -> None:
    clock = [f"{p.relative_to(ROOT)}:{line} {name}" for p in modules("pure", "records", "procedures")
             for line, name in calls(p)
             if re.search(r"(timezone\.now|datetime\.now|date\.today|utcnow|time\.time)$", name)]
    assert not clock


def test_code_is_english_and_danish_letters_are_data() -> None:
    allowed = {SOURCE / "pure" / "kernel" / "dates.py"}
    danish = [f"{p.relative_to(ROOT)}:{number}" for p in modules()
              if p not in allowed and not p.is_relative_to(SOURCE / "pure" / "intake" / "profiles")
              for number, line in enumerate(p.read_text().splitlines(), 1)
              if re.search("[æøåÆØÅ]", re.sub(r'"""(?:.|\n)*?"""|#.*', "", line))
              and not line.lstrip().startswith(('"""', "#")) and re.search(r"[\"'].*[æøåÆØÅ]", line)]
    assert not danish


def test_no_signals_and_no_save_overrides() -> None:
    found = []
    for path in modules():
        text = path.read_text()
        if "django.db.models.signals" in text or "django.dispatch" in text:
            found.append(f"{path.relative_to(ROOT)}: signals")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                found += [f"{path.relative_to(ROOT)}:{f.lineno} {node.name}.{f.name}" for f in node.body
                          if isinstance(f, ast.FunctionDef) and f.name in {"save", "delete"}
                          and any("Model" in ast.unparse(base) for base in node.bases)]
    assert not found


@pytest.mark.parametrize("word", ["float"])
def test_what_is_hashed_holds_no_floats(word: str) -> None:
    for path in modules("pure/packet"):
        for node in ast.walk(ast.parse(path.read_text())):
            assert not (isinstance(node, ast.AnnAssign) and word in ast.unparse(node.annotation)), path
            assert not (isinstance(node, ast.Constant) and type(node.value) is float), path


def test_committed_files_name_no_machine_and_no_registry() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    pattern = re.compile(r"(^|[^A-Za-z0-9_/.])/(work|root|home/\w+)/|pypi\.org|registry\.npmjs|files\.pythonhosted")
    binary = {".png", ".ttf", ".woff2", ".pdf", ".svg", ".gz", ".js", ".css"}
    named = []
    for name in listed.stdout.split("\n"):
        path = ROOT / name
        if not name or path.suffix in binary or not path.is_file() or path == Path(__file__):
            continue
        named += [f"{name}:{n}" for n, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
                  if pattern.search(line)]
    assert not named
