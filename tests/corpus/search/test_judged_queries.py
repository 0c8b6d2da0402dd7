"""How good the search is, by queries that somebody judged who had not seen its code.

For each query the first twenty items are taken. Recall: how many of the relevant items are among them (of at most
twenty). Precision: of those among the first twenty that were judged, how many are relevant; and the same of the first
five, where a person looks. A third of the queries were held back: nobody tuned anything on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from sagsgang.pure.intake.read import read
from sagsgang.pure.language.compounds import Lexicon
from sagsgang.records.openstore.models import Item
from sagsgang.records.openstore.search import Kind, SearchRequest, rebuild_index, search
from tests.support.meetings import statement
from tests.support.publicsite import published
from tests.support.shared import shared

pytestmark = [pytest.mark.shared, pytest.mark.django_db(databases=["open"])]
QUERIES = json.loads((Path(__file__).parent / "judgments.json").read_text(encoding="utf-8"))["queries"]
FIRST, TOP = 20, 5
#: Recall, precision, and precision at the top, with compounds: a little below what was measured, for held or not.
LEAST = {False: (0.92, 0.67, 0.89), True: (0.88, 0.65, 0.85)}
Key = tuple[str, str]


@dataclass(frozen=True)
class Quality:
    """What one query got."""

    query: str
    held: bool
    recall: float
    precision: float
    at_top: float


@pytest.fixture(scope="module")
def store(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory,
          ) -> Iterator[dict[tuple[str, str, str], Key]]:
    """The real meetings are public; gives the judged key of each item by its place on the site."""
    paths = sorted((shared() / "packets" / "firstagenda-json").glob("*.json"))
    packets = {path.name: read(path.read_bytes(), path.name).packet for path in paths}
    with django_db_blocker.unblock(), published(tmp_path_factory.mktemp("judged"), packets.values()):
        names = {statement(packet).meeting_key: name for name, packet in packets.items()}
        rows = Item.objects.values_list("meeting__key", "meeting__body__key", "meeting__slug", "address", "number")
        places = {(body, slug, f"punkt/{address}"): (names[key], number) for key, body, slug, address, number in rows}
        with django_db_blocker.block():
            yield places


@pytest.fixture(scope="module")
def qualities(store: dict[tuple[str, str, str], Key], django_db_blocker: Any) -> dict[str, list[Quality]]:
    """Every query's quality, without compounds and with them."""
    found = {}
    with django_db_blocker.unblock():
        for name, lexicon in (("without", Lexicon.empty()), ("with", None)):
            rebuild_index(lexicon=lexicon)
            found[name] = [quality(query, store) for query in QUERIES]
    return found


def quality(judged: dict[str, Any], places: dict[tuple[str, str, str], Key]) -> Quality:
    """How well one query is answered."""
    hits = search(SearchRequest(query=judged["query"], kind=Kind.ITEM)).hits[:FIRST]
    keys = [places[hit.place.body_key, hit.place.meeting_slug, hit.place.path] for hit in hits]
    good, bad = ({tuple(key) for key in judged[name]} for name in ("relevant", "not_relevant"))

    def precision(shown: list[Key]) -> float:
        known = [key in good for key in shown if key in good | bad]
        return mean(known) if known else 0.0

    return Quality(judged["query"], judged["held"], len(good & set(keys)) / min(len(good), FIRST), precision(keys),
                   precision(keys[:TOP]))


def means(found: list[Quality], held: bool) -> tuple[float, float, float]:
    """Mean recall, precision, and precision at the top."""
    mine = [one for one in found if one.held is held]
    return mean(q.recall for q in mine), mean(q.precision for q in mine), mean(q.at_top for q in mine)


def test_the_search_is_as_good_as_its_documentation_says(qualities: dict[str, list[Quality]]) -> None:
    print("\n| queries | compounds | recall at 20 | precision at 20 | precision at 5 |\n|---|---|---|---|---|")
    for held in (False, True):
        for name, found in qualities.items():
            count = sum(one.held is held for one in found)
            recall, precision, top = means(found, held)
            print(f"| {'held' if held else 'tuned'} ({count}) | {name} | {recall:.2f} | {precision:.2f} | {top:.2f} |")
    for before, now in zip(qualities["without"], qualities["with"], strict=True):
        if not now.held:
            print(f"{now.query:<40} recall {before.recall:.2f} {now.recall:.2f}  precision {before.precision:.2f} "
                  f"{now.precision:.2f}  top {before.at_top:.2f} {now.at_top:.2f}")
    assert len(QUERIES) >= 30
    for held, least in LEAST.items():
        assert all(got >= floor for got, floor in zip(means(qualities["with"], held), least, strict=True))


def test_compounds_find_more_and_push_hardly_anything_out(qualities: dict[str, list[Quality]]) -> None:
    assert means(qualities["with"], False)[0] > means(qualities["without"], False)[0]
    for held in (False, True):
        for got, before in zip(means(qualities["with"], held), means(qualities["without"], held), strict=True):
            assert got >= before - 0.02
