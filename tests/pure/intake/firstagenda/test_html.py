"""HTML becomes blocks: nothing visible is lost, nothing hidden is text, every block has its characters."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.intake.html import MAX_DEPTH, flow_of
from sagsgang.pure.intake.html_builder import MAX_BLOCK_DEPTH
from sagsgang.pure.intake.html_flow import Flow, Head, Lines, place_of, to_block
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table, text_of
from sagsgang.pure.packet.span import Span


def blocks(html: str) -> list[Block]:
    return [to_block(node, "/x") for node in flow_of(html, "/x").nodes]


def plain(html: str) -> str:
    return text_of(blocks(html))


def test_white_space_is_one_blank_and_a_break_is_a_line() -> None:
    assert plain("<p> En \r\n\t linje&nbsp;her<br/>og  en til</p>") == "En linje her\nog en til"


def test_two_breaks_part_two_paragraphs() -> None:
    assert [type(b) for b in blocks("Godkendt.<br><br>Afbud: Ida Lund")] == [Paragraph, Paragraph]


def test_inline_elements_are_seen_through_even_inside_a_word() -> None:
    html = "<p><span>I</span>nd<b>still</b><em>ing</em> m<sup>2</sup> &amp; &lt;b&gt;</p>"
    assert plain(html) == "Indstilling m2 & <b>"


def test_headings_keep_their_level_and_end_with_their_own_text() -> None:
    found = blocks("<h2><span>Resume</span></h2><p>Tekst</p><h4><div><h3>Tidsplan</div><p>Senere</p>")
    assert [(type(b), text_of([b])) for b in found] == [
        (Heading, "Resume"), (Paragraph, "Tekst"), (Heading, "Tidsplan"), (Paragraph, "Senere")]
    assert [b.level for b in found if isinstance(b, Heading)] == [2, 3]


def test_lists_nest_with_or_without_an_entry_around_the_inner_list() -> None:
    for html in ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "<ol><li>a</li><ul><li>b</ul><li>c</ol>"):
        (found,) = blocks(html)
        assert isinstance(found, ListBlock)
        assert found.ordered
        inner = found.entries[0][1]
        assert isinstance(inner, ListBlock)
        assert not inner.ordered
        assert text_of([found]) == "a\nb\nc"


def test_tables_keep_header_cells_and_spans_and_lines_inside_cells() -> None:
    (table,) = blocks("<table><thead><tr><th>År</th><th colspan=2>Beløb</th></tr></thead>"
                      "<tr><td rowspan='2'><p>a</p><p>b</p></td><td>1</td><td></td></tr></table>")
    assert isinstance(table, Table)
    assert table.rows == ((Cell("År", True), Cell("Beløb", True, 2)), (Cell("a\nb", False, 1, 2), Cell("1"), Cell("")))


@pytest.mark.parametrize("html", [
    "<table><tr><td>a<td>b<tr><td>c</table>", "<table>a<tr><td>b</td></tr>c</table>", "<td>a</td> b <li>c</li>",
    "<ul>a<li>b</ul>c", "<table><td>a</td><td>b</td></table>c", "</div></ul></table>a<p>b</h2>c",
    "<table><tr><td><table><tr><td>a</td></tr></table>b</td><td>c</td></tr></table>",
])
def test_broken_markup_loses_no_text(html: str) -> None:
    assert sorted("".join(plain(html).split())) == [c for c in "abc" if c in html.replace("table", "")]


def test_a_sign_that_only_looks_like_a_tag_is_text() -> None:
    assert plain("<p>Udgiften er <60 mio. kr. og 3 < 4, a<b</p>") == "Udgiften er <60 mio. kr. og 3 < 4, a<b"


def test_a_greater_sign_inside_an_attribute_does_not_end_the_tag() -> None:
    assert plain("<p title='a > b' class=\"x>y\">Tekst</p>") == "Tekst"


@pytest.mark.parametrize("html", [
    "<script>x()</script>", "<style>p{}</style>", "<p hidden>x</p>", "<div style='display: none'>x<div>y</div></div>",
    "<span style=\"color:red;visibility:hidden\">x</span>", "<template><p>x</p></template>", "<SCRIPT>x",
])
def test_what_is_hidden_is_never_text_and_is_listed(html: str) -> None:
    flow = flow_of(f"<p>før</p>{html}", "/x")
    assert text_of(to_block(node, "") for node in flow.nodes) == "før"
    (aside,) = flow.asides
    assert aside.kind == "hidden"
    assert aside.text


def test_text_after_something_hidden_is_read_on() -> None:
    assert plain("<p>a <span hidden>x</span>b</p><p class='a hidden b'>c</p>") == "a b\nc"


def test_pictures_and_struck_words_are_listed() -> None:
    flow = flow_of("<p><img src='a.png' alt='Kort &amp; plan'>Pris <del>10</del> 12</p>", "/x")
    assert [(aside.kind, aside.text) for aside in flow.asides] == [("image", "Kort & plan"), ("struck", "10")]


def test_lines_know_whether_all_of_them_is_bold_or_underlined() -> None:
    flow = flow_of("<b>Tema</b><br>a <b>b</b><br><u>1. maj</u> <br><strong><u>c</u></strong>", "/x")
    (node,) = flow.nodes
    assert isinstance(node, Lines)
    assert [(line.bold, line.underlined) for line in node.lines] == [
        (True, False), (False, False), (False, True), (True, True)]


def test_every_block_stands_where_its_span_says() -> None:
    html = "<div>  <p>Først&nbsp;her</p>\n<h3> Så <i>her</i> </h3><ul><li>og</li><li>her</li></ul></div>"
    quoted = [html[b.where[0].start:b.where[0].end] for b in blocks(html)]
    assert quoted == ["Først&nbsp;her", "Så <i>her", "og</li><li>her"]


@pytest.mark.parametrize("html", ["<div>" * 200_000, "<ul><li>" * 200_000, "<b>" * 200_000 + "x" + "</b>" * 200_000])
def test_hostile_nesting_is_refused_at_once(html: str) -> None:
    started = time.perf_counter()
    with pytest.raises(InputRefused) as refused:
        flow_of(html, "/x")
    assert refused.value.code == "html-too-deep"
    assert time.perf_counter() - started < 5


def test_nesting_up_to_the_limits_is_read() -> None:
    depth = MAX_BLOCK_DEPTH // 2 - 1
    assert plain("<ul><li>" * depth + "x" + "</li></ul>" * depth) == "x"
    assert plain("<div>" * MAX_DEPTH + "x") == "x"


@pytest.mark.parametrize("part", ["<a \"", "<", "<!--", "<a '", "<p hidden>", "&", "<td>", "</li>", "<b><i>"])
def test_reading_takes_time_in_proportion_to_the_length(part: str) -> None:
    def seconds(times: int) -> float:
        html, started = part * times, time.perf_counter()
        try:
            flow_of(html, "/x")
        except InputRefused:
            return 0.0
        return time.perf_counter() - started

    assert seconds(80_000) < 40 * max(seconds(8_000), 0.01)


_PIECES = st.sampled_from(["<p>", "</p>", "<br>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>",
                           "<h3>", "</h3>", "<b>", "</b>", "<div>", "</div>", "</td>", "<th>", "</li>", "<u>", "a",
                           "b ", " c"])


@given(st.lists(_PIECES, max_size=40))
def test_whatever_the_markup_every_sign_of_the_text_is_kept_once(pieces: list[str]) -> None:
    flow: Flow = flow_of("".join(pieces), "/x")
    kept = "".join(text_of([to_block(node, "/x")]) for node in flow.nodes)
    assert sorted("".join(kept.split())) == sorted("".join("".join(p for p in pieces if not p.startswith("<")).split()))
    assert all(not isinstance(node, Head) or node.line.text for node in flow.nodes)


def test_a_place_made_fast_is_the_same_value() -> None:
    made, usual = place_of("/x", 3, 7), Span(pointer="/x", start=3, end=7)
    assert (made, hash(made), repr(made)) == (usual, hash(usual), repr(usual))
