"""Compounds are cut by the words that stand alone in the store's own texts, and by nothing else."""

from __future__ import annotations

import string
from collections import Counter

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.language.compounds import LONGEST_COMPOUND, Lexicon, lexicon_from
from sagsgang.pure.language.stemming import stem

#: Words of a made-up store, each standing alone so many times.
ALONE = {"sygedagpenge": 9, "modtager": 5, "modtagere": 7, "arbejde": 8, "marked": 6, "politik": 6, "billet": 4,
         "letter": 4, "politiker": 5, "kerne": 4, "forvaltning": 5, "skole": 9, "bestyrelse": 6, "børn": 9, "hus": 9}
COMPOUNDS = {"sygedagpengemodtagere": 2, "arbejdsmarked": 4, "arbejdsmarkedspolitik": 2, "arbejdsgruppe": 2,
             "arbejdsplads": 2, "arbejdskraft": 1, "kraft": 3, "gruppe": 4, "plads": 4, "skolebestyrelse": 3,
             "børnehus": 2, "børnegruppe": 1, "børnepolitik": 1}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_from(ALONE | COMPOUNDS)


@pytest.mark.parametrize(("word", "parts"), [
    ("sygedagpengemodtagerne", ("sygedagpenge", "modtagerne")),
    ("skolebestyrelsens", ("skole", "bestyrelsens")),
    ("børnehuse", ("børne", "huse")),
    ("arbejdskraften", ("arbejds", "kraften")),
])
def test_a_compound_is_cut_where_its_words_meet(lexicon: Lexicon, word: str, parts: tuple[str, ...]) -> None:
    assert lexicon.cut(word) == parts


def test_what_no_text_has_seen_together_is_cut_all_the_same(lexicon: Lexicon) -> None:
    assert lexicon.cut("skoleforvaltningen") == ("skole", "forvaltningen")


@pytest.mark.parametrize("word", [
    "billetterne",  # not bil + letterne
    "politikerne",  # not politi + kerne
    "modtagere", "skolerne", "efterskole", "skolexyzw", "hus", "",
])
def test_an_inflected_or_derived_word_stays_whole(lexicon: Lexicon, word: str) -> None:
    assert lexicon.cut(word) == ()


def test_parts_are_found_at_every_depth_with_their_links_taken_off(lexicon: Lexicon) -> None:
    parts = lexicon.parts("arbejdsmarkedspolitikken")
    assert {"arbejd", "marked", "politik", "arbejdsmarked"} <= set(parts)
    assert stem("arbejdsmarkedspolitikken") not in parts


def test_benefit_recipients_are_found_by_each_word_in_them(lexicon: Lexicon) -> None:
    assert {"sygedagpeng", "dagpeng", "modtag"} <= set(lexicon.parts("sygedagpengemodtagere"))


def test_a_store_of_a_few_words_cuts_by_the_common_ones() -> None:
    lexicon = lexicon_from({"sygedagpengemodtagere": 1, "skolebestyrelsen": 1})
    assert lexicon.cut("sygedagpengemodtagere") == ("sygedagpenge", "modtagere")
    assert lexicon.cut("skolebestyrelsen") == ("skole", "bestyrelsen")


def test_a_piece_that_ends_many_words_but_hardly_stands_alone_is_no_part() -> None:
    fronts = ("by", "teg", "søg", "reg", "dæk", "læg", "sik", "lig", "tag", "lag")
    hyphenated = {f"{front}gningen": 1 for front in fronts}
    lexicon = lexicon_from({"gningen": 3, **{f"vinter{word}": 1 for word in hyphenated}, **hyphenated, "vinter": 5})
    assert lexicon.cut("vintergningen") == ()


def test_no_word_is_a_compound_by_the_empty_lexicon() -> None:
    assert Lexicon.empty().parts("sygedagpengemodtagere") == ()


@given(st.lists(st.sampled_from(sorted(ALONE)), min_size=1, max_size=4),
       st.text(string.ascii_lowercase + "æøå", max_size=6))
def test_the_parts_of_any_cut_put_together_are_the_word(words: list[str], rest: str) -> None:
    lexicon = lexicon_from(ALONE | COMPOUNDS)
    word = "".join(words) + rest
    cut = lexicon.cut(word)
    assert cut == () or "".join(cut) == word
    assert "".join(form for form, _ in lexicon.leaves(word)) in {"", word}


def test_a_very_long_word_is_left_alone_at_once(lexicon: Lexicon) -> None:
    assert lexicon.cut("skole" * LONGEST_COMPOUND) == ()


def test_the_same_texts_give_the_same_lexicon_in_any_order() -> None:
    counts = Counter(ALONE | COMPOUNDS)
    assert lexicon_from(counts) == lexicon_from(dict(reversed(list(counts.items()))))
