"""Of an item marked closed only its stub is public: marked words of all closed items are looked for everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import shared

pytestmark = pytest.mark.shared
ROOT = Path(__file__).parents[2]


def program(home: Path, settings: str, *words: object) -> dict[str, Any]:
    """What the program says, run on a store and with the settings of one side."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    environment |= {"SAGSGANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": f"sagsgang.config.settings.{settings}"}
    done = subprocess.run([sys.executable, "-m", "tests.support.leaks", *map(str, words)], cwd=ROOT, env=environment,
                          capture_output=True, text=True, timeout=1500, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was published, and what the public process saw of it."""
    folder = tmp_path_factory.mktemp("leaks")
    meetings = shared() / "packets" / "firstagenda-json"
    return (program(folder / "home", "workspace", "publish", meetings, folder / "marked"),
            program(folder / "home", "public", "look", folder / "marked"))


def test_every_closed_item_is_marked_and_its_meeting_public(told: tuple[dict[str, Any], dict[str, Any]]) -> None:
    published, seen = told
    assert published["closed"] == 178
    assert published["released"] == published["meetings"] == seen["files"] > 0
    assert seen["stubs"] == 178
    assert seen["words"] == 2 * 178


def test_every_item_and_annex_has_been_looked_at(told: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _published, seen = told
    assert seen["item_pages"] >= seen["items"] > 0
    assert seen["annex_pages"] >= seen["annexes"] > 0


def test_no_word_of_a_closed_item_is_in_a_row_the_index_a_file_or_a_page(
        told: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _published, seen = told
    assert seen["found"] == []


def test_no_text_or_annex_name_that_only_closed_items_have_is_public(
        told: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _published, seen = told
    assert seen["only_shut"] >= 2 * 178, "the planted section and annex of each closed item, at least"
    assert seen["told"] == []
