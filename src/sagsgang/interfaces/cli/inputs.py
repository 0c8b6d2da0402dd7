"""The files that a command is given: found in folders, hashed, and read in parallel over the cores, in stable order."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sagsgang.pure.intake.read import MAX_BYTES, read
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.errors import InputRefused, SagsgangError
from sagsgang.pure.kernel.files import digest_of

T = TypeVar("T")
#: Fewer files than this are read here, without the cost of more processes.
FEW = 4


@dataclass(frozen=True, slots=True)
class Input:
    """A file and what became of it: a reading, an error, or (where its hash was known already) neither."""

    path: Path
    sha256: str | None
    reading: Reading | None = None
    error: SagsgangError | None = None

    @property
    def name(self) -> str:
        """The file's name; bytes that are no UTF-8 are shown as such."""
        return os.fsencode(self.path.name).decode("utf-8", "replace")


def files_of(paths: Iterable[str]) -> list[Path]:
    """The files named, and those of the folders named (with their sub-folders, without hidden ones), by name.

    Raises InputRefused for a path where nothing is.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if file.is_file()
                            and not any(part.startswith(".") for part in file.relative_to(path).parts))
        elif path.exists():
            found.append(path)
        else:
            raise InputRefused("file-missing", name=str(path))
    return found


def inputs_of(paths: list[Path], is_known: Callable[[str], bool]) -> Iterator[Input]:
    """Read the files whose hash is not known; the others come back by their hash alone."""
    return in_order(read_file, paths, lost=lambda path: Input(path, None, error=InputRefused("jail-died", detail="-")),
                    shortcut=lambda path: _known(path, is_known))


def in_order(work: Callable[[Path], T], paths: list[Path], *, lost: Callable[[Path], T],
             shortcut: Callable[[Path], T | None] = lambda _path: None) -> Iterator[T]:
    """`work` done for each path, in the order of the paths: by other processes, a few ahead, where there are many.

    What `shortcut` answers needs no work. Where a process dies the path is tried once more alone, then it is `lost`.
    """
    cores = os.cpu_count() or 1
    if len(paths) < FEW or cores == 1:
        for path in paths:
            quick = shortcut(path)
            yield work(path) if quick is None else quick
        return
    # Spawned: no child shares the parent's connections to the databases.
    with ProcessPoolExecutor(min(cores, len(paths)), multiprocessing.get_context("spawn"), _leave_interrupts) as pool:
        ahead: deque[tuple[Path, T | Future[T] | None]] = deque()
        for path in paths:
            quick = shortcut(path)
            ahead.append((path, _begun(pool, work, path) if quick is None else quick))
            if len(ahead) > 4 * cores:
                yield _ended(work, lost, *ahead.popleft())
        while ahead:
            yield _ended(work, lost, *ahead.popleft())


def _leave_interrupts() -> None:
    """Ctrl-C is for the parent: it ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _begun(pool: ProcessPoolExecutor, work: Callable[[Path], T], path: Path) -> Future[T] | None:
    try:
        return pool.submit(work, path)
    except BrokenProcessPool:
        return None


def _ended(work: Callable[[Path], T], lost: Callable[[Path], T], path: Path, begun: T | Future[T] | None) -> T:
    if begun is not None and not isinstance(begun, Future):
        return begun
    with suppress(BrokenProcessPool):
        if begun is not None:
            return begun.result()
    with suppress(BrokenProcessPool), ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
        return alone.submit(work, path).result()
    return lost(path)


def read_file(path: Path) -> Input:
    """Read one file; an error is a value, so that it comes back from another process."""
    try:
        if not path.is_file():  # a pipe or a device never ends
            raise InputRefused("file-not-regular", name=str(path))
        if path.stat().st_size > MAX_BYTES:
            raise InputRefused("too-large", size=path.stat().st_size, limit=MAX_BYTES)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # what grows meanwhile is refused by the reader
    except SagsgangError as error:
        return Input(path, None, error=error)
    except OSError as error:
        return Input(path, None, error=InputRefused("file-unreadable", name=str(path), detail=error.strerror or ""))
    try:
        return Input(path, digest_of(data), read(data, path.name))
    except SagsgangError as error:
        return Input(path, digest_of(data), error=error)


def _known(path: Path, is_known: Callable[[str], bool]) -> Input | None:
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return Input(path, digest) if is_known(digest) else None
