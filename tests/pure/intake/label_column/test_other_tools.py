"""A paper that another tool has set reads as it was drawn."""

from __future__ import annotations

import pytest

from sagsgang.pure.intake.label_column import read_pages
from sagsgang.pure.intake.pdf import pages_of

from .expect import agree
from .papers import BARE, RUNNING, WHOLE
from .typesetting import Print, printed

NARROW_FEET = "three"
PAGES = "@bottom-right{content:'Side ' counter(page) ' af ' counter(pages)}"
LOOKS = {
    "plain": (WHOLE, Print()),
    "feet side by side, wrapped": (WHOLE, Print(feet=NARROW_FEET, points=9)),
    "items run on under heads of their own": (RUNNING, Print(page_per_item=False, feet=NARROW_FEET)),
    "words broken and lines filled": (WHOLE, Print(text="hyphens:auto;text-align:justify", points=12, feet=PAGES)),
    "labels flush right": (WHOLE, Print(label="width:44mm;text-align:right", feet=PAGES)),
    "small labels with colons": (BARE, Print(label="width:30mm;font-size:.8em", titles="Punkt {n}: {title}")),
    "short pages that push labels on": (
        RUNNING, Print(size="210mm 105mm", margin="14mm", page_per_item=False, rule=True, label="width:36mm")),
    "letters set apart, wide lines": (BARE, Print(text="letter-spacing:.3pt", leading=1.8, head=False)),
}


@pytest.mark.parametrize(("paper", "look"), LOOKS.values(), ids=LOOKS)
def test_a_paper_set_by_another_tool_reads_as_it_was_drawn(paper, look) -> None:
    agree(read_pages(pages_of(printed(paper, look)), "a.pdf"), paper)
