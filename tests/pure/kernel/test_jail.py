"""Whatever the jailed function does, the caller gets its value or a refusal that says why, and nothing else happens."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.kernel.jail import run_jailed
from sagsgang.pure.kernel.jail_answer import answer_bytes, answer_of
from sagsgang.pure.kernel.sentences import sentence
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.packet.model import Access
from tests.support import jailed, meetings

MB = 1024 * 1024


def test_the_value_of_the_function_comes_back() -> None:
    assert run_jailed(jailed.as_paragraph, "æøå".encode()) == Paragraph("æøå")


def test_data_of_many_megabytes_goes_in() -> None:
    assert run_jailed(jailed.length, bytes(80 * MB)) == 80 * MB


def test_a_partial_of_a_function_can_be_jailed() -> None:
    assert run_jailed(partial(jailed.length), b"abc") == 3


def test_a_refusal_passes_through_with_its_code_and_values() -> None:
    with pytest.raises(InputRefused) as refused:
        run_jailed(jailed.refuse, b"ab")
    assert (refused.value.code, refused.value.args_) == ("too-large", {"size": 2, "limit": 1})


@pytest.mark.parametrize(("function", "detail"), [
    (jailed.fail, "RecursionError"), (jailed.leave, "exit 3"), (jailed.crash, "SIGSEGV"), (jailed.abort, "SIGABRT")])
def test_death_and_errors_refuse_the_file(function: Callable[[bytes], None], detail: str) -> None:
    with pytest.raises(InputRefused) as refused:
        run_jailed(function, b"x")
    assert (refused.value.code, refused.value.args_["detail"]) == ("jail-died", detail)
    assert detail in sentence(refused.value)


@pytest.mark.parametrize("function", [jailed.sleep, jailed.spin])
def test_time_is_bounded(function: Callable[[bytes], None]) -> None:
    started = time.monotonic()
    with pytest.raises(InputRefused) as refused:
        run_jailed(function, b"", seconds=1)
    assert refused.value.code == "jail-timeout"
    assert time.monotonic() - started < 10


def test_memory_is_bounded() -> None:
    with pytest.raises(InputRefused) as refused:
        run_jailed(jailed.hoard, b"", memory=256 * MB)
    assert refused.value.code == "jail-memory"


def test_an_answer_is_bounded() -> None:
    with pytest.raises(InputRefused) as refused:
        run_jailed(jailed.talk_much, b"", memory=2048 * MB)
    assert refused.value.code == "jail-memory"


def test_the_limits_hold_inside() -> None:
    assert run_jailed(jailed.own_limits, b"", seconds=7, memory=512 * MB) == {
        "AS": 512 * MB, "CPU": 8, "CORE": 0, "NOFILE": 64}


def test_nothing_of_this_process_is_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_THE_PARENT", "x")
    assert not [name for name in run_jailed(jailed.modules, b"") if name.partition(".")[0] == "django"]
    assert "SECRET_OF_THE_PARENT" not in run_jailed(jailed.environment, b"")


def test_no_connection_leaves_the_jail_where_the_system_can_cut_the_network() -> None:
    if not run_jailed(jailed.may_cut_the_network, b""):
        pytest.skip("this system gives a process no network of its own")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert run_jailed(jailed.connect, str(server.getsockname()[1]).encode()) != "connected"


@pytest.mark.skipif(os.getuid() == 0, reason="the administrator is exempt from the limit of processes")
def test_nothing_is_started_from_the_jail() -> None:
    with pytest.raises(InputRefused):
        run_jailed(jailed.start_another, b"")


def test_an_answer_cannot_act(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        run_jailed(jailed.act_through_the_answer, str(tmp_path / "made").encode())
    assert refused.value.code == "jail-died"
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("value", [os.system, Path("x"), run_jailed, jailed.Act("x"), InputRefused("x")])
def test_only_values_are_read_from_an_answer(value: object) -> None:
    with pytest.raises(Exception, match="is no value"):
        answer_of(answer_bytes("value", value))


class _Reaching:
    """Pickles as a call of getattr, as older Pythons pickle a member of an enumeration."""

    def __init__(self, *what: object) -> None:
        self.what = what

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return getattr, self.what


def test_of_getattr_only_a_member_of_an_enumeration_is_read() -> None:
    assert answer_of(answer_bytes("value", _Reaching(Access, "OPEN"))) == ("value", Access.OPEN)
    for reach in (_Reaching(Access, "__class__"), _Reaching(Access, "mro"), _Reaching("", "join")):
        with pytest.raises(Exception, match="no member"):
            answer_of(answer_bytes("value", reach))


def test_a_whole_packet_is_a_value() -> None:
    packet = meetings.committee_minutes()
    assert answer_of(answer_bytes("value", packet)) == ("value", packet)


def test_the_jail_leaves_no_handle_open() -> None:
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("this system does not list open handles")
    before = len(list(handles.iterdir()))
    run_jailed(jailed.length, b"")
    with pytest.raises(InputRefused):
        run_jailed(jailed.leave, b"")
    assert len(list(handles.iterdir())) == before
