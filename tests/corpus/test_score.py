"""The packets with ground truth are read wholly right, by the score script's own verdict."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.shared import shared

pytestmark = pytest.mark.shared


@pytest.mark.parametrize("number", ["000", "006", "100"])
def test_a_packet_with_ground_truth_is_read_wholly_right(number: str, tmp_path: Path) -> None:
    folder, out = shared(), tmp_path / "score.json"
    truth = tmp_path / "truth"
    truth.mkdir()
    (truth / f"{number}.json").write_bytes((folder / "packets" / "truth" / f"{number}.json").read_bytes())
    command = shlex.join([sys.executable, "-m", "sagsgang.interfaces.cli.main", "read", "{path}", "--format", "json"])
    run = subprocess.run(
        [sys.executable, folder / "score" / "score_packets.py", "--truth", truth, "--packets",
         folder / "packets" / "other", "--command", command, "--verbose", "--json", out],
        capture_output=True, text=True, timeout=120, check=True)
    verdict = json.loads(out.read_text())
    assert (verdict["packets"], verdict["unreadable"], verdict["whole"]) == (1, [], 1), run.stdout
    assert verdict["mean_f1"] == 1.0, run.stdout
