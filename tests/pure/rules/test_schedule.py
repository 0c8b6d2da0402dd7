"""Plans: sorted, each duty once, the same again from the same events."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from sagsgang.pure.rules.calendar import Calendar
from sagsgang.pure.rules.deadlines import Deadline, deadline_before, dispatch_deadline
from sagsgang.pure.rules.grounds import ground, grounds
from sagsgang.pure.rules.schedule import Event, ScheduleRule, plan

CALENDAR = Calendar(date(2030, 1, 1))


def dispatch(event: Event) -> Deadline:
    return dispatch_deadline(event.on, body=None, is_council=False, calendar=CALENDAR)


def editorial(event: Event) -> Deadline:
    return deadline_before(event.on, "editorial", body=None, calendar=CALENDAR)


RULES: list[ScheduleRule] = [("meeting", "dispatch", dispatch), ("meeting", "editorial", editorial)]


@given(st.lists(st.builds(Event, st.sampled_from(["meeting", "decision"]), st.sampled_from("abc"),
                          st.dates(date(2015, 1, 1), date(2028, 1, 1)))))
def test_a_plan_is_sorted_and_says_each_duty_once_however_often_an_event_is_named(events: list[Event]) -> None:
    duties = plan(events, RULES)
    assert duties == plan([*reversed(events), *events], RULES)
    assert [duty.due for duty in duties] == sorted(duty.due for duty in duties)
    assert len(duties) == 2 * len({event for event in events if event.kind == "meeting"})
    assert all(duty.due < duty.event.on for duty in duties)


def test_grounds_have_words_and_a_statute_and_an_unknown_code_has_none() -> None:
    assert all(one.text and one.statute for one in grounds())
    assert ground("personal-affairs") == grounds()[0]
    assert ground("because") is None
