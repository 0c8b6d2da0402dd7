"""One row of everything that preparation keeps, made past the services: what the rules of the database are tried on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

from sagsgang.records.cases import models as cases
from sagsgang.records.journal.services import record_act
from sagsgang.records.meetings import models as meetings
from sagsgang.records.minutes import models as minutes
from sagsgang.records.organisation import models as organisation
from tests.support.store import SECRETARY

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DAY = date(2026, 1, 5)


def prepared_rows() -> SimpleNamespace:
    """A small town hall in the middle of its work."""
    made = SimpleNamespace(entry=record_act(act="test.prepare", subject="rows", actor=SECRETARY, at=AT))
    _people(made)
    _drafts(made)
    _agenda(made)
    return made


def _people(made: SimpleNamespace) -> None:
    made.body = organisation.Body.objects.create(key="udvalget", name="Udvalget", kind="standing")
    made.unit = organisation.Unit.objects.create(key="jobcenter", name="Jobcentret")
    made.officer, made.boss, made.deputy = (
        organisation.User.objects.create(username=name) for name in ("skriver", "leder", "vikar"))
    organisation.Role.objects.create(user=made.officer, code="case-officer", unit=made.unit, start=DAY)
    organisation.Role.objects.create(user=made.boss, code="secretary", body=made.body)
    term = organisation.Term.objects.create(key="2026-2029", start=date(2026, 1, 1), end=date(2029, 12, 31))
    seats = [organisation.Seat.objects.create(body=made.body, term=term, position=place) for place in (1, 2)]
    organisation.Occupancy.objects.create(seat=seats[0], user=made.boss, role="chair", start=DAY)
    organisation.Occupancy.objects.create(seat=seats[1], user=made.deputy, role="member", start=DAY)
    organisation.ClosedDay.objects.create(date=date(2026, 5, 15), name="Fredag efter Kristi himmelfart")
    organisation.CalendarSetting.objects.create(name="saturday_is_weekday", value=False, valid_from=DAY,
                                                known_from=DAY, source="Byrådet")
    organisation.DeadlineRule.objects.create(kind="dispatch", body=made.body, days=5, valid_from=DAY, known_from=DAY,
                                             source="Forretningsorden")
    minutes.DecisionPhrase.objects.create(body=made.body, position=1, short="ti", text="Til efterretning.")


def _drafts(made: SimpleNamespace) -> None:
    template = cases.DocumentTemplate.objects.create(key="sag", name="Sag", kind="presentation", item_kind="decision")
    version = cases.TemplateVersion.objects.create(template=template, number=1, sections=[], made_by="user:1",
                                                   made_at=AT)
    made.case, made.other = (cases.Case.objects.create(
        key=key, number=key, title="Sprogtilskud", access="open", origin="native", unit=made.unit, officer=made.officer,
        journal_entry=made.entry) for key in ("26-1", "26-2"))
    cases.CaseLink.objects.create(case=made.case, other=made.other, kind="related")
    cases.ExternalNumber.objects.create(case=made.case, system="Journalen", number="15/6552")
    made.draft, made.second = (cases.Draft.objects.create(
        case=made.case, kind="presentation", template=version, title="Sprogtilskud", body=made.body, access="closed",
        ground="personal-affairs", unit=made.unit, officer=made.officer, journal_entry=made.entry) for _ in range(2))
    cases.Collaborator.objects.create(draft=made.draft, user=made.deputy)
    for number in (1, 2):
        cases.SectionEdit.objects.create(draft=made.draft, section="theme", version=number, edited_by="user:1",
                                         edited_at=AT, blocks=[{"type": "paragraph"}])
    made.frozen = cases.DraftVersion.objects.create(
        draft=made.draft, number=1, content_bytes=b"{}", sha256="0" * 64, reason="submitted", made_by="user:1",
        made_at=AT, journal_entry=made.entry)
    cases.DraftComment.objects.create(draft=made.draft, section="theme", text="Uklart", made_by="user:2", made_at=AT)
    annexes = [cases.DraftAnnex.objects.create(draft=made.draft, position=place, title=f"Bilag {place}",
                                               access="closed", ground="personal-affairs") for place in (1, 2)]
    made.file = cases.DraftAnnexVersion.objects.create(
        annex=annexes[0], number=1, file_sha256="1" * 64, file_name="bilag.pdf", media_type="application/pdf", size=1,
        made_by="user:1", made_at=AT, journal_entry=made.entry)
    for place in (1, 2):
        cases.ApprovalLevel.objects.create(unit=made.unit, position=place, label="Leder", approver=made.boss,
                                           deputy=made.deputy, days=3)
    turn = cases.ApprovalRound.objects.create(draft=made.draft, number=1, version=made.frozen, begun_by="user:1",
                                              begun_at=AT)
    cases.ApprovalStep.objects.create(round=turn, position=1, label="Leder", approver=made.boss, days=3,
                                      state="current", due_on=DAY)
    cases.ApprovalStep.objects.create(round=turn, position=2, label="Direktør", approver=made.boss, days=3)
    hearing = cases.Hearing.objects.create(draft=made.draft, version=made.frozen, question="Hvad siger I?", due_on=DAY,
                                           begun_by="user:1", begun_at=AT)
    for place in (1, 2):
        cases.HearingRespondent.objects.create(hearing=hearing, position=place, name="Handelsforeningen")


def _agenda(made: SimpleNamespace) -> None:
    meetings.FixedItem.objects.create(body=made.body, code="announcements", title="Meddelelser", position=1)
    made.meeting = meetings.Meeting.objects.create(
        key="udvalget/2026-02-11/0730", body=made.body, date=date(2026, 2, 11), committee="Udvalget", origin="native",
        journal_entry=made.entry)
    closed = {"access": "closed", "ground": "personal-affairs"}
    entry = meetings.AgendaEntry.objects.create(meeting=made.meeting, position=1, draft=made.draft, number=1,
                                                title="Sprogtilskud", **closed)
    meetings.AgendaEntry.objects.create(meeting=made.meeting, position=2, draft=made.second, title="Sprogtilskud 2",
                                        **closed)
    sent = meetings.AgendaVersion.objects.create(
        meeting=made.meeting, sequence=1, kind="agenda", packet_bytes=b"{}", sha256="2" * 64, pdf_sha256="3" * 64,
        due_on=DAY, breached=False, sent_by="user:2", sent_at=AT, journal_entry=made.entry)
    item = meetings.VersionItem.objects.create(version=sent, entry=entry, number=1, position=1, sha256="4" * 64,
                                               draft_version=made.frozen, access="closed", change="new")
    meetings.VersionAnnex.objects.create(item=item, position=1, label="1.1", title="Bilag 1", file=made.file,
                                         access="closed")
    meetings.Recipient.objects.create(version=sent, user=made.boss, role="chair")


