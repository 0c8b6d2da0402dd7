"""Real packets, printed and read back: their open part is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from sagsgang.pure.intake import own_pdf
from sagsgang.pure.intake.read import read
from sagsgang.pure.packet.normal import normal
from sagsgang.pure.packet.open_part import open_part
from sagsgang.pure.render.pdf import pdf_of
from tests.support.shared import shared

#: Every how-manieth of the meetings is printed; all of them take minutes.
EVERY = 16


def _papers() -> list[Path]:
    folder = shared() / "packets"
    return [*sorted((folder / "firstagenda-json").glob("*.json"))[::EVERY], *sorted((folder / "other").glob("[01]*.*"))]


@pytest.mark.shared
def test_real_packets_read_back_from_the_paper_that_we_print() -> None:
    changed = []
    for path in _papers():
        packet, _left_out = open_part(read(path.read_bytes(), path.name).packet)
        reading = own_pdf.read(pdf_of(packet), "")
        if reading is None or normal(reading.packet) != normal(packet):
            changed.append(path.name)
    assert not changed
