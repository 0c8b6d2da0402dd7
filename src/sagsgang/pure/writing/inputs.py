"""What a field of a form may hold, by its kind: one line, a date, a number, one of some choices."""

from __future__ import annotations

import re

from ..kernel.dates import find_date
from ..kernel.errors import Refusal
from ..packet.blocks import Block, Paragraph
from .templates import CHOICE, DATE, NUMBER, TEXT, SectionTemplate

#: A Danish number: points between thousands, a comma before decimals, a minus of any kind.
_NUMBER = re.compile(r"[-\u2212–]?\s?\d{1,3}(?:\.\d{3})*(?:,\d+)?|[-\u2212–]?\s?\d+(?:,\d+)?")


def check_input(section: SectionTemplate, blocks: tuple[Block, ...]) -> None:
    """Raise Refusal where the field cannot hold the text; an empty field is always possible."""
    if section.input == TEXT or not blocks:
        return
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph) or "\n" in blocks[0].text:
        raise Refusal("field-one-line", section=section.label)
    text = blocks[0].text
    if section.input == DATE and find_date(text) is None:
        raise Refusal("field-date", section=section.label, text=text)
    if section.input == NUMBER and not _NUMBER.fullmatch(text):
        raise Refusal("field-number", section=section.label, text=text)
    if section.input == CHOICE and text not in section.choices:
        raise Refusal("field-choice", section=section.label, choices=", ".join(section.choices))
