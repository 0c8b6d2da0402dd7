"""Kill an import with release, or the sending of an agenda, at any step: verify accepts what is left, and a second run
ends where no kill would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.store import postgres_address

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["import", "send"])
def kills(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """Every kill of the program, with what was left of the store."""
    folder = tmp_path_factory.mktemp("killed")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    if "SAGSGANG_INTERNAL_DB" in os.environ:  # the run of these tests on PostgreSQL
        environment |= {"SAGSGANG_INTERNAL_DB": postgres_address("killed"),
                        "SAGSGANG_OPEN_DB": postgres_address("killed_open")}
    command = [sys.executable, "-m", "tests.support.killing", str(folder / "runs"), request.param]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[:3000]
    told = json.loads(done.stdout)
    assert told["last"]["status"] == 0, "the last run gets through, or not all steps were tried"
    found: list[dict[str, Any]] = told["kills"]
    return found


def test_the_kills_fell_at_every_kind_of_step(kills: list[dict[str, Any]]) -> None:
    steps = {" ".join(kill["step"].split()[:2]) for kill in kills}
    assert steps >= {
        "before __exit__", "after __exit__", "after replace", "after project_release", "statement INSERT",
        "statement UPDATE"}
    assert len(kills) > 20


def test_verify_accepts_what_a_kill_leaves_and_completes_it(kills: list[dict[str, Any]]) -> None:
    assert [kill for kill in kills if kill["left"]] == []
    assert any(kill["completed"] for kill in kills), "some kill fell between the freezing and the copying"


def test_a_second_run_ends_where_an_unkilled_one_does(kills: list[dict[str, Any]]) -> None:
    assert [kill["step"] for kill in kills if kill["again"] != [[], []] or not kill["same"]] == []
