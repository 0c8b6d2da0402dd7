"""Releases follow each other and are never edited, whoever writes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.open_part import LeftOut, open_part
from sagsgang.records.publication.models import Release, SiteStatement
from sagsgang.records.publication.queries import ReleaseView, latest, latest_site_statement, release_problems, releases
from sagsgang.records.publication.services import keep_pdf, make_release, make_site_statement
from tests.support.importing import NOON
from tests.support.meetings import committee_agenda, committee_minutes
from tests.support.store import SECRETARY

pytestmark = pytest.mark.django_db(databases=["default", "open"])


def made(packet: Packet, *, meeting: str = "udvalg/2022-09-14/1630", actor: Actor = SECRETARY) -> ReleaseView:
    public, left_out = open_part(packet)
    return make_release(public, meeting_key=meeting, packet_sha256=sha256(canonical_packet(packet)),
                        source_sha256="0" * 64, pdf_sha256=keep_pdf(b"%PDF of the test"), left_out=left_out,
                        actor=actor, at=NOON)


def test_a_meetings_first_release_is_number_one_and_the_next_supersedes_it() -> None:
    first, second = made(committee_minutes()), made(replace(committee_minutes(), place="Salen"))
    assert (first.sequence, first.supersedes) == (1, None)
    assert (second.sequence, second.supersedes) == (2, first.release_id)
    assert latest(first.meeting_key) == second
    assert list(releases()) == [first, second]
    assert list(releases(without={first.release_id})) == [second]


def test_other_meetings_count_by_themselves() -> None:
    made(committee_minutes())
    assert made(committee_agenda(), meeting="udvalg/2023-02-08/1630").sequence == 1


def test_the_same_release_has_the_same_id_in_every_store() -> None:
    first = made(committee_minutes())
    assert first.release_id == sha256(f"{first.meeting_key}\n1\n{first.sha256}".encode())


def test_a_release_says_what_was_left_out_and_why_and_that_no_guard_has_judged() -> None:
    made(committee_minutes())
    release = Release.objects.get()
    assert [LeftOut(**out) for out in release.left_out] == [LeftOut("item", "4", "item-closed")]
    assert release.guard_verdict == "none"


def test_who_is_no_publisher_is_refused() -> None:
    with pytest.raises(Refusal, match="needs-publisher"):
        made(committee_minutes(), actor=Actor("user:3", frozenset({"importer"})))
    with pytest.raises(Refusal, match="needs-publisher"):
        make_site_statement(b"{}", actor=Actor("user:3"), at=NOON)


@pytest.mark.parametrize("model", [Release, SiteStatement])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_what_was_made_public_is_never_edited_nor_taken_away(model: type[Release], act: str) -> None:
    made(committee_minutes())
    make_site_statement(b"{}", actor=SECRETARY, at=NOON)
    rows = model.objects.all()
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        rows.update(sha256="f" * 64) if act == "update" else rows.delete()
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET sha256 = 'f'" if act == "update"
                       else f"DELETE FROM {model._meta.db_table}")
    assert list(release_problems()) == []


RULES = {
    "one_release_a_number_of_a_meeting": {"sequence": 1, "supersedes_id": None},
    "a_later_release_supersedes_the_one_before": {"sequence": 2, "supersedes_id": None},
    "no_guard_has_judged_yet": {"guard_verdict": "clean", "sequence": 2},
    "a_release_has_an_actor": {"released_by": "", "sequence": 2},
    "no_release_supersedes_itself": {"sequence": 2, "supersedes_id": "again"},
}


@pytest.mark.parametrize("rule", RULES)
def test_a_release_that_breaks_a_rule_is_refused(rule: str) -> None:
    made(committee_minutes())
    row = Release.objects.get()
    row.release_id, row.number, row.supersedes_id = "again", 2, row.release_id
    for name, value in RULES[rule].items():
        setattr(row, name, value)
    # SQLite names the columns of a UNIQUE rule, not the rule.
    with pytest.raises(IntegrityError, match=f"{rule}|release.sequence"), transaction.atomic():
        row.save(force_insert=True)


def test_a_site_statement_is_kept_beside_the_one_before() -> None:
    assert latest_site_statement() is None
    assert make_site_statement(b'{"name":"A"}', actor=SECRETARY, at=NOON) == 1
    assert make_site_statement(b'{"name":"B"}', actor=SECRETARY, at=NOON) == 2
    assert latest_site_statement() == b'{"name":"B"}'
    assert SiteStatement.objects.count() == 2
