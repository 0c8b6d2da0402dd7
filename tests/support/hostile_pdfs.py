"""PDFs made to exhaust or deceive a reader, written when a test asks for them."""

from __future__ import annotations

import io
import zlib
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name

GIGABYTES = 1024 * 1024 * 1024


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


@cache
def deflated_blanks(size: int) -> bytes:
    """A stream that unpacks to `size` bytes, a thousandth as large."""
    packer = zlib.compressobj(9)
    block = b"q Q \n" * 200_000
    return b"".join([*(packer.compress(block) for _ in range(size // len(block))), packer.flush()])


def ordinary() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(b"BT ET")
    return pdf


def locked() -> bytes:
    return saved(ordinary(), encryption=pikepdf.Encryption(owner="eier", user="bruger"))


def truncated() -> bytes:
    return saved(ordinary())[:200]


def of_one_huge_page() -> bytes:
    pdf = ordinary()
    pdf.pages[0].MediaBox = Array([0, 0, 200_000, 200_000])
    return saved(pdf)


def of_a_deep_page_tree(depth: int = 20_000) -> bytes:
    pdf = ordinary()
    node = pdf.pages[0].obj
    for _ in range(depth):
        parent = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
        node.Parent = parent
        node = parent
    pdf.Root.Pages = node
    return saved(pdf)


def of_a_page_tree_in_a_ring() -> bytes:
    pdf = ordinary()
    ring = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1))
    ring.Kids = Array([ring])
    pdf.Root.Pages = ring
    return saved(pdf)


def of_swollen_content(data: bytes | None = None, size: int = 3 * GIGABYTES // 2) -> bytes:
    """A page (of an ordinary PDF, or of the given one) whose content unpacks to one and a half gigabytes."""
    pdf = pikepdf.open(io.BytesIO(data)) if data else ordinary()
    pdf.pages[0].Contents = pikepdf.Stream(pdf, deflated_blanks(size), {"/Filter": Name.FlateDecode})
    return saved(pdf)


def of_very_deep_tags(data: bytes, depth: int = 50_000) -> bytes:
    """The given tagged PDF with one tag inside the other."""
    pdf = pikepdf.open(io.BytesIO(data))
    top = pdf.Root.StructTreeRoot.K[0]
    kids = top.K
    for _ in range(depth):
        kids = pdf.make_indirect(Dictionary(S=Name.Div, K=kids))
    top.K = Array([kids])
    return saved(pdf)


def of_tags_in_a_ring(data: bytes) -> bytes:
    """The given tagged PDF with a tag that holds itself."""
    pdf = pikepdf.open(io.BytesIO(data))
    ring = pdf.make_indirect(Dictionary(S=Name.Div))
    ring.K = Array([ring, ring])
    pdf.Root.StructTreeRoot.K[0].K.append(ring)
    return saved(pdf)
