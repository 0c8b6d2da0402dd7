"""A paper reads as it was drawn, whatever it looks like."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from sagsgang.pure.intake.label_column import read_pages, read_text
from sagsgang.pure.intake.pdf import pages_of

from .drawing import Look, pdf_of, text_of
from .expect import agree
from .papers import PAPERS

LOOKS = {
    "plain": Look(),
    "narrow labels, wrapped over three lines": Look(label_width=92),
    "wide labels": Look(label_width=190, size=10),
    "Times": Look(font="Times-Roman", bold="Times-Bold", size=12, label_width=150),
    "Courier, small": Look(font="Courier", bold="Courier-Bold", size=8.5),
    "labels not bold": Look(bold_labels=False),
    "no head": Look(head="none"),
    "head on every page": Look(head="every", foot="number"),
    "long foot": Look(foot="long"),
    "page of pages": Look(foot="side", head="every"),
    "items run on": Look(page_per_item=False, head="every"),
    "short pages that cut labels and decisions": Look(height=330, top=50, bottom=45),
    "very short pages, running on": Look(height=290, top=50, bottom=40, page_per_item=False, foot="number"),
    "words cut at line ends": Look(soft=True, label_width=110, font="Times-Roman", bold="Times-Bold"),
    "drawn line": Look(drawn="line"),
    "no line": Look(drawn="none", field_gap=1.2),
    "fields without gaps": Look(field_gap=0.0),
    "mirrored margins": Look(mirrored=28, head="every"),
    "letter paper, large": Look(width=612, height=792, size=13, leading=1.5, label_width=160),
    "colons": Look(colon=":"),
    "titles as large as the text": Look(title_size=1.0),
    "broad paper": Look(width=842, height=595, label_width=240),
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_pdf_reads_as_it_was_drawn(paper, look) -> None:
    agree(read_pages(pages_of(pdf_of(paper, look)), "a.pdf"), paper)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize(
    "look",
    [Look(), Look(label_width=92), Look(head="none"), Look(drawn="none"), Look(colon=":")],
    ids=["plain", "narrow", "no head", "no line", "colons"],
)
@pytest.mark.parametrize(("feeds", "cut"), [(False, 0), (True, 0), (False, 1), (False, 2)])
def test_a_text_layer_reads_as_it_was_written(paper, look, feeds, cut) -> None:
    agree(read_text(text_of(paper, look, feeds, cut), "a.txt"), paper)


# A paper takes a tenth of a second to draw and read: a failing look is shown as it was drawn, without shrinking it.
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(
    paper=st.sampled_from(sorted(PAPERS)),
    look=st.builds(
        Look,
        size=st.floats(8, 13),
        leading=st.floats(1.15, 1.6),
        left=st.integers(30, 110),
        label_width=st.integers(85, 200),
        colon=st.sampled_from(["", ":"]),
        top=st.integers(45, 100),
        bottom=st.integers(45, 100),
        height=st.integers(340, 850),
        head=st.sampled_from(["none", "caps", "every"]),
        foot=st.sampled_from(["none", "number", "side", "long"]),
        page_per_item=st.booleans(),
        bold_labels=st.booleans(),
        drawn=st.sampled_from(["underscores", "line"]),
        soft=st.booleans(),
        mirrored=st.sampled_from([0, 20]),
        title_size=st.floats(1.0, 1.5),
        field_gap=st.floats(0, 1.5),
    ),
)
def test_any_look_reads_as_it_was_drawn(paper, look) -> None:
    agree(read_pages(pages_of(pdf_of(PAPERS[paper], look)), "a.pdf"), PAPERS[paper])
