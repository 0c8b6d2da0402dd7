"""A block tree becomes HTML that says the same and can do nothing."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.render.colour import contrast, mixed
from sagsgang.pure.render.html import html_of

TEXTS = st.text(max_size=30)
CELLS = st.builds(Cell, TEXTS, st.booleans(), st.integers(0, 300), st.integers(0, 300))
LEAVES = st.one_of(st.builds(Paragraph, TEXTS), st.builds(Heading, st.integers(1, 9), TEXTS),
                   st.builds(Table, st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=3).map(tuple)))
BLOCKS = st.recursive(st.lists(LEAVES, max_size=3), lambda inner: st.lists(st.one_of(
    LEAVES, st.builds(ListBlock, st.booleans(), st.lists(inner.map(tuple), max_size=3).map(tuple))), max_size=3))
ALLOWED = {"p", "br", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "div", "table", "tbody", "tr", "th", "td"}


def html(*blocks: Block, level: int = 3) -> str:
    return html_of(blocks, level=level, table="Tabel {number}")


class Tags(HTMLParser):
    """Every tag, opened and closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(BLOCKS)
def test_only_known_tags_come_out_and_each_is_closed(blocks: list[Block]) -> None:
    tags = Tags(html(*blocks))
    assert set(tags.tags) <= ALLOWED
    assert tags.open == []


@given(BLOCKS)
def test_a_heading_never_skips_a_level(blocks: list[Block]) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)>", html(*(b for b in blocks if isinstance(b, Heading))))]
    assert all(later <= before + 1 for before, later in zip([2, *levels], levels, strict=False))


@given(st.text("<>&\"'ab;#/ ", max_size=30))
def test_every_character_of_a_paragraph_is_text(text: str) -> None:
    made = html(Paragraph(text))
    assert made == "" or unescape(made.removeprefix("<p>").removesuffix("</p>")) == text.strip()
    assert not set("<>") & set(made.removeprefix("<p>").removesuffix("</p>"))


def test_markup_in_a_source_is_only_words() -> None:
    assert html(Paragraph("<script>x</script> & 'y'")) == "<p>&lt;script&gt;x&lt;/script&gt; &amp; 'y'</p>"


def test_a_list_in_a_list_stands_in_its_entry() -> None:
    inner = ListBlock(False, ((Paragraph("b"),),))
    assert html(ListBlock(True, ((Paragraph("a"), inner),))) == "<ol><li>a<ul><li>b</li></ul></li></ol>"


def test_a_table_has_a_name_header_cells_with_scope_and_numbers_to_the_right() -> None:
    made = html(Table(((Cell("kr.", True), Cell("2023", True)), (Cell("Drift", True), Cell("1.250,50")))))
    assert 'aria-label="Tabel 1"' in made
    assert 'tabindex="0"' in made
    assert '<th scope="col">kr.</th><th scope="col" class="number">2023</th>' in made
    assert '<th scope="row">Drift</th><td class="number">1.250,50</td>' in made


@pytest.mark.parametrize("text", ["−1.500", "0", "13,6 %", "1.000 kr.", "(25)", "+4", "2,0 mio. kr."])
def test_a_number_is_known_however_it_is_printed(text: str) -> None:
    assert 'class="number"' in html(Table(((Cell("x"), Cell(text)),)))


@pytest.mark.parametrize("text", ["12. maj", "15/839", "kl. 7", "2 stk", "", "-", "a1"])
def test_what_is_no_number_stands_as_text(text: str) -> None:
    assert 'class="number"' not in html(Table(((Cell("x"), Cell(text)),)))


def test_nothing_makes_no_html() -> None:
    assert html(Paragraph(" "), Heading(1, ""), ListBlock(False, ()), Table(((),))) == ""


def test_contrast_is_as_wcag_counts_it() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    with pytest.raises(InputRefused, match="colour-form"):
        contrast("red", "#ffffff")
