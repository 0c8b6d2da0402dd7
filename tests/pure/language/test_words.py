"""What counts as a word, how it may be spelt, and what a person may type."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.language.analysis import Analyser
from sagsgang.pure.language.compounds import Lexicon, lexicon_from
from sagsgang.pure.language.danish import flat, lower, spellings
from sagsgang.pure.language.query import LONGEST_PHRASE, MOST_GROUPS, Group, parse
from sagsgang.pure.language.spelling import slips
from sagsgang.pure.language.stemming import stem
from sagsgang.pure.language.words import clean, words


@pytest.mark.parametrize(("text", "found"), [
    ("Sag 15/839 og 14/11078.", ["sag", "15/839", "og", "14/11078"]),
    ("27.00.00-G01-17-15", ["27.00.00-g01-17-15"]),
    ("årene 2014\u20132017", ["årene", "2014-2017"]),
    ("1.250.000,50 kr.", ["1.250.000,50", "kr"]),
    ("10-årige i sol-energi", ["10", "årige", "i", "sol", "energi"]),
    ("§ 17, stk. 4", ["17", "stk", "4"]),
    ("Café Müller", ["cafe", "muller"]),
])
def test_words_are_cut_as_papers_write_them(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_what_nobody_sees_is_not_there() -> None:
    assert clean("bør\u00adne\u200bhave\x00") == "børnehave"
    assert clean("bo\u0308rn A\u030angstrom") == "börn Ångstrom"


@pytest.mark.parametrize(("typed", "meant"), [
    ("boern", "børn"), ("aabenraa", "åbenrå"), ("åbenrå", "aabenraa"), ("laering", "læring"), ("skemaer", "skemaer"),
])
def test_the_three_letters_may_be_written_with_two(typed: str, meant: str) -> None:
    assert meant in spellings(lower(typed))
    assert spellings(typed)[0] == typed


def test_a_word_is_found_with_the_marks_of_its_letters_lost() -> None:
    _, loose = Analyser(Lexicon.empty()).word("økonomien")
    assert loose == ("~okonomi",)
    assert flat("æøå") == "aoa"


def test_inflections_have_one_stem() -> None:
    assert {stem(word) for word in ("kommune", "kommunen", "kommuner", "kommunerne", "kommunernes")} == {"kommun"}


@pytest.mark.parametrize("forms", ["bro broen broer broerne broernes", "by byen byer byens", "sø søen søer søerne",
                                   "træ træet træer træets", "ø øen øer øernes", "sti stien stier"])
def test_a_short_noun_that_ends_in_a_vowel_has_one_stem_too(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@given(st.text("abdegiklmnorstuvæøå", max_size=16))
def test_a_stem_is_its_own_stem(word: str) -> None:
    assert stem(stem(word)) == stem(word)


def test_a_word_that_only_looks_inflected_keeps_its_whole() -> None:
    whole = ["men", "den", "her", "sker", "et", "en"]
    assert [stem(word) for word in whole] == whole


def test_a_number_is_exact_and_its_longer_pieces_are_loose() -> None:
    analyser = Analyser(lexicon_from({}))
    assert analyser.word("15/839") == ("15/839", ("839",))
    assert analyser.word("2014-2017") == ("2014-2017", ("2014", "2017"))
    assert analyser.word("2015") == ("2015", ())


@pytest.mark.parametrize(("typed", "groups"), [
    ("børn og unge", [("børn",), ("unge",)]),
    ('"børn og unge" budget', [("børn", "og", "unge"), ("budget",)]),
    ("sol-energi", [("sol", "energi")]),
    ("og i at", [("og",), ("i",), ("at",)]),
    ('budget "kun åbnet', [("budget",), ("kun",), ("åbnet",)]),
    ("\u201dfast bro\u201d", [("fast", "bro")]),
    ("børn børn BØRN", [("børn",)]),
    ("AND -x +(y) *", [("and",), ("x",), ("y",)]),
    ("sag nr. 15/839", [("15/839",)]), ("sag om bro", [("sag",), ("bro",)]),
    ("", []), ("\x00 \t", []), ('"" "', []), ("%&/()=?`^*", []),
])
def test_whatever_is_typed_becomes_groups_of_words(typed: str, groups: list[tuple[str, ...]]) -> None:
    assert [group.words for group in parse(typed).groups] == groups


def test_what_is_too_long_is_shortened_and_says_so() -> None:
    assert parse("x" * 10_000).shortened
    many = parse(" ".join(f"ord{n}" for n in range(100)))
    assert many.shortened
    assert len(many.groups) == MOST_GROUPS
    assert parse('"' + "ord og " * 20 + '"').groups == (Group(("ord", "og") * (LONGEST_PHRASE // 2)),)
    assert not parse("budget").shortened


@given(st.text(max_size=1_500))
def test_no_text_whatsoever_is_an_error(typed: str) -> None:
    query = parse(typed)
    assert all(word for group in query.groups for word in group.words)
    Analyser(lexicon_from({})).tokens(clean(typed))


def test_a_slip_is_one_letter_wrong_and_no_more() -> None:
    near = set(slips("skole"))
    assert {"skoel", "skol", "skolen", "skule", "kole", "åskole"} <= near
    assert "skolerne" not in near
    assert list(slips("x" * 31)) == []
