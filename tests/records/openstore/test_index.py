"""The index follows the public store, over processes and over accidents, and is never half of anything."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sagsgang.config.store import Store
from sagsgang.pure.packet.model import Item, Packet
from sagsgang.records.openstore import models
from sagsgang.records.openstore.search import (
    Kind,
    SearchRequest,
    SearchUnavailable,
    index_position,
    rebuild_index,
    search,
    update_index,
)
from sagsgang.records.openstore.search.index import Writer, current, writing
from tests.support.browser import ROOT, filled
from tests.support.meetings import committee_agenda, committee_minutes, council_minutes
from tests.support.publicsite import publish

pytestmark = pytest.mark.django_db(databases=["open"])


def titles(query: str, **filters: Any) -> list[str]:
    return [hit.plain_title for hit in search(SearchRequest(query=query, **filters)).hits]


def renamed(packet: Packet, title: str) -> Packet:
    """The packet with another title on its first item."""
    return replace(packet, items=(replace(packet.items[0], title=title), *packet.items[1:]))


def test_what_is_published_is_found_after_the_next_update() -> None:
    publish(committee_minutes())
    assert update_index() == 1
    assert "Status på badevand i sommeren 2022" in titles("badevand")
    publish(council_minutes())
    assert "byraadet" not in {facet.value for facet in search(SearchRequest(query="gangbro")).bodies}
    assert update_index() >= 1
    assert "byraadet" in {facet.value for facet in search(SearchRequest(query="gangbro")).bodies}


def test_nothing_new_is_nothing_to_do() -> None:
    publish(committee_minutes())
    update_index()
    position = index_position()
    assert update_index() == 0
    assert index_position() == position == models.Change.objects.latest("seq").seq


def test_what_a_later_edition_changed_is_found_by_its_new_words_and_no_more_by_its_old() -> None:
    publish(renamed(committee_agenda(), "Drivhuse ved stranden"))
    update_index()
    publish(renamed(committee_agenda(), "Kolonihaver ved skoven"), sequence=2)
    update_index()
    assert titles("kolonihaver") == ["Kolonihaver ved skoven"]
    assert titles("drivhuse") == []


def test_what_a_later_edition_left_out_is_not_found_any_more() -> None:
    publish(committee_minutes())
    update_index()
    publish(replace(committee_minutes(), items=committee_minutes().items[:1], annex_documents=()), sequence=2)
    update_index()
    for query in ("gangbro", "badevand", "splitterner", "22/4711"):
        assert titles(query) == [], query


def test_a_quotation_gives_way_to_the_real_decision_when_that_comes() -> None:
    publish(council_minutes())
    update_index()
    assert len(titles('"Indstillingen gengivet"', kind=Kind.DECISION)) == 1
    publish(committee_minutes())
    update_index()
    assert titles('"Indstillingen gengivet"', kind=Kind.DECISION) == []
    assert len(titles("mindretal", kind=Kind.DECISION)) == 1


def test_following_step_by_step_and_making_anew_find_the_same() -> None:
    packets = (committee_minutes(), council_minutes(), committee_agenda())
    for packet in packets:
        publish(packet)
        update_index()
    publish(renamed(committee_agenda(), "Ny dagsorden"), sequence=2)
    update_index()
    queries = ("gangbro", "godkendt", "22/4711", "sti", "anlægsbevilling", "linjeføring", "dagsorden")
    followed = {query: sorted(map(str, search(SearchRequest(query=query)).hits)) for query in queries}
    rebuild_index()
    assert {query: sorted(map(str, search(SearchRequest(query=query)).hits)) for query in queries} == followed


def test_a_rebuild_tells_how_far_it_is_and_leaves_one_generation(store: Store) -> None:
    publish(committee_minutes(), council_minutes())
    update_index()
    steps: list[tuple[int, int]] = []
    assert rebuild_index(lambda done, total: steps.append((done, total))) == 2
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [path.name for path in store.index.iterdir() if path.is_dir()] == [current(store.index).name]


@pytest.mark.parametrize("damage", ["gone", "pointer", "meta", "lexicon", "version", "segments"])
def test_an_index_that_is_damaged_is_said_to_be_down_and_the_next_update_makes_it_again(
        store: Store, damage: str) -> None:
    publish(committee_minutes())
    update_index()
    path = current(store.index)
    if damage == "gone":
        shutil.rmtree(store.index)
    elif damage == "pointer":
        (store.index / "current").write_text("nowhere")
    elif damage == "segments":
        for file in path.glob("*.*"):
            if file.name not in {"meta.json", "lexicon.json"}:
                file.unlink()
        meta = path / "meta.json"
        os.utime(meta, ns=(1, 1))
    else:
        file = path / ("meta.json" if damage == "meta" else "lexicon.json")
        file.write_text('{"version": 0}' if damage == "version" else "{")
        os.utime(path / "meta.json", ns=(1, 1))
    shutil.rmtree(store.index / "unused", ignore_errors=True)
    _forget()
    with pytest.raises(SearchUnavailable):
        search(SearchRequest(query="badevand"))
    assert update_index() == 1
    assert titles("badevand")


def _forget() -> None:
    """Look at the files anew, as another process would."""
    from sagsgang.records.openstore.search import reader

    reader._opened.clear()


def test_an_index_of_another_store_is_made_again() -> None:
    publish(committee_minutes(), council_minutes())
    update_index()
    models.Change.objects.all().delete()
    models.Meeting.objects.filter(body__key="byraadet").delete()
    assert (index_position() or 0) > 0
    assert update_index() == 1
    assert "Byrådet" not in str(search(SearchRequest(query="gangbro")).hits)


def test_a_writer_that_is_killed_leaves_the_index_as_it_was(store: Store) -> None:
    publish(committee_minutes())
    update_index()
    publish(council_minutes())
    before = titles("gangbro")
    child = multiprocessing.get_context("fork").Process(target=_write_and_die, args=(store.index,))
    child.start()
    child.join(30)
    assert child.exitcode == -signal.SIGKILL
    assert titles("gangbro") == before
    assert update_index() >= 1
    assert len(titles("gangbro")) > len(before)


def _write_and_die(folder: Path) -> None:
    with writing(folder):
        writer = Writer(current(folder))
        writer.remove("meeting", [committee_minutes().committee or ""])
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def real_home(tmp_path: Path) -> Path:
    """A home on disk, apart from the database of the tests, for processes that are really apart."""
    return filled(tmp_path / "real")


PROGRAM = """
    import os, sys, time
    os.environ |= {"SAGSGANG_HOME": sys.argv[1], "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.public"}
    import django
    django.setup()
    from sagsgang.records.openstore.search import SearchRequest, rebuild_index, search
    for _ in range(int(sys.argv[3])):
        if sys.argv[2] == "write":
            rebuild_index()
        else:
            assert search(SearchRequest(query="gangbro")).total, "an index with nothing in it was seen"
            time.sleep(0.01)
"""


def test_readers_of_other_processes_see_a_whole_index_while_two_others_make_it_again(real_home: Path) -> None:
    def start(what: str, times: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", textwrap.dedent(PROGRAM), str(real_home), what, str(times)],
                                cwd=ROOT, stderr=subprocess.PIPE)

    processes = [start("write", 2), start("write", 2), start("read", 60)]
    deadline = time.monotonic() + 120
    for process in processes:
        _out, error = process.communicate(timeout=max(1, deadline - time.monotonic()))
        assert process.returncode == 0, error.decode()[-2000:]
    folders = [path for path in (real_home / "open-index").iterdir() if path.is_dir()]
    assert len(folders) == 1


def test_an_item_that_is_closed_stands_in_no_file_of_the_index(store: Store) -> None:
    from tests.support.meetings import SECRETS

    publish(committee_minutes())
    update_index()
    data = b"".join(path.read_bytes() for path in store.index.rglob("*") if path.is_file()).lower()
    for secret in SECRETS:
        for word in secret.lower().split():
            if len(word) > 8:
                assert word.encode() not in data


def test_a_store_without_anything_has_an_index_without_anything() -> None:
    assert update_index() == 0
    assert titles("bro") == []
    publish(replace(committee_agenda(), items=(Item("1", None),)))
    assert update_index() == 1
