"""Proof of who somebody is: the second factor, a fresh proof before a grave act, the link that sets a password."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import user_pk_to_url_str
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


def has_second_factor(user_id: int) -> bool:
    """Whether the person has a second factor; the reserve codes alone are none."""
    return Authenticator.objects.filter(user=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def with_second_factor() -> frozenset[int]:
    """The ids of all who have a second factor, for lists of people."""
    return frozenset(Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list(
        "user", flat=True))


def reauthenticated(request: HttpRequest) -> bool:
    """Whether the person has proved within the last minutes who they are: by logging in or by being asked again."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def asks_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for grave acts: whoever sends it without a fresh proof is asked for one, and then it is done as sent."""
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not reauthenticated(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)
    return guarded


def password_link(request: HttpRequest, user_id: int) -> str:
    """An address by which the person sets their password: once, within three days; any change of it ends the link.

    Whoever hands it out journals that with `organisation.services.tell_password_link`.
    """
    user = get_user_model().objects.get(pk=user_id)
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})
    return request.build_absolute_uri(path)
