"""Runs a function over bytes of unknown origin in a child process that can do no harm, or refuses the bytes.

The child is a fresh interpreter: nothing of this process is in it (no settings, no database, no secrets of the
environment), it has little memory and time, no network where the system allows that, may open few files and
start nothing. Whatever it does (answer, raise, hang, crash), the caller gets the value or an `InputRefused`.
The answer is taken apart with an unpickler that makes nothing but our own values (`jail_answer`), so that a reader
taken over by a hostile file cannot act through its answer.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar, cast

from .errors import InputRefused
from .jail_answer import REFUSED, VALUE, answer_of

T = TypeVar("T")

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
#: The largest answer, in bytes; the child cannot write more.
LARGEST_ANSWER = 256 * 1024 * 1024

_BOOT = ("import sys; sys.path[:] = sys.argv[6:]; from sagsgang.pure.kernel.jail_child import main; "
         "main(*map(int, sys.argv[1:6]))")
_TIME_SIGNALS = frozenset({signal.SIGXCPU, signal.SIGKILL})


def run_jailed(function: Callable[[bytes], T], data: bytes, *, seconds: int = SECONDS, memory: int = MEMORY) -> T:
    """`function(data)`, computed by a jailed child; raises InputRefused when it raises, dies or takes too much.

    `function` is a function of a module (or a `functools.partial` of one); it returns packets, readings, pages or
    other values made of the classes of `sagsgang.pure`. An InputRefused that it raises passes through.
    """
    with _file(data) as given, _file(pickle.dumps(function)) as work, _file(b"") as answer:
        status = _run(given, work, answer, seconds=seconds, memory=memory)
        answer.seek(0)
        raw = answer.read()
    if status is None or -status in _TIME_SIGNALS:
        raise InputRefused("jail-timeout", seconds=seconds)
    if status != 0 or not raw:
        raise InputRefused("jail-died", detail=_cause(status))
    return cast(T, _value(raw, memory))


def _value(raw: bytes, memory: int) -> object:
    try:
        kind, value = answer_of(raw)
    except Exception as error:  # whatever a hostile answer makes the unpickler raise
        raise InputRefused("jail-died", detail=type(error).__name__) from error
    if kind == VALUE:
        return value
    if kind == REFUSED:
        code, args = value
        raise InputRefused(code, **args)
    if value in {"MemoryError", "FileTooLarge"}:
        raise InputRefused("jail-memory", megabytes=memory // 1024 // 1024)
    raise InputRefused("jail-died", detail=str(value))


def _cause(status: int) -> str:
    """What ended the child, for the sentence: the signal's name or the exit code."""
    try:
        return signal.Signals(-status).name if status < 0 else f"exit {status}"
    except ValueError:
        return f"signal {-status}"


def _file(content: bytes) -> IO[bytes]:
    """A file without a name, in memory where the system has such files, so that nothing closed reaches a disk."""
    made: IO[bytes] = (os.fdopen(os.memfd_create("jail"), "w+b") if hasattr(os, "memfd_create")
                       else tempfile.TemporaryFile())  # noqa: SIM115 - the caller's `with` closes it
    made.write(content)
    made.flush()
    made.seek(0)
    return made


def _run(given: IO[bytes], work: IO[bytes], answer: IO[bytes], *, seconds: int, memory: int) -> int | None:
    """Start the child and wait for it; its exit status, or None when its time was up and it was killed."""
    handles = (given.fileno(), work.fileno(), answer.fileno())
    reading, writing = os.pipe()  # nobody writes to it: its end tells that the child is gone
    try:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
            [sys.executable, "-I", "-S", "-c", _BOOT, *map(str, (*handles, seconds, memory)), *_path()],
            stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.DEVNULL, pass_fds=handles,
            env={"LANG": "C.UTF-8"}, cwd="/", start_new_session=True)
        os.close(writing)
        writing = -1
        try:
            ended = _ends(reading, time.monotonic() + seconds)
            if not ended:
                os.killpg(child.pid, signal.SIGKILL)
        finally:
            if child.poll() is None and not _ends(reading, 0):
                child.kill()
            status = child.wait()
        return status if ended else None
    finally:
        os.close(reading)
        if writing >= 0:
            os.close(writing)


def _ends(pipe: int, deadline: float) -> bool:
    """Whether the pipe's other end is closed before the deadline (of the monotonic clock)."""
    while True:
        left = max(deadline - time.monotonic(), 0)
        if not select.select([pipe], [], [], left)[0]:
            return False
        if not os.read(pipe, 65536):
            return True


def _path() -> list[str]:
    """Where the child finds modules: as here, and first of all where this package stands."""
    source = str(Path(__file__).resolve().parents[3])
    return [source, *(str(Path(entry).resolve()) for entry in sys.path if entry and entry != source)]
