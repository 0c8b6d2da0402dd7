"""Web servers as processes of their own: started together, stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

#: How long a server may take to answer its first connection, in seconds.
_START = 60
#: How long a server may take to stop, in seconds.
_STOP = 10
#: Seconds between two starts of a helper that ends by itself.
_PATIENCE = 10
#: Requests that one server works on at once.
_THREADS = 4
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Server:
    """One interface on one port. `hidden` are variables of the environment that it must not know."""

    interface: str
    host: str
    port: int
    hidden: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{self.host}:{self.port}/"

    def is_free(self) -> bool:
        """Whether nobody else listens on the port."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError:
                return False
        return True

    def answers(self) -> bool:
        """Whether the port takes connections."""
        with suppress(OSError), socket.create_connection((self.host, self.port), timeout=1):
            return True
        return False

    def start(self) -> subprocess.Popen[bytes]:
        """Start its process; it ends with ours, however we end."""
        environment = {name: value for name, value in os.environ.items() if name not in self.hidden}
        environment["DJANGO_SETTINGS_MODULE"] = f"sagsgang.config.settings.{self.interface}"
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", self.host, "--port",
                   str(self.port), "--workers", "1", "--blocking-threads", str(_THREADS), "--no-ws", "--log-level",
                   "warning", f"sagsgang.config.wsgi_{self.interface}:application"]
        return subprocess.Popen(command, env=environment, preexec_fn=_end_with_parent)  # noqa: S603


class Helper:
    """A process that answers nobody: the command of ours that it runs. Where it ends by itself, it is started again."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self._process: subprocess.Popen[bytes] | None = None
        self._again = 0.0

    def keep_alive(self) -> None:
        """Start it where it does not run, not more often than once in a while."""
        if time.monotonic() >= self._again and (self._process is None or self._process.poll() is not None):
            self._again = time.monotonic() + _PATIENCE
            command = [sys.executable, "-m", "sagsgang.interfaces.cli.main", *self._words]
            environment = os.environ | {"DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.workspace"}
            self._process = subprocess.Popen(command, env=environment, preexec_fn=_end_with_parent)  # noqa: S603

    @property
    def processes(self) -> list[subprocess.Popen[bytes]]:
        """Its process, where it was started."""
        return [self._process] if self._process else []


def run_until_stopped(servers: Sequence[Server], ready: Callable[[], None], helpers: Sequence[Helper] = ()) -> bool:
    """Run the servers until SIGTERM or SIGINT comes (True) or one of them ends by itself (False).

    `ready` is called when all take connections; the helpers begin after it.
    """
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes = [server.start() for server in servers]
        started, told = time.monotonic(), False
        while not stop.wait(0.1):
            if any(process.poll() is not None for process in processes):
                return False
            if not told and all(server.answers() for server in servers):
                told = True
                ready()
            if not told and time.monotonic() - started > _START:
                return False
            for helper in helpers if told else ():
                helper.keep_alive()
        return True
    finally:
        _stop([*processes, *(process for helper in helpers for process in helper.processes)])
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> None:
    """On Linux the kernel ends the child when its parent is gone, were it by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
