"""Acts on people: who logs in, where they work, and which roles they hold from when to when."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.rules.deadlines import COPENHAGEN
from sagsgang.records.journal.services import record_act

from ..models import ROLES, Role, User
from ..policy import ADMINISTRATOR
from .common import begin, body_of, unit_of


@transaction.atomic
def add_person(*, username: str, full_name: str, email: str = "", unit: str = "", title: str = "", phone: str = "",
               actor: Actor, at: datetime) -> int:
    """Make an account without a password; its owner sets one by a link. Raises Conflict where the name is taken."""
    begin(actor)
    name = username.strip()
    if not name or not full_name.strip():
        raise Refusal("person-without-name")
    if User.objects.filter(username=name).exists():
        raise Conflict("username-taken", username=name)
    user = User(username=name, first_name=full_name.strip(), email=email.strip(), unit=unit_of(unit),
                title=title.strip(), phone=phone.strip())
    user.set_unusable_password()
    user.save()
    record_act(act="user.create", subject=f"user:{user.pk}", actor=actor, at=at)
    return user.pk


@transaction.atomic
def change_person(*, user_id: int, full_name: str, email: str, unit: str, title: str, phone: str, actor: Actor,
                  at: datetime) -> None:
    """Say anew what a person is called and where they work."""
    begin(actor)
    if not full_name.strip():
        raise Refusal("person-without-name")
    User.objects.filter(pk=_user(user_id).pk).update(
        first_name=full_name.strip(), last_name="", email=email.strip(), unit=unit_of(unit), title=title.strip(),
        phone=phone.strip())
    record_act(act="user.change", subject=f"user:{user_id}", actor=actor, at=at)


@transaction.atomic
def set_active(*, user_id: int, active: bool, actor: Actor, at: datetime) -> None:
    """Let a person log in, or no longer. The last administrator stays."""
    begin(actor)
    user = _user(user_id)
    if user.is_active == active:
        return
    if not active:
        _keep_an_administrator(at, without_user=user_id)
    User.objects.filter(pk=user_id).update(is_active=active)
    record_act(act="user.activate" if active else "user.deactivate", subject=f"user:{user_id}", actor=actor, at=at)


@transaction.atomic
def give_role(*, user_id: int, code: str, body: str = "", unit: str = "", start: date | None = None,
              end: date | None = None, actor: Actor, at: datetime) -> int:
    """Give a person a role: in one body or unit, or (none named) everywhere; from and to a day."""
    begin(actor)
    if code not in ROLES:
        raise Refusal("role-unknown", role=code)
    if start and end and end < start:
        raise Refusal("period-backwards")
    try:
        with transaction.atomic():
            role = Role.objects.create(user=_user(user_id), code=code, body=body_of(body), unit=unit_of(unit),
                                       start=start, end=end)
    except IntegrityError as error:
        raise Refusal("role-held-or-out-of-scope", role=code) from error
    record_act(act="role.give", subject=f"user:{user_id}", actor=actor, at=at,
               codes={"role": code, "body": body, "unit": unit, "start": str(start or ""), "end": str(end or "")})
    return role.pk


@transaction.atomic
def end_role(*, role_id: int, on: date, actor: Actor, at: datetime) -> None:
    """Let a role end with a day, never later than it does; one that never began goes altogether.

    The last administrator stays.
    """
    begin(actor)
    role = Role.objects.filter(pk=role_id).first()
    if role is None:
        raise Conflict("changed-meanwhile")
    if role.end and on > role.end:
        raise Refusal("role-ends-before", day=role.end.isoformat())
    if role.code == ADMINISTRATOR:
        _keep_an_administrator(at, without_role=role.pk)
    if role.start and on < role.start:
        role.delete()
    else:
        Role.objects.filter(pk=role_id).update(end=on)
    record_act(act="role.end", subject=f"user:{role.user_id}", actor=actor, at=at,
               codes={"role": role.code, "end": on.isoformat()})


def _keep_an_administrator(at: datetime, *, without_user: int = 0, without_role: int = 0) -> None:
    """Refuse what would leave nobody who is administrator today and until further notice.

    Whoever is none anyway can go: a store whose last administrator holds the role to a day is not made worse by it.
    """
    day = at.astimezone(COPENHAGEN).date()
    now = Role.objects.filter(Q(start=None) | Q(start__lte=day), Q(end=None) | Q(end__gte=day), code=ADMINISTRATOR,
                              user__is_active=True)
    lost = Q(user=without_user) | Q(pk=without_role)
    if now.filter(lost).exists() and not now.exclude(lost).filter(end=None).exists():
        raise Refusal("last-administrator")


def _user(user_id: int) -> User:
    if user := User.objects.filter(pk=user_id).first():
        return user
    raise Conflict("changed-meanwhile")
