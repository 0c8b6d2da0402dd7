"""An agenda is sent: frozen, printed, its members told, its open part made public. Nothing of it happens twice.

The slow part, printing, comes before the lock; what was printed is sent only if nothing has changed meanwhile. Sending
and releasing are one transaction; the copy into the public store follows, and who is killed before it leaves that to
`publish_releases`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal, SagsgangError
from sagsgang.pure.kernel.sentences import sentence
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.storable import check_storable
from sagsgang.pure.rules.deadlines import COPENHAGEN, Deadline
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.states import APPROVED, SENT, stricter
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.meetings import services as meetings
from sagsgang.records.meetings.policy import objection_to_planning
from sagsgang.records.meetings.queries import MeetingView, latest_version, meeting_deadlines, meeting_view
from sagsgang.records.notices.services import give_notice
from sagsgang.records.organisation.queries import seated
from sagsgang.records.publication import queries as publication
from sagsgang.records.publication.services import keep_pdf

from .agenda_packet import PreparedAgenda, PreparedItem, prepare_agenda
from .keep_packet import keep_rows, name_cases_of
from .meeting_papers import Paper, paper_of_meeting
from .publish_releases import publish_releases
from .release_meeting import freeze_release, print_paper

_ACT_OF = {"agenda": "convene", "supplement": "supplement", "correction": "correct"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes with the agenda: words to the members, and why it is late, where it is."""

    message: str = ""
    breach_reason: str = ""


@dataclass(frozen=True, slots=True)
class SentAgenda:
    """What was sent: which version of the agenda, and what became public with it (None: nothing new did)."""

    sequence: int
    kind: str
    release: publication.ReleaseView | None


def send_agenda(*, meeting_key: str, letter: Letter, base_version: int, actor: Actor, at: datetime) -> SentAgenda:
    """Send the agenda, a supplement or a correction, whichever it is by what has changed.

    Raises Refusal with everything that is in the way, and Conflict where somebody changed the agenda after
    `base_version` or while it was printed.
    """
    prepared = prepare_agenda(meeting_key)
    _check(meeting_key, prepared, letter, base_version, actor, at)
    check_storable(prepared.packet)
    data = canonical_packet(prepared.packet)
    pdf = print_paper(prepared.packet, meeting_key)
    paper = _paper(prepared, data)
    public, left_out = paper.open_part()
    before = publication.latest(meeting_key)
    is_news = before is None or before.sha256 != sha256(canonical_packet(public))
    public_pdf = print_paper(public, meeting_key) if is_news else b""
    release = None
    with transaction.atomic():
        lock_journal()
        again = prepare_agenda(meeting_key)
        if canonical_packet(again.packet) != data or publication.latest(meeting_key) != before:
            raise Conflict("agenda-changed-meanwhile")
        _check(meeting_key, again, letter, base_version, actor, at)
        _send(meeting_key, again, letter, data, keep_pdf(pdf), actor, at)
        if is_news:
            sent = paper_of_meeting(meeting_key)
            if sent is None or sent.open_part() != (public, left_out):
                raise Conflict("agenda-changed-meanwhile")
            release = freeze_release(sent, public, left_out, public_pdf, meeting_key=meeting_key, actor=actor, at=at)
    if release:
        publish_releases()
    version = latest_version(meeting_key)
    if version is None:
        raise Conflict("agenda-changed-meanwhile")
    return SentAgenda(version.sequence, version.kind, release)


def objections_to_sending(meeting_key: str, prepared: PreparedAgenda, *, actor: Actor,
                          at: datetime) -> Iterator[SagsgangError]:
    """Everything that stands in the way of sending the agenda now; a missed deadline is told apart (`is_late`)."""
    meeting = _known(meeting_key)
    act = _ACT_OF[prepared.kind] if prepared.kind else "prepare"
    if objection := objection_to_planning(actor, meeting.body, act=act, state=meeting.state):
        yield objection
    if not prepared.items:
        yield Refusal("agenda-empty")
    elif prepared.kind is None:
        yield Refusal("nothing-to-send")
    if meeting.start and at >= datetime.combine(meeting.date, meeting.start, COPENHAGEN):
        yield Refusal("meeting-has-begun")
    for item in prepared.items:
        draft = item.entry.draft
        if item.change == "new" and draft and draft.state not in {APPROVED, SENT}:
            yield Refusal("draft-not-approved", title=draft.title)
        for annex in item.content.annexes if item.content else ():
            if prepared.texts[annex.version_id].state == "waiting":
                yield Refusal("annex-not-read", annex=annex.title)
            if prepared.texts[annex.version_id].state == "unsettled":
                yield Refusal("annex-unsettled", annex=annex.title)


def dispatch_of(meeting_key: str, at: datetime) -> Deadline:
    """The deadline by which the agenda is sent."""
    return meeting_deadlines(meeting_key, at)["dispatch"]


def _check(meeting_key: str, prepared: PreparedAgenda, letter: Letter, base_version: int, actor: Actor,
           at: datetime) -> None:
    if _known(meeting_key).version != base_version:
        raise Conflict("agenda-changed-meanwhile")
    found = list(objections_to_sending(meeting_key, prepared, actor=actor, at=at))
    deadline = dispatch_of(meeting_key, at)
    if deadline.is_breached(at) and not letter.breach_reason.strip():
        found.append(Refusal("breach-without-reason", due=deadline.due.strftime("%d.%m.%Y")))
    if len(found) == 1:
        raise found[0]
    if found:
        raise Refusal("agenda-not-ready", reasons=" ".join(sentence(error) for error in found))


def _send(meeting_key: str, prepared: PreparedAgenda, letter: Letter, data: bytes, pdf_sha256: str, actor: Actor,
          at: datetime) -> None:
    """Everything that sending leaves inside, under the lock."""
    meeting, kind = _known(meeting_key), prepared.kind or ""
    deadline = dispatch_of(meeting_key, at)
    breached = deadline.is_breached(at)
    items = [_frozen(item, actor, at) for item in prepared.items]
    entry = record_act(
        act="agenda.send", subject=meeting_key, actor=actor, at=at, hashes={"packet": sha256(data), "pdf": pdf_sha256},
        codes={"kind": kind, "due": deadline.due.isoformat(), "breached": str(breached)},
        reason=letter.breach_reason.strip() if breached else "")
    told = [(one.user_id, one.role) for one in seated(meeting.body, at.astimezone(COPENHAGEN).date())]
    meetings.keep_version(
        meeting.id, meetings.Dispatch(kind, data, sha256(data), pdf_sha256, deadline, breached,
                                      letter.breach_reason.strip() if breached else "", letter.message.strip()),
        items, told, journal_entry=entry.seq, sent_by=actor.key, at=at)
    meetings.convene(meeting.id, prepared.packet, act=_ACT_OF[kind])
    numbers = [item.case_number for item in prepared.packet.items if item.case_number]
    case_ids = cases.ensure_cases(numbers, source_sha256=sha256(data))
    keep_rows(prepared.packet, meeting_key, meeting.id, case_ids, cases.Tie(journal_entry=entry.seq),
              {str(item.number): item.ground for item in items if item.access != "open"})
    name_cases_of(set(case_ids.values()))
    give_notice(to=[user for user, _role in told], code=f"{kind}-sent", address=f"/laes/{meeting_key}/",
                args={"body": meeting.body_name, "date": meeting.date.isoformat()}, origin=entry.seq, at=at)


def _frozen(item: PreparedItem, actor: Actor, at: datetime) -> meetings.ItemToSend:
    """Freeze the draft behind the item where it is approved anew; what was sent before goes out as it was."""
    frozen, content, entry, said = item.frozen, item.content, item.entry, item.seclusion
    if content and entry.draft and frozen is None:
        frozen = cases.freeze_draft(draft_id=entry.draft.id, reason="sent", actor=actor, at=at)
        if entry.draft.state == APPROVED:
            cases.move_draft(draft_id=entry.draft.id, act="send")
    annexes = tuple((f"{item.number}.{place}", annex.title, stricter(said.access, annex.access), annex.version_id)
                    for place, annex in enumerate(content.annexes, 1)) if content else ()
    return meetings.ItemToSend(
        entry.id, item.number, item.item.title or "", frozen, said.access, said.ground, said.public_title,
        said.stub_reason, item.digest, item.change, annexes)


def _paper(prepared: PreparedAgenda, data: bytes) -> Paper:
    """The paper as it will stand for the meeting when it is sent."""
    closed = [item for item in prepared.items if item.seclusion.access != "open"]
    return Paper(sha256(data), sha256(data), prepared.packet,
                 {str(item.number): item.seclusion.public_title or None for item in closed},
                 frozenset(str(item.number) for item in closed if item.seclusion.stub_reason))


def _known(meeting_key: str) -> MeetingView:
    meeting = meeting_view(meeting_key)
    if meeting is None:
        raise Conflict("meeting-not-kept", key=meeting_key)
    return meeting
