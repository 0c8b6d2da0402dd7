"""The normal form keeps what paper can show, and nothing in it changes when it is made a second time."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from sagsgang.pure.packet.blocks import Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.packet.form import form_of, packet_of
from sagsgang.pure.packet.grid import placed
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.normal import DEEPEST_LIST, normal, normal_blocks, normal_table, printed
from sagsgang.pure.packet.span import Span
from tests.support import packets

WILD = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@WILD
@given(packets.packets())
def test_the_packet_form_gives_the_same_packet_back(packet: Packet) -> None:
    assert packet_of(form_of(packet)) == packet


@WILD
@given(packets.packets())
def test_what_is_normal_stays_as_it_is(packet: Packet) -> None:
    assert normal(normal(packet)) == normal(packet)
    assert printed(printed(packet)) == printed(packet)


def test_a_handmade_packet_loses_only_its_layout_and_what_is_empty() -> None:
    before, after = packets.handmade(), normal(packets.handmade())
    assert (after.layout, after.items[2].title, after.items[2].decisions) == (
        None, before.items[2].title, before.items[2].decisions)


def test_blocks_lose_spans_and_what_is_empty() -> None:
    span = Span(line_from=1, line_to=1)
    empty = (Paragraph(" "), Heading(1, "\t"), ListBlock(False, ()), Table(()))
    assert normal_blocks((Paragraph("  a \u00a0 b\n\n c ", (span,)), *empty)) == (Paragraph("a b\nc"),)


def test_headings_never_skip_a_level() -> None:
    blocks = normal_blocks(tuple(Heading(level, str(level)) for level in (3, 5, 7, 5, 1, 2)))
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 2, 3, 2, 1, 2]


def test_lists_deeper_than_a_page_can_show_stand_in_the_entry_above() -> None:
    inner: tuple[object, ...] = (Paragraph("innermost"),)
    for _ in range(DEEPEST_LIST + 5):
        inner = (ListBlock(False, (inner,)),)
    depth, blocks = 0, normal_blocks(inner)
    while isinstance(blocks[0], ListBlock):
        depth, blocks = depth + 1, blocks[0].entries[0]
    assert (depth, blocks) == (DEEPEST_LIST, (Paragraph("innermost"),))


def test_a_ragged_table_becomes_a_full_grid() -> None:
    table = normal_table([[Cell("a", rowspan=2), Cell("b")], [Cell("c"), Cell("d")], []])
    assert table == Table(((Cell("a", rowspan=2), Cell("b"), Cell("")), (Cell("c"), Cell("d")),
                           (Cell(""), Cell(""), Cell(""))))


def test_spans_that_do_not_fit_are_placed_where_they_do() -> None:
    grid = placed([[Cell("a"), Cell("b", rowspan=9)], [Cell("c", colspan=2)]])
    assert [(p.column, p.row, p.cell.text, p.cell.colspan, p.cell.rowspan) for row in grid for p in row] == [
        (0, 0, "a", 1, 1), (1, 0, "b", 1, 2), (2, 0, "", 1, 1), (3, 0, "", 1, 1), (0, 1, "", 1, 1), (2, 1, "c", 2, 1)]


def test_a_row_that_only_spans_cross_is_no_row() -> None:
    assert normal_table([[Cell("a", rowspan=2), Cell("b", rowspan=2)], [], [Cell("c"), Cell("d")]]) == Table(
        ((Cell("a"), Cell("b")), (Cell("c"), Cell("d"))))


def test_a_table_without_cells_is_none_and_an_empty_cell_is_no_heading() -> None:
    assert normal_table([[], []]) is None
    heading = Cell("x", header=True)
    assert normal_table([[Cell(" ", header=True), heading]]) == Table(((Cell(""), heading),))
