"""Logging in and a person's own access: allauth's views in our frame, their acts with an entry in the journal."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone

from sagsgang.records.organisation.services import note_access

from ..frame import actor_of, show


class Framed:
    """A view of allauth that is shown as a page of the workspace."""

    page: str
    trail: tuple[tuple[Any, str | None], ...]

    def render_to_response(self: Any, context: dict[str, Any], **_options: Any) -> HttpResponse:
        """The page in its frame."""
        return show(self.request, f"account/{self.page}", list(self.trail), help="adgang", **context)


def framed(view: type, page: str, *trail: tuple[Any, str | None]) -> Any:
    """The view as a page: its template in `account/`, and the steps down to it."""
    return type(view.__name__, (Framed, view), {"page": page, "trail": trail}).as_view()  # type: ignore[attr-defined]


class Noted:
    """A view of allauth whose act is journalled as `what`."""

    what: str

    def form_valid(self: Any, form: Any) -> HttpResponse:
        """Do it, with its entry in the journal, in one transaction."""
        with transaction.atomic():
            note_access(user_id=self.request.user.pk, what=self.what, actor=actor_of(self.request), at=timezone.now())
            return super().form_valid(form)


class SetUpSecondFactor(Noted, ActivateTOTPView):
    """A code from the app proves that it knows the secret."""

    what = "second-factor.set"


class RemoveSecondFactor(Noted, DeactivateTOTPView):
    """For a move to another phone."""

    what = "second-factor.remove"


class RenewReserveCodes(Noted, GenerateRecoveryCodesView):
    """New codes; the old ones end."""

    what = "reserve-codes.renew"


class AddKey(Noted, AddWebAuthnView):
    """A security key, or what the device itself offers as one, is the second factor instead of an app."""

    what = "second-factor.set"


class RemoveKey(Noted, RemoveWebAuthnView):
    """The key is of no use any more."""

    what = "second-factor.remove"
    success_url = reverse_lazy("mfa_index")
