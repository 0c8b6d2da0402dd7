"""What the records hold beside the packet's own values must follow from them: keys, ids, whose a decision is, cases."""

from __future__ import annotations

from collections.abc import Iterator

from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.packet.attribution import Attribution, attributed
from sagsgang.pure.packet.identity import identity, occurrences
from sagsgang.pure.packet.keys import body_key, case_key, meeting_key, without_term
from sagsgang.pure.packet.model import Packet
from sagsgang.records.cases.queries import case_names, presentation_ties as case_ties
from sagsgang.records.meetings.queries import body_names, items_of_cases, meeting_ties
from sagsgang.records.minutes.queries import attributions, decision_ties

_TIES = N_("The records of the meeting {meeting} are tied to another {what} than its packet says.")
_BODY = N_("The body {body} is not named as its newest paper has it.")
_CASE = N_("The case {case} is not named as its newest item has it.")


def tie_problems(packet: Packet, key: str) -> Iterator[str]:
    """What ties the meeting's records to others, and does not follow from the packet that they give."""
    committee, day = packet.committee or "", packet.meeting_date
    ties = meeting_ties(key)
    whose = [tuple(attributed(decision, committee, day) for decision in item.decisions) if day else ()
             for item in packet.items]
    ids = [identity("item", key, number, turn) for number, turn in occurrences(item.number for item in packet.items)]
    kept = attributions(ids)
    for what, found, right in (
            (N_("meeting"), key, meeting_key(packet)),
            (N_("body"), ties.body_key, body_key(committee)),
            (N_("state"), ties.state, _state(ties.state, decided=any(w.own for item in whose for w in item))),
            (N_("item"), [id_ for id_, _key in ties.items], ids),
            (N_("case"), [case for _id, case in ties.items],
             [case_key(item.case_number or "") or None for item in packet.items]),
            (N_("decision"), [kept[id_] for id_ in ids], [[_without_name(w) for w in item] for item in whose])):
        if found != right:
            yield _(_TIES).format(meeting=key, what=_(what))


def _state(state: str, *, decided: bool) -> str:
    """The state that the paper gives the meeting; one that was cancelled or moved stays so."""
    return state if state in {"cancelled", "moved"} else "minuted" if decided else "convened"


def _without_name(whose: Attribution) -> tuple[bool, str, object]:
    return whose.own, whose.body_key, whose.date


def row_problems(key: str, source: str) -> Iterator[str]:
    """The columns of the meeting's legacy rows that say whence they come, and do not name its accepted paper."""
    for what, found in (("case", case_ties(key)), ("decision", decision_ties(key))):
        if any(tie != ("legacy", source, None) for tie in found):
            yield _(_TIES).format(meeting=key, what=_(what))


def body_problems() -> Iterator[str]:
    """The bodies that are not named as a paper of their newest day names them."""
    for key, name, names in body_names():
        if name not in {without_term(printed) for printed in names}:
            yield _(_BODY).format(body=key)


def case_problems() -> Iterator[str]:
    """The cases whose number, title or access is not what their newest item prints."""
    names = case_names()
    newest = {item.case_id: (item.case_number, item.title, item.access) for item in items_of_cases(list(names))}
    for id_, (key, *name) in names.items():
        if case_key(name[0] or "") != key or newest.get(id_) != tuple(name):
            yield _(_CASE).format(case=key)
