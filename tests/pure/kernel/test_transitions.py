"""A state moves by its table and by nothing else."""

from __future__ import annotations

import pytest

from sagsgang.pure.kernel.errors import IllegalAct
from sagsgang.pure.kernel.sentences import sentence
from sagsgang.pure.kernel.transitions import Transitions

DOOR = Transitions(("open", "shut", "ajar"), ("shut", "ajar", "shut"), ("lock", "shut", "locked"))


def test_an_act_leads_where_the_table_says() -> None:
    assert DOOR.target("open", "shut") == "ajar"
    assert sorted(DOOR) == [("lock", "shut", "locked"), ("open", "shut", "ajar"), ("shut", "ajar", "shut")]


def test_an_act_that_is_not_in_the_table_is_refused_with_those_that_are() -> None:
    with pytest.raises(IllegalAct) as refused:
        DOOR.target("shut", "shut")
    assert refused.value.legal == DOOR.legal("shut") == ("lock", "open")
    assert sentence(refused.value) == (
        "“shut” is not possible while the state is “shut”. Possible now: lock, open.")


def test_a_state_without_acts_says_so() -> None:
    with pytest.raises(IllegalAct) as refused:
        DOOR.target("open", "locked")
    assert refused.value.legal == ()
    assert sentence(refused.value).endswith("Possible now: -.")


def test_a_table_cannot_lead_two_ways() -> None:
    with pytest.raises(ValueError, match="two rows"):
        Transitions(("open", "shut", "ajar"), ("open", "shut", "wide"))
