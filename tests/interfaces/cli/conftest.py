"""Commands run in this process on a home of the test's own, or as the user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sagsgang.config.store import Store
from sagsgang.interfaces.cli.main import main
from sagsgang.pure.kernel import messages
from sagsgang.pure.packet.form import form_of
from sagsgang.pure.packet.model import Packet
from tests.support.publicsite import at_home

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The home that files and index are kept in."""
    with at_home(tmp_path / "home") as store:
        yield store


@pytest.fixture
def command(store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Runs a command in this process, in English: exit code, output, complaints."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    yield run
    messages.use("en")


@pytest.fixture
def shell(tmp_path: Path) -> Command:
    """Runs the command as a user does, on a home of its own (`tmp_path/home`): exit code, output, complaints."""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(("SAGSGANG_", "DJANGO_", "LANG", "LC_"))}

    def run(*words: object, language: str = "C.UTF-8") -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "sagsgang.interfaces.cli.main", *map(str, words)], cwd=tmp_path,
            env=environment | {"SAGSGANG_HOME": str(tmp_path / "home"), "LC_ALL": language}, capture_output=True,
            text=True, timeout=300, check=False)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., Path]:
    """Writes a packet as a file in the packet form."""
    def write(packet: Packet, name: str = "paper.json") -> Path:
        path = tmp_path / "papers" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(form_of(packet), ensure_ascii=False), encoding="utf-8")
        return path

    return write
