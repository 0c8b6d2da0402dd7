"""A meeting becomes public: frozen inside, copied out, found by search."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from sagsgang.config.store import Store
from sagsgang.procedures import release_meeting as procedure
from sagsgang.procedures.publish_releases import publish_releases, shown_statement, site_statement
from sagsgang.procedures.publish_site_statement import publish_site_statement
from sagsgang.procedures.release_meeting import release_meeting
from sagsgang.pure.kernel.actor import CLI, Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.form import packet_of
from sagsgang.pure.packet.keys import meeting_key
from sagsgang.pure.packet.open_part import open_part
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.meetings.models import Meeting
from sagsgang.records.openstore import queries as openstore
from sagsgang.records.openstore.search import SearchRequest, index_position, search
from sagsgang.records.openstore.services import MunicipalityStatement
from sagsgang.records.publication import queries
from tests.support.importing import NOON, QUESTION, accept, contents, release
from tests.support.meetings import SECRETS, committee_agenda, committee_minutes, council_minutes

pytestmark = pytest.mark.django_db(databases=["default", "open"])
MINUTES = committee_minutes()
KEY = meeting_key(MINUTES) or ""


def releases() -> list[str]:
    return [made.release_id for made in queries.releases()]


def test_the_open_part_is_frozen_with_its_pdf_and_copied_out(store: Store) -> None:
    accept(MINUTES, QUESTION)
    made = release_meeting(KEY, actor=CLI, at=NOON)
    assert made
    assert packet_of(json.loads(made.packet_bytes)) == open_part(MINUTES)[0]
    assert made.packet_sha256 == sha256(canonical_packet(MINUTES))
    pdf = queries.pdf_file(made.pdf_sha256).read_bytes()
    assert pdf.startswith(b"%PDF")
    assert sha256(pdf) == made.pdf_sha256
    assert openstore.release_ids() == {made.release_id}
    entry = JournalEntry.objects.get(act="meeting.release")
    assert (entry.subject, entry.hashes) == (made.release_id, {"packet": made.sha256, "pdf": made.pdf_sha256})


def test_nothing_of_a_closed_item_but_its_stub_leaves_the_house(store: Store) -> None:
    release(MINUTES, council_minutes())
    out = contents(store)
    assert any(SECRETS[0] in row for rows in out["default"].values() for row in rows)
    for secret in SECRETS:
        assert secret not in repr(out["open"])
        assert not any(secret.encode() in data for name, data in out["files"].items() if name.startswith("open-files"))
    assert "Lukket aftale om kaj" in repr(out["open"])


def test_a_meeting_that_did_not_change_is_not_released_again(store: Store) -> None:
    release(MINUTES)
    before = contents(store)
    assert release_meeting(KEY, actor=CLI, at=NOON) is None
    publish_releases()
    assert contents(store) == before


def test_a_change_of_what_stays_inside_is_no_release_either() -> None:
    release(MINUTES)
    closed = replace(MINUTES.items[3], sections=())
    accept(replace(MINUTES, items=(*MINUTES.items[:3], closed, MINUTES.items[4])))
    assert release_meeting(KEY, actor=CLI, at=NOON) is None


def test_a_later_release_supersedes_the_earlier_one_which_stays() -> None:
    release(MINUTES)
    release(replace(MINUTES, place="Salen"))
    first, second = queries.releases()
    assert (second.supersedes, second.sequence) == (first.release_id, 2)
    assert openstore.release_ids() == {first.release_id, second.release_id}
    meeting = openstore.meeting_at(KEY.split("/")[0], MINUTES.meeting_date.isoformat() if MINUTES.meeting_date else "")
    assert meeting is not None
    assert "Salen" in repr(meeting)


def test_what_was_never_accepted_is_refused() -> None:
    with pytest.raises(Refusal, match="meeting-not-accepted"):
        release_meeting(KEY, actor=CLI, at=NOON)


def test_who_is_no_publisher_is_refused() -> None:
    accept(MINUTES)
    with pytest.raises(Refusal, match="needs-publisher"):
        release_meeting(KEY, actor=Actor("user:1", frozenset({"importer"})), at=NOON)


def test_records_that_were_altered_are_never_released() -> None:
    accept(MINUTES)
    Meeting.objects.update(place="Et andet sted")
    with pytest.raises(Conflict, match="records-changed"):
        release_meeting(KEY, actor=CLI, at=NOON)
    assert releases() == []


def test_an_edition_that_comes_while_the_pdf_is_made_is_what_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    accept(MINUTES)
    printed = procedure.pdf_of

    def slow(packet: object) -> bytes:
        accept(replace(MINUTES, place="Salen"))
        return printed(packet)  # type: ignore[arg-type]

    monkeypatch.setattr(procedure, "pdf_of", slow)
    made = release_meeting(KEY, actor=CLI, at=NOON)
    assert made
    assert json.loads(made.packet_bytes)["place"] == "Salen"
    assert releases() == [made.release_id]


def test_what_a_killed_run_left_is_copied_out_later_once(monkeypatch: pytest.MonkeyPatch) -> None:
    accept(MINUTES)
    with monkeypatch.context() as patch:
        patch.setattr(procedure, "project_release", lambda _statement: None)
        made = release_meeting(KEY, actor=CLI, at=NOON)
    assert made
    assert openstore.release_ids() == frozenset()
    assert publish_releases() == (made.release_id,)
    assert publish_releases() == ()
    assert index_position() == openstore.changes_since(0)[-1].seq
    assert search(SearchRequest(query="badevand")).total > 0


def test_releases_that_were_missed_are_copied_out_in_the_order_they_were_made() -> None:
    release(committee_agenda())
    assert index_position() == openstore.changes_since(0)[-1].seq
    assert site_statement() == shown_statement()


def test_a_site_statement_is_frozen_and_shown_and_the_same_again_changes_nothing(store: Store) -> None:
    statement = MunicipalityStatement(name="Fjordby Kommune", colour="#1f5f4a", notice="Prøve.")
    assert publish_site_statement(statement, actor=CLI, at=NOON)
    before = contents(store)
    assert not publish_site_statement(statement, actor=CLI, at=NOON)
    assert contents(store) == before
    site = openstore.site()
    assert site
    assert asdict(site) == asdict(statement)


def test_a_statement_is_not_overwritten_by_a_release_and_a_lost_one_is_shown_again() -> None:
    statement = MunicipalityStatement(name="Fjordby Kommune", notice="Prøve.")
    publish_site_statement(statement, actor=CLI, at=NOON)
    release(MINUTES)
    assert shown_statement() == statement


def test_a_site_is_named_by_the_first_packet_that_names_it() -> None:
    release(replace(committee_agenda(), municipality=None))
    release(MINUTES)
    shown = shown_statement()
    assert shown
    assert shown.name == MINUTES.municipality


def test_a_paper_that_cannot_be_printed_is_refused_and_nothing_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_packet: object) -> bytes:
        raise RuntimeError("no such glyph")

    accept(MINUTES)
    monkeypatch.setattr(procedure, "pdf_of", fail)
    with pytest.raises(Refusal, match="paper-not-printed"):
        release_meeting(KEY, actor=CLI, at=NOON)
    assert releases() == []
