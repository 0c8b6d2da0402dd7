"""`sagsgang serve` and `sagsgang demo`, run as a user runs them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.interfaces.cli.conftest import Command
from tests.support.meetings import committee_minutes

Paper = Callable[..., Path]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def status(port: int, path: str = "/") -> int:
    """The status of a page."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            code: int = answer.status
            return code
    except HTTPError as error:
        return error.code


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextmanager
def running(folder: Path, *words: object) -> Iterator[subprocess.Popen[str]]:
    """The command while it serves; it is stopped at the end, whatever happens."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    process = subprocess.Popen([sys.executable, "-m", "sagsgang.interfaces.cli.main", *map(str, words)], cwd=folder,
                               env=environment | {"LC_ALL": "C.UTF-8"}, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        for line in process.stdout:
            if line.startswith("Stop with"):
                break
        yield process
    finally:
        process.kill() if process.poll() is None else None
        process.wait(30)
        process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_two_processes_serve_and_stop_together(shell: Command, paper: Paper, tmp_path: Path, number: int) -> None:
    shell("import", paper(committee_minutes()), "--accept", "--release")
    public, workspace = free_port(), free_port()
    ports = ("--public-port", public, "--workspace-port", workspace)
    with running(tmp_path, "serve", "--home", "home", *ports) as serving:
        assert status(public) == 200
        assert status(workspace, "/log-ind/") in {200, 404}
        assert shell("serve", "--public-port", public)[0] == 2
        serving.send_signal(number)
        assert serving.wait(30) == 0
    assert not listens(public)
    assert not listens(workspace)


def test_the_public_site_can_be_served_alone_and_ends_with_its_parent(
        shell: Command, paper: Paper, tmp_path: Path) -> None:
    shell("import", paper(committee_minutes()), "--accept")
    public, workspace = free_port(), free_port()
    with running(tmp_path, "serve", "--home", "home", "--public-port", public, "--workspace-port", workspace,
                 "--public-only") as serving:
        assert listens(public)
        assert not listens(workspace)
        serving.kill()
    end = time.monotonic() + 30
    while listens(public) and time.monotonic() < end:
        time.sleep(0.2)
    assert not listens(public)


def test_the_demo_is_made_once_and_kept(shell: Command, tmp_path: Path) -> None:
    code, out, err = shell("demo", "--no-serve", "--home", "demo")
    assert code == 0, out + err
    assert out.count("released as number 1") == 4
    assert "Log in to the workspace as:" in out
    assert (tmp_path / "demo" / "internal.sqlite3").exists()
    before = shell("export", "--home", "demo")
    started = time.monotonic()
    code, again, _err = shell("demo", "--no-serve", "--home", "demo")
    assert (code, "released" in again) == (0, False)
    assert time.monotonic() - started < 30
    assert shell("export", "--home", "demo") == before
    assert shell("verify", "--home", "demo")[:2] == (0, "Everything is as it was.\n")


def test_the_demo_is_never_poured_into_another_store(shell: Command, paper: Paper) -> None:
    shell("import", paper(committee_minutes()), "--accept")
    assert shell("demo", "--no-serve", "--home", "home")[0] == 2


def test_the_commands_speak_danish_under_a_danish_locale(shell: Command, paper: Paper) -> None:
    shell("import", paper(committee_minutes()), "--accept")
    english, danish = shell("verify")[1], shell("verify", language="da_DK.UTF-8")[1]
    assert english == "Everything is as it was.\n"
    assert danish
    assert danish != english
