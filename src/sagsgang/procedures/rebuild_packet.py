"""From the records of a meeting back to the packet that they were made of."""

from __future__ import annotations

from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.packet.form import packet_of
from sagsgang.pure.packet.model import Packet
from sagsgang.records.cases.queries import annex_forms, document_forms, section_forms
from sagsgang.records.meetings.queries import carried_versions, item_forms, meeting_form
from sagsgang.records.minutes.queries import decision_forms, signatories


def rebuild_packet(meeting_key: str) -> Packet:
    """The packet of the meeting, from its records alone; its canonical bytes are those of the packet that was kept.

    Raises Conflict when no such meeting is kept.
    """
    form = meeting_form(meeting_key)
    if form is None:
        raise Conflict("meeting-not-kept", key=meeting_key)
    items = item_forms(meeting_key)
    decisions = decision_forms([item.id for item in items])
    presentations = [item.presentation_id for item in items]
    sections, annexes = section_forms(presentations), annex_forms(presentations)
    carried = carried_versions(meeting_key)
    documents = document_forms([version for _covered, version in carried])
    signed = signatories(meeting_key)
    return packet_of(form | {
        "items": [item.form | {"sections": sections[item.presentation_id], "annexes": annexes[item.presentation_id],
                               "decisions": decisions[item.id]} for item in items],
        "signatories": [name for name, _role in signed], "signatory_roles": [role for _name, role in signed],
        "annex_documents": [documents[version] for covered, version in carried if covered],
        "annex_bodies": [documents[version] for covered, version in carried if not covered],
    })
