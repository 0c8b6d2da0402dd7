"""Lines become running text again without losing a letter."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.intake.lines import Joiner, clean, rows_of_text

AND = frozenset({"og", "eller"})


def join(*lines: str, paper: str = "") -> tuple[str, tuple[str, ...]]:
    joined = Joiner(rows_of_text(paper), AND).join(lines)
    return joined.text, joined.guesses


@pytest.mark.parametrize(
    ("lines", "paper", "text"),
    [
        (("en bro", "over åen"), "", "en bro over åen"),
        (("kontanthjælps-", "og sygedagpenge"), "", "kontanthjælps- og sygedagpenge"),
        (("den 13-05-", "2015"), "", "den 13-05-2015"),
        (("2030-", "fremskrivning"), "", "2030-fremskrivning"),
        (("EBU-", "udvalget"), "", "EBU-udvalget"),
        (("Nord-", "Jylland"), "", "Nord-Jylland"),
        (("undervisnings-", "området"), "i undervisningsområdet er", "undervisningsområdet"),
        (("for-", "analysen"), "i for-analysen er", "for-analysen"),
        (("god\u00ad", "kendt"), "", "godkendt"),
        (("god\u2010", "kendt"), "", "godkendt"),
        (("for\u2010", "analysen"), "i for\u2010analysen er, og for-analysen", "for\u2010analysen"),
        (("forslag -", "status"), "", "forslag - status"),
    ],
)
def test_a_hyphen_at_a_line_end_is_judged_by_the_paper(lines: tuple[str, ...], paper: str, text: str) -> None:
    assert join(*lines, paper=paper) == (text, ())


def test_a_joint_without_proof_is_told() -> None:
    assert join("kaj-", "anlægget") == ("kajanlægget", ("kajanlægget",))


@given(st.lists(st.text("abcæøå ,.", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=8))
def test_joining_loses_no_letter(lines: list[str]) -> None:
    assert join(*lines)[0].replace(" ", "") == "".join(lines).replace(" ", "")


@given(st.text(max_size=300))
def test_every_line_of_any_text_is_a_row_or_empty(text: str) -> None:
    numbers = {row.where.line_from for row in rows_of_text(text)}
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert numbers == {n for n, line in enumerate(lines, 1) if clean(line)}


def test_a_form_feed_begins_a_page_and_else_a_blank_does() -> None:
    assert [row.page for row in rows_of_text("a\n\fb\n c\n")] == [1, 2, 2]
    assert [row.page for row in rows_of_text("a\nb\n c\nd\n")] == [1, 1, 2, 2]


def test_three_lines_set_in_on_end_are_a_list() -> None:
    assert [row.page for row in rows_of_text("a\n b\n c\n d\ne\n")] == [1, 1, 1, 1, 1]
