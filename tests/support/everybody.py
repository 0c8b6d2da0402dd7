"""A town hall with somebody in every role, and a thing of every kind and access level that carries marked words.

The roles are those of docs/permissions.md; the things those of docs/addresses.md. Every marked word says of which thing
and which level it is, so that whoever finds one where it should not be knows what leaked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sagsgang.procedures.send_agenda import Letter, send_agenda
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries.annexes import annexes_of
from sagsgang.records.cases.queries.content import template_for
from sagsgang.records.cases.queries.lists import draft_view
from sagsgang.records.meetings import services as meetings
from sagsgang.records.meetings.queries import agenda_of
from sagsgang.records.notices.services import renew_feed
from sagsgang.records.organisation import services as organisation
from sagsgang.records.organisation.queries import seat_rows
from sagsgang.records.reading.services import keep_note
from tests.support.townhall import FOUNDER, TownHall, approved, placed, planned_meeting, read_annexes, townhall, version

LEVELS = ("open", "closed", "personal")
#: The user name of each role of the tables.
WHO = {
    "officer": "skriver", "co-author": "medforfatter", "colleague": "makker", "approver": "direktoer",
    "deputy": "vikar", "manager": "chef", "heard": "hoert", "secretary": "sekretaer", "chair": "formand",
    "vice-chair": "naestformand", "member": "medlem", "substitute": "stedfortraeder", "former": "tidligere",
    "administrator": "admin", "importer": "importoer", "officer-elsewhere": "anden",
    "secretary-elsewhere": "kultursekretaer", "plain": "gaest",
}
FEED = "F" * 43


def word(thing: str, level: str, part: str) -> str:
    """A marked word: no other text has it, and it says where it belongs."""
    return f"zq{thing.replace('-', '')}{level}{part}qz"


@dataclass
class Everybody:
    """The town hall, and the things by level."""

    town: TownHall
    meeting: str = ""
    work: dict[str, UUID] = field(default_factory=dict)
    hearings: dict[str, UUID] = field(default_factory=dict)
    comments: dict[str, UUID] = field(default_factory=dict)
    sent: dict[str, UUID] = field(default_factory=dict)
    entries: dict[str, UUID] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    #: Annexes of drafts in work: asked about in the hearing, added since, and taken off since: (annex, file) each.
    annexes: dict[tuple[str, str], tuple[UUID, int]] = field(default_factory=dict)
    notes: dict[str, UUID] = field(default_factory=dict)

    def case(self, level: str) -> str:
        """The key of the case whose draft is in work."""
        view = draft_view(self.work[level])
        assert view is not None
        return view.facts.case_key


def everybody() -> Everybody:
    """Set up all of it by the acts that people do."""
    world = Everybody(_people())
    for level in LEVELS:
        _in_work(world, level)
    _agenda(world)
    renew_feed(token=FEED, actor=world.town.who("medlem"), at=world.town.later())
    return world


def _people() -> TownHall:
    town = townhall()
    who = {"actor": FOUNDER, "at": town.at}
    culture = organisation.set_up_body(name="Kulturudvalget", kind="standing", **who)
    for name in ("medforfatter", "chef", "hoert", "tidligere", "importoer", "kultursekretaer", "gaest"):
        town.ids[name] = organisation.add_person(username=name, full_name=f"Navn {name.title()}", unit="",
                                                 email=f"{name}@klitby.example", **who)
    for name, code, scope in (("chef", "approver", {"unit": town.unit}), ("importoer", "importer", {}),
                              ("kultursekretaer", "secretary", {"body": culture})):
        organisation.give_role(user_id=town.ids[name], code=code, **scope, **who)
    organisation.add_seats(body=town.body, term="2026-2029", count=1, **who)
    seats = [seat for seat, _term, _place in seat_rows(town.body)]
    organisation.seat_person(seat_id=seats[3], user_id=town.ids["tidligere"], role="member", start=date(2026, 1, 1),
                             end=date(2026, 6, 30), **who)
    organisation.seat_person(seat_id=seats[2], user_id=town.ids["stedfortraeder"], role="substitute",
                             start=town.at.date(), **who)
    return town


def _draft(world: Everybody, thing: str, level: str, stage: str) -> UUID:
    """A whole draft on a case of its own, both of the level."""
    town = world.town
    who = {"actor": town.who("skriver"), "at": town.later()}
    case = cases.open_case(title=word(f"case-{thing}", level, "title"), unit=town.unit, officer=town.ids["skriver"],
                           access=level, **who)
    ground = "" if level == "open" else "personal-affairs"
    made = cases.start_draft(case_key=case, template="sag-til-beslutning", facts=cases.DraftInput(
        word(stage, level, "title"), body=town.body, access=level, ground=ground), **who)
    for section in template_for(made).sections:
        cases.save_section(draft_id=made, section=section.key, base_version=0,
                           blocks=[Paragraph(word(stage, level, "text"))], **who)
    cases.set_collaborators(draft_id=made, users=frozenset({town.ids["medforfatter"]}), **who)
    return made


def _annex(world: Everybody, draft: UUID, thing: str, level: str) -> tuple[UUID, int]:
    town = world.town
    cases.add_annex(draft_id=draft, name=f"{word(thing, level, 'annex')}.txt",
                    data=word(thing, level, "annextext").encode(), actor=town.who("skriver"), at=town.later())
    read_annexes(draft)
    made = annexes_of(draft)[-1] if not any(one.removed for one in annexes_of(draft)) else next(
        one for one in annexes_of(draft) if word(thing, level, "annex") in one.title)
    return made.id, made.files[0].id


def _hearing(world: Everybody, draft: UUID, level: str) -> UUID:
    town = world.town
    return cases.begin_hearing(
        draft_id=draft, question=word("asked", level, "question"), actor=town.who("skriver"), at=town.later(),
        respondents=[cases.Respondent(user=town.ids["hoert"]), cases.Respondent(word("answer", level, "party"))])


def _in_work(world: Everybody, level: str) -> None:
    """A draft that was asked about, sent to approval, sent back, and written on."""
    town = world.town
    made = _draft(world, "work", level, "asked")
    world.work[level] = made
    world.annexes["asked", level] = _annex(world, made, "asked", level)
    gone = _annex(world, made, "asked-gone", level)
    world.annexes["asked-gone", level] = gone
    world.hearings[level] = hearing = _hearing(world, made, level)
    _answer(world, hearing, level)
    writer = town.who("skriver")
    cases.submit_draft(draft_id=made, actor=writer, at=town.later())
    cases.return_draft(draft_id=made, comment=word("work", level, "returned"), actor=town.who("leder"),
                       at=town.later())
    view = draft_view(made)
    assert view is not None
    cases.change_draft(draft_id=made, version=view.facts.version, actor=writer, at=town.later(), facts=cases.DraftInput(
        word("work", level, "title"), body=town.body, access=level, ground=view.ground))
    cases.save_section(draft_id=made, section=template_for(made).sections[0].key, base_version=1,
                       blocks=[Paragraph(word("work", level, "text"))], actor=writer, at=town.later())
    world.annexes["work", level] = _annex(world, made, "work", level)
    world.annexes["work-gone", level] = _annex(world, made, "work-gone", level)
    for name in ("asked-gone", "work-gone"):
        cases.remove_annex(annex_id=world.annexes[name, level][0], removed=True, actor=writer, at=town.later())
    cases.keep_version(draft_id=made, actor=writer, at=town.later())
    world.comments[level] = _comment(world, made, level)
    world.hearings[level] = hearing


def _comment(world: Everybody, draft: UUID, level: str) -> UUID:
    from sagsgang.records.cases.queries.lists import comments_of

    cases.comment_on(draft_id=draft, section=template_for(draft).sections[0].key, text=word("work", level, "comment"),
                     actor=world.town.who("medforfatter"), at=world.town.later())
    return comments_of(draft)[0].id


def _answer(world: Everybody, hearing: UUID, level: str) -> None:
    """The party's answer came to the writer; the person of ours has not answered yet."""
    from sagsgang.records.cases.queries.lists import hearing_view

    view = hearing_view(hearing)
    assert view is not None
    party = next(one[0] for one in view.respondents if one[2] is None)
    cases.answer_hearing(respondent_id=party, answer=word("answer", level, "text"), no_remarks=False,
                         actor=world.town.who("skriver"), at=world.town.later())


def _agenda(world: Everybody) -> None:
    """A sent agenda with an item of each level, a closed annex under the open one, and one closed after it was sent."""
    town = world.town
    world.meeting = planned_meeting(town)
    for level in LEVELS:
        made = _draft(world, "sent", level, "item")
        _annex(world, made, "annex", level)
        if level == "open":
            shut, _file = _annex(world, made, "annex", "closed")
            cases.change_annex(annex_id=shut, title=word("annex", "closed", "annex"), document_number="",
                               access="closed", ground="personal-affairs", version=1, actor=town.who("skriver"),
                               at=town.later())
        world.sent[level] = made
        world.entries[level] = placed(town, world.meeting, approved(town, made))
    late = _draft(world, "late", "open", "shut-later")
    _annex(world, late, "shut-later", "open")
    world.sent["late"], world.entries["late"] = late, placed(town, world.meeting, approved(town, late))
    _send(world, word("letter", "open", "first"))
    meetings.set_entry_access(entry_id=world.entries["late"], access="closed", ground="personal-affairs",
                              public_title="Lukket punkt", stub_reason="", base_version=version(world.meeting),
                              actor=town.who("sekretaer"), at=town.later())
    _send(world, word("letter", "open", "second"))
    world.numbers = {level: entry.number or 0 for entry in agenda_of(world.meeting)
                     for level, made in world.entries.items() if made == entry.id}
    for level, name in (("open", "medlem"), ("closed", "formand")):
        world.notes[level] = keep_note(
            note_id=uuid4(), entry=world.entries[level], kind="note", section="", quote=None,
            text=word(f"note-{name}", "open", "text"), base_version=0, actor=town.who(name), at=town.later())[0]


def _send(world: Everybody, message: str) -> None:
    town = world.town
    send_agenda(meeting_key=world.meeting, letter=Letter(message), base_version=version(world.meeting),
                actor=town.who("sekretaer"), at=town.later())


#: When the tests look at it all: after the sending, before the meeting.
NOW = datetime(2026, 9, 8, 9, 0, tzinfo=UTC)
