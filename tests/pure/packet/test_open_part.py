"""Of what is closed only the stub is public; and whoever releases sees what was left out and why."""

from __future__ import annotations

import json
from dataclasses import replace

from sagsgang.pure.packet.form import form_of
from sagsgang.pure.packet.model import Access, Annex, AnnexDocument, Item
from sagsgang.pure.packet.open_part import open_part
from tests.support.meetings import SECRETS, committee_minutes, words


def public_words(packet: object) -> str:
    return json.dumps(form_of(packet), ensure_ascii=False)  # type: ignore[arg-type]


def test_a_closed_legacy_item_keeps_number_title_and_decision_as_printed() -> None:
    public, left_out = open_part(committee_minutes())
    closed = public.items[3]
    assert (closed.number, closed.title, closed.access) == ("4", "Lukket aftale om kaj", Access.CLOSED)
    assert [d.text for d in closed.decisions] == ["Godkendt."]
    assert (closed.sections, closed.annexes, closed.absent, closed.case_number) == ((), (), (), None)
    assert ("item", "item-closed") in {(one.what, one.reason) for one in left_out}
    assert [secret for secret in SECRETS if secret in public_words(public)] == []


def test_a_closed_native_item_keeps_its_number_and_the_approved_title_only() -> None:
    packet = committee_minutes()
    opened = replace(packet, items=tuple(replace(i, access=i.access or Access.OPEN) for i in packet.items))
    public, _ = open_part(opened, {"4": "Aftale"})
    assert public.items[3] == Item("4", "Aftale", access=Access.CLOSED)


def test_unstated_access_is_open_in_a_legacy_paper_and_closed_in_one_of_our_own() -> None:
    packet = replace(committee_minutes(), items=(Item("1", "Uden adgang"),))
    assert open_part(packet)[0].items[0].access is None
    assert open_part(packet, {})[0].items[0] == Item("1", None, access=Access.CLOSED)


def test_a_closed_annex_of_an_open_item_goes_with_its_text_and_the_field_that_lists_it() -> None:
    packet = committee_minutes()
    item = replace(packet.items[2], annexes=(Annex("Åbent notat"), Annex("Hemmeligt notat", "9/22", Access.CLOSED)))
    document = AnnexDocument("3.2", "Hemmeligt notat", Access.CLOSED, "9/22", None, words("hemmelige ord"))
    public, left_out = open_part(replace(packet, items=(item,), annex_documents=(document,)))
    assert [a.title for a in public.items[0].annexes] == ["Åbent notat"]
    assert "hemmelig" not in public_words(public).casefold()
    assert {one.reason for one in left_out} == {"annex-closed"}


def test_a_text_without_cover_that_may_belong_to_something_closed_stays_inside() -> None:
    packet = committee_minutes()
    body = AnnexDocument(None, None, None, None, (20, 21), words("måske hemmeligt"))
    public, left_out = open_part(replace(packet, annex_bodies=(body,)))
    assert public.annex_bodies == ()
    assert "may-belong-to-closed" in {one.reason for one in left_out}
    nothing_closed = replace(packet, annex_bodies=(body,), items=packet.items[:3])
    assert open_part(nothing_closed)[0].annex_bodies == (body,)
