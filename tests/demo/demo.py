"""The demo as it is packaged, for the tests over it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from sagsgang.pure.packet.blocks import Block, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.packet.form import packet_of
from sagsgang.pure.packet.model import Packet

FOLDER = resources.files("sagsgang").joinpath("demo")
SOURCE_NAME = "000-alleroed-erhvervs-og-beskaeftigelsesudvalget-2015-05-13.txt"


def files() -> dict[str, str]:
    """The packets' texts by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.joinpath("packets").iterdir()}


def packet(day: str) -> Packet:
    """The packet of the meeting on `day` (ISO)."""
    (text,) = [text for name, text in files().items() if name.startswith(day)]
    return packet_of(json.loads(text))


def municipality() -> dict[str, Any]:
    """What the demo says about its site."""
    return tomllib.loads(FOLDER.joinpath("municipality.toml").read_text(encoding="utf-8"))


def strings(value: Any) -> Iterator[str]:
    """Every string in plain JSON values."""
    match value:
        case str():
            yield value
        case dict():
            for child in value.values():
                yield from strings(child)
        case list():
            for child in value:
                yield from strings(child)


def prose(blocks: Iterable[Block]) -> Iterator[str]:
    """Running text: paragraphs, list entries and cells that are no headers. Headings and header cells are labels."""
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield text
            case ListBlock(entries=entries):
                for entry in entries:
                    yield from prose(entry)
            case Table(rows=rows):
                yield from (cell.text for row in rows for cell in row if not cell.header)
            case Heading():
                pass


def tables(blocks: Iterable[Block]) -> list[list[list[str]]]:
    """The texts of the tables, row by row."""
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Table)]
