"""Files are found, hashed and read in stable order, over several processes, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from sagsgang.interfaces.cli.inputs import FEW, files_of, in_order, inputs_of
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.kernel.files import digest_of


def length_or_death(path: Path) -> str:
    """Work that dies on one file."""
    if path.name == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{path.name}: {path.stat().st_size}"


def test_a_dying_process_loses_its_own_file_alone_and_the_order_stays(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(2 * FEW)]
    for path in paths:
        path.write_bytes(b"x" * int(path.name))
    done = list(in_order(length_or_death, paths, lost=lambda path: f"{path.name}: lost"))
    assert done == [f"{n}: lost" if n == 3 else f"{n}: {n}" for n in range(2 * FEW)]


def test_what_needs_no_work_is_not_worked_on(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(2 * FEW)]
    done = list(in_order(length_or_death, paths, lost=str, shortcut=lambda path: path.name))
    assert done == [path.name for path in paths]


def test_known_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    digest = digest_of(b"{")
    (known,) = inputs_of([tmp_path / "a.json"], {digest}.__contains__)
    assert (known.sha256, known.reading, known.error) == (digest, None, None)


def test_a_folder_gives_its_files_by_name_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".c.txt", "sub/a.txt", ".git/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in files_of([str(tmp_path)])] == ["a.txt", "b.txt", "sub/a.txt"]
    with pytest.raises(InputRefused, match="file-missing"):
        files_of([str(tmp_path / "nowhere")])


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    (refused,) = inputs_of([tmp_path / "large"], lambda _digest: False)
    assert refused.error
    assert (refused.error.code, refused.sha256) == ("too-large", None)


def test_a_name_that_is_no_text_is_shown_as_such(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xf8de.txt"))
    path.write_text("Nothing of ours.")
    (found,) = inputs_of([path], lambda _digest: False)
    assert found.name == "m\ufffdde.txt"
