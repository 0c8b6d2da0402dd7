"""What every database can keep, and ids that are the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.identity import identity, occurrences
from sagsgang.pure.packet.model import Item, Packet
from sagsgang.pure.packet.span import Span
from sagsgang.pure.packet.storable import check_storable
from tests.support.wild import PACKETS

EMPTY = Packet(None, None, None, None, None, None, None, ())


@given(PACKETS)
def test_whatever_text_may_have_is_storable(wild: Packet) -> None:
    check_storable(wild)


@pytest.mark.parametrize(("packet", "where"), [
    (replace(EMPTY, place="a\x00"), "/place"),
    (replace(EMPTY, place="\udfff"), "/place"),
    (replace(EMPTY, items=(Item("1", "x"), Item("2", "x", absent=("A", "B\ud83c")))), "/items/1/absent/1"),
    (replace(EMPTY, sources={"\x00": (Span(page=1),)}), "/sources"),
    (replace(EMPTY, sources={"place": (Span(pointer="/\x00"),)}), "/sources/place/0/pointer"),
])
def test_what_no_database_keeps_is_refused_with_its_place(packet: Packet, where: str) -> None:
    with pytest.raises(InputRefused) as refused:
        check_storable(packet)
    assert (refused.value.code, refused.value.args_["where"]) == ("text-not-storable", where)


def test_an_id_is_the_same_on_every_machine_and_for_ever() -> None:
    assert identity("item", "byraadet/2022-10-05/1800", "3", 0) == UUID("dbd54ad8-a271-52a3-8d11-8f93ee2cb0f5")


NAMES = st.lists(st.text(max_size=3), min_size=1, max_size=3)


@given(NAMES, NAMES)
def test_different_names_have_different_ids(one: list[str], other: list[str]) -> None:
    assert (identity("item", *one) == identity("item", *other)) == (one == other)
    assert identity("item", *one) != identity("annex", *one)


def test_letters_that_look_the_same_are_not_the_same_name() -> None:
    assert identity("item", "\u00e5") != identity("item", "a\u030a")


def test_what_is_repeated_is_told_apart_by_its_turn() -> None:
    assert occurrences(["1", "2", "1", "1"]) == [("1", 0), ("2", 0), ("1", 1), ("1", 2)]
