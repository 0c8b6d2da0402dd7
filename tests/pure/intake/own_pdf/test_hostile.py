"""A PDF that is damaged, locked or built to exhaust is refused in bounded time and memory, or is simply not ours."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import pytest

from sagsgang.pure.intake import own_pdf
from sagsgang.pure.intake.pdf import pages_of
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.kernel.jail import run_jailed
from sagsgang.pure.kernel.sentences import SENTENCES
from sagsgang.pure.render.pdf import pdf_of
from tests.support import hostile_pdfs, packets

SECONDS, MEMORY = 20, 1024 * 1024 * 1024


def jailed(data: bytes) -> str:
    """What comes of reading it as the dispatcher does: the code of the refusal, or "read"."""
    try:
        run_jailed(as_the_dispatcher, data, seconds=SECONDS, memory=MEMORY)
    except InputRefused as refused:
        return refused.code if refused.code in SENTENCES else f"{refused.code} without a sentence"
    return "read"


def as_the_dispatcher(data: bytes) -> object:
    return own_pdf.read(data, "") or pages_of(data)


@pytest.mark.parametrize(("make", "codes"), [
    (hostile_pdfs.locked, {"pdf-password"}),
    (hostile_pdfs.truncated, {"pdf-damaged"}),
    (hostile_pdfs.of_one_huge_page, {"pdf-page-too-large", "pdf-damaged"}),
    (hostile_pdfs.of_a_deep_page_tree, {"pdf-damaged", "pdf-empty", "jail-died", "jail-memory"}),
    (hostile_pdfs.of_a_page_tree_in_a_ring, {"pdf-damaged", "pdf-empty", "jail-died"}),
    (hostile_pdfs.of_swollen_content, {"jail-died", "jail-memory", "jail-timeout", "pdf-damaged"}),
    (lambda: b"%PDF-1.7 and nothing else", {"pdf-damaged"}),
    (lambda: b"", {"pdf-damaged", "pdf-empty"}),
])
def test_a_hostile_pdf_is_refused_in_bounded_time(make: Callable[[], bytes], codes: set[str]) -> None:
    data = make()
    started = time.monotonic()
    assert jailed(data) in codes
    assert time.monotonic() - started < SECONDS + 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY + MEMORY // 4


@pytest.mark.parametrize("spoil", [
    hostile_pdfs.of_swollen_content, hostile_pdfs.of_very_deep_tags, hostile_pdfs.of_tags_in_a_ring])
def test_a_spoiled_pdf_of_our_own_is_refused_or_read_as_a_foreign_one(spoil: Callable[[bytes], bytes]) -> None:
    data = spoil(pdf_of(packets.handmade()))
    started = time.monotonic()
    assert jailed(data) in {"own-pdf-damaged", "jail-died", "jail-memory", "jail-timeout", "read"}
    assert time.monotonic() - started < SECONDS + 10


@pytest.mark.parametrize("data", [b"", b"%PDF-", b"not a PDF"])
def test_what_is_no_pdf_of_ours_is_none(data: bytes) -> None:
    assert own_pdf.read(data, "") is None


def test_a_pdf_of_others_is_none() -> None:
    assert own_pdf.read(hostile_pdfs.saved(hostile_pdfs.ordinary()), "") is None
