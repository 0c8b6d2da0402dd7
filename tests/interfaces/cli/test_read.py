"""`sagsgang read`, as a person or a script runs it: processes of their own, real files."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures" / "firstagenda"
MINUTES = FIXTURES / "minutes.json"


def run(*words: str | Path, language: str = "C.UTF-8", **more: Any) -> subprocess.CompletedProcess[str]:
    """`sagsgang …` in a process without any settings."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "SAGSGANG", "LC_", "LANG"))}
    return subprocess.run([sys.executable, "-m", "sagsgang.interfaces.cli.main", *map(str, words)], text=True,
                          capture_output=True, timeout=120, encoding="utf-8", check=False,
                          env=env | {"LC_ALL": language}, **more)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_file_is_one_object_with_its_source() -> None:
    done = run("read", MINUTES, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    (packet,) = lines(done)
    assert packet["source"] == {"name": "minutes.json", "sha256": hashlib.sha256(MINUTES.read_bytes()).hexdigest()}
    assert packet["layout"] == "firstagenda-json"
    assert [item["number"] for item in packet["items"]] == list("123456")
    assert {"code", "severity", "message", "where"} <= packet["findings"][0].keys()


def test_what_is_printed_can_be_read_again(tmp_path: Path) -> None:
    first = run("read", MINUTES, "--format", "json").stdout
    (tmp_path / "packet.json").write_text(first, encoding="utf-8")
    (again,) = lines(run("read", tmp_path / "packet.json", "--format", "json"))
    before = json.loads(first)
    assert again.pop("source") != before.pop("source")
    assert again == before


def test_a_folder_is_a_line_a_file_in_the_order_of_their_names_over_all_cores(tmp_path: Path) -> None:
    for name in ("e", "c", "a", "d", "b"):
        (tmp_path / f"{name}.json").write_bytes(MINUTES.read_bytes())
    (tmp_path / "c.json").write_bytes(b'{"broken": ')
    (tmp_path / ".hidden").write_bytes(b"x")
    done = run("read", tmp_path, "--format", "json")
    found = lines(done)
    assert [line["source"]["name"] for line in found] == [f"{name}.json" for name in "abcde"]
    assert done.returncode == 3
    assert found[2]["error"]["code"] == "json-damaged"
    assert found[2]["error"]["message"] in done.stderr
    assert all("layout" in line for line in found if "error" not in line)


def test_an_unknown_layout_is_null_with_what_could_be_read_and_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Kære borger\nVi har set på sagen.\n", encoding="utf-8")
    done = run("read", tmp_path / "brev.txt", "--format", "json")
    (packet,) = lines(done)
    assert done.returncode == 3
    assert packet["layout"] is None
    assert packet["annex_bodies"][0]["text"] == "Kære borger\nVi har set på sagen."
    assert packet["findings"][0]["code"] == "layout-unknown"


def test_a_summary_is_for_people() -> None:
    done = run("read", MINUTES)
    assert done.returncode == 0
    for said in ("minutes.json", "Teknik- og Havneudvalget", "2031-09-03", "16:30", "firstagenda-json"):
        assert said in done.stdout


def test_wrong_use_is_exit_code_2_and_help_explains() -> None:
    assert run("read").returncode == 2
    assert run("read", MINUTES, "--format", "xml").returncode == 2
    done = run("read", "--help")
    assert done.returncode == 0
    assert "--format" in done.stdout


def test_a_path_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    done = run("read", tmp_path / "nowhere")
    assert done.returncode == 3
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_500_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "big.json").open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    started = time.perf_counter()
    done = run("read", tmp_path / "big.json", "--format", "json")
    assert time.perf_counter() - started < 10
    (line,) = lines(done)
    assert done.returncode == 3
    assert line["error"]["code"] == "too-large"
    assert line["source"]["sha256"] is None


@pytest.mark.parametrize("data", [b"[" * 200_000, b"{\"a\": \"\x00\"}", b"\x00" * 4000, b"%PDF-1.4 cut off", b""])
def test_hostile_files_are_a_sentence_and_exit_code_3(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(data)
    done = run("read", tmp_path / "x", "--format", "json")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert lines(done)[0]["error"]["message"]


def test_reading_imports_no_framework_and_no_database() -> None:
    code = ("import sys; from sagsgang.interfaces.cli.main import main\n"
            f"code = main(['read', {str(MINUTES)!r}])\n"
            "bad = {'django', 'sqlite3', 'pysqlite3', 'psycopg', 'tantivy', 'typst', 'pypdfium2'} & set(sys.modules)\n"
            "sys.exit(f'{code} {bad}' if code or bad else 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False,
                          env={k: v for k, v in os.environ.items() if not k.startswith("DJANGO")})
    assert done.returncode == 0, done.stderr


def test_json_is_utf_8_whatever_the_locale() -> None:
    done = run("read", MINUTES, "--format", "json", language="POSIX")
    assert json.loads(done.stdout)["municipality"] == "Søndermark Kommune"


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.json").write_bytes(MINUTES.read_bytes())
    command = [sys.executable, "-m", "sagsgang.interfaces.cli.main", "read", str(tmp_path), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()
        child.wait(60)


def test_danish_is_spoken_under_a_danish_locale(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Kære borger\n", encoding="utf-8")
    assert "The layout was not recognised" in run("read", tmp_path / "brev.txt").stdout
    assert "Layoutet blev ikke genkendt" in run("read", tmp_path / "brev.txt", language="da_DK.UTF-8").stdout
