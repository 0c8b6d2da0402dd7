"""Two people who write the same section at once, over HTTP and on both databases: no text is lost, none comes twice."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from tests.support.browser import ROOT, served
from tests.support.editors import SECTION, WRITERS
from tests.support.store import postgres_address

EDITS = 100


@dataclass
class Editor:
    """A browser that adds its lines to a text, and merges what another one saved meanwhile."""

    address: str
    draft: str
    name: str
    cookies: dict[str, str]
    token: str = ""
    saved: list[int] = field(default_factory=list)
    met: int = 0

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for a page, or send a form as the editor's script does."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
                   "Accept": "application/json" if fields else "text/html", "Accept-Language": "da"}
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode() if fields else None
        try:
            answer = urllib.request.urlopen(urllib.request.Request(self.address + path, body, headers), timeout=60)
        except HTTPError as refused:
            answer = refused
        with answer:
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: said.value for name, said in SimpleCookie(cookie).items()}
            return answer.status, answer.read().decode()

    def write(self) -> None:
        """Add every line; whatever else was saved meanwhile stays where it is."""
        status, page = self.ask(f"/udkast/{self.draft}/")
        assert status == 200
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token
        self.token, version, text = token[1], 0, ""
        for number in range(EDITS):
            while True:
                mine = f"{text}<p>{self.name} {number}</p>"
                status, answer = self.ask(f"/udkast/{self.draft}/gem/{SECTION}/",
                                          {"html": mine, "base": str(version)})
                assert status in {200, 409}, answer
                told: dict[str, Any] = json.loads(answer)
                version = told["version"]
                if status == 200:
                    text = mine
                    self.saved.append(version)
                    break
                self.met += 1
                assert self.name in told["difference"], "one's own text is shown beside the other's"
                text = told["theirs"]


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings that name the databases of the store; none: files in its home."""
    if request.param == "sqlite":
        return {}
    return {"SAGSGANG_INTERNAL_DB": postgres_address(f"editors_{os.getpid()}"),
            "SAGSGANG_OPEN_DB": postgres_address(f"editors_open_{os.getpid()}")}


@pytest.fixture
def editors(databases: dict[str, str], tmp_path: Path) -> Iterator[tuple[list[Editor], dict[str, Any], Any]]:
    """Two editors, each at a server process of its own; who they are; and what became of the draft, when asked."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    own |= databases | {"SAGSGANG_HOME": str(tmp_path), "SAGSGANG_REQUIRE_MFA": "0"}

    def run(*words: str) -> dict[str, Any]:
        done = subprocess.run([sys.executable, "-m", "tests.support.editors", *words], cwd=ROOT, env=own, check=True,
                              stdout=subprocess.PIPE, timeout=300)
        return dict(json.loads(done.stdout))

    made = run("prepare")
    with ExitStack() as servers:
        addresses = [servers.enter_context(served(tmp_path, "workspace", "log-ind/", databases=databases))
                     for _ in WRITERS]
        yield ([Editor(address, made["draft"], name, {"sagsgang-session": made["sessions"][name]})
                for address, name in zip(addresses, WRITERS, strict=True)],
               made["users"], lambda: run("look", made["draft"]))


def test_a_hundred_edits_of_each_are_all_kept_and_none_overwrites_another(
        editors: tuple[list[Editor], dict[str, Any], Any]) -> None:
    both, users, look = editors
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(editor.write) for editor in both]:
            done.result()
    found = look()
    assert found["problems"] == []
    edits = found["edits"]
    assert [version for version, _by, _lines in edits] == list(range(1, 2 * EDITS + 1))
    for editor in both:
        assert [version for version, by, _lines in edits if by == users[editor.name]] == editor.saved
    assert sorted(edits[-1][2]) == sorted(f"{name} {number}" for name in WRITERS for number in range(EDITS))
    before: list[str] = []
    for version, _by, lines in edits:
        assert lines[:-1] == before, f"version {version} adds one line to the text that it was written on"
        before = lines
    assert sum(editor.met for editor in both), "the two never met, and nothing was tried"
