"""Texts built to exhaust the reader are read, or not recognised, in time that grows with their length and no faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings, strategies as st

from sagsgang.pure.intake.label_column import read_text

HEAD = "1. Broen\n\nSagsnr.: 19/44\n\nTema X\n\n"
#: What is repeated, behind a beginning that makes the layout recognised.
REPEATED = {
    "decisions": "Beslutning Byrådet den 13-05-2019\n\n-\n\n",
    "labels without a day": "Beslutning om noget\n\n",
    "absences": "Fraværende Asta Hav\n\n",
    "hyphens": "ord-\n",
    "words of meetings": "møde den ",
    "one long word": "aaaaaaaaaa",
    "names": "Asta Hav ",
    "pages": "\fx\n",
    "annex sheets": "\n Bilag: 1.1. A.pdf\nUdvalg: U\nMødedato: 1. maj 2019\nAdgang: Åben\nBilagsnr: 1/19\n\nx\n",
}


def seconds(text: str) -> float:
    started = time.process_time()
    read_text(text, "a.txt")
    return time.process_time() - started


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_ten_times_the_text_takes_about_ten_times_the_time(piece: str) -> None:
    few = 1 + 20_000 // len(piece)
    seconds(HEAD + piece * few)
    short, long = min(seconds(HEAD + piece * few) for _ in range(2)), seconds(HEAD + piece * few * 10)
    assert long < 40 * short + 0.5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "1. Broen",
                "2. Stien",
                "Sagsnr.: 19/44",
                "Tema",
                "Bilag",
                "Beslutning",
                "Fraværende",
                "-",
                "Beslutning Byrådet den 13-05-2019",
                "Signeret af:",
                "Bilag: 1.1. A.pdf",
                "Udvalg: X",
                "Adgang: Åben",
                "",
                " ",
                "\f",
                "____",
                "ord-",
                "\x00",
                "13-05-",
                "2019",
            ]
        ),
        max_size=40,
    )
)
def test_no_order_of_the_layouts_lines_breaks_the_reader(lines: list[str]) -> None:
    reading = read_text("\n".join(lines), "a.txt")
    assert reading is None or reading.form()["layout"] == "label-column"
