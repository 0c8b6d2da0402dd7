"""The door to PDFs hands on what the page shows, and refuses what is built to harm."""

from __future__ import annotations

import contextlib
import io
import pickle

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from sagsgang.pure.intake import pdf
from sagsgang.pure.intake.pdf import SOFT_HYPHEN, Page, pages_of
from sagsgang.pure.kernel.errors import InputRefused


def drawn(draw, pages: int = 1, size: tuple[float, float] = A4) -> bytes:
    """A PDF whose pages `draw(canvas, number)` draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def test_words_have_boxes_from_the_top_left_corner() -> None:
    (page,) = pages_of(drawn(lambda canvas, _: canvas.drawString(100, A4[1] - 50, "Æblerød grød")))
    (line,) = page.lines
    assert [word.text for word in line.words] == ["Æblerød", "grød"]
    first = line.words[0]
    assert abs(first.left - 100) < 2
    assert (round(first.baseline), first.size, first.bold) == (50, 10, False)
    assert first.top < first.baseline <= first.bottom + 1
    assert first.right < line.words[1].left


def test_words_side_by_side_are_one_line_in_order() -> None:
    def draw(canvas: Canvas, _: int) -> None:
        canvas.drawString(300, 700, "værdi")
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 700, "Mærke")

    (page,) = pages_of(drawn(draw))
    assert texts(page) == ["Mærke værdi"]
    assert [word.bold for word in page.lines[0].words] == [True, False]


def test_a_hyphen_at_a_line_end_comes_back_and_ends_the_line() -> None:
    def draw(canvas: Canvas, _: int) -> None:
        canvas.drawString(60, 700, "Erhvervs-")
        canvas.drawString(60, 686, "og Natur")
        canvas.drawString(60, 660, "den 13-05-")
        canvas.drawString(60, 646, "2015")

    (page,) = pages_of(drawn(draw))
    assert texts(page) == ["Erhvervs-", "og Natur", "den 13-05-", "2015"]
    assert SOFT_HYPHEN not in "".join(texts(page))


def test_a_turned_page_is_read_as_it_is_seen() -> None:
    data = drawn(lambda canvas, _: canvas.drawString(100, 700, "Bro"))
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].Rotate = 90
        turned = io.BytesIO()
        document.save(turned)
    (page,) = pages_of(turned.getvalue())
    assert page.width > page.height
    word = page.lines[0].words[0]
    assert 0 <= word.left < page.width
    assert 690 < word.left < 710


def test_drawn_lines_and_boxes_are_rules_and_curves_are_not() -> None:
    def draw(canvas: Canvas, _: int) -> None:
        canvas.line(60, 600, 300, 600)
        canvas.rect(60, 400, 100, 50)
        canvas.circle(300, 300, 40)

    (page,) = pages_of(drawn(draw))
    assert [rule.horizontal for rule in page.rules].count(True) == 3
    assert len(page.rules) == 5


def test_pages_carry_their_numbers_and_travel_between_processes() -> None:
    pages = pages_of(drawn(lambda canvas, number: canvas.drawString(60, 700, f"side {number}"), pages=3))
    assert [page.number for page in pages] == [1, 2, 3]
    assert pickle.loads(pickle.dumps(pages)) == pages


def test_an_empty_page_has_no_lines() -> None:
    (page,) = pages_of(drawn(lambda canvas, _: None))
    assert page.lines == ()


# ------------------------------------------------------------------ refused
def refused(data: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        pages_of(data)
    assert pickle.loads(pickle.dumps(caught.value)).code == caught.value.code
    return caught.value.code


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\x00" * 500, b"not a pdf at all"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refused(data) == "pdf-damaged"


def test_a_pdf_cut_off_is_refused_or_read_but_never_breaks() -> None:
    whole = drawn(lambda canvas, _: canvas.drawString(60, 700, "Bro"), pages=4)
    for part in range(0, len(whole), 97):
        with contextlib.suppress(InputRefused):  # any other error, or the end of the process, fails the test
            assert len(pages_of(whole[:part])) <= 4


def test_a_password_is_told() -> None:
    data = drawn(lambda canvas, _: canvas.drawString(60, 700, "Bro"))
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="x", owner="y"))
    assert refused(locked.getvalue()) == "pdf-password"


def test_too_many_pages_characters_or_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(lambda canvas, _: canvas.drawString(60, 700, "Bro over åen"), pages=3)
    with monkeypatch.context() as limits:
        limits.setattr(pdf, "MAX_PAGES", 2)
        assert refused(data) == "pdf-too-many-pages"
    with monkeypatch.context() as limits:
        limits.setattr(pdf, "MAX_CHARS_OF_PAGE", 5)
        assert refused(data) == "pdf-page-too-full"
    with monkeypatch.context() as limits:
        limits.setattr(pdf, "MAX_CHARS", 20)
        assert refused(data) == "pdf-too-full"
    with monkeypatch.context() as limits:
        limits.setattr(pdf, "MAX_SIDE", 100)
        assert refused(data) == "pdf-page-too-large"
