"""A Word file as a text: what it hides is found first and settled, then it is read like any other writing."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from ..guard.hidden import CHOOSABLE, Hidden, check_settled
from ..guard.word import hidden_in_word, settled_word
from ..kernel.errors import InputRefused
from ..kernel.jail import run_jailed
from ..packet.blocks import Block
from .html import blocks_of_html

#: The styles of Word's headings by their English and Danish names; everything else is read as it looks.
_STYLES = "\n".join(f"p[style-name='{name} {level}'] => h{min(level + 2, 6)}:fresh"
                    for name in ("heading", "Heading", "overskrift", "Overskrift") for level in range(1, 7))
_STYLES += "\np[style-name='Title'] => h3:fresh\np[style-name='Titel'] => h3:fresh"
SECONDS = 60


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word file, and what the file hides. `blocks` hold no hidden words but those that were chosen."""

    blocks: tuple[Block, ...]
    hidden: tuple[Hidden, ...]
    images: int


def read_word(data: bytes, choices: Mapping[int, bool] | None = None) -> WordText:
    """Read a Word file in a jailed child.

    `choices` says of each hidden piece whether its words are kept. Without, inserted words are in the text, and all
    else that is hidden is out of it: what a reader of the printed paper sees. Raises InputRefused for what is no
    Word file, and Refusal where `choices` is given and leaves a piece open.
    """
    text = run_jailed(partial(_read, choices=dict(choices) if choices is not None else None), data, seconds=SECONDS)
    if choices is not None:
        check_settled(text.hidden, choices)
    return text


def _read(data: bytes, *, choices: dict[int, bool] | None) -> WordText:
    import mammoth  # only in the child: the library is slow to load

    hidden = hidden_in_word(data)
    if choices is not None and any(piece.kind in CHOOSABLE and piece.number not in choices for piece in hidden):
        return WordText((), hidden, 0)  # refused by the parent: what a person has to do is no fault of the file
    chosen = choices if choices is not None else {
        piece.number: piece.kind == "inserted" for piece in hidden if piece.kind in CHOOSABLE}
    plain = settled_word(data, chosen) if hidden else data
    if hidden and any(piece.kind in CHOOSABLE for piece in hidden_in_word(plain)):
        raise InputRefused("word-damaged", detail="hidden")  # never slipped in: what cannot be settled is not read
    try:
        html = mammoth.convert_to_html(io.BytesIO(plain), style_map=_STYLES, convert_image=mammoth.images.img_element(
            lambda _image: {"src": ""})).value
    except Exception as error:  # whatever a damaged file makes the library raise
        raise InputRefused("word-damaged", detail=type(error).__name__) from error
    written = blocks_of_html(html)
    return WordText(written.blocks, hidden, written.images)
