"""Two secretaries send the same agenda at the same moment: it is sent once, and the other is told so."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from sagsgang.procedures.send_agenda import Letter, send_agenda
from sagsgang.procedures.verify_store import verify_store
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.meetings.queries import versions_of
from sagsgang.records.notices.queries import notices_of
from tests.support.townhall import approved, draft, placed, planned_meeting, townhall, version

pytestmark = pytest.mark.django_db(databases=["default", "open"], transaction=True)


def test_the_agenda_is_sent_once() -> None:
    town = townhall()
    meeting = planned_meeting(town)
    placed(town, meeting, approved(town, draft(town)))
    base, at, actor = version(meeting), town.later(), town.who("sekretaer")
    start, told = threading.Barrier(2), []

    def send() -> None:
        start.wait()
        try:
            told.append(send_agenda(meeting_key=meeting, letter=Letter(), base_version=base, actor=actor, at=at).kind)
        except SagsgangError as error:
            told.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["agenda", "agenda-changed-meanwhile"]
    assert [one.sequence for one in versions_of(meeting)] == [1]
    assert len(notices_of(town.ids["medlem"])) == 1
    assert verify_store().problems == ()
