"""What differs between two papers of one meeting is told by item and field, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.packet.difference import difference
from sagsgang.pure.packet.model import Decision, Item, Section
from sagsgang.pure.packet.span import Span
from tests.support.packets import handmade, words


def test_a_paper_does_not_differ_from_itself_nor_by_places_and_white_space() -> None:
    paper = handmade()
    item = replace(paper.items[1], title=f" {paper.items[1].title}  ", where=(Span(page=3),), source_id="7",
                   sources={"title": (Span(page=3),)})
    other = replace(paper, layout="other", items=(paper.items[0], item, *paper.items[2:]))
    assert difference(paper, other).is_empty


def test_items_are_matched_by_number_and_come_go_or_change() -> None:
    paper = handmade()
    changed = replace(paper.items[0], title="Nyt navn")
    other = replace(paper, items=(changed, *paper.items[2:], Item("77", "Tilføjet")))
    found = difference(paper, other)
    assert [item.number for item in found.added] == ["77"]
    assert [item.number for item in found.removed] == ["2"]
    assert [(one.item.number, one.parts, one.sections) for one in found.changed] == [("1", ("title",), ())]
    assert found.head == ()
    back = difference(other, paper)
    assert ([item.number for item in back.added], [item.number for item in back.removed]) == (["2"], ["77"])


def test_what_is_changed_is_named_by_field_and_label() -> None:
    paper = handmade()
    item = paper.items[2]
    other = replace(item, absent=("Bo Klit",), decisions=(*item.decisions, Decision("Byrådet", None, words("Ja."))),
                    sections=(*item.sections[1:], Section("Nyt felt", None, (Paragraph("Tekst"),))))
    (one,) = difference(paper, replace(paper, items=(*paper.items[:2], other, *paper.items[3:]))).changed
    assert set(one.parts) == {"absent", "decisions"}
    assert set(one.sections) == {item.sections[0].label, "Nyt felt"}


def test_the_second_of_a_number_is_compared_with_the_second() -> None:
    paper = handmade()
    twice = replace(paper, items=(Item("1", "Først"), Item("1", "Så")))
    other = replace(paper, items=(Item("1", "Først"), Item("1", "Siden")))
    assert [one.item.title for one in difference(twice, other).changed] == ["Siden"]


def test_the_meeting_itself_is_compared_by_field() -> None:
    paper = handmade()
    assert difference(paper, replace(paper, place="Et andet sted", signatories=())).head == ("place", "signatories")
