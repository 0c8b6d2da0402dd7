"""A packet's way into the records and out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings

from sagsgang.procedures.keep_packet import keep_packet
from sagsgang.procedures.rebuild_packet import rebuild_packet
from sagsgang.pure.kernel.errors import Conflict, InputRefused
from sagsgang.pure.packet.blocks import ListBlock, Paragraph
from sagsgang.pure.packet.canonical import canonical_packet
from sagsgang.pure.packet.model import Access, Annex, AnnexDocument, Decision, Edition, Item, Packet, Section
from sagsgang.records.cases.models import Annex as KeptAnnex, AnnexVersion, Case, CaseReference, Presentation
from sagsgang.records.cases.queries import cases_named_in_annexes_of
from sagsgang.records.journal.queries import chain_problems, head
from sagsgang.records.meetings.models import AgendaItem, Attendance, CarriedAnnex, Meeting
from sagsgang.records.meetings.queries import state_of
from sagsgang.records.minutes.models import Decision as KeptDecision
from sagsgang.records.minutes.queries import case_treatments
from sagsgang.records.organisation.queries import bodies, municipality
from tests.support.meetings import committee_agenda, committee_minutes, council_minutes
from tests.support.store import MONDAY, SECRETARY, kept
from tests.support.wild import KEYED

pytestmark = pytest.mark.django_db

ANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def comes_back(packet: Packet) -> None:
    assert canonical_packet(rebuild_packet(kept(packet))) == canonical_packet(packet)


@pytest.mark.parametrize("packet", [committee_minutes(), council_minutes(), committee_agenda()])
def test_a_paper_comes_back_from_the_records_byte_for_byte(packet: Packet) -> None:
    comes_back(packet)


@ANY
@given(KEYED)
def test_any_packet_comes_back_from_the_records_byte_for_byte(packet: Packet) -> None:
    with transaction.atomic():
        comes_back(packet)
        assert chain_problems() == []
        transaction.set_rollback(True)


@ANY
@given(KEYED, KEYED)
def test_any_new_edition_replaces_any_earlier_one_and_leaves_nothing_of_it(first: Packet, second: Packet) -> None:
    place = {"committee": "Byrådet", "meeting_date": date(2022, 10, 5), "meeting_start": time(18, 0)}
    first, second = replace(first, **place), replace(second, **place)
    with transaction.atomic():
        kept(first)
        comes_back(second)
        mixed = counts()
        comes_back(first)
        comes_back(second)
        assert AnnexVersion.objects.count() >= CarriedAnnex.objects.count() == len(
            second.annex_documents + second.annex_bodies)
        assert counts() == mixed
        transaction.set_rollback(True)
    with transaction.atomic():
        kept(second)
        assert counts() == mixed
        transaction.set_rollback(True)


def counts() -> dict[str, int]:
    """How many rows there are of each; versions apart, because those of earlier editions stay."""
    return {model.__name__: model.objects.count() for model in (
        Case, Presentation, KeptAnnex, Meeting, AgendaItem, Attendance, CarriedAnnex, KeptDecision)}


def test_the_same_packet_again_changes_nothing_and_is_not_journalled() -> None:
    kept(committee_minutes())
    before = head()
    kept(committee_minutes())
    assert head() == before


def test_the_same_words_from_another_document_are_tied_to_that_document() -> None:
    key = kept(committee_minutes(), "one")
    before = head()
    kept(committee_minutes(), "two")
    assert head().seq == before.seq + 1
    assert Meeting.objects.get(key=key).source_sha256 == Presentation.objects.first().source_sha256


def test_items_keep_their_identity_by_number_and_gone_ones_go() -> None:
    packet = committee_minutes()
    key = kept(packet)
    before = dict(AgendaItem.objects.values_list("number", "id"))
    decisions = set(KeptDecision.objects.values_list("id", flat=True))
    first, second, third, fourth, _fifth = packet.items
    edition = replace(packet, items=(third, replace(second, title="Badevand"), fourth, first))
    assert kept(edition) == key
    after = dict(AgendaItem.objects.order_by("position").values_list("number", "id"))
    assert list(after) == ["3", "2", "4", "1"]
    assert after == {number: id_ for number, id_ in before.items() if number != "5"}
    assert set(KeptDecision.objects.values_list("id", flat=True)) < decisions
    assert canonical_packet(rebuild_packet(key)) == canonical_packet(edition)


def test_a_changed_annex_text_is_a_new_version_of_the_annex() -> None:
    packet = committee_minutes()
    kept(packet)
    document = packet.annex_documents[0]
    kept(replace(packet, annex_documents=(replace(document, blocks=(Paragraph("Rettet notat."),)),)))
    annex = KeptAnnex.objects.get(document_number=document.document_number)
    assert list(annex.versions.values_list("number", flat=True)) == [1, 2]
    assert CarriedAnnex.objects.get().version.number == 2
    kept(packet)
    assert CarriedAnnex.objects.get().version.number == 1


def test_a_listed_annex_may_have_no_version_and_a_text_without_a_cover_is_an_annex_of_its_own() -> None:
    kept(committee_minutes())
    kept(council_minutes())
    assert KeptAnnex.objects.filter(listed=True, versions=None).count() == 2
    alone = KeptAnnex.objects.get(presentation=None)
    assert (alone.listed, alone.title) == (False, None)


def test_an_annex_names_other_cases() -> None:
    kept(committee_minutes())
    assert cases_named_in_annexes_of("22-4711") == ("21/1208",)
    assert CaseReference.objects.get().key == "21-1208"


def test_the_state_follows_whether_the_paper_prints_own_decisions() -> None:
    packet = committee_minutes()
    agenda = replace(packet, edition=Edition.AGENDA,
                     items=tuple(replace(item, decisions=()) for item in packet.items))
    key = kept(agenda)
    assert state_of(key) == "convened"
    kept(packet)
    assert state_of(key) == "minuted"
    kept(agenda)
    assert state_of(key) == "convened"


def test_a_quotation_alone_does_not_make_minutes() -> None:
    quotation = Decision("Økonomiudvalget", date(2022, 9, 1), (Paragraph("Anbefales."),))
    packet = replace(committee_agenda(), items=(Item("1", "Sti", decisions=(quotation,)),))
    assert state_of(kept(packet)) == "convened"


def test_the_first_packet_that_names_a_municipality_founds_it() -> None:
    kept(replace(council_minutes(), municipality=None))
    assert municipality() is None
    kept(committee_minutes())
    kept(replace(committee_agenda(), municipality="fjordby  kommune"))
    found = municipality()
    assert found is not None
    assert (found.key, found.name) == ("fjordby-kommune", "Fjordby Kommune")


def test_another_municipalitys_packet_is_refused_and_changes_nothing() -> None:
    kept(committee_minutes())
    before, rows = head(), counts()
    with pytest.raises(Conflict) as refused:
        kept(replace(council_minutes(), municipality="Klitby Kommune"))
    assert refused.value.code == "other-municipality"
    assert (head(), counts()) == (before, rows)


@pytest.mark.parametrize("missing", [{"committee": None}, {"committee": "–"}, {"meeting_date": None}])
def test_a_packet_without_body_or_date_is_refused(missing: dict[str, None]) -> None:
    with pytest.raises(Conflict) as refused:
        kept(replace(committee_minutes(), **missing))
    assert refused.value.code == "meeting-without-key"
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_characters_that_no_database_keeps_are_refused_with_their_place(text: str) -> None:
    packet = replace(committee_minutes(), items=(Item("1", "Ok"), Item("2", text)))
    with pytest.raises(InputRefused) as refused:
        keep_packet(packet, source_sha256="0" * 64, actor=SECRETARY, at=MONDAY)
    assert (refused.value.code, refused.value.args_["where"]) == ("text-not-storable", "/items/1/title")


@pytest.mark.parametrize("depth", [150, 3000])
def test_lists_nested_without_end_are_refused(depth: int) -> None:
    block: Paragraph | ListBlock = Paragraph("inderst")
    for _ in range(depth):
        block = ListBlock(False, ((block,),))
    packet = replace(committee_minutes(), items=(Item("1", "Ok", sections=(Section("Dybt", None, (block,)),)),))
    with pytest.raises(InputRefused) as refused:
        keep_packet(packet, source_sha256="0" * 64, actor=SECRETARY, at=MONDAY)
    assert refused.value.code == "text-too-deep"


def test_lists_nested_as_deep_as_allowed_come_back() -> None:
    block: Paragraph | ListBlock = Paragraph("inderst")
    for _ in range(90):
        block = ListBlock(False, ((block,),))
    comes_back(replace(committee_minutes(), items=(Item("1", "Ok", sections=(Section("Dybt", None, (block,)),)),)))


def test_a_meeting_of_our_own_is_not_replaced_by_a_published_paper() -> None:
    key = kept(committee_minutes())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_meeting SET origin = 'native', source_sha256 = '', journal_entry_id = 1")
    with pytest.raises(Conflict) as refused:
        kept(replace(committee_minutes(), place="Et andet sted"))
    assert (refused.value.code, refused.value.args_["key"]) == ("meeting-is-native", key)


def test_a_body_has_the_name_of_its_newest_paper() -> None:
    kept(committee_agenda())
    kept(replace(committee_minutes(), committee="Udvalget for havn, natur og turisme"))
    assert [body.name for body in bodies()] == ["Udvalget for Havn, Natur og Turisme"]
    kept(replace(committee_agenda(), meeting_date=date(2024, 1, 1), committee="Udvalget for HAVN, natur og turisme"))
    assert [body.name for body in bodies()] == ["Udvalget for HAVN, natur og turisme"]


def test_a_case_is_named_by_its_newest_item_whatever_the_order_of_arrival() -> None:
    for papers in ((committee_minutes(), committee_agenda()), (committee_agenda(), committee_minutes())):
        for paper in papers:
            kept(paper)
        assert Case.objects.get(key="22-4711").title == "Gangbro over Skælå: status på anlægget"


def test_a_case_that_no_paper_names_any_more_is_gone() -> None:
    packet = committee_minutes()
    kept(packet)
    kept(replace(packet, items=packet.items[:1]))
    assert not Case.objects.exists()


def test_a_closed_item_keeps_its_access_and_so_does_its_case() -> None:
    kept(committee_minutes())
    assert AgendaItem.objects.get(number="4").access == "closed"
    assert Case.objects.get(key="22-9").access == "closed"


def test_a_case_shows_every_treatment_once_in_time_order_with_quotations_merged() -> None:
    for paper in (committee_agenda(), council_minutes(), committee_minutes()):
        kept(paper)
    treatments = case_treatments("22-4711")
    assert [(t.body_name, t.date, bool(t.item)) for t in treatments] == [
        ("Udvalget for Havn, Natur og Turisme", date(2022, 9, 14), True),
        ("Økonomiudvalget", date(2022, 9, 28), False),
        ("Byrådet", date(2022, 10, 5), True),
        ("Udvalget for Havn, Natur og Turisme", date(2023, 2, 8), True),
    ]
    committee, finance, council, status = treatments
    assert committee.decisions[0][0] == Paragraph("Indstillingen anbefales, idet linjen bag klitterne vælges.")
    assert [item.body_name for item in committee.quoted_in] == ["Byrådet"]
    assert [block.text for words in finance.decisions for block in words] == ["Anbefales. Fondene søges først."]
    assert [block.text for words in council.decisions for block in words] == ["Godkendt med 17 stemmer mod 4."]
    assert status.decisions == ()


def test_a_quotation_fills_in_where_the_real_decision_is_not_kept_yet() -> None:
    packet = committee_minutes()
    kept(replace(packet, items=tuple(replace(item, decisions=()) for item in packet.items)))
    kept(council_minutes())
    committee = case_treatments("22-4711")[0]
    assert committee.item is not None
    assert [block.text for words in committee.decisions for block in words] == ["Indstillingen gengivet."]


def test_two_cover_sheets_of_the_same_item_and_title_are_two_annexes() -> None:
    same = AnnexDocument("1.1", "Notat", None, None, None, (Paragraph("Ens."),))
    packet = replace(committee_agenda(), items=(Item("1", "Sag", annexes=(Annex("Notat.pdf"),)),),
                     annex_documents=(same, same))
    comes_back(packet)
    assert [annex.listed for annex in KeptAnnex.objects.order_by("position")] == [True, False]


def test_access_that_a_paper_states_for_an_annex_is_kept() -> None:
    packet = replace(committee_agenda(), items=(Item("1", "Sag", annexes=(Annex("Bilag", access=Access.CLOSED),)),))
    kept(packet)
    assert KeptAnnex.objects.get().access == "closed"
