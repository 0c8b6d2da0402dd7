"""The state table of a staged packet, every act from every state."""

from __future__ import annotations

import pytest

from sagsgang.pure.kernel.errors import IllegalAct
from sagsgang.records.imports.states import PACKET_ACTS, PacketState

LEGAL = {
    ("review", "staged"): "in_review",
    ("accept", "staged"): "accepted",
    ("accept", "in_review"): "accepted",
    ("reject", "staged"): "rejected",
    ("reject", "in_review"): "rejected",
    ("supersede", "accepted"): "superseded",
}


@pytest.mark.parametrize("act", ["review", "accept", "reject", "supersede"])
@pytest.mark.parametrize("state", list(PacketState))
def test_an_act_leads_where_the_table_says_or_is_refused(act: str, state: PacketState) -> None:
    if (act, state) in LEGAL:
        assert PACKET_ACTS.target(act, state) == LEGAL[act, state]
    else:
        with pytest.raises(IllegalAct) as refused:
            PACKET_ACTS.target(act, state)
        assert refused.value.legal == tuple(sorted(a for a, s in LEGAL if s == state))


def test_the_table_has_no_row_more() -> None:
    assert {(act, source): target for act, source, target in PACKET_ACTS} == LEGAL
