"""Every cell of the permission table (docs/permissions.md) holds of the policies that decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from types import SimpleNamespace
from uuid import UUID

import pytest

from sagsgang.pure.kernel.actor import Actor, Grant
from sagsgang.records.cases import policy as cases, states as draft_states
from sagsgang.records.cases.queries import DraftFacts
from sagsgang.records.cases.queries.lists import CaseView, may_see_case
from sagsgang.records.imports import policy as imports
from sagsgang.records.imports.states import PacketState
from sagsgang.records.journal import policy as journal
from sagsgang.records.meetings import policy as meetings, states as meeting_states
from sagsgang.records.minutes import policy as minutes
from sagsgang.records.notices import policy as notices
from sagsgang.records.organisation import policy as organisation
from sagsgang.records.publication import policy as publication
from sagsgang.records.reading import policy as reading
from tests.support.permissions import Row, rows

ME, OFFICER, SOMEBODY = 7, 8, 9
UNIT, BODY = "jobcenter", "teknikudvalget"
ROW = rows()


def _of(role: str, *, unit: str | None = None, body: str | None = None) -> Actor:
    return Actor(f"user:{ME}", grants=frozenset({Grant(role, unit=unit, body=body)}))


ELSEWHERE = frozenset({Grant("case-officer", unit="anden"), Grant("approver", unit="anden"),
                       *(Grant(role, body="andet") for role in ("secretary", "chair", "deputy", "member",
                                                                "substitute"))})
NOTHING = Actor(f"user:{ME}")
#: The people of the table. What is only said on a draft ("approver") comes from `named`.
PEOPLE = {
    "officer": _of("case-officer", unit=UNIT), "co-author": NOTHING, "colleague": _of("case-officer", unit=UNIT),
    "approver": NOTHING, "deputy": NOTHING, "next": NOTHING, "manager": _of("approver", unit=UNIT), "heard": NOTHING,
    "secretary": _of("secretary", body=BODY), "chair": _of("chair", body=BODY), "vice-chair": _of("deputy", body=BODY),
    "member": _of("member", body=BODY), "substitute": _of("substitute", body=BODY), "former": NOTHING,
    "administrator": Actor(f"user:{ME}", frozenset({"administrator"})),
    "importer": Actor(f"user:{ME}", frozenset({"importer"})),
    "publisher": Actor(f"user:{ME}", frozenset({"publisher"})),
    "other": Actor(f"user:{ME}", grants=ELSEWHERE), "anonymous": Actor("anonymous"),
}


@dataclass(frozen=True)
class Asked:
    """One cell: who, and on what."""

    who: str
    kind: str
    access: str
    state: str

    @property
    def actor(self) -> Actor:
        return PEOPLE[self.who]

    @property
    def owner(self) -> int:
        return ME if self.who == "officer" else OFFICER

    @property
    def draft(self) -> DraftFacts:
        me = frozenset({ME})
        named = {"co-author": {"collaborators": me}, "approver": {"approvers": me}, "deputy": {"approvers": me},
                 "next": {"approvers": me}, "heard": {"respondents": me}}.get(self.who, {})
        turn = self.state == draft_states.IN_APPROVAL
        deciders = me if turn and self.who in {"approver", "deputy"} else frozenset({SOMEBODY} if turn else ())
        return DraftFacts(
            id=UUID(int=1), case_key="2026-1", kind=self.kind, title="Titel", body=BODY, unit=UNIT, officer=self.owner,
            access=self.access, state=self.state, version=1, deciders=deciders,
            submitted_by=f"user:{OFFICER}" if turn else "", **named)

    @property
    def item(self) -> meetings.ItemFacts:
        draft = self.draft
        return meetings.ItemFacts(BODY, self.access, frozenset({draft.officer}) | draft.collaborators | draft.approvers)

    @property
    def case(self) -> CaseView:
        return CaseView("2026-1", "2026/1", "Titel", self.access, "", UNIT, "Jobcenter", self.owner, "", "native", 1)

    @property
    def packet(self) -> SimpleNamespace:
        return SimpleNamespace(state=self.state, meeting_key="a/b", answered_at=None)


def _write(act: str) -> Callable[[Asked], object]:
    return lambda asked: cases.objection_to(act, asked.actor, asked.draft)


def _plan(act: str) -> Callable[[Asked], object]:
    return lambda asked: meetings.objection_to_planning(asked.actor, BODY, act=act, state=asked.state)


def _logs_in(asked: Asked) -> int | None:
    """Whose own things are asked for: a person's; of who is not logged in there is nobody's."""
    return asked.actor.user_id if asked.actor.user_id is not None else SOMEBODY


#: What says why not (None: allowed), by act.
ACTS: dict[str, Callable[[Asked], object]] = {
    "administer": lambda asked: organisation.objection_to_administering(asked.actor),
    "look up people and their rights": lambda asked: organisation.objection_to_seeing_people(asked.actor),
    "open or change a case": lambda asked: cases.objection_to_changing_case(
        asked.actor, unit=UNIT, officer=asked.case.officer, access=asked.case.access),
    "see a case": lambda asked: None if may_see_case(asked.actor, asked.case) else "no",
    "change templates": lambda asked: cases.objection_to_templates(asked.actor),
    "set approval levels": lambda asked: organisation.objection_to_administering(asked.actor),
    "see a draft": lambda asked: cases.objection_to_seeing_draft(asked.actor, asked.draft),
    **{act: _write(act) for act in ("edit", "submit", "recall", "finish", "reopen", "correct", "withdraw", "restore")},
    "ask others": lambda asked: cases.objection_to_asking(asked.actor, asked.draft),
    "approve or return": lambda asked: cases.objection_to_deciding(asked.actor, asked.draft),
    "comment": lambda asked: cases.objection_to_commenting(asked.actor, asked.draft),
    "build the agenda": _plan("prepare"), "move the meeting's day": _plan("reschedule"),
    "cancel the meeting": _plan("cancel"), "send the agenda": _plan("convene"),
    "send a supplement": _plan("supplement"), "send a correction": _plan("correct"),
    "change fixed items": lambda asked: meetings.objection_to_fixed_items(asked.actor),
    "see a sent item or annex": lambda asked: meetings.objection_to_seeing_item(asked.actor, asked.item),
    "fetch the whole agenda": lambda asked: meetings.objection_to_whole_paper(
        asked.actor, [meetings.ItemFacts(BODY, "open"), asked.item]),
    "see read papers": lambda asked: imports.objection_to_seeing(asked.actor),
    "bring papers in": lambda asked: imports.objection_to_importing(asked.actor),
    "accept a paper": lambda asked: imports.objection_to_accepting(asked.actor, asked.packet),
    "reject a paper": lambda asked: imports.objection_to_rejecting(asked.actor, asked.packet),
    "answer a question": lambda asked: imports.objection_to_answering(asked.actor, asked.packet),
    "make a body's papers public": lambda asked: publication.objection_to_publishing(asked.actor, body=BODY),
    "release a read paper": lambda asked: publication.objection_to_releasing(
        asked.actor, meeting_key="a/b", accepted=asked.state == PacketState.ACCEPTED, released=False),
    "keep own notes": lambda asked: reading.objection_to_notes(asked.actor, _logs_in(asked)),
    "see or change another's notes": lambda asked: reading.objection_to_notes(asked.actor, SOMEBODY),
    "read own notices": lambda asked: notices.objection_to_reading(asked.actor, _logs_in(asked)),
    "read another's notices": lambda asked: notices.objection_to_reading(asked.actor, SOMEBODY),
    "send failed mails again": lambda asked: notices.objection_to_retrying(asked.actor),
    "read the journal": lambda asked: journal.objection_to_reading(asked.actor),
    "change decision phrases": lambda asked: minutes.objection_to_phrases(asked.actor),
}
ACCESS = ("open", "closed", "personal")
STATES = {"Drafts": draft_states.DRAFT_STATES, "Meetings": meeting_states.STATES,
          "Papers": tuple(PacketState), "The public side": tuple(PacketState)}


def values(row: Row) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The kinds, access levels and states that a row speaks of."""
    every = (draft_states.DOCUMENT_KINDS, ACCESS,
             next((states for name, states in STATES.items() if row.section.startswith(name)), ("-",)))
    said = (row.kind, row.access, row.state)
    found = tuple(known if cell == ("*",) else cell for cell, known in zip(said, every, strict=True))
    assert all(set(cell) <= set(map(str, known)) for cell, known in zip(found, every, strict=True)), row
    return tuple(tuple(map(str, cell)) for cell in found)  # type: ignore[return-value]


def cells(row: Row) -> Iterator[tuple[Asked, bool]]:
    for who, said in row.cells.items():
        for kind, access, state in product(*values(row)):
            yield Asked(who, kind, access, state), said


@pytest.mark.parametrize("row", ROW, ids=str)
def test_every_cell_holds(row: Row) -> None:
    wrong = [(asked.who, asked.kind, asked.access, asked.state, "the table says", said) for asked, said in cells(row)
             if (ACTS[row.act](asked) is None) is not said]
    assert wrong == []


def test_the_table_speaks_of_the_acts_that_are_tried_and_of_the_people_that_are_known() -> None:
    assert {row.act for row in ROW} == set(ACTS)
    assert all(list(row.cells) == list(PEOPLE) for row in ROW)


@pytest.mark.parametrize("act", ACTS)
def test_every_kind_access_and_state_of_an_act_stands_in_one_row(act: str) -> None:
    said = [combined for row in ROW if row.act == act for combined in product(*values(row))]
    assert len(said) == len(set(said))
    section = next(row.section for row in ROW if row.act == act)
    states = next((states for name, states in STATES.items() if section.startswith(name)), ("-",))
    assert len(said) == len(draft_states.DOCUMENT_KINDS) * len(ACCESS) * len(states)


def test_who_may_do_something_with_a_draft_may_see_it() -> None:
    seen = {(asked.who, asked.access, asked.state): said for row in ROW if row.act == "see a draft"
            for asked, said in cells(row)}
    doing = [(row.act, asked) for row in ROW if row.section.startswith("Drafts") and row.act != "see a draft"
             for asked, said in cells(row) if said]
    assert doing
    assert [(act, asked) for act, asked in doing if not seen[asked.who, asked.access, asked.state]] == []


def test_stricter_access_never_gives_a_right() -> None:
    for act in ("see a case", "see a draft", "edit", "comment", "see a sent item or annex"):
        said = {(asked.who, asked.kind, asked.state, asked.access): cell for row in ROW if row.act == act
                for asked, cell in cells(row)}
        assert [key for key, cell in said.items() if cell and key[3] != "open"
                and not said[*key[:3], ACCESS[ACCESS.index(key[3]) - 1]]] == []


@pytest.mark.parametrize("how", ["officer", "sent it"])
def test_four_eyes_whoever_wrote_or_sent_a_draft_does_not_approve_it_though_they_are_named(how: str) -> None:
    named = Asked("approver", "presentation", "open", draft_states.IN_APPROVAL)
    assert cases.objection_to_deciding(named.actor, named.draft) is None
    draft = replace(named.draft, **({"officer": ME} if how == "officer" else {"submitted_by": f"user:{ME}"}))
    objection = cases.objection_to_deciding(named.actor, draft)
    assert objection is not None
    assert objection.code == "four-eyes"


@pytest.mark.parametrize("act", ["see a draft", "edit", "comment", "see a sent item or annex", "see a case"])
def test_roles_add_up(act: str) -> None:
    """Whoever holds the roles of two people of the table may what either may."""
    held = [who for who in PEOPLE if who not in {"anonymous", "officer", "co-author", "approver", "deputy", "next",
                                                 "heard"}]
    for row in (row for row in ROW if row.act == act):
        for (one, other), (kind, access, state) in product(product(held, held), product(*values(row))):
            both = Actor(f"user:{ME}", PEOPLE[one].roles | PEOPLE[other].roles,
                         PEOPLE[one].grants | PEOPLE[other].grants)
            asked = SimpleNamespace(actor=both, draft=Asked(one, kind, access, state).draft,
                                    item=Asked(one, kind, access, state).item,
                                    case=Asked(one, kind, access, state).case)
            assert (ACTS[act](asked) is None) is (row.cells[one] or row.cells[other])  # type: ignore[arg-type]
