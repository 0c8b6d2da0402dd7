"""What is hashed: one form of bytes for one packet, whatever composed its letters."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest

from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.canonical import canonical_bytes, canonical_packet
from sagsgang.pure.packet.form import form_of, packet_of
from tests.support.meetings import committee_minutes


def test_composed_and_decomposed_letters_hash_alike() -> None:
    packet = committee_minutes()
    apart = replace(packet, place=unicodedata.normalize("NFD", "Ålandsgade é"))
    together = replace(packet, place=unicodedata.normalize("NFC", "Ålandsgade é"))
    assert apart.place != together.place
    assert canonical_packet(apart) == canonical_packet(together)


def test_a_float_is_never_hashed() -> None:
    with pytest.raises(TypeError):
        canonical_bytes({"amount": 1.5})


def test_canonical_bytes_read_back_as_the_same_packet() -> None:
    packet = committee_minutes()
    assert packet_of(json.loads(canonical_packet(packet))) == packet


@pytest.mark.parametrize("broken", [
    {}, {"items": 3}, {"items": [{}]}, {"items": [], "meeting_date": "13-05-2015"}, {"items": [], "edition": "novel"},
    {"items": [{"number": "1", "sections": [{"label": "x", "blocks": [{"type": "picture"}]}]}]},
])
def test_what_is_no_packet_form_is_refused(broken: object) -> None:
    with pytest.raises(InputRefused) as refused:
        packet_of(broken)  # type: ignore[arg-type]
    assert refused.value.code == "not-a-packet-form"


def test_derived_texts_are_ignored_on_the_way_back() -> None:
    form = form_of(committee_minutes())
    form["items"][0]["recommendation"] = "something else"
    assert packet_of(form) == committee_minutes()
