"""The states of a meeting: every act from every state is either in the table or refused."""

from __future__ import annotations

from itertools import product

import pytest

from sagsgang.pure.kernel.errors import IllegalAct
from sagsgang.records.meetings.states import MEETING_ACTS, STATES

TABLE = {(act, source): target for act, source, target in MEETING_ACTS}
ACTS = sorted({act for act, _source in TABLE})
#: Written out, so that a slip in the table shows: what may be done in each state.
MAY = {
    "planned": {"convene", "cancel", "move", "import-agenda", "import-minutes"},
    "convened": {"open", "cancel", "move", "import-agenda", "import-minutes"},
    "in-session": {"end"},
    "ended": {"minute"},
    "minuted": {"sign", "import-agenda", "import-minutes"},
    "signed": {"void-signatures"},
    "cancelled": set(),
    "moved": set(),
}
LEADS_TO = {"convene": "convened", "open": "in-session", "end": "ended", "minute": "minuted", "sign": "signed",
            "void-signatures": "minuted", "cancel": "cancelled", "move": "moved", "import-agenda": "convened",
            "import-minutes": "minuted"}


def test_every_state_and_act_is_written_out_here() -> None:
    assert set(MAY) == set(STATES)
    assert set(ACTS) == set(LEADS_TO)


@pytest.mark.parametrize(("act", "state"), list(product(LEADS_TO, MAY)))
def test_every_act_from_every_state_leads_on_or_is_refused(act: str, state: str) -> None:
    if act in MAY[state]:
        assert MEETING_ACTS.target(act, state) == LEADS_TO[act]
    else:
        with pytest.raises(IllegalAct) as refused:
            MEETING_ACTS.target(act, state)
        assert refused.value.legal == tuple(sorted(MAY[state]))


def test_every_state_is_reached_from_planned() -> None:
    reached, new = {"planned"}, {"planned"}
    while new:
        new = {target for (_act, source), target in TABLE.items() if source in new} - reached
        reached |= new
    assert reached == set(STATES)
