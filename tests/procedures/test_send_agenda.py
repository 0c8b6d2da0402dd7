"""An agenda is sent: what the members get, what the public sees, what never changes again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from sagsgang.procedures.rebuild_packet import rebuild_packet
from sagsgang.procedures.send_agenda import Letter, SentAgenda, send_agenda
from sagsgang.procedures.verify_store import verify_store
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.form import packet_of
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.meetings import services as meetings
from sagsgang.records.meetings.policy import ItemFacts, reasons_to_see_item
from sagsgang.records.meetings.queries import agenda_of, meeting_view, sent_items, versions_of
from sagsgang.records.notices.queries import notices_of
from tests.support.townhall import TownHall, approved, draft, placed, planned_meeting, townhall, version

pytestmark = pytest.mark.django_db(databases=["default", "open"], transaction=True)


def send(town: TownHall, meeting: str, *, by: str = "sekretaer", **letter: str) -> SentAgenda:
    return send_agenda(meeting_key=meeting, letter=Letter(**letter), base_version=version(meeting), actor=town.who(by),
                       at=town.later())


def ready(access: str = "open", **how: str) -> tuple[TownHall, str]:
    town = townhall()
    meeting = planned_meeting(town)
    placed(town, meeting, approved(town, draft(town, access=access, **how)))
    return town, meeting


def test_the_sent_packet_is_frozen_and_the_records_give_it_back() -> None:
    town, meeting = ready()
    sent = send(town, meeting, message="Kære udvalg")
    assert (sent.sequence, sent.kind) == (1, "agenda")
    packet = rebuild_packet(meeting)
    (kept,) = versions_of(meeting)
    assert sha256(canonical_packet(packet)) == kept.sha256
    assert [(item.number, item.title) for item in packet.items] == [
        ("1", "Bemærkninger til dagsordenen"), ("2", "Tilskud til sprogundervisning"), ("3", "Meddelelser")]
    assert packet.committee == "Erhvervs- og Beskæftigelsesudvalget 2026-2029"
    assert packet.items[1].sections[0].label == "Tema"
    found = meeting_view(meeting)
    assert found is not None
    assert found.state == "convened"
    assert not kept.breached
    assert verify_store().problems == ()


def test_members_are_told_once_and_without_titles() -> None:
    town, meeting = ready()
    send(town, meeting)
    for name in ("formand", "naestformand", "medlem"):
        (notice,) = notices_of(town.ids[name])
        assert notice.code == "agenda-sent"
        assert "sprog" not in json.dumps([notice.args, notice.address]).casefold()
    assert not notices_of(town.ids["anden"])


def test_a_supplement_takes_the_next_numbers_and_changes_nothing_else() -> None:
    town, meeting = ready()
    send(town, meeting)
    first = versions_of(meeting)[0]
    placed(town, meeting, approved(town, draft(town, "En sag til")))
    assert send(town, meeting).kind == "supplement"
    assert [(item.number, item.change) for item in sent_items(versions_of(meeting)[1].id)] == [
        (1, "same"), (2, "same"), (3, "same"), (4, "new")]
    assert versions_of(meeting)[0] == first


def test_a_correction_says_which_item_changed_and_keeps_every_number() -> None:
    town, meeting = ready()
    send(town, meeting)
    entry = next(entry for entry in agenda_of(meeting) if entry.draft)
    assert entry.draft is not None
    who = {"actor": town.who("skriver"), "at": town.later()}
    cases.correct_draft(draft_id=entry.draft.id, **who)
    cases.save_section(draft_id=entry.draft.id, section="theme", base_version=1, blocks=[Paragraph("Rettet.")], **who)
    with pytest.raises(Refusal, match="nothing-to-send"):  # it is not approved yet: what was sent still stands
        send(town, meeting)
    approved(town, entry.draft.id)
    assert send(town, meeting).kind == "correction"
    changes = {item.number: item.change for item in sent_items(versions_of(meeting)[1].id)}
    assert changes == {1: "same", 2: "changed", 3: "same"}
    facts = draft_facts(entry.draft.id)
    assert facts is not None
    assert facts.state == "sent"
    assert verify_store().problems == ()


def test_an_item_taken_off_keeps_its_number_and_is_said_to_be_withdrawn() -> None:
    town, meeting = ready()
    send(town, meeting)
    entry = next(entry for entry in agenda_of(meeting) if entry.draft)
    with pytest.raises(Refusal, match="withdraw-without-reason"):
        meetings.take_off(entry_id=entry.id, base_version=version(meeting), actor=town.who("sekretaer"),
                          at=town.later())
    meetings.take_off(entry_id=entry.id, reason="Sagen skal belyses.", base_version=version(meeting),
                      actor=town.who("sekretaer"), at=town.later())
    assert send(town, meeting).kind == "correction"
    packet = rebuild_packet(meeting)
    assert [item.number for item in packet.items] == ["1", "2", "3"]
    assert packet.items[1].sections[0].text == "Sagen skal belyses."
    assert verify_store().problems == ()


@pytest.mark.parametrize("access", ["closed", "personal"])
@pytest.mark.parametrize("stub", [{"public_title": "En personsag"}, {}, {"stub_reason": "Kan genkendes"}])
def test_of_a_closed_item_its_stub_alone_becomes_public(access: str, stub: dict[str, str]) -> None:
    town = townhall()
    meeting = planned_meeting(town)
    secret = draft(town, "Hemmelig titel", access=access, words="Dybt fortroligt indhold.",
                   annex=b"Fortrolig bilagstekst.", **stub)
    placed(town, meeting, approved(town, secret))
    release = send(town, meeting).release
    assert release is not None
    public = packet_of(json.loads(release.packet_bytes))
    closed = [item for item in public.items if item.access == "closed"]
    if "stub_reason" in stub:
        assert not closed
    else:
        assert [(item.title, item.sections, item.annexes) for item in closed] == [(stub.get("public_title"), (), ())]
    said = release.packet_bytes.decode()
    for word in ("Hemmelig", "fortrolig", "Fortrolig", "2026/1"):
        assert word not in said
    inside = rebuild_packet(meeting)
    assert inside.items[1].title == "Hemmelig titel"
    assert inside.annex_documents[0].text == "Fortrolig bilagstekst."


@pytest.mark.parametrize("access", ["closed", "personal"])
@pytest.mark.parametrize("sent_before", [False, True])
def test_what_is_closed_after_it_was_placed_goes_out_closed_and_stays_so_when_it_is_taken_off(
        access: str, sent_before: bool) -> None:
    town, meeting = ready()
    entry = next(entry for entry in agenda_of(meeting) if entry.draft)
    assert entry.draft is not None
    if sent_before:
        send(town, meeting)
    again = cases.correct_draft if sent_before else cases.reopen_draft
    again(draft_id=entry.draft.id, actor=town.who("skriver"), at=town.later())
    facts = draft_facts(entry.draft.id)
    assert facts is not None
    cases.change_draft(draft_id=facts.id, version=facts.version, actor=town.who("skriver"), at=town.later(),
                       facts=cases.DraftInput("Hemmelig titel", body=town.body, access=access,
                                              ground="personal-affairs", public_title="En personsag"))
    approved(town, facts.id)
    release = send(town, meeting).release
    item = sent_items(versions_of(meeting)[-1].id)[1]
    assert (item.access, item.ground, item.public_title) == (access, "personal-affairs", "En personsag")
    assert reasons_to_see_item(town.who("medlem"), ItemFacts(town.body, item.access, item.people)) == ("member",)
    assert reasons_to_see_item(town.who("anden"), ItemFacts(town.body, item.access, item.people)) == ()
    assert release is not None
    assert packet_of(json.loads(release.packet_bytes)).items[1].title == "En personsag"
    meetings.take_off(entry_id=entry.id, reason="Udgår.", base_version=version(meeting),
                      actor=town.who("sekretaer"), at=town.later())
    send(town, meeting)
    item = sent_items(versions_of(meeting)[-1].id)[1]
    assert (item.item.title, item.access, item.public_title) == ("Hemmelig titel", access, "En personsag")
    assert verify_store().problems == ()


def test_nobody_else_sends_and_nothing_unapproved_goes_out() -> None:
    town, meeting = ready()
    for name in ("skriver", "leder", "formand", "medlem", "admin", "anden"):
        with pytest.raises(Refusal, match="needs-secretary"):
            send(town, meeting, by=name)
    entry = next(entry for entry in agenda_of(meeting) if entry.draft)
    assert entry.draft is not None
    cases.reopen_draft(draft_id=entry.draft.id, actor=town.who("skriver"), at=town.later())
    with pytest.raises(Refusal, match="draft-not-approved"):
        send(town, meeting)
    assert not versions_of(meeting)


def test_after_the_deadline_a_reason_is_asked_for_and_recorded_with_the_days_that_decided() -> None:
    town, meeting = ready()
    town.at = datetime(2026, 10, 9, 6, 0, tzinfo=UTC)  # the meeting is on the 14th: the 8th was the last day
    with pytest.raises(Refusal, match="breach-without-reason"):
        send(town, meeting)
    send(town, meeting, breach_reason="Ministeriets svar kom først i dag.")
    (kept,) = versions_of(meeting)
    assert kept.breached
    assert kept.breach_reason == "Ministeriets svar kom først i dag."
    assert kept.deadline["due"] == "2026-10-08"
    assert [day["number"] for day in kept.deadline["days"]] == [1, 2, None, None, 3, 4]


def test_nothing_is_sent_when_the_meeting_has_begun_or_twice() -> None:
    town, meeting = ready()
    before = version(meeting)
    send(town, meeting)
    with pytest.raises(Conflict, match="agenda-changed-meanwhile"):
        send_agenda(meeting_key=meeting, letter=Letter(), base_version=before, actor=town.who("sekretaer"),
                    at=town.later())
    with pytest.raises(Refusal, match="nothing-to-send"):
        send(town, meeting)
    placed(town, meeting, approved(town, draft(town, "For sent")))
    town.at = datetime(2026, 10, 14, 5, 30, tzinfo=UTC) + timedelta(seconds=1)
    with pytest.raises(Refusal, match="meeting-has-begun"):
        send(town, meeting, breach_reason="x")
