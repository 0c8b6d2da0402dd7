"""The states of a draft, its approval and a hearing: every act from every state leads on or is refused."""

from __future__ import annotations

from itertools import product

import pytest

from sagsgang.pure.kernel.errors import IllegalAct
from sagsgang.pure.kernel.transitions import Transitions
from sagsgang.records.cases import states

#: Written out, so that a slip in a table shows: (table, its states, where each act leads from each state).
TABLES: dict[str, tuple[Transitions, tuple[str, ...], dict[tuple[str, str], str]]] = {
    "draft": (states.DRAFT_ACTS, ("draft", "in-approval", "returned", "approved", "sent", "withdrawn"), {
        ("edit", "draft"): "draft", ("edit", "returned"): "returned", ("submit", "draft"): "in-approval",
        ("submit", "returned"): "in-approval", ("recall", "in-approval"): "draft",
        ("return", "in-approval"): "returned",
        ("approve", "in-approval"): "in-approval", ("approve-last", "in-approval"): "approved",
        ("finish", "draft"): "approved", ("reopen", "approved"): "draft", ("send", "approved"): "sent",
        ("correct", "sent"): "draft", ("withdraw", "draft"): "withdrawn", ("withdraw", "returned"): "withdrawn",
        ("withdraw", "approved"): "withdrawn", ("restore", "withdrawn"): "draft"}),
    "round": (states.ROUND_ACTS, ("open", "approved", "returned", "recalled"), {
        ("approve", "open"): "open", ("approve-last", "open"): "approved", ("return", "open"): "returned",
        ("recall", "open"): "recalled"}),
    "step": (states.STEP_ACTS, ("waiting", "current", "approved", "returned", "dropped"), {
        ("begin", "waiting"): "current", ("approve", "current"): "approved", ("return", "current"): "returned",
        ("drop", "waiting"): "dropped", ("drop", "current"): "dropped"}),
    "hearing": (states.HEARING_ACTS, ("open", "closed"), {
        ("answer", "open"): "open", ("extend", "open"): "open", ("close", "open"): "closed",
        ("answer", "closed"): "closed"}),
}
EVERY = [(name, act, state) for name, (_table, all_states, leads) in TABLES.items()
         for act, state in product(sorted({act for act, _ in leads}), all_states)]


@pytest.mark.parametrize("name", TABLES)
def test_the_table_has_no_other_rows_and_states(name: str) -> None:
    table, all_states, leads = TABLES[name]
    assert {(act, source): target for act, source, target in table} == leads
    declared = {"draft": states.DRAFT_STATES, "round": states.ROUND_STATES, "step": states.STEP_STATES,
                "hearing": states.HEARING_STATES}
    assert declared[name] == all_states


@pytest.mark.parametrize(("name", "act", "state"), EVERY)
def test_every_act_from_every_state_leads_on_or_is_refused(name: str, act: str, state: str) -> None:
    table, _states, leads = TABLES[name]
    if (act, state) in leads:
        assert table.target(act, state) == leads[act, state]
        return
    with pytest.raises(IllegalAct) as refused:
        table.target(act, state)
    assert refused.value.legal == tuple(sorted(a for a, source in leads if source == state))
