"""A person's own second factor: allauth does the act, the journal keeps that it was done, both or neither."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from sagsgang.records.organisation.services import note_access

from ..frame import actor_of


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
