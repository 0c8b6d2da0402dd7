"""The stretch of text that is shown with a hit, and what is marked in it."""

from __future__ import annotations

import time

from hypothesis import given, strategies as st

from sagsgang.pure.language.analysis import Analyser
from sagsgang.pure.language.compounds import lexicon_from
from sagsgang.pure.language.snippet import LENGTH, Marker, Segments, Wanted

ANALYSER = Analyser(lexicon_from({"sygedagpenge": 4, "modtagere": 4, "sygedagpengemodtagere": 1}))
FILL = "Her står noget helt andet, som ingen har spurgt om. " * 30


def wanted(exact: str, loose: str = "") -> Wanted:
    return Wanted(frozenset(exact.split()), frozenset(loose.split()))


def marked(segments: Segments) -> list[str]:
    return [text for text, is_marked in segments if is_marked]


def plain(segments: Segments) -> str:
    return "".join(text for text, _ in segments)


def test_the_whole_compound_is_marked_by_a_part_of_it() -> None:
    marker = Marker([wanted("sygedagpeng", "sygedagpeng")], ANALYSER)
    assert marked(marker.marked("Flere sygedagpengemodtagere, færre sygedagpenge.")) == [
        "sygedagpengemodtagere", "sygedagpenge"]


def test_a_word_is_marked_in_all_its_inflections_and_no_other_word() -> None:
    marker = Marker([wanted("skol")], ANALYSER)
    assert marked(marker.marked("Skolen, skolernes og skoling på SKOLE")) == ["Skolen", "skolernes", "SKOLE"]


def test_a_flat_spelling_marks_the_word_as_it_is_written() -> None:
    marker = Marker([wanted("okonomi", "~okonomi")], ANALYSER)
    assert marked(marker.marked("Økonomien er god")) == ["Økonomien"]


def test_a_number_is_marked_with_its_separators() -> None:
    marker = Marker([wanted("15/839 2014-2017")], ANALYSER)
    assert marked(marker.marked("Sag 15/839 (ikke 15/8390), 2014\u20132017")) == ["15/839", "2014\u20132017"]


def test_a_word_behind_a_hyphen_is_marked() -> None:
    marker = Marker([wanted("børn")], ANALYSER)
    assert marked(marker.marked("skole-børn,børn (børn)")) == ["børn", "børn", "børn"]


def test_the_stretch_with_the_most_words_is_shown_deep_in_a_long_text() -> None:
    text = "budget. " + FILL + "Her mødes budget og skole. " + FILL
    segments, found = Marker([wanted("budg"), wanted("skol")], Analyser(lexicon_from({}))).snippet(
        text.replace("budget", "budg"))
    assert found == 2
    assert marked(segments) == ["budg", "skole"]
    assert plain(segments).startswith("\u2026 ")
    assert plain(segments).endswith(" \u2026")
    assert len(plain(segments)) <= LENGTH + 10


def test_a_text_without_the_words_shows_its_beginning() -> None:
    segments, found = Marker([wanted("mangler")], ANALYSER).snippet(FILL)
    assert found == 0
    assert plain(segments).startswith("Her står noget")
    assert Marker([], ANALYSER).snippet("") == ((), 0)


def test_a_token_of_nothing_but_its_mark_ends() -> None:
    assert marked(Marker([wanted("~", "~")], ANALYSER).marked("a")) == []


@given(st.text(max_size=400), st.text("abøå15/-~ ", max_size=8))
def test_marks_change_no_letter_of_any_text(text: str, token: str) -> None:
    marker = Marker([wanted(token, token)], ANALYSER)
    assert plain(marker.marked(text)) == text
    assert plain(marker.snippet(text)[0]).strip("\u2026 ") in text.replace("\u2026", "") or "\u2026" in text


def test_a_long_text_costs_little_however_common_the_word() -> None:
    text = "a " * 200_000
    start = time.perf_counter()
    Marker([wanted("a")], ANALYSER).snippet(text)
    assert time.perf_counter() - start < 0.5
