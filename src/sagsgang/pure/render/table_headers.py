"""Marks the heading cells of rows in a finished PDF, which the typesetter can mark only in the rows at the top.

A reader of the page hears "Culture, 2016: 1,200" instead of a bare figure. Nothing but tags is changed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def with_row_headers(data: bytes, paper: dict[str, Any]) -> bytes:
    """The same PDF, heading cells below the first rows tagged as such; unchanged bytes where there are none."""
    tables = list(_tables(paper["nodes"]))
    if not any(any(flags) for flags in tables):
        return data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = list(_elements(pdf.Root.StructTreeRoot.K, "/Table"))
        for table, flags in zip(drawn, tables, strict=True):
            for cell, header in zip(_cells(table), flags, strict=True):
                if header and cell.S == Name.TD:
                    _make_header(cell)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False,
                 object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def _tables(nodes: list[dict[str, Any]]) -> Iterator[list[bool]]:
    """Of each table in the order of the document: which cells below its head are headings (all its cells, in order)."""
    for node in nodes:
        if node["t"] == "table":
            yield [cell["header"] and cell["y"] >= node["head"] for row in node["rows"] for cell in row]
        elif node["t"] == "list":
            for entry in node["entries"]:
                yield from _tables(entry)


def _elements(kids: Any, kind: str) -> Iterator[Any]:
    """The structure elements of a kind, in the order of the document; not those inside one found."""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            if Name(kind) == kid.S:
                yield kid
            elif "/K" in kid:
                yield from _elements(kid.K, kind)


def _cells(table: Any) -> list[Any]:
    return [cell for row in _elements(table.K, "/TR") if "/K" in row
            for cell in (row.K if isinstance(row.K, Array) else [row.K])]


def _make_header(cell: Any) -> None:
    """Turn a data cell into the heading of its row."""
    cell.S = Name.TH
    for attributes in cell.A if isinstance(cell.A, Array) else [cell.A]:
        if Name.Table == attributes.O:
            attributes.Scope = Name.Row
