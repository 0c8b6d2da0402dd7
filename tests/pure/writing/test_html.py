"""The editor's HTML and block trees: both ways, and what office programs put on the clipboard."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings, strategies as st

from sagsgang.pure.guard.pasted import hidden_in
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.writing.html import LONGEST, blocks_of_html, editor_html, tidy
from sagsgang.pure.writing.rewriting import rewritten

WORDS = st.text(st.sampled_from("abæøå <>&\"'-–.,;:1234567890()"), min_size=1, max_size=40)
paragraphs = WORDS.map(Paragraph)
headings = st.builds(Heading, st.integers(1, 2), WORDS)
cells = st.builds(Cell, WORDS, st.booleans(), st.integers(1, 3), st.integers(1, 3))
tables = st.lists(st.lists(cells, min_size=1, max_size=4).map(tuple), min_size=1, max_size=4).map(
    lambda rows: Table(tuple(rows)))
lists = st.recursive(
    st.builds(ListBlock, st.booleans(), st.lists(st.tuples(paragraphs), min_size=1, max_size=3).map(tuple)),
    lambda inner: st.builds(ListBlock, st.booleans(),
                            st.lists(st.tuples(paragraphs, inner), min_size=1, max_size=2).map(tuple)), max_leaves=4)
texts = st.lists(st.one_of(paragraphs, headings, tables, lists), max_size=6).map(tidy)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_what_the_editor_is_shown_reads_back_as_the_same_text(blocks: tuple[Block, ...]) -> None:
    assert blocks_of_html(editor_html(blocks)).blocks == blocks


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<>/=\"' abpultrdh123!-[]&;"), max_size=200))
def test_whatever_is_sent_is_read_and_shown_again_alike(html: str) -> None:
    once = blocks_of_html(html).blocks
    assert blocks_of_html(editor_html(once)).blocks == once


def test_nothing_of_the_markup_survives_but_text() -> None:
    html = ('<p onclick="x()">Se <a href="javascript:alert(1)">her</a><script>alert(1)</script>'
            '<img src="file:///c:/x.png"> <iframe src="//x"></iframe></p><style>p{}</style>')
    written = blocks_of_html(html)
    assert written.blocks == (Paragraph("Se her"),)
    assert written.images == 1


def test_a_link_keeps_its_address_in_the_text() -> None:
    html = ('<p><a href="https://www.example.dk/a">Vejledningen</a> og '
            '<a href="https://www.example.dk">www.example.dk</a></p>')
    assert blocks_of_html(html).blocks == (
        Paragraph("Vejledningen (https://www.example.dk/a) og www.example.dk (https://www.example.dk)"),)
    assert blocks_of_html('<a href="mailto:a@b.dk">a@b.dk</a>').blocks == (Paragraph("a@b.dk"),)


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body><!--StartFragment--><h1>Økonomi<o:p></o:p></h1><p class=MsoNormal>Udgiften er <b>to</b> mio. kr.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Første punkt<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>Under det</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Andet punkt</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>Nummer</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>År</b></p></td><td><p><b>Beløb</b></p></td></tr>
<tr><td>2016</td><td>370.000</td></tr></table><!--EndFragment--></body></html>"""


def test_words_lists_and_tables_are_lists_and_tables() -> None:
    heading, paragraph, *lists_, table = blocks_of_html(WORD).blocks
    assert (heading, paragraph) == (Heading(1, "Økonomi"), Paragraph("Udgiften er to mio. kr."))
    first = lists_[0]
    assert isinstance(first, ListBlock)
    assert not first.ordered
    said = [text.text for entry in first.entries for text in entry if isinstance(text, Paragraph)]
    assert said[:1] == ["Første punkt"]
    assert "Andet punkt" in said
    assert table == Table(((Cell("År", True), Cell("Beløb", True)), (Cell("2016"), Cell("370.000"))))


def test_a_table_without_bold_first_row_has_no_header_and_merged_cells_stay_merged() -> None:
    html = ("<table><tr><td colspan=2>Samlet</td></tr><tr><td rowspan='2'>a</td><td>b</td></tr>"
            "<tr><td>c</td></tr></table>")
    assert blocks_of_html(html).blocks == (
        Table(((Cell("Samlet", False, 2, 1),), (Cell("a", False, 1, 2), Cell("b")), (Cell("c"),))),)


def test_too_long_and_too_deep_are_refused() -> None:
    with pytest.raises(InputRefused, match="text-too-long"):
        blocks_of_html("x" * (LONGEST + 1))
    with pytest.raises(InputRefused):
        blocks_of_html("<ul><li>" * 2000)


def on_paper(level: int, text: str, mark: str = "·") -> str:
    return (f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]>"
            f"<span style='font-family:Symbol'><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times "
            f"New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>{text}<o:p></o:p></p>\n")


def on_the_web(level: int, text: str, tag: str = "ul", start: int = 1) -> str:
    return (f'<div class="ListContainerWrapper SCXW1 BCX0"><{tag} class="BulletListStyle1" start="{start}">'
            f'<li data-aria-level="{level}" class="OutlineElement"><p class="Paragraph"><span class="TextRun"><span>'
            f'{text}</span></span><span class="EOP">&nbsp;</span></p></li></{tag}></div>')


def entries(*texts: str | ListBlock) -> tuple[tuple[Block, ...], ...]:
    return tuple((Paragraph(text),) if isinstance(text, str) else (text,) for text in texts)


def test_levels_of_words_lists_are_lists_in_lists() -> None:
    inner = ListBlock(False, entries("b"))
    expected = (ListBlock(False, ((Paragraph("a"), inner), (Paragraph("c"),))), Paragraph("efter"))
    paper = on_paper(1, "a") + on_paper(2, "b", "o") + on_paper(1, "c") + "<p>efter</p>"
    web = on_the_web(1, "a") + on_the_web(2, "b") + on_the_web(1, "c") + "<div><p>efter</p></div>"
    assert blocks_of_html(paper).blocks == blocks_of_html(web).blocks == expected


def test_numbers_after_bullets_and_numbers_that_begin_again_are_lists_of_their_own() -> None:
    expected = (ListBlock(False, entries("a")), ListBlock(True, entries("b", "c")), ListBlock(True, entries("d")))
    paper = on_paper(1, "a") + on_paper(1, "b", "1.") + on_paper(1, "c", "2.") + on_paper(1, "d", "1.")
    web = on_the_web(1, "a") + on_the_web(1, "b", "ol") + on_the_web(1, "c", "ol", 2) + on_the_web(1, "d", "ol")
    assert blocks_of_html(paper).blocks == blocks_of_html(web).blocks == expected


def test_a_list_of_word_inside_a_cell_ends_with_its_cell() -> None:
    html = f"<table><tr><td>{on_paper(1, 'a')}{on_paper(1, 'b')}</td><td>c</td></tr></table><p>efter</p>"
    assert blocks_of_html(html).blocks == (Table(((Cell("a\nb"), Cell("c")),)), Paragraph("efter"))


@pytest.mark.parametrize("html", [
    "<b>" * 60_000 + "</i>" * 60_000, "<a href='https://a.dk'>b" * 20_000 + "</a>" * 20_000,
    "<table><tr><td>" + "<b>x" * 60_000])
def test_a_source_that_opens_very_many_elements_is_read_in_seconds(html: str) -> None:
    begun = time.process_time()
    hidden_in(html)
    rewritten(html)
    assert time.process_time() - begun < 20
