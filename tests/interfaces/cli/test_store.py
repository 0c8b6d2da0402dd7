"""The store that a command works on: never made by mistake, and a sentence where the system does not let it be used."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import authenticate

from sagsgang.records.journal.models import JournalEntry
from tests.interfaces.cli.conftest import Command
from tests.support.meetings import committee_minutes

pytestmark = pytest.mark.django_db(databases=["default", "open"])


@pytest.mark.parametrize("words", [("verify",), ("export",), ("reindex",), ("release", "--all"), ("serve",)])
def test_only_an_import_makes_a_store(shell: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, err = shell(*words, "--home", tmp_path / "mistyped")
    assert (code, out) == (3, "")
    assert "There is no store" in err
    assert not (tmp_path / "mistyped").exists()


def test_no_room_is_said_in_a_sentence_and_the_same_command_completes_it(
        shell: Command, paper: Callable[..., Path], tmp_path: Path) -> None:
    """The system lets no file of the command grow beyond 60 kB: its databases need more."""
    source, home = paper(committee_minutes()), tmp_path / "home"
    words = [sys.executable, "-m", "sagsgang.interfaces.cli.main", "import", str(source), "--accept", "--home",
             str(home)]
    full = subprocess.run(
        ["sh", "-c", 'ulimit -f 120; exec "$@"', "sh", *words], capture_output=True, text=True, check=False,
        timeout=120,
        env={name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
        | {"LC_ALL": "C.UTF-8"})
    assert (full.returncode, full.stdout) == (3, "")
    assert "does not let the store be used" in full.stderr
    assert "Traceback" not in full.stderr
    code, out, _err = shell("import", source, "--accept", "--home", home)
    assert code == 0, out
    assert shell("verify", "--home", home)[0] == 0


def test_a_login_is_made_once_and_holds_its_roles(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("en lang adgangskode\n"))
    assert command("login", "anne", "--role", "importer")[:2] == (0, "anne can log in now.\n")
    user = authenticate(username="anne", password="en lang adgangskode")
    assert user is not None
    assert list(user.roles.values_list("code", flat=True)) == ["importer"]
    monkeypatch.setattr("sys.stdin", io.StringIO("en anden lang kode\n"))
    code, _out, err = command("login", "anne")
    assert (code, "is taken" in err) == (4, True)


def test_whoever_has_the_machine_lets_somebody_in_again(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("en lang adgangskode\n"))
    assert command("login", "anne", "--role", "administrator")[0] == 0
    user = authenticate(username="anne", password="en lang adgangskode")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    monkeypatch.setattr("sys.stdin", io.StringIO("en anden lang kode\n"))
    assert command("login", "anne", "--again")[:2] == (0, "anne can log in now.\n")
    assert authenticate(username="anne", password="en lang adgangskode") is None
    assert authenticate(username="anne", password="en anden lang kode") == user
    assert not Authenticator.objects.exists()
    assert list(JournalEntry.objects.order_by("seq").values_list("act", "actor"))[1:] == [
        ("password.set", "system:cli"), ("second-factor.forget", "system:cli")]
    monkeypatch.setattr("sys.stdin", io.StringIO("en anden lang kode\n"))
    code, _out, err = command("login", "bo", "--again")
    assert (code, err) == (4, "Nobody logs in as bo.\n")


def test_a_short_password_makes_no_login(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    code, _out, err = command("login", "anne")
    assert (code, "at least 12" in err) == (2, True)
    assert authenticate(username="anne", password="kort") is None


def test_a_first_import_that_is_refused_makes_no_store(shell: Command, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Kun en linje.", encoding="utf-8")
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7 cut off")
    code, out, _err = shell("import", tmp_path / "note.txt", tmp_path / "cut.pdf", "--home", tmp_path / "home")
    assert (code, out.count(": refused; ")) == (3, 2)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("words", [("read",), ("import", "--home", "home")])
def test_a_device_and_a_pipe_are_no_files(shell: Command, tmp_path: Path, words: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in ("/dev/zero", tmp_path / "pipe"):
        code, out, err = shell(*words, path)
        assert code == 3
        assert "a pipe or a device" in out + err


def test_an_interrupted_import_says_nothing_and_the_same_command_completes_it(
        shell: Command, paper: Callable[..., Path], tmp_path: Path) -> None:
    days = [date(2022, month, day) for month in (9, 10) for day in range(1, 21)]
    for day in days:
        paper(replace(committee_minutes(), meeting_date=day), f"{day}.json")
    words = [sys.executable, "-m", "sagsgang.interfaces.cli.main", "import", str(tmp_path / "papers"), "--accept",
             "--release", "--home", str(tmp_path / "home")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=environment | {"LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}, start_new_session=True,
                               # whoever runs the tests in the background has Ctrl-C ignored, and so have its children
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    assert running.stdout is not None
    running.stdout.readline()  # one paper is in
    os.killpg(running.pid, signal.SIGINT)
    _out, err = running.communicate(timeout=120)
    assert (running.returncode, err) == (130, "")
    code, out, _err = shell("import", tmp_path / "papers", "--accept", "--release")
    assert (code, out.count("accepted")) == (0, len(days))
    assert shell("verify")[0] == 0
