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
    "planned": {"prepare", "reschedule", "convene", "cancel", "move", "import-agenda", "import-minutes"},
    "convened": {"prepare", "supplement", "correct", "open", "cancel", "move", "import-agenda", "import-minutes"},
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
#: Acts that leave the state as it is.
STAYS = {"prepare", "reschedule", "supplement", "correct"}


def test_every_state_and_act_is_written_out_here() -> None:
    assert set(MAY) == set(STATES)
    assert set(ACTS) == set(LEADS_TO) | STAYS


@pytest.mark.parametrize(("act", "state"), list(product([*LEADS_TO, *sorted(STAYS)], MAY)))
def test_every_act_from_every_state_leads_on_or_is_refused(act: str, state: str) -> None:
    if act in MAY[state]:
        assert MEETING_ACTS.target(act, state) == LEADS_TO.get(act, state)
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
