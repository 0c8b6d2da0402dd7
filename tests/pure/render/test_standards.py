"""What we print passes an independent check of PDF/UA-1 (accessibility) and PDF/A-3a (archiving)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from sagsgang.pure.packet.model import Packet
from sagsgang.pure.render.pdf import pdf_of
from tests.support import packets
from tests.support.verapdf import verdicts

EMPTY = Packet(None, None, None, None, None, None, None, ())


@pytest.mark.parametrize("packet", [packets.handmade(), EMPTY], ids=["everything", "nothing"])
def test_our_pdf_passes(packet: Packet, tmp_path: Path) -> None:
    path = tmp_path / "ours.pdf"
    path.write_bytes(pdf_of(packet))
    found = verdicts(path, "ua1", "3a")
    assert {standard: verdict.failed for standard, verdict in found.items()} == {"ua1": (), "3a": ()}
    assert all(verdict.passed and verdict.checked > 100 for verdict in found.values())


def test_an_untagged_pdf_fails_so_that_the_rules_are_there(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Uden mærker")
    canvas.save()
    path = tmp_path / "bad.pdf"
    path.write_bytes(out.getvalue())
    found = verdicts(path, "ua1", "3a")
    assert not any(verdict.passed for verdict in found.values())
    assert all(verdict.failed for verdict in found.values())
