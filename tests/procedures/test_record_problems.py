"""What ties records to others is checked against the packet that they give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given

from sagsgang.procedures.rebuild_packet import rebuild_packet
from sagsgang.procedures.record_problems import case_problems, tie_problems
from sagsgang.pure.packet.model import Packet
from sagsgang.records.cases.models import Case
from sagsgang.records.meetings.models import AgendaItem, Meeting
from sagsgang.records.minutes.models import Decision
from sagsgang.records.organisation.models import Body
from tests.procedures.test_keep_packet import ANY
from tests.support.meetings import committee_agenda, committee_minutes, council_minutes
from tests.support.store import kept
from tests.support.wild import KEYED

pytestmark = pytest.mark.django_db


def problems(key: str) -> list[str]:
    return [*tie_problems(rebuild_packet(key), key), *case_problems()]


@ANY
@given(KEYED)
def test_what_was_kept_has_none(packet: Packet) -> None:
    with transaction.atomic():
        kept(council_minutes())
        assert problems(kept(packet)) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize(("what", "alter"), [
    ("meeting", lambda: Meeting.objects.update(date=date(2022, 9, 15))),
    ("body", lambda: Body.objects.update(key="andet-udvalg")),
    ("state", lambda: Meeting.objects.update(state="convened")),
    ("item", lambda: AgendaItem.objects.filter(number="5").update(number="6")),
    ("case", lambda: AgendaItem.objects.filter(number="3").update(case=None)),
    ("case", lambda: AgendaItem.objects.filter(number="3").update(case=Case.objects.get(key="22-9"))),
    ("decision", lambda: Decision.objects.filter(item__number="3").update(body_key="byraadet")),
    ("decision", lambda: Decision.objects.filter(item__number="3").update(own=False)),
    ("decision", lambda: Decision.objects.filter(item__number="3").update(date=date(2022, 9, 15))),
])
def test_an_altered_tie_is_named(what: str, alter: object) -> None:
    key = kept(committee_minutes())
    assert callable(alter)
    alter()
    assert f"The records of the meeting {key} are tied to another {what} than its packet says." in problems(key)


@pytest.mark.parametrize("altered", [{"title": "Andet"}, {"number": "22/9 "}, {"access": "open"}])
def test_an_altered_case_is_named(altered: dict[str, str]) -> None:
    key = kept(committee_minutes())
    Case.objects.filter(key="22-9").update(**altered)
    assert problems(key) == ["The case 22-9 is not named as its newest item has it."]


def test_a_case_without_items_is_named() -> None:
    key = kept(committee_minutes())
    Case.objects.create(key="9", number="9", origin="legacy", source_sha256="x")
    assert problems(key) == ["The case 9 is not named as its newest item has it."]


def test_a_meeting_that_was_cancelled_or_moved_since_stays_so() -> None:
    key = kept(committee_agenda())
    Meeting.objects.update(state="moved")
    assert problems(key) == []
    kept(replace(council_minutes(), items=()))
    assert problems(key) == []
