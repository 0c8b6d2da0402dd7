"""Which text belongs to which listed annex; and whose a decision is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from sagsgang.pure.packet.annex_texts import TiedAnnex, tied_annexes
from sagsgang.pure.packet.attribution import Attribution, attributed
from sagsgang.pure.packet.model import Annex, AnnexDocument, Decision, Item, Packet
from tests.support.wild import PACKETS

BYRAAD, DAY = "Byrådet 2022-2025", date(2022, 10, 5)


def document(label: str | None, title: str | None, number: str | None = None) -> AnnexDocument:
    return AnnexDocument(label, title, None, number, None, ())


def packet(items: tuple[Item, ...], documents: tuple[AnnexDocument, ...] = (),
           bodies: tuple[AnnexDocument, ...] = ()) -> Packet:
    return Packet(None, BYRAAD, DAY, None, None, None, None, items, annex_documents=documents, annex_bodies=bodies)


def ties(*annexes: Annex, documents: tuple[AnnexDocument, ...]) -> list[int | None]:
    tied = tied_annexes(packet((Item("3", "Sag", annexes=annexes),), documents))
    return [annex.document for annex in tied if annex.listed]


def test_a_document_number_ties_before_a_title() -> None:
    documents = (document("3.1", "Kort"), document("3.2", "Andet", "7/22"))
    assert ties(Annex("Kort", "7/22"), documents=documents) == [1]


def test_a_title_ties_without_its_ending_capitals_and_spaces() -> None:
    assert ties(Annex("Kort  over stien.PDF"), documents=(document("3.1", "kort over stien"),)) == [0]


def test_a_place_in_the_list_ties_nothing() -> None:
    assert ties(Annex("Notat"), documents=(document("3.1", "Kort"),)) == [None]


def test_a_text_belongs_to_one_annex_and_to_its_own_item() -> None:
    assert ties(Annex("Kort"), Annex("Kort"), documents=(document("3.1", "Kort"),)) == [0, None]
    assert ties(Annex("Kort"), documents=(document("13.1", "Kort"), document("4.1", "Kort"))) == [None]


def test_what_is_tied_to_nothing_comes_last_and_texts_without_a_cover_after_those_with_one() -> None:
    listed = Annex("Kort")
    tied = list(tied_annexes(packet(
        (Item("1", "A"), Item("3", "B", annexes=(listed,))),
        (document("9.1", "Fri"), document("3.2", "Uden plads"), document("3.1", "Kort")), (document(None, None),))))
    assert tied == [TiedAnnex(1, listed, 2), TiedAnnex(1, None, 1), TiedAnnex(None, None, 0),
                    TiedAnnex(None, None, 0, covered=False)]


@given(PACKETS)
def test_every_listed_annex_and_every_text_comes_once(wild: Packet) -> None:
    tied = list(tied_annexes(wild))
    assert [annex.listed for annex in tied if annex.listed] == [a for item in wild.items for a in item.annexes]
    covered = [annex.document for annex in tied if annex.covered and annex.document is not None]
    assert sorted(covered) == list(range(len(wild.annex_documents)))
    assert [annex.document for annex in tied if not annex.covered] == list(range(len(wild.annex_bodies)))


@pytest.mark.parametrize(("body", "day", "whose"), [
    (None, None, Attribution(True, BYRAAD, "byraadet", DAY)),
    ("Byrådet", None, Attribution(True, "Byrådet", "byraadet", DAY)),
    ("Byrådet", DAY, Attribution(True, "Byrådet", "byraadet", DAY)),
    ("Byrådet", date(2022, 9, 1), Attribution(False, "Byrådet", "byraadet", date(2022, 9, 1))),
    (None, date(2022, 9, 1), Attribution(False, BYRAAD, "byraadet", date(2022, 9, 1))),
    ("Økonomiudvalget", DAY, Attribution(False, "Økonomiudvalget", "oekonomiudvalget", DAY)),
    ("Økonomiudvalget", None, Attribution(False, "Økonomiudvalget", "oekonomiudvalget", None)),
])
def test_a_decision_is_own_by_body_and_day_else_a_quotation(
        body: str | None, day: date | None, whose: Attribution) -> None:
    assert attributed(Decision(body, day, ()), BYRAAD, DAY) == whose
