"""Meetings for the tests of the FirstAgenda reader, and short ways to ask for what was read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sagsgang.pure.intake import firstagenda
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.findings import Severity
from sagsgang.pure.packet.model import Item

FIXTURES = Path(__file__).parents[3] / "fixtures" / "firstagenda"


def raw(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def reading(value: Any, name: str = "moede.json") -> Reading:
    found = firstagenda.read(value, name)
    assert found is not None
    return found


def labels(item: Item) -> list[str]:
    return [section.label for section in item.sections]


def told(item: Item) -> list[tuple[str | None, str, str]]:
    return [(d.body, str(d.date), d.text) for d in item.decisions]


def codes(found: Reading, severity: Severity | None = None) -> list[str]:
    return [f.code for f in found.findings if severity is None or f.severity is severity]


def one_item(html: str = "", **changes: Any) -> tuple[Item, Reading]:
    """A meeting of one item, with changed keys of the item."""
    item = {"Punktnummer": "1", "Navn": "Havnen", "Felter": [{"Navn": "", "Html": html}]} | changes
    found = reading({"Udvalg": {"Navn": "Havneudvalget"}, "Moede": {"Dato": "2031-09-03T16:30:00+02:00"},
                     "Dagsordenpunkter": [item]})
    return found.packet.items[0], found
