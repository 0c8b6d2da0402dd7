"""What the demo has in preparation: a login for each role, and the committee's next meeting on its way.

Everything is done by the acts that people do, so that it stands in the journal as their work would.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Any

from sagsgang.pure.kernel.actor import Actor

_FOUNDER = Actor("system:demo", frozenset({"administrator", "case-officer", "secretary"}))
#: So many days lie between today and the meeting that is in preparation, at least.
_AHEAD = 24


def about_preparation() -> dict[str, Any]:
    """The people and drafts of the demo."""
    text = (resources.files("sagsgang") / "demo" / "preparation.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def password_of(username: str) -> str:
    """The password of a login of the demo; it stands on the screen."""
    return f"demo-{username}"


def prepare_demo() -> None:
    """Set up people and bodies and bring drafts on their way; what is there already is left alone."""
    from sagsgang.records.meetings.queries import native_keys

    if native_keys():
        return
    about, now = about_preparation(), datetime.now(UTC)
    ids = _people(about, now)
    _bodies(about, ids, now)
    _Work(about, ids, now).all()


def _people(about: dict[str, Any], now: datetime) -> dict[str, int]:
    """The ids of the people by user name; departments first."""
    from sagsgang.records.organisation import services
    from sagsgang.records.organisation.queries import people

    who = {"actor": _FOUNDER, "at": now}
    for unit in about["units"]:
        services.set_up_unit(**unit, **who)
    known = {one.username: one.id for one in people()}
    for one in about["people"]:
        if one["username"] not in known:
            known[one["username"]] = services.create_user(
                username=one["username"], password=password_of(one["username"]), full_name=one["name"], **who)
        services.change_person(
            user_id=known[one["username"]], full_name=one["name"], email=f"{one['username']}@demo.example",
            unit="jobcenter" if "roles" in one else "", title=one.get("title", ""), phone=one.get("phone", ""), **who)
        for role in one.get("roles", ()):
            services.give_role(user_id=known[one["username"]], **role, **who)
    return known


def _bodies(about: dict[str, Any], ids: dict[str, int], now: datetime) -> None:
    from sagsgang.records.cases.services import Level, ensure_default_templates, set_approval_levels
    from sagsgang.records.meetings.services import add_fixed_item
    from sagsgang.records.organisation import services
    from sagsgang.records.organisation.queries import body_view, seat_rows

    who = {"actor": _FOUNDER, "at": now}
    committee = body_view(about["committee"])
    if committee is None:
        return
    services.change_body(key=committee.key, name=committee.name, kind="standing", parent="", mandate="", closed_on=None,
                         version=committee.version, **who)
    steering = services.set_up_body(name=about["steering"]["name"], kind="steering", parent=committee.key,
                                    mandate=about["steering"]["mandate"], **who)
    first = now.year - (now.year - 2026) % 4
    term = services.add_term(start=date(first, 1, 1), end=date(first + 3, 12, 31), **who)
    sitting = [one for one in about["people"] if one.get("seat")]
    for body, members in ((committee.key, sitting), (steering, sitting[:3])):
        holders = [one for one in members if one["seat"] != "substitute"]
        services.add_seats(body=body, term=term, count=len(holders), **who)
        seats = [seat for seat, _term, _place in seat_rows(body)]
        for place, one in enumerate(holders):
            services.seat_person(seat_id=seats[place], user_id=ids[one["username"]], role=one["seat"],
                                 start=date(first, 1, 1), **who)
        for one in members[len(holders):]:
            services.seat_person(seat_id=seats[-1], user_id=ids[one["username"]], role="substitute",
                                 start=now.date() - timedelta(days=10), **who)
    set_approval_levels(unit="jobcenter", levels=[Level("Afdelingsleder", ids["leder"], ids["kollega"]),
                                                  Level("Direkt\u00f8r", ids["direktoer"])], **who)
    ensure_default_templates(**who)
    add_fixed_item(body="", code="remarks", title="Bem\u00e6rkninger til dagsordenen", kind="decision", at_end=False,
                   **who)
    add_fixed_item(body="", code="announcements", title="Meddelelser", kind="information", at_end=True, **who)


class _Work:
    """The work of the people, a minute between one act and the next."""

    def __init__(self, about: dict[str, Any], ids: dict[str, int], now: datetime) -> None:
        self.about, self.ids, self.at = about, ids, now - timedelta(hours=8)

    def who(self, name: str) -> dict[str, Any]:
        """The person as an actor, and the moment."""
        from sagsgang.records.organisation.queries import actor_for

        self.at += timedelta(minutes=1)
        return {"actor": actor_for(self.ids[name], self.at.date()), "at": self.at}

    def all(self) -> None:
        """The steering group's agenda is sent; the committee's next meeting is in preparation."""
        from sagsgang.procedures.send_agenda import Letter, send_agenda
        from sagsgang.pure.packet.keys import body_key
        from sagsgang.records.meetings.queries import meeting_view

        steering = body_key(self.about["steering"]["name"])
        meeting = self.meeting(steering, time(13), days=14)
        for said in self.about["steering_drafts"]:
            self.draft(said | {"step": "placed"}, steering, meeting)
        view = meeting_view(meeting)
        send_agenda(meeting_key=meeting, letter=Letter("Dagsordenen til styregruppens m\u00f8de."),
                    base_version=view.version if view else 0, **self.who("sekretaer"))
        committee = self.about["committee"]
        meeting = self.meeting(committee, time(7, 30), days=_AHEAD)
        for said in self.about["drafts"]:
            self.draft(said, committee, meeting)

    def meeting(self, body: str, start: time, *, days: int) -> str:
        """A meeting of the body on a Wednesday, at least so many days ahead."""
        from sagsgang.records.meetings.services import plan_meeting

        day = self.at.date() + timedelta(days=days)
        day += timedelta((2 - day.weekday()) % 7)
        while day.month == 7 or (day.month, day.day) > (12, 17) or (day.month, day.day) < (1, 7):  # nobody meets then
            day += timedelta(7)
        return plan_meeting(body=body, on=day, start=start, place=self.about["place"], **self.who("sekretaer"))

    def draft(self, said: dict[str, Any], body: str, meeting: str) -> None:
        """A case with its draft, as far on its way as `step` says."""
        from sagsgang.pure.packet.blocks import Paragraph
        from sagsgang.records.cases import services as cases
        from sagsgang.records.meetings.queries import meeting_view
        from sagsgang.records.meetings.services import place_on_agenda

        case = cases.open_case(title=said["case"], unit="jobcenter", officer=self.ids["sagsbehandler"],
                               access=said["access"], **self.who("sagsbehandler"))
        draft = cases.start_draft(case_key=case, template=said["template"], facts=cases.DraftInput(
            said["title"], body=body, access=said["access"], ground=said.get("ground", ""),
            public_title=said.get("public_title", "")), **self.who("sagsbehandler"))
        for section, text in said["text"].items():
            cases.save_section(draft_id=draft, section=section, base_version=0, none_stated=text == "none",
                               blocks=[] if text == "none" else [Paragraph(text)], **self.who("sagsbehandler"))
        if "annex" in said:
            self.annex(draft, said)
        if said["step"] == "draft":
            return
        self.approve(draft, said)
        if said["step"] == "placed":
            view = meeting_view(meeting)
            place_on_agenda(key=meeting, draft_id=draft, base_version=view.version if view else 0,
                            **self.who("sekretaer"))

    def annex(self, draft: Any, said: dict[str, Any]) -> None:
        """An annex with its text."""
        from sagsgang.procedures.read_annexes import read_waiting_annexes
        from sagsgang.records.cases.services import add_annex

        add_annex(draft_id=draft, name=f"{said['annex']}.txt", data=said["annex_text"].encode(),
                  **self.who("sagsbehandler"))
        read_waiting_annexes(draft)

    def approve(self, draft: Any, said: dict[str, Any]) -> None:
        """Through the levels, or back from the first."""
        from sagsgang.records.cases.services import approve_draft, return_draft, submit_draft

        submit_draft(draft_id=draft, **self.who("sagsbehandler"))
        if said["step"] == "returned":
            return_draft(draft_id=draft, comment=said["comment"], **self.who("leder"))
        elif said["step"] != "in-approval":
            approve_draft(draft_id=draft, **self.who("leder"))
            approve_draft(draft_id=draft, **self.who("direktoer"))
