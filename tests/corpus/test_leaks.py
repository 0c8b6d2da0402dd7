"""Of an item marked closed only its stub is public: marked words of all closed items are looked for everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sagsgang.pure.intake.read import read
from sagsgang.pure.packet.form import form_of
from sagsgang.pure.packet.model import Access, Item, Packet
from sagsgang.pure.packet.open_part import open_part
from tests.support.leaks import plain, shut_texts, words_of
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
    assert seen["shut"] >= 2 * 178, "the planted section and annex of each closed item, at least"
    assert seen["told"] == []


def real_meetings() -> Iterator[tuple[dict[str, Any], Packet]]:
    """The meetings with closed items as they are, source beside reading."""
    for path in sorted((shared() / "packets" / "firstagenda-json").glob("*.json")):
        data = path.read_bytes()
        if b'"Lukket:' in data:
            yield json.loads(data), read(data, path.name).packet


def test_of_the_real_closed_items_nothing_but_title_and_decision_leaves_the_house() -> None:
    looked_for, stubs, leaks = 0, 0, []
    for source, packet in real_meetings():
        shut, _openly = shut_texts(source)
        public, _left_out = open_part(packet)
        closed = [item for item in public.items if item.access is Access.CLOSED]
        printed = " ".join(plain(decision.text) for item in closed for decision in item.decisions)
        outside = words_of(form_of(replace(public, items=tuple(
            replace(item, decisions=()) if item in closed else item for item in public.items))))
        leaks += [text for text in shut if text in outside or (text.startswith("fraværende:") and text in printed)]
        leaks += [f"{item}" for item in closed if item != Item(
            item.number, item.title, access=Access.CLOSED, decisions=item.decisions)]
        looked_for, stubs = looked_for + len(shut), stubs + len(closed)
    assert stubs == 178
    assert looked_for > 150, "decisions and absences: closed items have nothing else in these sources"
    assert leaks == []


def test_were_they_native_neither_title_nor_decision_would_leave_it() -> None:
    leaks, looked_for = [], 0
    for source, packet in real_meetings():
        titles = {plain(item.title) for item in packet.items if item.access is Access.CLOSED and item.title}
        stated = tuple(replace(item, access=item.access or Access.OPEN) for item in packet.items)
        public, _left_out = open_part(replace(packet, items=stated), {})
        outside = words_of(form_of(public))
        openly = words_of([i for i in source["Dagsordenpunkter"] if not i["Navn"].startswith("Lukket:")])
        wanted = {text for text in shut_texts(source)[0] | titles if text not in openly}
        leaks += [text for text in wanted if text in outside]
        looked_for += len(wanted)
    assert looked_for > 150
    assert leaks == []
