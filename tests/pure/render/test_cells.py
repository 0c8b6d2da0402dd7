"""Cells of a table taken out: none is a formula, numbers and telephone numbers stay what they are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings, strategies as st

from sagsgang.pure.render.cells import csv_row, inert

STARTS = "=+-@＝＋－＠\t\r\n"


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3|cmd", "@x", "\t=1", "\r=1", " =1", "＝1+1", "－2x", "\n=2",
                                  "-"])
def test_what_would_be_a_formula_begins_with_an_apostrophe(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "12", "-1.234,50", "+45 55 55 55 00", "55 55 55 00", "a=1", "a.b", "æ-ø"])
def test_numbers_telephone_numbers_and_words_stay(cell: str) -> None:
    assert inert(cell) == cell


@settings(max_examples=2000)
@given(st.lists(st.text(st.sampled_from(STARTS + ' ;"\'1a,.\n'), max_size=8), min_size=1, max_size=4))
def test_a_row_is_read_back_whole_and_no_cell_of_it_is_a_formula(cells: list[str]) -> None:
    [row] = csv.reader(io.StringIO(csv_row(cells), newline=""), delimiter=";")
    assert [cell.removeprefix("'") if cell != raw else cell for cell, raw in zip(row, cells, strict=True)] == cells
    for cell in row:
        if cell.lstrip().startswith(tuple(STARTS)) or cell.startswith(("\t", "\r", "\n")):
            assert set(cell[1:]) <= set("1 .,")
            assert "1" in cell
