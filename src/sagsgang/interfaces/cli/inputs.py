"""The files that a command is given: found in folders, hashed, and read in parallel over the cores, in stable order."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sagsgang.pure.intake.read import MAX_BYTES, read
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.errors import InputRefused, SagsgangError
from sagsgang.pure.kernel.files import digest_of


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
    """Read the files whose hash is not known, a few ahead of whoever asks; one file is read without a pool."""
    if len(paths) == 1:
        yield _input(paths[0], is_known)
        return
    cores = os.cpu_count() or 1
    # Spawned: no child shares the parent's connections to the databases.
    with ProcessPoolExecutor(cores, multiprocessing.get_context("spawn")) as pool:
        ahead: deque[Input | Future[Input]] = deque()
        for path in paths:
            known = _known(path, is_known)
            ahead.append(known or pool.submit(read_file, path))
            if len(ahead) > 2 * cores:
                yield _result(ahead.popleft())
        while ahead:
            yield _result(ahead.popleft())


def read_file(path: Path) -> Input:
    """Read one file; an error is a value, so that it comes back from another process."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputRefused("too-large", size=path.stat().st_size, limit=MAX_BYTES)
        data = path.read_bytes()
    except SagsgangError as error:
        return Input(path, None, error=error)
    except OSError as error:
        return Input(path, None, error=InputRefused("file-unreadable", name=str(path), detail=error.strerror or ""))
    try:
        return Input(path, digest_of(data), read(data, path.name))
    except SagsgangError as error:
        return Input(path, digest_of(data), error=error)


def _input(path: Path, is_known: Callable[[str], bool]) -> Input:
    return _known(path, is_known) or read_file(path)


def _known(path: Path, is_known: Callable[[str], bool]) -> Input | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return Input(path, digest) if is_known(digest) else None


def _result(made: Input | Future[Input]) -> Input:
    return made if isinstance(made, Input) else made.result()
