"""What changed: forwards it gives the new text, backwards the old one, and the words that stayed are told apart."""

from __future__ import annotations

from hypothesis import given, settings

from sagsgang.pure.packet.blocks import Block, Cell, ListBlock, Paragraph, Table
from sagsgang.pure.writing.difference import ADDED, REMOVED, difference, difference_html, pieces_of
from tests.pure.writing.test_html import texts


def words(found: tuple[tuple[str, str], ...], change: str) -> list[str]:
    return [text for kind, text in found if kind == change]


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_both_texts_can_be_read_off(old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    found = difference(old, new)
    assert found.side(REMOVED) == [piece.text for piece in pieces_of(old)]
    assert found.side(ADDED) == [piece.text for piece in pieces_of(new)]
    assert difference(new, new).is_empty


def test_a_changed_sentence_shows_its_changed_words_alone() -> None:
    found = difference([Paragraph("Udgiften er 37.000 kr. om året.")], [Paragraph("Udgiften er 42.000 kr. om året.")])
    assert [(run.change, run.text) for run in found.lines[0].runs if run.change != "same"] == [
        ("removed", "37"), ("added", "42")]
    assert (found.changed, found.added, found.removed) == (1, 0, 0)


def test_a_paragraph_put_between_leaves_the_others_alone() -> None:
    one, two = Paragraph("Første afsnit her."), Paragraph("Andet afsnit der.")
    new = Paragraph("Noget helt nyt ind imellem")
    found = difference([one, two], [one, new, two])
    assert [line.change for line in found.lines] == ["same", "added", "same"]


def test_a_table_is_compared_row_by_row_and_a_list_entry_by_entry() -> None:
    def table(amount: str) -> Table:
        return Table(((Cell("År", True), Cell("Kr.", True)), (Cell("2016"), Cell(amount)), (Cell("2017"), Cell("5"))))

    found = difference([table("37")], [table("42")])
    assert [line.change for line in found.lines] == ["same", "changed", "same"]
    entries = [ListBlock(False, ((Paragraph("en"),), (Paragraph("to"),)))]
    more = [ListBlock(False, ((Paragraph("en"),), (Paragraph("to"),), (Paragraph("tre"),)))]
    assert [line.change for line in difference(entries, more).lines] == ["same", "same", "added"]


def test_the_page_escapes_and_says_aloud_what_came_and_went() -> None:
    found = difference([Paragraph("a <b> c og noget mere")], [Paragraph("a <i> c og noget mere")])
    html = difference_html(found, added="Tilføjet", removed="Slettet")
    assert '<del><span class="sr-only">Slettet: </span>b</del>' in html
    assert '<ins><span class="sr-only">Tilføjet: </span>i</ins>' in html
    assert "<b>" not in html
