"""The municipality's calendar: closed days, how days are counted, and deadlines that the law is never undercut by."""

from __future__ import annotations

from datetime import date, time

import pytest

from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.rules.deadlines import dispatch_deadline
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation import queries, services
from sagsgang.records.organisation.models import ClosedDay, DeadlineRule
from tests.support.townhall import FOUNDER, MORNING

pytestmark = pytest.mark.django_db
WHO = {"actor": FOUNDER, "at": MORNING}
TODAY, MEETING = MORNING.date(), date(2026, 10, 14)


def due(body: str, *, council: bool = False, on: date = MEETING, known_on: date = TODAY) -> date:
    return dispatch_deadline(on, body=body, is_council=council, calendar=queries.municipal_calendar(known_on),
                             own=queries.municipal_rules()).due


def rule(**said: object) -> None:
    services.set_deadline(**{"kind": "dispatch", "body": "", "days": 5, "latest_clock": None, "valid_from": TODAY,
                             "source": "Forretningsorden", "known_from": TODAY, **said, **WHO})


def test_a_closed_day_moves_a_deadline_and_taken_back_moves_it_back(body: str) -> None:
    assert due(body) == date(2026, 10, 8)
    services.close_day(day=date(2026, 10, 12), name="Flytning", **WHO)
    assert due(body) == date(2026, 10, 7)
    services.open_day(day=date(2026, 10, 12), **WHO)
    assert due(body) == date(2026, 10, 8)
    assert list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))[-2:] == [
        "calendar.close-day", "calendar.open-day"]


def test_a_day_that_is_not_closed_is_not_opened_and_one_without_a_reason_not_closed() -> None:
    services.open_day(day=TODAY, **WHO)
    with pytest.raises(Refusal) as refused:
        services.close_day(day=TODAY, name=" ", **WHO)
    assert refused.value.code == "name-empty"
    assert not JournalEntry.objects.exists()
    for name in ("Flytning", "Flyttedag"):
        services.close_day(day=TODAY, name=name, **WHO)
    assert ClosedDay.objects.get().name == "Flyttedag"


def test_a_setting_holds_from_its_day_on_and_is_not_known_before_it_was_chosen(body: str) -> None:
    monday = date(2026, 10, 12)
    before = due(body, on=monday)
    services.choose_setting(name="saturday_is_weekday", value=True, valid_from=date(2026, 10, 1), source="Byrådet",
                            known_from=TODAY, **WHO)
    assert before == date(2026, 10, 6)
    assert due(body, on=monday) == date(2026, 10, 7)
    assert due(body, on=monday, known_on=date(2026, 9, 1)) == before


@pytest.mark.parametrize(("said", "code"), [({"name": "sunday_is_weekday"}, "setting-unknown"),
                                            ({"source": " "}, "source-empty")])
def test_a_setting_has_a_known_name_and_a_source(said: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        services.choose_setting(**{"name": "saturday_is_weekday", "source": "Byrådet", "value": True,
                                   "valid_from": TODAY, "known_from": TODAY, **said, **WHO})
    assert refused.value.code == code


def test_a_bodys_own_deadline_outranks_that_of_all_and_what_held_before_stays(body: str) -> None:
    rule(days=6)
    assert due(body) == date(2026, 10, 6)
    rule(body=body, days=2, latest_clock=time(12), valid_from=date(2026, 10, 1))
    assert (due(body), due(body, on=date(2026, 9, 30))) == (date(2026, 10, 12), date(2026, 9, 22))
    assert [(row.body, row.days, row.latest_clock) for row in queries.municipal_rules()] == [
        (None, 6, None), (body, 2, time(12))]


@pytest.mark.parametrize("whose", ["council", "all"])
def test_no_deadline_of_the_council_is_shorter_than_the_law_whether_for_it_or_for_all(whose: str) -> None:
    council = services.set_up_body(name="Byrådet", kind="council", **WHO)
    body = council if whose == "council" else ""
    with pytest.raises(Refusal) as refused:
        rule(body=body, days=3)
    assert refused.value.code == "deadline-shorter-than-law"
    assert not DeadlineRule.objects.exists()
    rule(body=body, days=4)
    assert due(council, council=True) == date(2026, 10, 8)


def test_a_shorter_deadline_of_the_council_is_found_out_behind_a_longer_one() -> None:
    council = services.set_up_body(name="Byrådet", kind="council", **WHO)
    rule(body=council, days=6, valid_from=date(2026, 9, 1))
    with pytest.raises(Refusal):
        rule(body=council, days=2, valid_from=date(2026, 8, 1))


@pytest.mark.parametrize(("said", "code"), [
    ({"kind": "lunch"}, "deadline-kind-unknown"), ({"days": 0}, "deadline-days"), ({"days": 201}, "deadline-days"),
    ({"source": ""}, "source-empty"), ({"body": "ingen"}, "body-unknown")])
def test_a_deadline_that_cannot_be_is_not_set(said: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rule(**said)
    assert refused.value.code == code
    assert not DeadlineRule.objects.exists()
