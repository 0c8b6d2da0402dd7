"""What runs inside the jail: locks itself in, calls the function, writes the answer; `jail.run_jailed` starts it."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import pickle
import resource
import sys

from .errors import InputRefused
from .jail_answer import FAILED, REFUSED, VALUE, answer_bytes

_LARGEST_ANSWER = 256 * 1024 * 1024
_OPEN_FILES = 64
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38
_KILL = 9


def main(given: int, work: int, answer: int, seconds: int, memory: int) -> None:
    """Do the work named by the handles under the given limits; the process ends here."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, seconds + 1)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_ANSWER)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    try:
        out = _work(given, work)
    except BaseException as error:  # the child's border: everything becomes an answer
        out = _failure(error)
    try:
        _write(answer, out)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        os.ftruncate(answer, 0)
        os.lseek(answer, 0, os.SEEK_SET)
        _write(answer, answer_bytes(FAILED, "FileTooLarge"))
    os._exit(0)


def _work(given: int, work: int) -> bytes:
    # Our own modules are imported first, while files of other owners may still be read; the data comes last.
    function = pickle.loads(_read(work))  # noqa: S301 - written by the process that started us
    _shut_in()
    try:
        value = function(_read(given))
    except InputRefused as refused:
        return answer_bytes(REFUSED, (refused.code, dict(refused.args_)))
    return answer_bytes(VALUE, value)


def _failure(error: BaseException) -> bytes:
    return answer_bytes(FAILED, "MemoryError" if isinstance(error, MemoryError) else type(error).__name__)


def _shut_in() -> None:
    """No new processes, no privileges, no life after the parent's, and no network where the system allows it."""
    _limit(resource.RLIMIT_NPROC, 0)
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_DIE_WITH_PARENT, _KILL, 0, 0, 0)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
            libc.unshare(_NEW_NETWORK)


def _limit(what: int, most: int) -> None:
    """Set a limit that cannot be raised again; a system that knows a lower one keeps that."""
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


def _read(handle: int) -> bytes:
    with os.fdopen(handle, "rb") as file:
        return file.read()


def _write(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view):]
