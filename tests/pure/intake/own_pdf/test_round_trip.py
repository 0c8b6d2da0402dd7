"""What we print reads back as the same packet, from the page content alone."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
from hypothesis import HealthCheck, given, settings

from sagsgang.pure.intake import own_pdf
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.normal import normal
from sagsgang.pure.packet.open_part import open_part
from sagsgang.pure.render.pdf import pdf_of
from tests.support import packets

WILD = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def stripped(data: bytes) -> bytes:
    """The PDF without anything that is not page content or tags: information, XMP, attachments, bookmarks, labels."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key in ("/Metadata", "/Names", "/AF", "/Outlines", "/PageLabels", "/OutputIntents", "/ViewerPreferences"):
            if key in pdf.Root:
                del pdf.Root[key]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def read_back(packet: Packet) -> Packet:
    reading = own_pdf.read(stripped(pdf_of(packet)), "")
    assert reading is not None
    return reading.packet


def test_a_packet_with_everything_in_it_reads_back() -> None:
    packet = packets.handmade()
    assert normal(read_back(packet)) == normal(packet)


@WILD
@given(packets.packets())
def test_any_packet_reads_back(packet: Packet) -> None:
    assert normal(read_back(packet)) == normal(packet)


@WILD
@given(packets.packets())
def test_the_open_part_reads_back_as_itself(packet: Packet) -> None:
    public, _left_out = open_part(packet)
    assert normal(read_back(public)) == normal(public) == normal(packet)


def test_an_empty_packet_reads_back() -> None:
    packet = Packet(None, None, None, None, None, None, None, ())
    assert replace(read_back(packet), layout=None) == packet
