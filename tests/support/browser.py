"""The public process behind a real server, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
#: Desk, tablet, phone, and the narrowest screen that WCAG 1.4.10 asks for.
WIDTHS = (1280, 820, 390, 320)
HEIGHTS = {1280: 800, 820: 1180, 390: 844, 320: 568}
#: Everything of WCAG 2.0–2.2 A and AA, and what axe holds for good custom.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: axe finds nothing else; these are its questions, which it cannot answer by itself.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]


def chromium() -> str:
    """Where Chromium is; skips the test with a clear message where it is not."""
    found = os.environ.get("SAGSGANG_CHROMIUM") or shutil.which("chromium")
    if not found:
        pytest.skip("Chromium is not installed: tools/system_packages.sh installs it")
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def filled(home: Path) -> Path:
    """A home with the made-up meetings published in it."""
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "tests.support.fill", str(home)], cwd=ROOT, check=True)
    return home


@contextmanager
def served(home: Path, interface: str = "public", healthy: str = "robots.txt", *,
           second_factor: bool = False, databases: Mapping[str, str] | None = None) -> Iterator[str]:
    """A process on `home`, the public one unless told, as `sagsgang serve` would run it; gives its address.

    `databases` are the settings that put its databases on a server. Without `second_factor` the password alone lets in,
    as in the demo.
    """
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    environment |= {"SAGSGANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": f"sagsgang.config.settings.{interface}",
                    "SAGSGANG_REQUIRE_MFA": "1" if second_factor else "0"}
    environment |= databases or {}
    log = (home / f"{interface}.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
         f"sagsgang.config.wsgi_{interface}:application"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(server, f"http://127.0.0.1:{port}/{healthy}", home / f"{interface}.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start: {log.read_text()[-2000:]}")


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


class Visit:
    """One page that is looked at, and everything that happened meanwhile."""

    def __init__(self, chromium: Any, site: str, width: int, **options: Any) -> None:
        self.site = site
        self.context = chromium.new_context(viewport={"width": width, "height": HEIGHTS[width]}, **options)
        self.page = self.context.new_page()
        self.console: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda message: self._note(message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_error: object) -> None:
        self.context.close()

    def _note(self, text: str) -> None:
        # Chromium tells of the header by which logging out empties its stores, as if it were news.
        if not text.startswith("Clear-Site-Data header on"):
            self.console.append(text)

    def open(self, address: str) -> int:
        """Go there; gives the status."""
        return int(self.page.goto(self.site + address).status)

    def violations(self) -> list[str]:
        """What axe finds; it is put in past the policy of the page, which lets no script in."""
        self.page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
        result = self.page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
        return [f"{v['id']}: {node['html'][:200]}" for v in result["violations"] for node in v["nodes"]]

    def wider_than_the_screen(self) -> bool:
        """Whether one would have to scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
