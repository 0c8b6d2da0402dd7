"""Files by content hash: whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sagsgang.pure.kernel import files


def test_a_file_is_kept_under_its_hash_for_its_owner_alone(tmp_path: Path) -> None:
    digest = files.keep(tmp_path / "files", b"paper")
    place = files.place_of(tmp_path / "files", digest)
    assert place.read_bytes() == b"paper"
    assert digest == files.digest_of(b"paper") == place.name
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_public_file_is_readable_by_others(tmp_path: Path) -> None:
    place = files.place_of(tmp_path, files.keep(tmp_path, b"paper", mode=0o644))
    assert place.stat().st_mode & 0o777 == 0o644


def test_a_file_that_is_kept_already_is_not_written_again(tmp_path: Path) -> None:
    digest = files.keep(tmp_path, b"paper")
    before = files.place_of(tmp_path, digest).stat().st_ino
    assert files.keep(tmp_path, b"paper") == digest
    assert files.place_of(tmp_path, digest).stat().st_ino == before


def test_a_damaged_file_is_found_and_made_whole(tmp_path: Path) -> None:
    digest = files.keep(tmp_path, b"paper")
    files.place_of(tmp_path, digest).write_bytes(b"paperx")
    assert not files.is_whole(tmp_path, digest)
    files.keep(tmp_path, b"paper")
    assert files.is_whole(tmp_path, digest)


def test_a_file_that_never_came_is_not_whole(tmp_path: Path) -> None:
    assert not files.is_whole(tmp_path / "nowhere", files.digest_of(b"paper"))


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_who_fails_while_writing_leaves_no_file_and_the_next_one_succeeds(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(OSError):
            files.keep(tmp_path, b"paper")
    assert not list(tmp_path.glob("??/*"))
    assert files.is_whole(tmp_path, files.keep(tmp_path, b"paper"))
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["lock"]
