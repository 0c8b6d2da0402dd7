"""People of all roles do whatever comes to them with drafts, approval and agendas, ten thousand times and more.

Each act is done twice: by the program, and on plain values with rules of their own (`tests.support.agenda_model`).
Both must say the same: done, or refused and why. After each act no state is one that cannot be, no number has changed,
nothing that was sent is another, and a closed text is seen by nobody who may not see it; at the end of each walk the
journal and the store verify.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import HealthCheck, settings as how, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from sagsgang.procedures.cancel_meeting import cancel_and_tell
from sagsgang.procedures.send_agenda import Letter, send_agenda
from sagsgang.procedures.verify_store import verify_store
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.policy import reasons_to_see_draft
from sagsgang.records.cases.queries.drafts import facts_of
from sagsgang.records.journal.queries import chain_problems
from sagsgang.records.meetings import services as meetings
from sagsgang.records.meetings.models import AgendaVersion, VersionAnnex, VersionItem
from sagsgang.records.meetings.policy import ItemFacts, reasons_to_see_item
from sagsgang.records.meetings.queries import agenda_of, meeting_view, sent_items, versions_of
from sagsgang.records.openstore.models import Item
from sagsgang.records.publication import queries as publication
from tests.support import agenda_model as model
from tests.support.leaks import pages_of
from tests.support.rows import rows
from tests.support.townhall import MORNING, PEOPLE, version
from tests.support.walk import ACCESS, Start, a_start

WALKS, STEPS = 10, 100
WORD = re.compile(r"uglesang\d{5}")
#: What everybody inside may look into, and no title or text may ever stand in.
TOLD = ("journal_journalentry", "notices_notice")

drafts = st.integers(0, len(ACCESS) - 1)
agendas = st.integers(0, 1)
places = st.integers(0, 9)
#: Mostly the one whose act it is (None), else anybody.
people = st.one_of(st.none(), st.none(), st.none(), st.sampled_from(sorted(PEOPLE)))
rarely = st.integers(0, 9).map(lambda number: number == 0)


class Preparation(RuleBasedStateMachine):
    """One walk, in a transaction of its own that is undone at its end."""

    start: ClassVar[Start]
    acts: ClassVar[int] = 0
    outcomes: ClassVar[dict[tuple[str, str], int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.undo = [transaction.atomic(using=alias) for alias in ("default", "open")]
        for block in self.undo:
            block.__enter__()
        self.town, self.ids = deepcopy(self.start.town), self.start.drafts
        self.keys = list(self.start.keys)
        self.drafts, self.meetings = deepcopy((self.start.model_drafts, self.start.model_meetings))
        shutil.rmtree(Path(settings.STORE.index), ignore_errors=True)  # it follows the store, which is undone
        self.town.at = MORNING.replace(hour=8)
        self.fresh, self.changed = 0, True
        self.looked_at: list[int] = []
        self.frozen: dict[str, dict[int, tuple[Any, ...]]] = {}

    def teardown(self) -> None:
        """Everything verifies, nothing was told that may not be; then the walk is undone."""
        try:
            assert chain_problems() == []
            assert verify_store().problems == ()
            told = rows("default")
            assert not [line for table in TOLD for line in told[table] if WORD.search(line)]
            self.nothing_closed_is_printed()
        finally:
            for block in reversed(self.undo):
                transaction.set_rollback(True, using=block.using)
                block.__exit__(None, None, None)

    # -------------------------------------------------------------- doing
    def tried(self, name: str, expected: str | None, act: Callable[[], object]) -> bool:
        """Do it; the program must say what the rules say. Returns whether it was done."""
        type(self).acts += 1
        try:
            with transaction.atomic():
                act()
            said = None
        except SagsgangError as error:
            said = error.code
        self.outcomes[name, said or "done"] = self.outcomes.get((name, said or "done"), 0) + 1
        assert said == expected, f"{name}: the program says {said}, the rules {expected}"
        self.changed = self.changed or said is None
        return said is None

    def word(self) -> str:
        """A word that was never written before."""
        self.fresh += 1
        return f"uglesang9{self.fresh:04}"

    def by(self, who: str) -> dict[str, Any]:
        """The person and the time, as every act takes them."""
        return {"actor": self.town.who(who), "at": self.town.later()}

    def entry(self, agenda: int, place: int) -> tuple[UUID, model.Entry]:
        """An entry of the agenda by its place, the one of the program and the one of the model."""
        found = agenda_of(self.keys[agenda])
        entries = self.in_order(agenda)
        at = place % len(entries)
        return found[at].id, entries[at]

    def in_order(self, agenda: int) -> list[model.Entry]:
        """The entries as a page lists them: by number, then those without one."""
        entries = self.meetings[agenda].entries
        return sorted(entries, key=lambda entry: entry.number or 1000 + entries.index(entry))

    # -------------------------------------------------------------- writers and approvers
    @rule(number=drafts, act=st.sampled_from(["submit", "recall", "reopen", "correct", "withdraw", "restore", "restore",
                                              "submit", "correct"]), who=people)
    def hand_on(self, number: int, act: str, who: str | None) -> None:
        """A writer hands the draft on, takes it back, gives it up or takes it up again."""
        one, who = self.drafts[number], who or "skriver"
        acts = {"submit": cases.submit_draft, "recall": cases.recall_draft, "reopen": cases.reopen_draft,
                "correct": cases.correct_draft, "withdraw": cases.withdraw_draft, "restore": cases.restore_draft}
        if self.tried(act, one.objection(act, who), lambda: acts[act](draft_id=self.ids[number], **self.by(who))):
            one.move(act)

    @rule(number=drafts, who=people, stale=rarely)
    def write(self, number: int, who: str | None, stale: bool) -> None:
        """Somebody writes on the draft, perhaps on an older text than the newest."""
        one, who, word = self.drafts[number], who or "makker", self.word()
        expected = one.objection("edit", who) or ("section-saved-meanwhile" if stale else None)
        if self.tried("write", expected, lambda: cases.save_section(
                draft_id=self.ids[number], section="theme", base_version=one.edits - stale,
                blocks=[Paragraph(f"Nu {word}.")], **self.by(who))):
            base = {said for said in one.text.words if not said.startswith("uglesang9")}
            one.text, one.edits = replace(one.text, words=frozenset(base | {word})), one.edits + 1

    @rule(number=drafts, access=st.sampled_from(model.LADDER), who=people)
    def close_or_open(self, number: int, access: str, who: str | None) -> None:
        """A writer says anew what the draft is called and who may see it."""
        one, who, word = self.drafts[number], who or "skriver", self.word()
        (facts,) = facts_of([self.ids[number]])
        ground = {} if access == "open" else {"ground": "personal-affairs"}
        if self.tried("change", one.objection("edit", who), lambda: cases.change_draft(
                draft_id=self.ids[number], facts=cases.DraftInput(f"Om {word}", body=self.town.body, access=access,
                                                                  **ground), version=facts.version, **self.by(who))):
            one.text = replace(one.text, access=access, title=word)

    @rule(number=drafts, who=people, agrees=st.booleans())
    def decide(self, number: int, who: str | None, agrees: bool) -> None:
        """Somebody approves the draft, or sends it back."""
        one = self.drafts[number]
        who = who or sorted(model.PATH[min(one.level, 1)])[0]
        act = cases.approve_draft if agrees else cases.return_draft
        if self.tried("approve" if agrees else "return", one.objection_to_deciding(who),
                      lambda: act(draft_id=self.ids[number], comment="Se her.", **self.by(who))):
            if agrees:
                one.approve()
            else:
                one.state = "returned"

    @rule(number=drafts, agenda=agendas, go_on=st.booleans())
    def bring_up(self, number: int, agenda: int, go_on: bool) -> None:
        """The draft goes all the way: taken up where it lies, approved, put on an agenda, perhaps sent at once."""
        one = self.drafts[number]
        if one.state in {"sent", "withdrawn"}:
            self.hand_on(number, "correct" if one.state == "sent" else "restore", None)
        if one.state in {"draft", "returned"}:
            self.hand_on(number, "submit", None)
        while one.state == "in-approval":
            self.decide(number, None, True)
        self.place(agenda, number, None, False, "Frist")
        if go_on:
            self.send(agenda, None, "Svaret kom i dag.", False)

    # -------------------------------------------------------------- the secretary
    @rule(agenda=agendas, number=drafts, who=people, stale=rarely, late_reason=st.sampled_from(["Frist", "Frist", ""]))
    def place(self, agenda: int, number: int, who: str | None, stale: bool, late_reason: str) -> None:
        """A draft comes on an agenda."""
        meeting, one, who = self.meetings[agenda], self.drafts[number], who or "sekretaer"
        expected = meeting.objection(who) or ("agenda-changed-meanwhile" if stale else None)
        if not expected and one.state != "approved":
            expected = "draft-not-approved"
        waits = any(entry.draft == number and entry.number is None for other in self.meetings for entry in other.live())
        if not expected and (waits or any(entry.draft == number for entry in meeting.live())):
            expected = "draft-on-an-agenda"
        if not expected and self.town.at.date() > meeting.editorial and not late_reason:
            expected = "late-without-reason"
        if self.tried("place", expected, lambda: meetings.place_on_agenda(
                key=self.keys[agenda], draft_id=self.ids[number], late_reason=late_reason,
                base_version=version(self.keys[agenda]) - stale, **self.by(who))):
            meeting.insert(model.Entry(number, one.text.title, one.text.access))

    @rule(agenda=agendas, place=places, to=places, who=people, stale=rarely)
    def reorder(self, agenda: int, place: int, to: int, who: str | None, stale: bool) -> None:
        """An entry is moved."""
        if not self.meetings[agenda].entries:
            return
        (id_, entry), meeting, who = self.entry(agenda, place), self.meetings[agenda], who or "sekretaer"
        expected = "agenda-changed-meanwhile" if entry.removed else meeting.objection(who)
        expected = expected or ("agenda-changed-meanwhile" if stale else None)
        expected = expected or ("item-has-its-number" if entry.number else None)
        if self.tried("move", expected, lambda: meetings.move_entry(
                entry_id=id_, to=to, base_version=version(self.keys[agenda]) - stale, **self.by(who))):
            meeting.move(entry, max(to, 1))

    @rule(agenda=agendas, place=places, reason=st.sampled_from(["Skal belyses.", ""]), who=people)
    def take_off(self, agenda: int, place: int, reason: str, who: str | None) -> None:
        """An entry goes back to the pool, or, once sent, stays as withdrawn."""
        meeting, who = self.meetings[agenda], who or "sekretaer"
        if not meeting.entries:
            return
        id_, entry = self.entry(agenda, place)
        expected = "agenda-changed-meanwhile" if entry.removed else meeting.objection(who)
        expected = expected or ("withdraw-without-reason" if entry.number and not reason else None)
        if self.tried("take off", expected, lambda: meetings.take_off(
                entry_id=id_, reason=reason, base_version=version(self.keys[agenda]), **self.by(who))):
            if entry.number:
                entry.removed = True
            else:
                meeting.entries.remove(entry)

    @rule(agenda=agendas, place=places, access=st.sampled_from(model.LADDER), unlisted=st.booleans(), who=people)
    def close_item(self, agenda: int, place: int, access: str, unlisted: bool, who: str | None) -> None:
        """An item is closed or opened, as far as its draft allows."""
        meeting, who = self.meetings[agenda], who or "sekretaer"
        if not meeting.entries:
            return
        id_, entry = self.entry(agenda, place)
        text = self.drafts[entry.draft].text if entry.draft is not None else None
        expected = "agenda-changed-meanwhile" if entry.removed else meeting.objection(who)
        if not expected and text and access != model.strictest(access, text.access):
            expected = "item-more-open-than-draft"
        if self.tried("set access", expected, lambda: meetings.set_entry_access(
                entry_id=id_, access=access, ground="personal-affairs", public_title="" if unlisted else "En personsag",
                stub_reason="Kan genkendes" if unlisted else "", base_version=version(self.keys[agenda]),
                **self.by(who))):
            entry.access, entry.unlisted = access, unlisted and access != "open"

    @rule(agenda=agendas, who=people)
    def add_without_case(self, agenda: int, who: str | None) -> None:
        """An item without a case comes on the agenda."""
        meeting, who, word = self.meetings[agenda], who or "sekretaer", self.word()
        if self.tried("add", meeting.objection(who), lambda: meetings.add_other_item(
                key=self.keys[agenda], title=f"Orientering om {word}", code="other", kind="information",
                base_version=version(self.keys[agenda]), **self.by(who))):
            meeting.insert(model.Entry(None, word, "open"))

    @rule(agenda=agendas, who=people, reason=st.sampled_from(["Svaret kom i dag.", "Svaret kom i dag.", ""]),
          stale=rarely)
    def send(self, agenda: int, who: str | None, reason: str, stale: bool) -> None:
        """The agenda is sent, a supplement or a correction; several reasons against it are told at once."""
        meeting, who = self.meetings[agenda], who or "sekretaer"
        by = self.by(who)
        found = model.objections_to_sending(meeting, self.drafts, who, by["at"], by["at"].date(), reason)
        expected = "agenda-changed-meanwhile" if stale else found[0] if len(found) == 1 else None
        expected = expected or ("agenda-not-ready" if found else None)
        kind, sent = model.kind_of(meeting, self.drafts), []
        if self.tried("send", expected, lambda: sent.append(send_agenda(
                meeting_key=self.keys[agenda], letter=Letter("Kære udvalg", reason),
                base_version=version(self.keys[agenda]) - stale, **by))):
            model.send(meeting, self.drafts)
            assert (sent[0].kind, sent[0].sequence) == (kind, len(meeting.versions))

    @rule(agenda=agendas, hour=st.integers(7, 9), who=people)
    def reschedule(self, agenda: int, hour: int, who: str | None) -> None:
        """The meeting gets another hour while nothing was sent; its key follows."""
        meeting, who, key = self.meetings[agenda], who or "sekretaer", self.keys[agenda]
        found, on = meeting_view(key), date.fromisoformat(key.split("/")[1])
        assert found is not None
        expected = meeting.objection(who) or ("illegal-act" if meeting.state != "planned" else None)
        made: list[str] = []
        if self.tried("reschedule", expected, lambda: made.append(meetings.reschedule_meeting(
                key=key, on=on, start=time(hour, 30), place="Rådhuset", version=found.version, **self.by(who)))):
            assert made == [f"{self.town.body}/{on}/{hour:02}30"]
            self.keys[agenda] = made[0]
            meeting.begins = meeting.begins.replace(hour=hour - (2 if on.month == 10 else 1))

    @precondition(lambda self: any(meeting.versions for meeting in self.meetings))
    @rule(agenda=agendas, who=people, sure=rarely)
    def cancel(self, agenda: int, who: str | None, sure: bool) -> None:
        """Seldom a meeting is cancelled: what was not sent goes back, what was sent stays."""
        meeting, who = self.meetings[agenda], who or ("sekretaer" if sure else "formand")
        if self.tried("cancel", meeting.objection(who), lambda: cancel_and_tell(
                meeting_key=self.keys[agenda], reason="Ingen sager.", **self.by(who))):
            meeting.state = "cancelled"
            meeting.entries = [entry for entry in meeting.entries if entry.number]

    @rule(days=st.sampled_from([0, 0, 1, 2, 5, 9]))
    def wait(self, days: int) -> None:
        """Days go by, past the last days and past meetings."""
        self.town.later(days=days)
        self.town.at = self.town.at.replace(hour=8, minute=0)

    # -------------------------------------------------------------- what must always hold
    @invariant()
    def nothing_is_wrong(self) -> None:
        """All of it, after each act that was done; one that was refused left nothing."""
        if self.changed:
            self.changed = False
            self.every_draft_is_where_it_must_be_and_seen_by_nobody_else()
            self.every_agenda_is_in_order_and_keeps_its_numbers()
            self.what_was_sent_never_changes()
            self.the_public_reads_what_is_open_and_nothing_else()

    def every_draft_is_where_it_must_be_and_seen_by_nobody_else(self) -> None:
        """States by the table; nobody sees a draft without a right."""
        actors = {name: self.town.who(name) for name in PEOPLE} if self.acts % 5 == 0 else {}
        for facts in facts_of(self.ids):
            one = self.drafts[self.ids.index(facts.id)]
            assert (facts.state, facts.access) == (one.state, one.text.access)
            assert {name for name, actor in actors.items() if reasons_to_see_draft(actor, facts)} == (
                set(one.readers()) if actors else set())

    def every_agenda_is_in_order_and_keeps_its_numbers(self) -> None:
        """State, order, numbers and what is withdrawn."""
        for key, meeting, place in zip(self.keys, self.meetings, range(2), strict=True):
            found = meeting_view(key)
            assert found is not None
            assert (found.state, found.sent) == (meeting.state, len(meeting.versions))
            assert [(entry.number, entry.removed, entry.access, self.ids.index(entry.draft.id) if entry.draft else None)
                    for entry in agenda_of(key)] == [(entry.number, entry.removed, entry.access, entry.draft)
                                                     for entry in self.in_order(place)]

    def what_was_sent_never_changes(self) -> None:
        """Every row of every version is what it was when it was first seen."""
        for kind in (AgendaVersion, VersionItem, VersionAnnex):
            now = {row[0]: tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
                   for row in kind.objects.order_by("pk").values_list()}
            before = self.frozen.get(kind.__name__, {})
            assert {pk: now.get(pk) for pk in before} == before
            self.frozen[kind.__name__] = now

    def the_public_reads_what_is_open_and_nothing_else(self) -> None:
        """The words in the public store are those of the open items of the newest versions, all of them."""
        sent = [len(meeting.versions) for meeting in self.meetings]
        if sent == self.looked_at:  # only sending makes anything public
            return
        self.looked_at = sent
        there = {word for lines in rows("open").values() for line in lines for word in WORD.findall(line)}
        assert there == set().union(*(model.public_words(meeting) for meeting in self.meetings))
        for key, meeting in zip(self.keys, self.meetings, strict=True):
            listed = [number for number, item in sorted(meeting.versions[-1].items())
                      if item.listed] if meeting.versions else []
            shown = Item.objects.filter(meeting__key=key).order_by("position").values_list("number", flat=True)
            assert [int(number) for number in shown] == listed
        self.a_sent_item_is_seen_by_whom_it_is_for()

    def a_sent_item_is_seen_by_whom_it_is_for(self) -> None:
        """Of the newest versions: the level that decides, and everybody against it."""
        actors = {name: self.town.who(name) for name in PEOPLE}
        for key, meeting in zip(self.keys, self.meetings, strict=True):
            for item in sent_items(versions_of(key)[-1].id) if meeting.versions else ():
                said = meeting.versions[-1][item.number]
                assert item.access == said.access
                facts = ItemFacts(self.town.body, item.access, item.people)
                assert {name for name, actor in actors.items() if reasons_to_see_item(actor, facts)} == {
                    name for name in PEOPLE if model.may_read(said, name)}

    def nothing_closed_is_printed(self) -> None:
        """The PDFs that everybody may fetch hold no other words than the public store."""
        for key, meeting in zip(self.keys, self.meetings, strict=True):
            if release := publication.latest(key):
                text = re.sub(r"[\s\u00ad-]", "", "".join(pages_of(publication.pdf_file(release.pdf_sha256))))
                assert set(WORD.findall(text)) == model.public_words(meeting)


@pytest.mark.django_db(databases=["default", "open"])
def test_ten_thousand_acts_leave_no_state_that_cannot_be() -> None:
    # PostgreSQL holds the same rules by the same rows: there a shorter walk is enough.
    wanted = 10_000 if connection.vendor == "sqlite" else 1_000
    Preparation.start = a_start()
    while Preparation.acts < wanted:
        run_state_machine_as_test(Preparation, settings=how(
            max_examples=WALKS, stateful_step_count=STEPS, deadline=None, database=None, print_blob=True,
            suppress_health_check=list(HealthCheck)))
    if connection.vendor != "sqlite":
        return
    done = {name for name, said in Preparation.outcomes if said == "done"}
    # What one does seldom (recall, restore, cancel) is in most runs and not in every one.
    assert done >= {"submit", "reopen", "correct", "withdraw", "write", "change", "approve", "return", "place", "move",
                    "take off", "set access", "add", "send", "reschedule"}
