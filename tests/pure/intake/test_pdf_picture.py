"""Pages become pictures of the size that was asked for, in the jail; what cannot be drawn is refused."""

from __future__ import annotations

import struct
from functools import partial

import pytest

from sagsgang.pure.intake.pdf_picture import MAX_PIXELS, PageSize, page_sizes, picture_of
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.kernel.jail import run_jailed
from sagsgang.pure.render.pdf import pdf_of
from tests.support.packets import handmade


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf_of(handmade())


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def plain(width: int, height: int) -> bytes:
    """A PDF with one empty page."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(width, height)
    from io import BytesIO

    file = BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def test_every_page_has_its_size_in_whole_points(paper: bytes) -> None:
    sizes = run_jailed(page_sizes, paper)
    assert len(sizes) > 3
    assert set(sizes) == {PageSize(596, 842)}


def test_a_page_is_drawn_as_wide_as_it_was_asked_for(paper: bytes) -> None:
    first, second = (run_jailed(partial(picture_of, page=page, width=600), paper).png for page in (1, 2))
    assert abs(size_of(first)[0] - 600) <= 1
    assert abs(size_of(first)[1] / size_of(first)[0] - 842 / 596) < 0.01
    assert first != second


@pytest.mark.parametrize(("width", "height"), [(14_000, 14_000), (10, 14_000), (14_000, 3)])
def test_no_picture_is_larger_than_the_limit(width: int, height: int) -> None:
    across, down = size_of(run_jailed(partial(picture_of, page=1, width=1240), plain(width, height)).png)
    assert across * down <= MAX_PIXELS * 1.1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 damaged", b"text"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    for work in (page_sizes, partial(picture_of, page=1, width=600)):
        with pytest.raises(InputRefused) as refused:
            run_jailed(work, data)
        assert refused.value.code == "pdf-damaged"
