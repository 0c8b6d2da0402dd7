"""Every value of a reading is found at its place, and every finding at the part that it is about, the worst first."""

from __future__ import annotations

from dataclasses import replace

from sagsgang.pure.intake.places import findings_by_part, places_of
from sagsgang.pure.intake.read import read
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.findings import Finding, Severity
from sagsgang.pure.packet.form import form_of
from sagsgang.pure.packet.model import AnnexDocument, Item, Packet
from sagsgang.pure.packet.span import Span
from tests.support.packets import handmade, words
from tests.support.paper_text import NAME, paper_text


def packet(*wheres: Span, bodies: tuple[AnnexDocument, ...] = ()) -> Packet:
    items = tuple(Item(str(number), f"Punkt {number}", where=(where,)) for number, where in enumerate(wheres, 1))
    return replace(handmade(), items=items, annex_documents=(), annex_bodies=bodies, sources={})


def finding(where: Span, severity: Severity = Severity.WARNING) -> Finding:
    return Finding("line-unplaced", severity, (where,), {"text": "x"})


def by_part(paper: Packet, *findings: Finding) -> dict[str, list[int]]:
    return findings_by_part(Reading(paper, findings))


def test_a_path_names_the_value_in_the_packet_form() -> None:
    reading = read(paper_text(), NAME)
    places = places_of(reading)
    form = form_of(reading.packet)
    for path, spans in places.items():
        assert spans
        if path.startswith(("findings/", "sources/")) or "/sources/" in path:
            continue
        node = form
        for step in path.split("/"):
            node = node[int(step)] if isinstance(node, list) else node[step]
        assert node["where"]
    assert {"sources/committee", "items/1/sources/title", "items/1/decisions/0", "items/1/annexes/0",
            "annex_documents/0", "findings/2"} <= places.keys()


def test_a_finding_belongs_to_the_part_in_whose_lines_it_stands() -> None:
    paper = packet(Span(line_from=1, line_to=9), Span(line_from=10, line_to=20))
    found = by_part(paper, finding(Span(line_from=12, line_to=12)), finding(Span(line_from=9, line_to=9)),
                    finding(Span(line_from=30, line_to=30)))
    assert found == {"items/1": [0], "items/0": [1], "": [2]}


def test_a_finding_belongs_to_the_part_in_whose_box_it_stands() -> None:
    paper = packet(Span(page=1, bbox=(0, 0, 100, 50)), Span(page=1, bbox=(0, 60, 100, 90)))
    found = by_part(paper, finding(Span(page=1, bbox=(10, 61, 20, 70))), finding(Span(page=2, bbox=(10, 61, 20, 70))),
                    finding(Span(page=1, bbox=(10, 52, 20, 58))))
    assert found == {"items/1": [0], "": [1, 2]}


def test_a_finding_belongs_to_the_part_under_whose_pointer_it_stands() -> None:
    paper = packet(Span(pointer="/Punkter/1"), Span(pointer="/Punkter/10"), Span(pointer="/Tekst", start=5, end=9))
    found = by_part(paper, finding(Span(pointer="/Punkter/10/Felter/0", start=3, end=4)),
                    finding(Span(pointer="/Tekst", start=8, end=12)), finding(Span(pointer="/Tekst", start=9, end=12)))
    assert found == {"items/1": [0], "items/2": [1], "": [2]}


def test_the_blocks_of_an_annex_are_its_part_too() -> None:
    block = replace(words("Tekst")[0], where=(Span(line_from=40, line_to=44),))
    body = AnnexDocument(None, None, None, None, None, (block,))
    assert by_part(packet(bodies=(body,)), finding(Span(line_from=41, line_to=41))) == {"annex_bodies/0": [0]}


def test_the_worst_comes_first_and_else_the_order_of_the_reader() -> None:
    where = Span(line_from=1, line_to=1)
    found = by_part(packet(where), finding(where, Severity.INFO), finding(where), finding(where, Severity.ERROR),
                    finding(where))
    assert found == {"items/0": [2, 1, 3, 0]}
