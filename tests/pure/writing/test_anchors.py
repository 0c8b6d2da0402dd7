"""Quotes are found again wherever the text moved to, never in a wrong place, and are orphans when it is gone."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings, strategies as st

from sagsgang.pure.writing.anchors import Found, Quote, find, quote_from, quote_of

SOME = ["udvalget", "sprog", "tilskud", "budget", "jobcenter", "borger", "plan", "maj", "mål", "note"]
WORDS = st.lists(st.sampled_from(SOME), min_size=3, max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(WORDS, st.data())
def test_a_quote_is_found_where_it_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_of(text, start, end)
    assume(quote.exact.strip())
    found = find(quote, text)
    assert found is not None
    assert text[found.start:found.end] == quote.exact
    assert not found.moved or (found.start, found.end) == (start, end)
    assert quote_from(quote.form()) == quote


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_a_text_put_in_elsewhere_does_not_lose_it(before: str, after: str, new: str) -> None:
    text = f"{before}. Her står de tre unikke ord. {after}"
    quote = quote_of(text, len(before) + 2, len(before) + 2 + len("Her står de tre unikke ord"))
    for other in (f"{new} {text}", f"{text} {new}", f"{before} {new}. Her står de tre unikke ord. {after}"):
        found = find(quote, other)
        assert found is not None
        assert other[found.start:found.end] == "Her står de tre unikke ord"
        assert not found.moved


def test_of_two_equal_places_the_surroundings_decide() -> None:
    text = "Først: beløbet er 5 mio. kr. og mere. Siden: beløbet er 5 mio. kr. igen."
    second = text.rindex("beløbet")
    quote = quote_of(text, second, second + len("beløbet er 5 mio. kr."))
    longer = "Et nyt afsnit foran det hele. " + text
    assert find(quote, longer) == Found(longer.rindex("beløbet"), longer.rindex("beløbet") + len(quote.exact), False)


def test_of_two_places_that_cannot_be_told_apart_the_nearest_is_taken_and_said_to_be_in_doubt() -> None:
    found = find(Quote("ja", "xxx", "yyy", 10), "nej nej ja nej nej nej nej ja")
    assert found == Found(8, 10, True)


def test_other_blanks_and_marks_are_the_same_words() -> None:
    text = "Han sagde “nej” – og gik"
    quote = quote_of(text, 0, len(text))
    assert find(quote, 'Ja. Han sagde  "nej" -\nog gik.') is not None


def test_words_that_are_gone_are_an_orphan() -> None:
    assert find(quote_of("Udvalget indstiller", 0, 8), "Noget helt andet") is None


@pytest.mark.parametrize("form", [{}, {"exact": "", "prefix": "", "suffix": "", "start": 0},
                                  {"exact": "a", "prefix": "", "suffix": "", "start": -1}])
def test_what_is_no_quote_is_refused(form: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="quote"):
        quote_from(form)
