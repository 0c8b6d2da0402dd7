"""What a person has to do now: boxes, each made by one function from what the actor may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.dates import long_date
from sagsgang.records.cases.queries.lists import awaiting_decision, drafts_written_by, hearings_for, returned_to
from sagsgang.records.imports.policy import objection_to_seeing
from sagsgang.records.imports.queries import review_list
from sagsgang.records.meetings.queries import meeting_deadlines, meetings_of_bodies
from sagsgang.records.organisation.queries import body_views

from .addresses import meeting_args


@dataclass(frozen=True, slots=True)
class Task:
    """One line: what it is, where it is done, a remark, and its last day; `late` where that is over."""

    text: str
    address: str
    remark: str = ""
    due: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box of tasks; `empty` is said where there are none, `address` is the page that shows them all."""

    title: str
    tasks: tuple[Task, ...]
    empty: str
    address: str = ""


def approvals(actor: Actor, now: datetime) -> Box | None:
    """Drafts whose current level is the actor's."""
    rows = awaiting_decision(actor.user_id or 0)
    if not rows and not actor.holds_somewhere("approver"):
        return None
    return Box(_("To approve"), tuple(
        Task(row.title, reverse("workspace:approve", args=[row.id]), row.remark, row.due,
             row.due is not None and row.due < now.date()) for row in rows), _("Nothing waits for your approval."),
        reverse("workspace:approvals"))


def drafts(actor: Actor, _now: datetime) -> Box | None:
    """Drafts that the actor writes."""
    if not actor.holds_somewhere("case-officer"):
        return None
    rows = drafts_written_by(actor.user_id or 0)
    return Box(_("My drafts"), tuple(Task(row.title, reverse("workspace:draft", args=[row.id]), row.remark)
                                     for row in rows), _("You have no drafts in work."))


def returned(actor: Actor, _now: datetime) -> Box | None:
    """Drafts of the actor that came back."""
    rows = returned_to(actor.user_id or 0)
    return Box(_("Sent back to me"), tuple(Task(row.title, reverse("workspace:draft", args=[row.id]), row.remark)
                                           for row in rows), "") if rows else None


def hearings(actor: Actor, now: datetime) -> Box | None:
    """Hearings in which the actor has not answered yet."""
    rows = hearings_for(actor.user_id or 0)
    return Box(_("Hearings"), tuple(
        Task(row.title, reverse("workspace:hearing", args=[row.id]), row.remark, row.due,
             row.due is not None and row.due < now.date()) for row in rows), "") if rows else None


def deadlines(actor: Actor, now: datetime) -> Box | None:
    """The next deadlines of the meetings that the actor prepares."""
    if not actor.holds_somewhere("secretary"):
        return None
    keys = None if actor.has("secretary") else actor.bodies("secretary")
    tasks = []
    for meeting in meetings_of_bodies(keys, since=now.date(), until=now.date() + timedelta(days=60)):
        if meeting.state == "planned":
            due = meeting_deadlines(meeting.key, now)["dispatch"].due
            tasks.append(Task(f"{meeting.body_name}, {long_date(meeting.date)}",
                              reverse("workspace:agenda", args=meeting_args(meeting.key)),
                              _("The agenda is to be sent"), due, due < now.date()))
    return Box(_("Deadlines"), tuple(tasks), _("No agenda waits to be sent in the next 60 days."),
               reverse("workspace:meetings"))


def meetings(actor: Actor, now: datetime) -> Box | None:
    """The next meetings of the bodies that the actor sits in or looks after."""
    roles = ("chair", "deputy", "member", "substitute", "secretary")
    keys = {view.key for view in body_views()} if actor.has("secretary") else set(actor.bodies(*roles))
    if not keys:
        return None
    rows = [meeting for meeting in meetings_of_bodies(keys, since=now.date()) if meeting.state != "cancelled"][:8]
    return Box(_("Next meetings"), tuple(
        Task(meeting.body_name, reverse("workspace:read-meeting", args=meeting_args(meeting.key)),
             _("Agenda sent") if meeting.sent else _("The agenda has not been sent yet"), meeting.date)
        for meeting in rows), _("No meeting is planned."), reverse("workspace:read"))


def papers(actor: Actor, _now: datetime) -> Box | None:
    """Papers of others that wait for review."""
    if objection_to_seeing(actor):
        return None
    rows = review_list(waiting_only=True)
    return Box(_("Papers that wait for review"), tuple(
        Task(row.name, reverse("workspace:review", args=[row.source])) for row in rows[:10]),
        _("No paper waits for review."), reverse("workspace:imports"))


PROVIDERS: tuple[Callable[[Actor, datetime], Box | None], ...] = (
    returned, approvals, hearings, drafts, deadlines, meetings, papers)


def boxes(actor: Actor, now: datetime) -> list[Box]:
    """What the actor has to do, the most pressing first."""
    return [box for provider in PROVIDERS if (box := provider(actor, now))]
