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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
    subprocess.run([sys.executable, "-m", "tests.support.fill", str(home)], cwd=ROOT, check=True)
    return home


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The public process on `home`, as `sagsgang serve` would run it; gives its address."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    environment |= {"SAGSGANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.public"}
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
         "sagsgang.config.wsgi_public:application"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(server, f"http://127.0.0.1:{port}/robots.txt", home / "server.log")
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
