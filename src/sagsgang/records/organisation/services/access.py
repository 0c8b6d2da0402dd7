"""Acts on how people prove who they are: passwords and second factors, each with its entry in the journal."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict
from sagsgang.records.journal.services import lock_journal, record_act

from ..models import User
from .common import begin

#: What a person does to their own access, beside the password.
OWN_ACTS = frozenset({"second-factor.set", "second-factor.remove", "reserve-codes.renew"})


@transaction.atomic
def set_password(*, user_id: int, encoded: str, actor: Actor, at: datetime) -> None:
    """Keep a person's new password, given as the hash that is kept of it."""
    lock_journal()
    if not User.objects.filter(pk=user_id).update(password=encoded):
        raise Conflict("changed-meanwhile")
    record_act(act="password.set", subject=f"user:{user_id}", actor=actor, at=at)


@transaction.atomic
def note_access(*, user_id: int, what: str, actor: Actor, at: datetime) -> None:
    """Journal what a person did to their second factor; the login library has done it."""
    if what not in OWN_ACTS:
        raise ValueError(what)
    record_act(act=what, subject=f"user:{user_id}", actor=actor, at=at)


@transaction.atomic
def tell_password_link(*, user_id: int, actor: Actor, at: datetime) -> None:
    """Journal that an administrator was given the link by which a person sets their password."""
    begin(actor)
    if not User.objects.filter(pk=user_id, is_active=True).exists():
        raise Conflict("changed-meanwhile")
    record_act(act="password.link", subject=f"user:{user_id}", actor=actor, at=at)


@transaction.atomic
def forget_second_factor(*, user_id: int, actor: Actor, at: datetime) -> None:
    """Take away a person's second factor and reserve codes (the phone is lost); the next login sets up a new one."""
    begin(actor)
    if not User.objects.filter(pk=user_id).exists():
        raise Conflict("changed-meanwhile")
    # The rows are the login library's, which is no part of the records.
    apps.get_model("mfa", "Authenticator")._default_manager.filter(user=user_id).delete()
    record_act(act="second-factor.forget", subject=f"user:{user_id}", actor=actor, at=at)


@transaction.atomic
def renew_login(*, username: str, password: str, actor: Actor, at: datetime) -> None:
    """Give a person a new password and no second factor: the way back in where nobody else can help."""
    begin(actor)
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Conflict("username-unknown", username=username)
    user.set_password(password)
    set_password(user_id=user.pk, encoded=user.password, actor=actor, at=at)
    forget_second_factor(user_id=user.pk, actor=actor, at=at)
