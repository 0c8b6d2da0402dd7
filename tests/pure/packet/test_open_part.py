"""Of what is closed only the stub is public; and whoever releases sees what was left out and why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from sagsgang.pure.packet.form import form_of
from sagsgang.pure.packet.model import Access, Annex, AnnexDocument, Item, Packet, Section, SectionKind
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


def text_of_annex(label: str | None, title: str | None, number: str | None = None,
                  access: Access | None = None) -> AnnexDocument:
    return AnnexDocument(label, title, access, number, None, words("hemmelige ord"))


CLOSED_ANNEX = Item("3", "Sag", annexes=(Annex("Lønoversigt", "123-20", Access.CLOSED), Annex("Åbent notat")))
CLOSED_ITEM = Item("2", "Sag", access=Access.CLOSED, annexes=(Annex("Lønoversigt.pdf", "123-20"),))


@pytest.mark.parametrize(("item", "document"), [
    pytest.param(CLOSED_ANNEX, text_of_annex("3.1", "Lønoversigt", "123-20"), id="listed as closed, cover silent"),
    pytest.param(CLOSED_ANNEX, text_of_annex("3.1", None), id="label of an item whose closed annex has no text"),
    pytest.param(CLOSED_ANNEX, text_of_annex("3.9", "lønoversigt.PDF"), id="same title under another label"),
    pytest.param(CLOSED_ANNEX, text_of_annex("3.2", "Åbent notat", "123-20"), id="number of the closed one"),
    pytest.param(CLOSED_ITEM, text_of_annex("2", "Andet"), id="label without a dot"),
    pytest.param(CLOSED_ITEM, text_of_annex(None, "Andet", "123-20"), id="no label, the listed number"),
    pytest.param(CLOSED_ITEM, text_of_annex(None, "Lønoversigt"), id="no label, the listed title"),
    pytest.param(CLOSED_ITEM, text_of_annex(None, "Andet"), id="no label, and a listed annex has no text"),
    pytest.param(replace(CLOSED_ITEM, number="2."), text_of_annex("2.1", "Andet"), id="number with a full stop"),
    pytest.param(replace(CLOSED_ITEM, annexes=()), text_of_annex("2.1", "Andet"), id="label of a closed item"),
])
def test_a_text_that_belongs_to_something_closed_stays_inside(item: Item, document: AnnexDocument) -> None:
    public, left_out = open_part(replace(committee_minutes(), items=(item,), annex_documents=(document,)))
    assert public.annex_documents == ()
    assert "hemmelige ord" not in public_words(public)
    assert ("annex-document", "annex-closed") in {(one.what, one.reason) for one in left_out}


def test_a_text_that_an_open_item_lists_stays_public_though_something_closed_has_its_title() -> None:
    mine = Item("4", "Sag", annexes=(Annex("Lønoversigt"),))
    document = AnnexDocument("4.1", "Lønoversigt", None, None, None, words("åbne ord"))
    public, _ = open_part(replace(committee_minutes(), items=(CLOSED_ITEM, mine), annex_documents=(document,)))
    assert public.annex_documents == (document,)


def test_a_field_of_unknown_use_that_names_a_closed_annex_goes_with_it() -> None:
    item = replace(CLOSED_ANNEX, sections=(Section("Vedlagt", None, words("Lønoversigt og notat")),
                                           Section("Noter", None, words("Intet"))))
    public, _ = open_part(replace(committee_minutes(), items=(item,)))
    assert [section.label for section in public.items[0].sections] == ["Noter"]


def test_of_a_native_packet_nothing_unstated_is_public() -> None:
    item = Item("2", "Titel", access=Access.OPEN, annexes=(Annex("Hemmeligt"),))
    packet = replace(committee_minutes(), items=(item,), annex_documents=(text_of_annex(None, "Hemmeligt"),),
                     annex_bodies=(text_of_annex(None, None),))
    public, _ = open_part(packet, {})
    assert (public.items[0].annexes, public.annex_documents, public.annex_bodies) == ((), (), ())


ACCESS = st.sampled_from([None, Access.OPEN, Access.CLOSED])
NUMBERS = st.sampled_from(["1", "2", "2.", "10"])


@st.composite
def marked_packets(draw: st.DrawFn) -> tuple[Packet, list[str]]:
    """A packet with marks at random, and the words of what is closed: each word stands in one place."""
    items, documents, secrets = [], [], []
    for place in range(draw(st.integers(1, 4))):
        access, number = draw(ACCESS), draw(NUMBERS)
        annexes = []
        for count in range(draw(st.integers(0, 3))):
            word, mark = f"bilagsord{place}x{count}", draw(ACCESS)
            annexes.append(Annex(f"Titel {word}", draw(st.sampled_from([None, f"{place}{count}/20"])), mark))
            if draw(st.booleans()):
                label = draw(st.sampled_from([f"{number.strip('.')}.{count + 1}", number, None]))
                documents.append(AnnexDocument(label, draw(st.sampled_from([annexes[-1].title, None])), None,
                                               annexes[-1].document_number, None, words(f"tekst {word}")))
            if Access.CLOSED in {access, mark}:
                secrets.append(word)
        if access is Access.CLOSED:
            secrets.append(f"feltord{place}x")
        items.append(Item(number, f"Punkt {place}", access=access, annexes=tuple(annexes),
                          sections=(Section("Tema", SectionKind.THEME, words(f"feltord{place}x")),)))
    packet = replace(committee_minutes(), items=tuple(items), annex_documents=tuple(documents))
    return packet, secrets


@given(marked_packets())
def test_no_word_of_anything_closed_is_in_the_open_part(marked: tuple[Packet, list[str]]) -> None:
    packet, secrets = marked
    said = public_words(open_part(packet)[0])
    assert [word for word in secrets if word in said] == []
