"""What a paste hides: as Word, Word on the web, LibreOffice and Outlook write it; found, settled, and never blamed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from sagsgang.pure.guard.pasted import hidden_in, settled
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.packet.blocks import Paragraph, text_of
from sagsgang.pure.writing.html import blocks_of_html

SECRET = "det skjulte"


def in_word(inner: str, sheet: str = "") -> str:
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- /* Style Definitions */ p.MsoNormal, li.MsoNormal
{{mso-style-parent:""; margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}} {sheet} --></style></head>
<body lang=DA style='tab-interval:65.2pt'><!--StartFragment--><p class=MsoNormal>Synligt {inner} mere.<o:p></o:p></p>
<!--EndFragment--></body></html>"""


HIDING: dict[str, tuple[str, str]] = {
    "Word: hidden": ("hidden", in_word(f"<span style='display:none;mso-hide:all'>{SECRET}</span>")),
    "Word: hidden by a style": ("hidden", in_word(f"<span class=Skjult>{SECRET}</span>",
                                                 "span.Skjult {mso-style-name:Skjult; display:none; mso-hide:all;}")),
    "Word: hidden paragraph": ("hidden", in_word(f"</p><p class=Gemt>{SECRET}</p><p>", "p.Gemt {mso-hide:all;}")),
    "Word: deleted": ("deleted", in_word(
        f'<del cite="mailto:En%20anden" datetime="2026-01-05T10:00">{SECRET}</del>')),
    "Word: deleted by a class": ("deleted", in_word(f"<span class=msoDel>{SECRET}</span>")),
    "Word: inserted": ("inserted", in_word(f'<ins cite="mailto:En%20anden"><span lang=DA>{SECRET}</span></ins>')),
    "Word: a comment": ("comment", in_word(
        f"</p><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>{SECRET}"
        "</p></div></div><p>")),
    "Word: the mark of a comment": ("comment", in_word(
        f"<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>{SECRET}</a></span>")),
    "Word: white": ("white", in_word(f"<span style='color:white;mso-themecolor:background1'>{SECRET}</span>")),
    "Word: nearly white": ("white", in_word(f"<span style='color:#FDFDFD'>{SECRET}</span>")),
    "Word: white on white": ("white", in_word(f"<span style='color:white;background:white'>{SECRET}</span>")),
    "Word: white in a style": ("white", in_word(f"<span class=Hvid>{SECRET}</span>", ".Hvid {color:#fff}")),
    "Word: under a black marker": ("covered", in_word(
        f"<span style='background:black;mso-highlight:black'>{SECRET}</span>")),
    "Word: black on black": ("covered", in_word(f"<span style='color:black;background:#000000'>{SECRET}</span>")),
    "Word: one point tall": ("tiny", in_word(f"<span style='font-size:1.0pt'>{SECRET}</span>")),
    "Word on the web: deleted": ("deleted",
        '<p class="Paragraph SCXW1 BCX0">Synligt <span class="TrackChangeTextDeletion TrackedChange SCXW1 BCX0">'
        f"<span>{SECRET}</span></span> mere.</p>"),
    "Word on the web: inserted": ("inserted",
        '<p class="Paragraph SCXW1">Synligt <span class="TrackChangeTextInsertion TrackedChange SCXW1">'
        f"{SECRET}</span> mere.</p>"),
    "LibreOffice: deleted": ("deleted", '<p style="line-height: 100%">Synligt <del cdate="2026-01-05T10:00:00">'
                                       f'<font color="#000000">{SECRET}</font></del> mere.</p>'),
    "LibreOffice: inserted": ("inserted", f'<p>Synligt <ins cdate="2026-01-05T10:00:00">{SECRET}</ins> mere.</p>'),
    "LibreOffice: white": ("white", f'<p>Synligt <font color="#ffffff"><span>{SECRET}</span></font> mere.</p>'),
    "LibreOffice: hidden": ("hidden", f'<p>Synligt <span style="display: none">{SECRET}</span> mere.</p>'),
    "Outlook: the line before the letter": ("hidden",
        f'<div style="display:none;max-height:0px;overflow:hidden">{SECRET}</div><div>Synligt mere.</div>'),
    "Outlook: off the page": ("off-page",
        f'<p>Synligt <span style="position:absolute;left:-9999px">{SECRET}</span></p>'),
    "no size": ("tiny", f'<p>Synligt <span style="font-size:0">{SECRET}</span></p>'),
    "no colour": ("hidden", f'<p>Synligt <span style="color:transparent">{SECRET}</span></p>'),
    "seen through": ("hidden", f'<p>Synligt <span style="opacity:0">{SECRET}</span></p>'),
    "cut away": ("hidden", f'<p>Synligt <span style="clip: rect(0 0 0 0);position:absolute">{SECRET}</span></p>'),
    "an attribute": ("hidden", f"<p>Synligt <span hidden>{SECRET}</span></p>"),
    "invisible": ("hidden", f'<p>Synligt <span style="visibility: hidden !important">{SECRET}</span></p>'),
}

CLEAN: dict[str, str] = {
    "Word: words": in_word("<b>fed</b> <i>kursiv</i> <s>streget</s> <span style='color:red'>rød</span>"),
    "Word: bullets": in_word("</p><p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span "
                            "style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times "
                            "New Roman\"'>&nbsp;&nbsp;</span></span></span>punkt</p><p>"),
    "Word: white in a dark cell": in_word("</p><table><tr><td style='border:solid #4472C4 1.0pt;background:#4472C4;"
                                          "mso-background-themecolor:accent1'><p class=MsoNormal><b><span style='color:"
                                          "white;mso-themecolor:background1'>År</span></b></p></td></tr></table><p>"),
    "Word: white in a black cell": in_word("</p><table><tr><td style='background:black'><p><span style='color:white'>År"
                                           "</span></p></td></tr></table><p>"),
    "Word: hidden on screens only": in_word("<span style='display:none;mso-hide:screen'>side 4</span>"),
    "Word: a yellow marker": in_word("<span style='background:yellow;mso-highlight:yellow'>husk</span>"),
    "Word: a space of no size": in_word("<span style='font-size:1.0pt'>&nbsp;</span>"),
    "Word: words that have a comment": in_word("<a style='mso-comment-reference:EA_1;mso-comment-date:20260105T1000'>"
                                              "kommenteret</a>"),
    "Word: a picture of an older form": in_word("<!--[if gte vml 1]><v:shape id=x></v:shape><![endif]--><![if !vml]>"
                                               "<img src='file:///c:/x.png'><![endif]>"),
    "Word on the web": '<div class="OutlineElement Ltr SCXW1"><p class="Paragraph SCXW1" style="color:windowtext;'
                       'background-color:transparent"><span data-contrast="auto" class="TextRun SCXW1">Tekst</span>'
                       '<span class="EOP SCXW1">&nbsp;</span></p></div>',
    "LibreOffice": '<style type="text/css">p { margin-bottom: 0.25cm; background: transparent } td p { color: #000000 }'
                   '</style><p>Tekst <font color="#808080">grå</font></p><table bgcolor="#000000"><tr><td><font '
                   'color="#ffffff">År</font></td></tr></table>',
    "Outlook": '<div class="WordSection1"><p class="MsoNormal"><span style="font-size:11.0pt;color:#1F497D">Hej<o:p>'
               "</o:p></span></p></div>",
    "a dark page": '<span style="color: rgb(255, 255, 255); background-color: rgb(31, 31, 31)">Tekst</span>',
    "a style taken back": "<style>.a {display:none}</style><p class=a style='display:block'>Tekst</p>",
    "a hanging paragraph": "<p style='margin-left:36.0pt;text-indent:-36.0pt'>1.1 Tekst</p>",
    "a picture behind": "<p style='background:url(x.png)'><span style='color:white'>Tekst</span></p>",
}


@pytest.mark.parametrize("name", HIDING)
def test_each_kind_of_hidden_words_is_found_with_its_words_and_nothing_else(name: str) -> None:
    kind, html = HIDING[name]
    assert [(piece.kind, piece.text) for piece in hidden_in(html)] == [(kind, SECRET)]


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_paste_is_not_blamed_and_says_the_same_afterwards(name: str) -> None:
    assert hidden_in(CLEAN[name]) == ()
    assert blocks_of_html(settled(CLEAN[name], {})) == blocks_of_html(CLEAN[name])


@pytest.mark.parametrize("name", [name for name, (kind, _html) in HIDING.items() if kind != "comment"])
def test_what_is_kept_is_plain_text_and_what_is_left_out_is_gone(name: str) -> None:
    html = HIDING[name][1]
    kept, out = settled(html, {0: True}), settled(html, {0: False})
    assert SECRET in text_of(blocks_of_html(kept).blocks)
    assert SECRET not in out
    assert "Synligt" in text_of(blocks_of_html(out).blocks)
    assert hidden_in(kept) == hidden_in(out) == ()


@pytest.mark.parametrize("name", [name for name, (kind, _html) in HIDING.items() if kind == "comment"])
def test_comments_never_enter_the_text(name: str) -> None:
    for choices in ({}, {0: True}):
        assert SECRET not in settled(HIDING[name][1], choices)


def test_a_piece_that_nobody_chose_about_is_refused() -> None:
    with pytest.raises(Refusal, match="hidden-unsettled"):
        settled("<p><del>a</del> <del>b</del></p>", {0: True})


def test_what_an_insertion_hides_is_settled_by_itself() -> None:
    html = "<p>et <ins>to <span style='display:none'>skjult</span> <del>slettet</del> tre</ins></p>"
    assert [(piece.kind, piece.text) for piece in hidden_in(html)] == [
        ("hidden", "skjult"), ("deleted", "slettet"), ("inserted", "to tre")]
    assert blocks_of_html(settled(html, {0: False, 1: False, 2: True})).blocks == (Paragraph("et to tre"),)
    assert blocks_of_html(settled(html, {0: True, 1: True, 2: False})).blocks == (Paragraph("et"),)


def test_a_kept_paragraph_stays_a_paragraph_and_a_kept_cell_a_cell() -> None:
    html = ("<p>et</p><p style='mso-hide:all'>to</p><p>tre</p><table><tr><td>a</td><td colspan=2 style='display:none'>b"
            "</td></tr></table>")
    shown = html.replace(" style='mso-hide:all'", "").replace(" style='display:none'", "")
    assert blocks_of_html(settled(html, {0: True, 1: True})) == blocks_of_html(shown)


def test_a_kept_entry_of_words_list_stays_an_entry() -> None:
    html = ("<p style='mso-list:l0 level1 lfo1'>et</p><p style='mso-list:l0 level1 lfo1;mso-hide:all'>to</p>")
    assert blocks_of_html(settled(html, {0: True})) == blocks_of_html(html.replace(";mso-hide:all", ""))


PARTS = st.lists(st.sampled_from([
    "<p>", "</p>", "<del>", "</del>", "<ins>", "</ins>", "<span style='display:none'>", "</span>", "<br>", "ord ",
    "&lt;x ", "<td>", "<b>", "</b>", "<span style='color:white'>", "<div style='background:#000'>", "</div>",
    "<!-- x -->", "<", "<a class=msocomanchor>", "</a>"]), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(PARTS, st.booleans())
def test_after_settling_nothing_waits_whatever_was_sent(html: str, keep: bool) -> None:
    choices = {piece.number: False for piece in hidden_in(html)}
    assert hidden_in(settled(html, choices)) == ()
    assert settled(html, dict.fromkeys(choices, keep)) is not None


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("<>/=\"' abspandelin:;-!&#1"), max_size=200))
def test_whatever_is_sent_is_looked_at_without_failing(html: str) -> None:
    for piece in hidden_in(html):
        assert piece.text
