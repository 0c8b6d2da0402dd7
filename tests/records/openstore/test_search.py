"""Searching the public store in Danish: words in every form, parts of compounds, phrases, filters, ranking."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from sagsgang.pure.packet.model import Annex, AnnexDocument, Decision, Edition, Item, Packet, Section, SectionKind
from sagsgang.records.openstore.search import Hit, Kind, Order, SearchPage, SearchRequest, rebuild_index, search
from tests.support.meetings import SECRETS, crowd, words
from tests.support.publicsite import meetings, published

pytestmark = pytest.mark.django_db(databases=["open"])
BODY, OTHER = "Arbejdsmarkedsudvalget", "Miljøudvalget"


def item(number: str, title: str, text: str = "", decision: str = "", case: str | None = None, body: str = BODY,
         day: date = date(2021, 3, 4), **more: Any) -> Item:
    """An item with one field and one decision."""
    return Item(number, title, case, sections=(Section("Sagsfremstilling", SectionKind.PRESENTATION, words(text)),),
                decisions=(Decision(body, day, words(decision)),) if decision else (), **more)


def library() -> tuple[Packet, ...]:
    """Papers in which each word stands where a test needs it."""
    first = Packet("Fjordby Kommune", BODY, date(2021, 3, 4), None, None, Edition.MINUTES, "test", (
        item("1", "Status for sygedagpengemodtagere", "Antallet falder.", "Taget til efterretning.", "21/500"),
        item("2", "Sygedagpenge i fleksjob", "Om sygedagpenge.", "Godkendt."),
        item("3", "Skolebestyrelsens beretning", "Bestyrelsen for skolen beretter om budgettet.", "Drøftet."),
        item("4", "Økonomien i børnehaverne", "Børnenes hverdag i Åbenrå og på Ærø.", "Godkendt."),
        item("5", "Budget for havnen", "Der er afsat 1.250.000 kr. i 2021-2024.", "Havnen får et nyt fyrtårn."),
        item("6", "Orientering", "Et fyrtårn nævnes her i en lang tekst om alt muligt andet." + " fyld" * 300),
        item("7", "Fyrtårn ved molen", "Intet særligt.", "Godkendt."),
        item("8", "Broen til øen", "Kattelemme og huller i vejene.", "Udsat.",
             annexes=(Annex("Rapport om ål.pdf", "77/21"),)),
    ), annex_documents=(AnnexDocument("8.1", "Rapport om ål", None, "77/21", (1, 2), words("Ålene vandrer om natten."),
                                      ("20/333",)),))
    second = Packet("Fjordby Kommune", OTHER, date(2022, 5, 6), None, None, Edition.MINUTES, "test", (
        item("1", "Status for sygedagpengemodtagere igen", "Samme sag i miljøudvalget.", "Godkendt.", "21/500", OTHER,
             date(2022, 5, 6)),
        item("2", "Vedligehold af veje og stier", "Vejene og broerne.", "Godkendt.", None, OTHER, date(2022, 5, 6)),
    ))
    return first, second, *meetings(), *crowd()


@pytest.fixture(scope="module", autouse=True)
def _index(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with django_db_blocker.unblock(), published(tmp_path_factory.mktemp("search"), library()):
        rebuild_index()
        with django_db_blocker.block():
            yield


@pytest.fixture(autouse=True)
def store() -> None:
    """The home of the module, instead of one for each test."""


def find(query: str, **filters: Any) -> SearchPage:
    return search(SearchRequest(query=query, **filters))


def titles(query: str, **filters: Any) -> list[str]:
    """Titles of the hits, best first."""
    return [hit.plain_title for hit in find(query, **filters).hits]


def marked(hit: Hit) -> set[str]:
    return {text for text, is_marked in (*hit.title, *hit.snippet) if is_marked}


@pytest.mark.parametrize(("query", "title"), [
    ("skolebestyrelse", "Skolebestyrelsens beretning"), ("børnehave", "Økonomien i børnehaverne"),
    ("børn", "Økonomien i børnehaverne"), ("økonomi", "Økonomien i børnehaverne"),
    ("FYRTÅRNET", "Fyrtårn ved molen"), ("bro", "Broen til øen"), ("broernes", "Vedligehold af veje og stier"),
    ("ø", "Broen til øen"), ("ål", "Rapport om ål.pdf"), ("budgetterne", "Budget for havnen"),
])
def test_a_word_is_found_in_its_other_forms(query: str, title: str) -> None:
    assert title in titles(query)


@pytest.mark.parametrize(("query", "title"), [
    ("sygedagpenge", "Status for sygedagpengemodtagere"), ("dagpenge", "Sygedagpenge i fleksjob"),
    ("modtager", "Status for sygedagpengemodtagere"), ("bestyrelse", "Skolebestyrelsens beretning"),
    ("have", "Økonomien i børnehaverne"),
])
def test_a_compound_is_found_by_a_word_in_it(query: str, title: str) -> None:
    assert title in titles(query)


def test_a_compound_that_no_text_has_is_found_by_its_parts() -> None:
    assert "Skolebestyrelsens beretning" in titles("skolebestyrelsesmøde bestyrelse")
    assert titles("skolebudget") == ["Skolebestyrelsens beretning"]


@pytest.mark.parametrize(("typed", "meant"), [
    ("oekonomi", "økonomi"), ("okonomi", "økonomi"), ("boernehave", "børnehave"), ("bornehave", "børnehave"),
    ("aabenraa", "Åbenrå"), ("abenra", "Åbenrå"), ("aeroe", "Ærø"), ("fyrtaarn", "fyrtårn"), ("fyrtarn", "fyrtårn"),
])
def test_the_three_letters_are_found_without_them(typed: str, meant: str) -> None:
    assert set(titles(meant)) <= set(titles(typed))
    assert titles(meant)


def test_the_right_spelling_is_no_worse_than_the_flat_one() -> None:
    assert "ålene" in {word.lower() for hit in find("ålene").hits for word in marked(hit)}


def test_words_in_quotation_marks_stand_beside_each_other() -> None:
    assert titles('"veje og stier"') == ["Vedligehold af veje og stier"]
    assert titles('"stier og veje"') == []
    assert "Vedligehold af veje og stier" in titles("stier veje")


@pytest.mark.parametrize("query", ["21/500", "21-500", "sag 21/500"])
def test_a_case_number_leads_to_the_case_and_its_items(query: str) -> None:
    hits = find(query).hits
    assert {hit.case_number for hit in hits} == {"21/500"}
    assert {hit.kind for hit in hits} == {Kind.CASE, Kind.ITEM}


def test_numbers_are_found_as_printed_and_years_inside_a_span_too() -> None:
    assert titles("1.250.000") == ["Budget for havnen"]
    assert "Budget for havnen" in titles("2024 havnen")
    assert titles("77/21") == ["Rapport om ål.pdf"]
    assert "Rapport om ål.pdf" in titles("20/333")


def test_titles_come_first_then_decisions_then_texts() -> None:
    assert titles("fyrtårn", kind=Kind.ITEM) == ["Fyrtårn ved molen", "Budget for havnen", "Orientering"]


def test_a_whole_word_comes_before_a_part_of_one() -> None:
    found = titles("sygedagpenge", kind=Kind.ITEM)
    assert found.index("Sygedagpenge i fleksjob") < found.index("Status for sygedagpengemodtagere")


def test_the_newest_come_first_where_that_is_asked_for() -> None:
    days = [hit.day for hit in find("forvaltningen", order=Order.NEWEST).hits]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("query", ["godkendt", "veje", "sygedagpenge", "forvaltningen"])
def test_each_filter_leaves_exactly_what_it_says(query: str) -> None:
    everything = find(query)
    for facet in everything.bodies:
        found = find(query, body=facet.value)
        assert found.total == facet.count
        assert {hit.body for hit in found.hits if hit.kind is not Kind.CASE} <= {facet.label}
    for facet in everything.years:
        found = find(query, year=int(facet.value))
        assert found.total == facet.count
        assert {hit.day.year for hit in found.hits if hit.day and hit.kind is not Kind.CASE} <= {int(facet.value)}
    for facet in everything.kinds:
        found = find(query, kind=Kind(facet.value))
        assert found.total == facet.count
        assert {hit.kind for hit in found.hits} <= {Kind(facet.value)}


def test_a_filter_keeps_offering_its_neighbours() -> None:
    found = find("godkendt", body="miljoeudvalget")
    assert len(found.bodies) > 1
    assert [facet.value for facet in found.bodies if facet.chosen] == ["miljoeudvalget"]


def test_a_decision_is_found_by_itself_when_that_is_asked_for() -> None:
    found = find("fyrtårn", kind=Kind.DECISION)
    assert {hit.plain_title for hit in found.hits} == {"Budget for havnen", "Fyrtårn ved molen"}
    assert {hit.kind for hit in found.hits} == {Kind.DECISION}
    assert all(hit.in_decision for hit in found.hits)


def test_a_snippet_shows_the_words_where_they_stand() -> None:
    hit = find("mindretal forbehold", kind=Kind.ITEM).hits[0]
    assert hit.in_decision
    assert {"mindretal", "forbehold"} <= marked(hit)


def test_no_text_with_all_words_gives_those_with_most_and_says_so() -> None:
    found = find("fyrtårn molen sygedagpenge")
    assert found.relaxed
    assert found.hits[0].plain_title == "Fyrtårn ved molen"


@pytest.mark.parametrize(("typed", "meant"), [("sygedagpnge", "sygedagpenge"), ("fyrtårm", "fyrtårn"),
                                              ("havnen vedligehodl", "havnen vedligehold")])
def test_a_slip_is_answered_by_the_likely_word(typed: str, meant: str) -> None:
    found = find(typed)
    assert found.suggestion == meant
    assert [hit.plain_title for hit in found.hits] == titles(meant)


def test_nothing_of_a_closed_item_is_found_but_its_stub() -> None:
    for secret in SECRETS:
        for kind in (None, *Kind):
            assert SECRETS[0] not in str(find(f'"{secret}"', kind=kind).hits)
            assert find(f'"{secret}"', kind=kind).total == 0
    assert [hit.closed for hit in find("lukket aftale om kaj", kind=Kind.ITEM).hits] == [True]


HOSTILE = [
    "", " ", "\0", '"', '""', '"""', "*", "?", "(((", "))", "a:b", "title:*", "+-!(){}[]^\"~*?:\\/", "AND", "OR NOT",
    "bro AND", "-bro", "%27%3B--", "'; DROP TABLE x", "<script>", "\ud800", "\ufffe", "\U0001f3d6", "\u0430" * 50,
    "å" * 5000, "bro " * 5000, '"' + "bro " * 500 + '"', "x" * 100_000, "1" * 1000, "15/839/" * 200, "..", "//",
    "§§ 17", "\u202ebro", "og i at", "e\u0301" * 100, "a\u0300" * 1000]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered_at_once(query: str) -> None:
    started = time.perf_counter()
    found = find(query)
    assert time.perf_counter() - started < 2
    assert found.total >= len(found.hits)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from([None, *Kind]), st.integers(-5, 10**6), st.integers(-10**9, 10**9))
def test_no_query_filter_or_page_is_an_error(query: str, kind: Kind | None, page: int, year: int) -> None:
    found = search(SearchRequest(query=query, kind=kind, page=page, year=year))
    assert 1 <= found.page <= max(found.pages, 1)


def test_pages_of_hits_hold_each_hit_once() -> None:
    first = find("forvaltningen")
    seen = [hit.place for page in range(1, first.pages + 1) for hit in find("forvaltningen", page=page).hits]
    assert len(seen) == len(set(seen)) == first.total
    assert find("forvaltningen", page=999).page == first.pages
    assert replace(first, page=1) == first
