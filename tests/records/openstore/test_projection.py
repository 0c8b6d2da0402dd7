"""What a release makes public: the rows of its open part, once, by number; earlier releases stay listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction

from sagsgang.config.store import Store
from sagsgang.pure.kernel.errors import Conflict, InputRefused
from sagsgang.pure.packet.model import Access, Annex, AnnexDocument, Decision, Item, Packet
from sagsgang.records.openstore import models, queries
from sagsgang.records.openstore.services import (
    MunicipalityStatement,
    project_release,
    publish_municipality,
    remove_superseded_files,
    store_problems,
)
from sagsgang.records.openstore.services.release import keep_file, open_file
from tests.support.meetings import (
    COMMITTEE,
    FORM,
    SECRETS,
    committee_agenda,
    committee_minutes,
    council_minutes,
    statement,
    words,
)
from tests.support.publicsite import publish

pytestmark = pytest.mark.django_db(databases=["open"])
COMMITTEE_KEY, DAY = "udvalget-for-havn-natur-og-turisme", "2022-09-14"
ALL = (models.Release, models.Body, models.Meeting, models.Item, models.Decision, models.Annex, models.AnnexText,
       models.CaseMention, models.Tombstone, models.File)


def everything() -> str:
    """All public rows as text, but for their running numbers."""
    rows = [row for model in ALL for row in model._default_manager.order_by("pk")]
    return serializers.serialize("json", rows, use_natural_primary_keys=True)


def item(packet: Packet, number: str, **changes: object) -> Packet:
    """The packet with one item changed."""
    return replace(packet, items=tuple(replace(i, **changes) if i.number == number else i  # type: ignore[arg-type]
                                       for i in packet.items))


def test_a_release_makes_one_row_of_each_thing_in_it() -> None:
    publish(committee_minutes())
    counts = {model.__name__: model._default_manager.count() for model in ALL}
    assert counts == {"Release": 1, "Body": 1, "Meeting": 1, "Item": 5, "Decision": 5, "Annex": 2, "AnnexText": 1,
                      "CaseMention": 1, "Tombstone": 0, "File": 1}
    assert models.Change.objects.count() == 1


def test_the_same_release_again_changes_nothing() -> None:
    publish(committee_minutes())
    before = everything()
    publish(committee_minutes())
    assert everything() == before
    assert models.Change.objects.count() == 1


def test_rows_made_again_are_the_same_rows() -> None:
    publish(committee_minutes())
    page = queries.item_page(COMMITTEE_KEY, DAY, "3")
    project_release(statement(committee_minutes()), again=True)
    assert queries.item_page(COMMITTEE_KEY, DAY, "3") == page
    assert models.Change.objects.count() == 2


def test_a_later_release_replaces_the_meeting_and_stays_beside_the_earlier_one() -> None:
    publish(committee_minutes())
    publish(item(committee_minutes(), "3", title="Gangbro: ny titel"), sequence=2)
    page = queries.meeting_page(COMMITTEE_KEY, DAY)
    assert page is not None
    assert [(r.sequence, r.current) for r in page.releases] == [(2, True), (1, False)]
    assert page.items[2].title == "Gangbro: ny titel"
    assert models.Item.objects.count() == 5


def test_an_earlier_release_that_comes_late_is_listed_and_shows_nothing() -> None:
    publish(item(committee_minutes(), "3", title="Den nyeste"), sequence=2)
    publish(committee_minutes(), sequence=1)
    page = queries.meeting_page(COMMITTEE_KEY, DAY)
    assert page is not None
    assert page.items[2].title == "Den nyeste"
    assert [r.sequence for r in page.releases] == [2, 1]


def test_what_a_new_edition_no_longer_has_leaves_a_tombstone_and_lives_when_it_comes_back() -> None:
    publish(committee_minutes())
    shorter = replace(committee_minutes(), items=committee_minutes().items[:2], annex_documents=())
    publish(shorter, sequence=2)
    assert sorted(models.Tombstone.objects.values_list("path", flat=True)) == [
        "punkt/3", "punkt/3/bilag/1", "punkt/3/bilag/2", "punkt/4", "punkt/5"]
    stone = queries.grave(COMMITTEE_KEY, DAY, "punkt/3")
    assert stone is not None
    assert (stone.reason, stone.at) == ("superseded", statement(shorter).released_at)
    assert queries.grave(COMMITTEE_KEY, DAY, "punkt/99") is None
    publish(committee_minutes(), sequence=3)
    assert not models.Tombstone.objects.exists()


def test_of_a_closed_item_only_number_title_and_decision_are_there() -> None:
    publish(committee_minutes())
    closed = queries.item_page(COMMITTEE_KEY, DAY, "4")
    assert closed is not None
    assert (closed.closed, closed.title, closed.case_number, closed.kind) == (True, "Lukket aftale om kaj", "", "")
    assert (closed.sections, closed.annexes, closed.absent, closed.attendance_notes) == ((), (), (), ())
    assert [d.text for d in closed.decisions] == ["Godkendt."]
    rows = everything() + str([bytes(r.packet_bytes) for r in models.Release.objects.all()])
    assert [secret for secret in SECRETS if secret in rows] == []


def test_the_database_itself_refuses_a_closed_item_with_more_than_its_stub() -> None:
    publish(committee_minutes())
    for change in ({"sections": [{"label": "Sagsfremstilling"}]}, {"absent": ["Asta Hav"]}, {"kind": "decision"},
                   {"attendance_notes": ["kom senere"]}, {"case_key": "22-9"}):
        with pytest.raises(IntegrityError, match="a_closed_item_is_only_its_stub"), transaction.atomic(using="open"):
            models.Item.objects.filter(number="4").update(**change)


def test_an_annex_that_was_closed_is_not_there_by_name_or_text() -> None:
    annexes = (Annex("Kort over stien.pdf"), Annex("Løntabel.pdf", access=Access.CLOSED))
    publish(item(committee_minutes(), "3", annexes=annexes))
    page = queries.item_page(COMMITTEE_KEY, DAY, "3")
    assert page is not None
    assert [annex.title for annex in page.annexes] == ["Kort over stien.pdf", "Notat om linjeføring"]
    assert "Løntabel" not in everything()


def test_an_annex_is_tied_to_its_text_by_number_or_title_and_never_by_its_place() -> None:
    documents = (AnnexDocument("2.1", "Andet", None, "7/22", (3, 3), words("Tekst A")),
                 AnnexDocument("2.2", "Rapport", None, None, (4, 5), words("Tekst B")))
    listed = (Annex("Rapport.PDF"), Annex("Kort"), Annex("Måling", "7/22"))
    publish(replace(item(committee_minutes(), "2", annexes=listed), annex_documents=documents))
    page = queries.item_page(COMMITTEE_KEY, DAY, "2")
    assert page is not None
    assert [(a.title, a.label, a.has_text) for a in page.annexes] == [
        ("Rapport.PDF", "2.2", True), ("Kort", "", False), ("Måling", "2.1", True)]


def test_numbers_that_repeat_or_cannot_stand_in_an_address_still_get_one_each() -> None:
    titles = ("a", "b", "c", "d", "e")
    numbers = ("1", "1", "L 4", "3.1", "–")
    packet = replace(committee_agenda(), items=tuple(map(Item, numbers, titles)))
    publish(packet)
    assert list(models.Item.objects.order_by("position").values_list("address", flat=True)) == [
        "1", "1_2", "l4", "3.1", "p5"]


def test_a_decision_is_own_on_this_day_by_this_body_and_else_a_quotation() -> None:
    publish(council_minutes())
    own = dict(models.Decision.objects.values_list("body_key", "own"))
    assert own == {COMMITTEE_KEY: False, "oekonomiudvalget": False, "byraadet": True}


def test_two_meetings_of_a_body_on_one_day_have_addresses_of_their_own_that_stay() -> None:
    later = replace(committee_agenda(), meeting_date=date(2022, 9, 14), meeting_start=time(20, 30))
    publish(committee_minutes(), later)
    assert set(models.Meeting.objects.values_list("slug", flat=True)) == {DAY, f"{DAY}-2030"}
    publish(later, sequence=2)
    assert set(models.Meeting.objects.values_list("slug", flat=True)) == {DAY, f"{DAY}-2030"}


def test_a_body_is_called_what_its_newest_paper_calls_it_without_the_term() -> None:
    publish(committee_minutes())
    assert queries.bodies()[0].name == "Udvalget for Havn, Natur og Turisme"
    publish(replace(committee_agenda(), committee="UDVALGET for havn, natur og turisme 2022-2025"))
    assert [body.name for body in queries.bodies()] == ["UDVALGET for havn, natur og turisme"]


@pytest.mark.parametrize(("change", "code"), [
    ({"sha256": "0" * 64}, "release-hash"), ({"pdf_bytes": b"%PDF-other"}, "release-hash"),
])
def test_bytes_that_do_not_fit_their_hashes_are_not_published(change: dict[str, object], code: str) -> None:
    with pytest.raises(Conflict, match=code):
        project_release(replace(statement(committee_minutes()), **change))  # type: ignore[arg-type]
    assert not models.Release.objects.exists()


def test_a_release_id_or_a_place_in_the_order_is_taken_once() -> None:
    publish(committee_minutes())
    with pytest.raises(Conflict, match="release-id-taken"):
        project_release(statement(council_minutes(), release_id=statement(committee_minutes()).release_id))
    with pytest.raises(Conflict, match="release-sequence-taken"):
        project_release(statement(item(committee_minutes(), "1", title="x"), release_id="another"))
    assert models.Release.objects.count() == 1
    assert models.Item.objects.get(number="1").title == "Godkendelse af dagsorden"


def test_a_failure_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(committee_minutes())
    before = everything()

    def fails(*_args: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("sagsgang.records.openstore.services.release._bury", fails)
    with pytest.raises(RuntimeError):
        publish(item(committee_minutes(), "1", title="x"), sequence=2)
    assert everything() == before


def test_the_frozen_packet_and_its_pdf_are_kept_byte_for_byte(store: Store) -> None:
    made = statement(committee_minutes(), pdf=b"%PDF-1.7 the real one")
    project_release(made)
    release = models.Release.objects.get()
    assert bytes(release.packet_bytes) == made.packet_bytes
    assert (store.open_files / made.pdf_sha256[:2] / made.pdf_sha256).read_bytes() == made.pdf_bytes
    assert not [p for p in store.open_files.rglob("*") if p.name.startswith(".part-")]


def test_tables_and_lists_come_out_as_they_went_in() -> None:
    publish(committee_minutes())
    page = queries.item_page(COMMITTEE_KEY, DAY, "2")
    assert page is not None
    assert page.sections[0].blocks[1] == FORM


def test_a_paper_without_a_body_or_a_date_is_not_published() -> None:
    nameless = replace(committee_agenda(), committee=None)
    with pytest.raises(Conflict, match="release-without-meeting"):
        project_release(statement(nameless))


def test_a_colour_that_white_cannot_be_read_on_is_refused() -> None:
    with pytest.raises(InputRefused, match="colour-contrast"):
        publish_municipality(MunicipalityStatement(name="Fjordby Kommune", colour="#ffd200"))
    with pytest.raises(InputRefused, match="colour-form"):
        publish_municipality(MunicipalityStatement(name="Fjordby Kommune", colour="red;}"))
    publish_municipality(MunicipalityStatement(name="Fjordby Kommune", colour="#1f5f5b", notice="Prøve"))
    publish(committee_minutes())
    site = queries.site()
    assert site is not None
    assert (site.name, site.notice) == ("Fjordby Kommune", "Prøve")


def test_a_decision_without_body_or_date_is_this_meetings_own() -> None:
    decisions = (Decision(None, None, words("Ja.")), Decision(COMMITTEE, None, ()))
    publish(item(committee_minutes(), "1", decisions=decisions))
    page = queries.item_page(COMMITTEE_KEY, DAY, "1")
    assert page is not None
    assert [(d.own, d.day) for d in page.decisions] == [(True, date(2022, 9, 14))] * 2


def test_what_a_later_edition_closes_is_in_no_row_and_no_file_any_more() -> None:
    """The earlier release stays listed by its hashes; its packet and its PDF are on the inside only."""
    secret = item(committee_minutes(), "3", title="Ordet Kvasthare i titlen")
    first = statement(secret, pdf=b"%PDF-1.7 Kvasthare")
    project_release(first)
    assert "Kvasthare" in everything()
    closed = item(committee_minutes(), "3", title="Lukket sag", access=Access.CLOSED)
    project_release(statement(closed, sequence=2, pdf=b"%PDF-1.7 lukket"))
    rows = everything() + str([bytes(release.packet_bytes) for release in models.Release.objects.all()])
    assert "Kvasthare" not in rows
    assert not open_file(first.pdf_sha256).exists()
    assert models.Release.objects.filter(sha256=first.sha256, superseded=True, pdf_sha256=first.pdf_sha256).count() == 1


def test_a_file_that_a_kill_left_lying_is_named_and_goes_the_next_time() -> None:
    first = statement(committee_minutes(), pdf=b"%PDF-1.7 first")
    project_release(first)
    project_release(statement(item(committee_minutes(), "3", title="Nyt"), sequence=2, pdf=b"%PDF-1.7 second"))
    keep_file(first.pdf_bytes)
    known = models.Release.objects.values_list("release_id", flat=True)
    assert [problem for problem in store_problems(list(known)) if first.pdf_sha256 in problem]
    remove_superseded_files()
    assert not open_file(first.pdf_sha256).exists()
    assert store_problems(list(known)) == []


def test_the_database_itself_refuses_a_superseded_release_with_its_packet() -> None:
    publish(committee_minutes())
    with pytest.raises(IntegrityError, match="a_superseded_release_holds_no_packet"), transaction.atomic(using="open"):
        models.Release.objects.update(superseded=True)
