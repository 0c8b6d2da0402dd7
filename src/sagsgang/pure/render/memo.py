"""A memo or a form on the paper of its department: letterhead, date, case, who wrote it, then what it says.

The same memo gives the same bytes on any machine. What is not known is not printed; an empty field of a form says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from ..kernel.dates import long_date
from ..packet.blocks import Block, Heading, Paragraph
from ..packet.glyphs import one_line
from ..packet.normal import normal_blocks
from .paper_tree import Node, is_short, nodes_of, printable, together
from .pdf import typeset

MEMO, FORM = "memo", "form"
MEMO_KINDS = frozenset({MEMO, FORM})


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is: the municipality and the department, with how to reach it."""

    municipality: str = ""
    unit: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote it, and how to reach them."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A section: its label, its text, or that there is none in so many words."""

    label: str
    blocks: tuple[Block, ...] = ()
    none_stated: bool = False


@dataclass(frozen=True, slots=True)
class Memo:
    """What is printed; `kind` is "memo" or "form", `access` as of a draft."""

    kind: str
    title: str
    letterhead: Letterhead
    writer: Writer
    case_number: str
    dated_on: date | None
    access: str
    fields: tuple[Field, ...]
    annexes: tuple[str, ...] = ()


def memo_pdf(memo: Memo) -> bytes:
    """The memo or form as a tagged, Danish PDF (PDF/UA-1 and PDF/A-3a)."""
    return typeset("memo", memo_paper(memo), memo.dated_on)


def memo_paper(memo: Memo) -> Node:
    """What stands on the paper, before anything is drawn."""
    head, day, title = memo.letterhead, memo.dated_on, _line(memo.title)
    reach = [_line(head.address), *_said("phone", head.phone), *_said("mail", head.email)]
    return {
        "title": title, "date": [day.year, day.month, day.day] if day else None, "page": _words()["page"],
        "municipality": _line(head.municipality) or None, "unit": _line(head.unit), "reach": [r for r in reach if r],
        "foot": " · ".join(part for part in (_words()[memo.kind], title, _line(memo.case_number)) if part),
        "kind": _words()[memo.kind], "access": _words()["access"].get(memo.access), "front": _front(memo),
        "nodes": list(together(_nodes(memo))),
    }


def memo_text(memo: Memo) -> tuple[Block, ...]:
    """What is printed as a block tree: the text of the file, with its headings and tables."""
    front = "\n".join(f"{name}: {lines[0]}" for name, lines in _front(memo))
    said = [block for label, blocks in _texts(memo) for block in (Heading(1, label), *_deeper(blocks))]
    return normal_blocks([Paragraph(memo.title), Paragraph(front), *said])


def _deeper(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _front(memo: Memo) -> list[tuple[str, list[str]]]:
    writer = memo.writer
    values = {
        "date": long_date(memo.dated_on) if memo.dated_on else "", "case": memo.case_number,
        "officer": ", ".join(part for part in (writer.name, writer.title) if part), "phone": writer.phone,
        "mail": writer.email}
    return [(_words()[name], [line]) for name, value in values.items() if (line := _line(value))]


def _texts(memo: Memo) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The sections that are printed, each as its label and its text; the annexes by their titles, one a line."""
    for field in memo.fields:
        blocks = normal_blocks(field.blocks)
        if not blocks and (field.none_stated or memo.kind == FORM):
            blocks = (Paragraph(_words()["none" if field.none_stated else "unfilled"]),)
        if blocks:
            yield one_line(field.label), blocks
    if memo.annexes:
        yield _words()["annexes"], normal_blocks([Paragraph("\n".join(memo.annexes))])


def _nodes(memo: Memo) -> Iterator[Node]:
    for label, blocks in _texts(memo):
        heading, text = list(nodes_of([Heading(1, label)] if label else [], 0)), list(nodes_of(blocks, 1))
        if memo.kind == FORM and heading and is_short(text):
            yield {"t": "short", "rows": [(heading, text)]}
        else:
            yield from [*heading, *text]


def _said(name: str, value: str) -> list[str]:
    return [f"{_words()[name]} {said}"] if (said := _line(value)) else []


def _line(text: str) -> str:
    return printable(one_line(text))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("memo.toml").read_text(encoding="utf-8"))
