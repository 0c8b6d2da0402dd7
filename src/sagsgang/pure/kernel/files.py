"""Files kept under the hash of their content: a file is there whole or not at all, and never changes.

    folder/<first two digits>/<SHA-256>   a file
    folder/incoming                       what is being written; whoever is killed leaves at most this
    folder/lock                           held by whoever writes
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from pathlib import Path


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def place_of(folder: Path, digest: str) -> Path:
    """Where the file with this hash lies, or would lie."""
    return folder / digest[:2] / digest


def is_whole(folder: Path, digest: str) -> bool:
    """Whether the file is there and its content still has its hash."""
    try:
        return digest_of(place_of(folder, digest).read_bytes()) == digest
    except OSError:
        return False


def keep(folder: Path, data: bytes, *, mode: int = 0o600) -> str:
    """Put bytes into the folder, durable when this returns, and return their hash; a damaged file is made whole.

    `mode` says who may read the file.
    """
    digest = digest_of(data)
    if is_whole(folder, digest):
        return digest
    place = place_of(folder, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        incoming = folder / "incoming"
        with incoming.open("wb") as part:
            part.write(data)
            part.flush()
            os.fchmod(part.fileno(), mode)
            os.fsync(part.fileno())
        os.replace(incoming, place)
        for changed in (place.parent, folder):
            _sync_folder(changed)
    return digest


def _sync_folder(folder: Path) -> None:
    """A rename lasts when its folder is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
