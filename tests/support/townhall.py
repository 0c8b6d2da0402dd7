"""A made-up town hall, set up by the acts that people do: what tests of preparation begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.blocks import Cell, Paragraph, Table
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.content import template_for
from sagsgang.records.meetings import services as meetings
from sagsgang.records.meetings.queries import meeting_view
from sagsgang.records.organisation import services as organisation
from sagsgang.records.organisation.queries import actor_for, seat_rows

FOUNDER = Actor("system:test", frozenset({"administrator"}))
#: A Monday morning, long before the meeting.
MORNING = datetime(2026, 9, 7, 7, 0, tzinfo=UTC)
MEETING_ON = date(2026, 10, 14)
PEOPLE = {
    "skriver": "Sags Behandler", "makker": "Med Forfatter", "leder": "Afdelings Leder", "vikar": "Leders Vikar",
    "direktoer": "Direk Tør", "sekretaer": "Udvalgs Sekretær", "formand": "For Mand", "naestformand": "Næst Formand",
    "medlem": "Med Lem", "stedfortraeder": "Sted Fortræder", "anden": "Anden Forvaltning", "admin": "Ad Ministrator",
}


@dataclass
class TownHall:
    """The people by user name, and what is set up."""

    ids: dict[str, int] = field(default_factory=dict)
    body: str = ""
    unit: str = ""
    at: datetime = MORNING

    def who(self, name: str) -> Actor:
        """The person as an actor with the roles of the day."""
        return actor_for(self.ids[name], self.at.date())

    def later(self, **how: float) -> datetime:
        """Let time pass and say what time it is."""
        self.at += timedelta(**how or {"minutes": 1})
        return self.at


def townhall() -> TownHall:
    """Municipality, committee, departments, people, seats, templates and an approval path of two levels."""
    town = TownHall()
    organisation.found_municipality(name="Klitby Kommune", actor=FOUNDER, at=town.at)
    who = {"actor": FOUNDER, "at": town.at}
    town.body = organisation.set_up_body(name="Erhvervs- og Beskæftigelsesudvalget", kind="standing", **who)
    town.unit = organisation.set_up_unit(name="Jobcenter", address="Torvet 1", phone="55 55 55 00", **who)
    organisation.set_up_unit(name="Teknik og Miljø", **who)
    for username, name in PEOPLE.items():
        town.ids[username] = organisation.add_person(username=username, full_name=name, unit=town.unit,
                                                     email=f"{username}@klitby.example", **who)
    ids = town.ids
    for name, code, scope in (("skriver", "case-officer", {"unit": town.unit}),
                              ("makker", "case-officer", {"unit": town.unit}),
                              ("leder", "approver", {"unit": town.unit}),
                              ("anden", "case-officer", {"unit": "teknik-og-miljoe"}),
                              ("sekretaer", "secretary", {"body": town.body}), ("admin", "administrator", {})):
        organisation.give_role(user_id=ids[name], code=code, **scope, **who)
    organisation.add_term(start=date(2026, 1, 1), end=date(2029, 12, 31), **who)
    organisation.add_seats(body=town.body, term="2026-2029", count=3, **who)
    for (seat, _term, _place), (name, role) in zip(seat_rows(town.body), (
            ("formand", "chair"), ("naestformand", "deputy"), ("medlem", "member")), strict=True):
        organisation.seat_person(seat_id=seat, user_id=ids[name], role=role, start=date(2026, 1, 1), **who)
    cases.ensure_default_templates(**who)
    meetings.add_fixed_item(body="", code="remarks", title="Bemærkninger til dagsordenen", kind="decision",
                            at_end=False, **who)
    meetings.add_fixed_item(body="", code="announcements", title="Meddelelser", kind="information", at_end=True, **who)
    cases.set_approval_levels(unit=town.unit, levels=[
        cases.Level("Afdelingsleder", ids["leder"], ids["vikar"]), cases.Level("Direktør", ids["direktoer"], days=2)],
        **who)
    return town


def planned_meeting(town: TownHall, on: date = MEETING_ON) -> str:
    """The committee's meeting of a day."""
    return meetings.plan_meeting(body=town.body, on=on, start=time(7, 30), place="Rådhuset",
                                 actor=town.who("sekretaer"), at=town.at)


def draft(town: TownHall, title: str = "Tilskud til sprogundervisning", *, access: str = "open",
          words: str = "", annex: bytes = b"", **facts: str) -> UUID:
    """A case with a whole draft, not yet approved; every section says `words` where they are given."""
    who = {"actor": town.who("skriver"), "at": town.later()}
    case = cases.open_case(title=title, unit=town.unit, officer=town.ids["skriver"], access=access, **who)
    ground = {} if access == "open" else {"ground": "personal-affairs"}
    made = cases.start_draft(case_key=case, template="sag-til-beslutning", facts=cases.DraftInput(
        title, body=town.body, access=access, **(ground | facts)), **who)
    for section in template_for(made).sections:
        text = words or f"{section.label}: tilskuddet er 37.000 kr. pr. hold."
        table = [Table(((Cell("År", True), Cell("Kr.", True)), (Cell("2027"), Cell("37.000"))))]
        cases.save_section(draft_id=made, section=section.key, base_version=0,
                           blocks=[Paragraph(text), *(table if section.key == "economy" else [])], **who)
    if annex:
        cases.add_annex(draft_id=made, name="bilag.txt", data=annex, **who)
        read_annexes(made)
    return made


def read_annexes(draft_id: UUID) -> None:
    """Read the texts of new files, as the job does."""
    from sagsgang.procedures.read_annexes import read_waiting_annexes

    read_waiting_annexes(draft_id)


def approved(town: TownHall, draft_id: UUID) -> UUID:
    """The draft through both levels."""
    cases.submit_draft(draft_id=draft_id, actor=town.who("skriver"), at=town.later())
    cases.approve_draft(draft_id=draft_id, actor=town.who("leder"), at=town.later())
    cases.approve_draft(draft_id=draft_id, actor=town.who("direktoer"), at=town.later())
    found = draft_facts(draft_id)
    assert found is not None
    assert found.state == "approved"
    return draft_id


def placed(town: TownHall, meeting: str, draft_id: UUID, late_reason: str = "") -> UUID:
    """The draft on the meeting's agenda; returns the entry."""
    return meetings.place_on_agenda(key=meeting, draft_id=draft_id, late_reason=late_reason,
                                    base_version=version(meeting), actor=town.who("sekretaer"), at=town.later())


def version(meeting: str) -> int:
    """The meeting's version, as a page would show it."""
    view = meeting_view(meeting)
    assert view is not None
    return view.version
