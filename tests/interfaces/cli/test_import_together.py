"""Two imports of the same papers at the same time: each of both ends well, and the store is as after one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from tests.interfaces.cli.conftest import Command
from tests.support.meetings import committee_agenda, committee_minutes, council_minutes


def test_two_imports_at_once_end_as_one_does(shell: Command, paper: Callable[..., Path], tmp_path: Path) -> None:
    for number, packet in enumerate((committee_minutes(), council_minutes(), committee_agenda(),
                                     replace(committee_minutes(), place="Salen"))):
        paper(packet, f"{number}.json")
    words = ("import", tmp_path / "papers", "--accept", "--release")
    with ThreadPoolExecutor(2) as both:
        ended = [begun.result() for begun in [both.submit(shell, *words) for _ in range(2)]]
    assert [code for code, _out, _err in ended] == [0, 0], ended
    released = [line for _code, out, _err in ended for line in out.splitlines() if "released as number" in line]
    assert 3 <= len(released) <= 4, "the first edition may be overtaken before it is released; no release is made twice"
    assert len({line.split(";")[-1] + line.split("; ")[-2] for line in released}) == len(released)
    assert shell("verify")[:2] == (0, "Everything is as it was.\n")
    assert len(shell("export")[1].splitlines()) == 3
