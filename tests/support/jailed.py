"""Functions that the jail's tests lock in: each does one thing that a reader, or whoever took it over, might do."""

from __future__ import annotations

import ctypes
import os
import resource
import socket
import sys
import time
from pathlib import Path

from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.blocks import Paragraph


def as_paragraph(data: bytes) -> Paragraph:
    return Paragraph(data.decode())


def length(data: bytes) -> int:
    return len(data)


def modules(data: bytes) -> list[str]:
    return sorted(sys.modules)


def environment(data: bytes) -> dict[str, str]:
    return dict(os.environ)


def refuse(data: bytes) -> None:
    raise InputRefused("too-large", size=len(data), limit=1)


def fail(data: bytes) -> None:
    raise RecursionError(data.decode())


def leave(data: bytes) -> None:
    os._exit(3)


def crash(data: bytes) -> None:
    ctypes.string_at(0)


def abort(data: bytes) -> None:
    os.abort()


def sleep(data: bytes) -> None:
    time.sleep(60)


def spin(data: bytes) -> None:
    while True:
        pass


def hoard(data: bytes) -> None:
    kept = []
    while True:
        kept.append(bytearray(16 * 1024 * 1024))


def talk_much(data: bytes) -> bytes:
    return b"x" * (300 * 1024 * 1024)


def start_another(data: bytes) -> int:
    child = os.fork()
    if not child:
        os._exit(0)
    return os.waitpid(child, 0)[1]


def connect(data: bytes) -> str:
    port = int(data)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return "connected"
    except OSError as error:
        return type(error).__name__


def may_cut_the_network(data: bytes) -> bool:
    """Whether the jail could make a network of its own here: then no device but a loopback that is down."""
    return Path("/proc/self/net/dev").read_text().count(":") <= 1


class Act:
    """Would create a file when an ordinary unpickler reads it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.path,)


def act_through_the_answer(data: bytes) -> Act:
    return Act(data.decode())


def own_limits(data: bytes) -> dict[str, int]:
    names = ("AS", "CPU", "CORE", "NOFILE")
    return {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0] for name in names}
