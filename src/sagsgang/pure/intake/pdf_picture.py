"""Pages of a PDF as pictures, for the eyes of whoever compares the paper with its reading.

Both functions are meant to run in a jailed child (`kernel/jail.py`). Measures are points as the page is seen, so that
the boxes of spans fit the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import PngImagePlugin  # noqa: F401 - saving must import nothing once the jail is shut

from ..kernel.errors import InputRefused
from .pdf import MAX_PAGES, MAX_SIDE, pdfium

#: No picture has more pixels than this, however odd the page.
MAX_PIXELS = 8_000_000


@dataclass(frozen=True, slots=True)
class PageSize:
    """How large a page is, in whole points, rounded up."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a PNG file."""

    png: bytes


def page_sizes(data: bytes) -> tuple[PageSize, ...]:
    """The size of every page; raises InputRefused where the PDF cannot be opened or is built to exhaust."""
    document = _opened(data)
    try:
        if len(document) > MAX_PAGES:
            raise InputRefused("pdf-too-many-pages", pages=len(document), limit=MAX_PAGES)
        return tuple(PageSize(*(_whole(side, index) for side in document.get_page_size(index)))
                     for index in range(len(document)))
    finally:
        document.close()


def picture_of(data: bytes, *, page: int, width: int) -> Picture:
    """Page `page` (from 1), `width` pixels wide where the page is of an ordinary form; raises InputRefused."""
    document = _opened(data)
    try:
        across, down = (_whole(side, page - 1) for side in document.get_page_size(page - 1))
        scale = min(width / across, (MAX_PIXELS / (across * down)) ** 0.5)
        try:
            image = document[page - 1].render(scale=scale, draw_annots=True).to_pil()
        except pypdfium2.PdfiumError as error:
            raise InputRefused("pdf-page-damaged", page=page) from error
        file = BytesIO()
        image.save(file, "PNG")
        return Picture(file.getvalue())
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise InputRefused("pdf-password" if locked else "pdf-damaged") from error


def _whole(side: float, index: int) -> int:
    if not 0 < side <= MAX_SIDE:
        raise InputRefused("pdf-page-too-large", page=index + 1, limit=MAX_SIDE)
    return max(1, int(-(-side // 1)))
