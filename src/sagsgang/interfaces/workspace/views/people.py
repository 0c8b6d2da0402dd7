"""People: who logs in, which roles they hold, and who may see what and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.records.cases.policy import reasons_to_see_draft
from sagsgang.records.cases.queries.lists import case_view, drafts_of_case
from sagsgang.records.meetings.policy import ItemFacts, reasons_to_see_item
from sagsgang.records.meetings.queries import latest_version, meeting_view, meetings_of_bodies, sent_items
from sagsgang.records.organisation.policy import objection_to_administering
from sagsgang.records.organisation.queries import actor_for, body_views, people, person, roles_of, seats_of, unit_views
from sagsgang.records.organisation.services import (
    add_person,
    change_person,
    end_role,
    forget_second_factor,
    give_role,
    set_active,
)

from .. import values, words
from ..access import has_second_factor
from ..frame import check, done, page, show, tried
from .administration import trail

GIVEN = ("case-officer", "approver", "secretary", "administrator", "importer", "publisher")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def people_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody who logs in, and adding another."""
    check(objection_to_administering(actor))
    error, made = None, []
    if request.method == "POST":
        error = tried(request, lambda: made.append(add_person(
            username=values.text(request, "username"), full_name=values.text(request, "full_name"),
            email=values.text(request, "email"), unit=values.text(request, "unit"), title=values.text(request, "title"),
            phone=values.text(request, "phone"), actor=actor, at=timezone.now())))
        if made:
            messages.success(request, _("The person is added. Give roles, and hand over the link for the password."))
            return redirect("workspace:person", made[0])
    return show(request, "administration/people", trail=trail((_("People"), None)), people=people(), error=error,
                units=[(view.key, view.name) for view in unit_views()], typed=request.POST if error else None,
                status=422 if error else 200, help="administrator")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def person_page(request: HttpRequest, actor: Actor, user: int) -> HttpResponse:
    """One person: what they are called, their roles from when to when, and what they may do today."""
    check(objection_to_administering(actor))
    view = person(user)
    if view is None:
        raise Http404
    error = None
    if request.method == "POST":
        error = tried(request, lambda: change_person(
            user_id=user, full_name=values.text(request, "full_name"), email=values.text(request, "email"),
            unit=values.text(request, "unit"), title=values.text(request, "title"), phone=values.text(request, "phone"),
            actor=actor, at=timezone.now()))
        view = person(user) or view
    today = timezone.localdate()
    return show(request, "administration/person",
                trail=trail((_("People"), reverse("workspace:people")), (view.name, None)), view=view, error=error,
                roles=roles_of(user, today), seats=seats_of(user, today), codes=[(code, words.ROLES[code])
                                                                                for code in GIVEN],
                role_words=words.ROLES, bodies=[(one.key, one.name) for one in body_views()],
                units=[(one.key, one.name) for one in unit_views()], typed=request.POST if error else None,
                password_link=request.session.pop("password-link", None), second_factor=has_second_factor(user),
                help="administrator")


@require_POST
@page
def role(request: HttpRequest, actor: Actor, user: int) -> HttpResponse:
    """A role is given, or ends."""
    then = reverse("workspace:person", args=[user])
    if request.POST.get("end_role"):
        return done(request, lambda: end_role(role_id=values.needed_number(request, "end_role"),
                                              on=timezone.localdate(), actor=actor, at=timezone.now()),
                    _("The role ends with today."), then)
    return done(request, lambda: give_role(
        user_id=user, code=values.text(request, "code"), body=values.text(request, "body"),
        unit=values.text(request, "unit"), start=values.day(request, "start"), end=values.day(request, "end"),
        actor=actor, at=timezone.now()), _("The role is given."), then)


@require_POST
@page
def act(request: HttpRequest, actor: Actor, user: int, act: str) -> HttpResponse:
    """Let a person log in, or no longer; make a link for a new password; forget the second factor."""
    then = reverse("workspace:person", args=[user])
    if act == "kodeord":
        check(objection_to_administering(actor))
        return _password(request, actor, user, then)
    if act == "totrin":
        return done(request, lambda: forget_second_factor(user_id=user, actor=actor, at=timezone.now()),
                    _("The second factor is forgotten; the next login sets up a new one."), then)
    if act not in {"luk", "aabn"}:
        raise Http404
    return done(request, lambda: set_active(user_id=user, active=act == "aabn", actor=actor, at=timezone.now()),
                _("The account is open.") if act == "aabn" else _("The account is shut."), then)


def _password(request: HttpRequest, actor: Actor, user: int, then: str) -> HttpResponse:
    from sagsgang.records.organisation.services import tell_password_link

    from ..access import password_link

    def act() -> None:
        tell_password_link(user_id=user, actor=actor, at=timezone.now())
        request.session["password-link"] = password_link(request, user)

    return done(request, act, _("Hand the link below to the person; it works once, within three days."), then)


@require_safe
@page
def access(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who may see what, and by what right: for a person and a case or a meeting. No closed title is shown."""
    check(objection_to_administering(actor))
    who, about = request.GET.get("bruger", ""), request.GET.get("sag", "").strip()
    meeting = request.GET.get("moede", "")
    rows: list[tuple[str, str, list[str]]] = []
    refused = None
    if who.isdecimal():
        subject = actor_for(int(who), timezone.localdate())
        try:
            rows = [*_draft_rows(subject, about), *_item_rows(subject, meeting)]
        except SagsgangError as error:
            refused = words.why_not(error)
    return show(request, "administration/access", trail=trail((_("Who may see what"), None)), rows=rows,
                refused=refused, access_words=words.ACCESS,
                people=[(one.id, one.name) for one in people(only_active=True)], who=who, about=about, meeting=meeting,
                asked=bool(who), meetings=[(view.key, f"{view.body_name} {view.date:%d.%m.%Y}") for view in
                                           meetings_of_bodies(None, since=timezone.localdate().replace(month=1, day=1))
                                           if view.sent], help="administrator")


def _draft_rows(subject: Actor, number: str) -> list[tuple[str, str, list[str]]]:
    from sagsgang.pure.packet.keys import case_key

    case = case_view(case_key(number)) if number else None
    if case is None:
        return []
    return [(_("Draft {number} of case {case}").format(number=place, case=case.number), draft.access,
             [str(words.RIGHTS[right]) for right in reasons_to_see_draft(subject, draft)])
            for place, draft in enumerate(reversed(drafts_of_case(case.key)), 1)]


def _item_rows(subject: Actor, key: str) -> list[tuple[str, str, list[str]]]:
    view, version = (meeting_view(key), latest_version(key)) if key else (None, None)
    if view is None or version is None:
        return []
    return [(_("Item {number}").format(number=item.number), item.access,
             [str(words.RIGHTS[right]) for right in reasons_to_see_item(
                 subject, ItemFacts(view.body, item.access, item.people))]) for item in sent_items(version.id)]


__all__ = ["access", "act", "people_list", "person_page", "role"]
