"""The text of an annex file: of a PDF, a Word file or a plain text; of anything else none, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from ..guard.hidden import IN_SIGHT, Hidden
from ..intake.pdf import Page, pages_of
from ..intake.text_bytes import decoded
from ..kernel.errors import InputRefused
from ..kernel.jail import run_jailed
from ..packet.blocks import Block, Paragraph
from .html import tidy
from .word import read_word

READ, NONE, UNSETTLED = "read", "none", "unsettled"
#: A gap between lines larger than this many line heights parts paragraphs.
_PARAGRAPH_GAP = 0.7


@dataclass(frozen=True, slots=True)
class AnnexText:
    """What was read. `state`: read; none, with the reason as a code; unsettled, where hidden content waits for a person
    (its visible text is there all the same)."""

    state: str
    reason: str = ""
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    hidden: tuple[Hidden, ...] = ()


def read_annex(name: str, data: bytes) -> AnnexText:
    """Read the text of a file; a file that cannot be read has none, and says why. Nothing is raised."""
    suffix = PurePath(name).suffix.lower()
    try:
        if suffix == ".pdf":
            return _pdf(data)
        if suffix == ".docx":
            word = read_word(data)
            unseen = tuple(piece for piece in word.hidden if piece.kind not in IN_SIGHT)
            return AnnexText(UNSETTLED if unseen else READ, blocks=word.blocks, hidden=unseen)
        if suffix in {".txt", ".csv"}:
            text, _findings = decoded(data, name)
            return AnnexText(READ, blocks=tidy(Paragraph(part) for part in text.replace("\x00", "").split("\n\n")))
    except InputRefused as error:
        return AnnexText(NONE, error.code)
    return AnnexText(NONE, "picture" if suffix in {".png", ".jpg", ".jpeg"} else "kind-not-read")


def _pdf(data: bytes) -> AnnexText:
    pages = run_jailed(pages_of, data)
    blocks = tidy(Paragraph(text) for page in pages for text in _paragraphs(page))
    return AnnexText(READ, blocks=blocks, pages=len(pages)) if blocks else AnnexText(NONE, "picture", pages=len(pages))


def _paragraphs(page: Page) -> list[str]:
    """The lines of a page, joined where nothing parts them."""
    paragraphs: list[str] = []
    bottom: float | None = None
    for line in page.lines:
        height = max(line.bottom - line.top, 1.0)
        if bottom is None or line.top - bottom > _PARAGRAPH_GAP * height or line.top < bottom - height:
            paragraphs.append(line.text)
        else:
            paragraphs[-1] += "\n" + line.text
        bottom = line.bottom
    return paragraphs
