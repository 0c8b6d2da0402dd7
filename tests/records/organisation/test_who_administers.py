"""Every act on the municipality is an administrator's; nobody else's leaves a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sagsgang.pure.kernel.actor import Actor, Grant
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation import services
from tests.support.townhall import MORNING

pytestmark = pytest.mark.django_db
TODAY = MORNING.date()
FACTS = {"full_name": "Navn", "email": "", "unit": "", "title": "", "phone": ""}
LETTERHEAD = {"name": "Ny", "parent": "", "address": "", "phone": "", "email": ""}
#: An act by name, and what it takes beside who and when.
ACTS: dict[str, dict[str, object]] = {
    "add_person": {"username": "ny", "full_name": "Ny"},
    "change_person": {"user_id": 1, **FACTS},
    "set_active": {"user_id": 1, "active": False},
    "give_role": {"user_id": 1, "code": "administrator"},
    "end_role": {"role_id": 1, "on": TODAY},
    "tell_password_link": {"user_id": 1},
    "forget_second_factor": {"user_id": 1},
    "renew_login": {"username": "ny", "password": "hemmelig"},
    "set_up_body": {"name": "Nyt", "kind": "other"},
    "change_body": {"key": "nyt", "name": "Nyt", "kind": "other", "parent": "", "mandate": "", "closed_on": None,
                    "version": 1},
    "set_up_unit": {"name": "Ny"},
    "change_unit": {"key": "ny", "version": 1, **LETTERHEAD},
    "add_term": {"start": date(2026, 1, 1), "end": date(2029, 12, 31)},
    "add_seats": {"body": "nyt", "term": "2026-2029", "count": 1},
    "seat_person": {"seat_id": 1, "user_id": 1, "role": "member", "start": TODAY},
    "leave_seat": {"occupancy_id": 1, "on": TODAY},
    "close_day": {"day": TODAY, "name": "Lukket"},
    "open_day": {"day": TODAY},
    "choose_setting": {"name": "saturday_is_weekday", "value": True, "valid_from": TODAY, "source": "x",
                       "known_from": TODAY},
    "set_deadline": {"kind": "dispatch", "body": "", "days": 9, "latest_clock": None, "valid_from": TODAY,
                     "source": "x", "known_from": TODAY},
}
#: Acts of founding and of import, which the programs beside the pages do, and what people do to their own access.
NOT_OF_ADMINISTRATORS = {"found_municipality", "ensure_body", "create_user", "set_password", "note_access"}
OTHERS = {
    "nobody": Actor("user:1"),
    "all other roles": Actor("user:1", frozenset({"importer", "publisher", "case-officer", "approver", "secretary"})),
    "the whole committee": Actor("user:1", grants=frozenset(
        Grant(role, body="nyt") for role in ("chair", "deputy", "member", "substitute", "secretary"))),
    "an administrator of one body": Actor("user:1", grants=frozenset({Grant("administrator", body="nyt")})),
}


def test_every_act_is_tried_here_or_said_to_be_another_ones() -> None:
    assert set(services.__all__) == set(ACTS) | NOT_OF_ADMINISTRATORS


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("name", ACTS)
def test_an_act_of_anybody_else_is_refused_and_leaves_no_trace(name: str, who: str) -> None:
    act: Callable[..., object] = getattr(services, name)
    with pytest.raises(Refusal) as refused:
        act(**ACTS[name], actor=OTHERS[who], at=MORNING)
    assert refused.value.code == "needs-administrator"
    assert not JournalEntry.objects.exists()
