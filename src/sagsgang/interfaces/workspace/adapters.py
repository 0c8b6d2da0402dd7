"""How allauth, which does the logging in, is fitted to this house: its words, its limits, its secrets, the journal."""

from __future__ import annotations

import base64
import logging
import math
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from sagsgang.pure.kernel.messages import N_
from sagsgang.records.organisation.queries import actor_for
from sagsgang.records.organisation.services import set_password

from .access import reauthenticated
from .codes import svg_of

log = logging.getLogger(__name__)

#: Sentences of allauth's own that a person can meet, said by our catalogue.
_ALSO_SAID = (N_("You must type the same password each time."), N_("Incorrect code."), N_("Incorrect password."))
#: What is told after an act; allauth's other messages are left out, for the page says it.
_TOLD = {
    "account/messages/password_changed.txt": N_("Your password is changed. Logins elsewhere have ended."),
    "mfa/messages/totp_activated.txt": N_("Your second factor is set up."),
    "mfa/messages/totp_deactivated.txt": N_("Your second factor is removed."),
    "mfa/messages/webauthn_added.txt": N_("Your security key is set up."),
    "mfa/messages/webauthn_removed.txt": N_("Your security key is removed."),
    "mfa/messages/recovery_codes_generated.txt": N_("You have new reserve codes. Keep them where nobody else looks."),
    "usersessions/messages/sessions_logged_out.txt": N_("Your logins elsewhere have ended."),
}
#: Where the page that follows says it all.
_SAID_BY_THE_PAGE = {("account_reset_password_from_key", "account/messages/password_changed.txt"),
                     ("mfa_activate_totp", "mfa/messages/recovery_codes_generated.txt"),
                     ("mfa_add_webauthn", "mfa/messages/recovery_codes_generated.txt")}


class LoginForm(AllauthLoginForm):
    """The form of the login page; the field is called `username`, as browsers and their password stores expect."""

    def add_prefix(self, field_name: str) -> str:
        """The name of a field in the page."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts that only an administrator makes."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy(
            "The user name and the password do not fit together. Mind capital letters."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": gettext_lazy("The code is wrong, too old, or used already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's form
        """Nobody makes an account for themselves."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just logged in is not asked for the password a second time."""
        return not reauthenticated(self.request) and super().is_reauthentication_required(app=app, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at; refuse it where there were too many."""
        self.limited = self._get_login_attempts_cache_key(request, **credentials)
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            log.warning("too many failed tries to log in; the last one from %s", self.get_client_ip(request))
            raise

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """An error of a form; of a lock-out with when to try again, the same whether or not the name exists."""
        if code not in {"too_many_login_attempts", "rate_limited"}:
            return super().validation_error(code, *args)
        minutes = max(1, math.ceil(self._seconds_left() / 60))
        text = ngettext("There were too many failed tries. Try again in {count} minute.",
                        "There were too many failed tries. Try again in {count} minutes.", minutes)
        return ValidationError(text.format(count=minutes), code=code)

    def _seconds_left(self) -> float:
        """How long until a try is free again; without a known key, as long as it can be."""
        rates = ratelimit.get_rates(app="allauth.account", action="login_failed")
        key = getattr(self, "limited", None)
        if key is None:
            return max(rate.duration for rate in rates)
        left = [0.0]
        for rate in rates:
            tries = cache.get(ratelimit.get_cache_key(self.request, app="allauth.account", action="login_failed",
                                                      rate=rate, key=key), [])
            if len(tries) >= rate.amount:
                left.append(tries[rate.amount - 1] + rate.duration - time.time())
        return max(left)

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None,
                    message_context: dict[str, Any] | None = None, extra_tags: str = "",  # noqa: ARG002
                    message: str | None = None) -> None:
        """Tell what was done, in our words."""
        text = message or (_(_TOLD[message_template]) if message_template in _TOLD else "")
        match = request.resolver_match
        if text and (match and match.view_name, message_template) not in _SAID_BY_THE_PAGE:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def set_password(self, user: Any, password: str) -> None:
        """Keep a new password, by an act of the records; every other login of the person ends by it."""
        user.set_password(password)
        set_password(user_id=user.pk, encoded=user.password, actor=actor_for(user.pk, timezone.localdate()),
                     at=timezone.now())


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes from an app on the phone; their secret lies encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("The code is wrong, too old, or used already.")}

    def build_totp_svg(self, url: str) -> str:
        """The code to photograph, without style attributes, which the policy of the pages forbids."""
        return svg_of(url)

    def get_totp_label(self, user: Any) -> str:
        """What the app on the phone calls the account."""
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002  allauth's form
        """What a key is called whose owner gave it no name."""
        return _("Security key")

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it; the key is the workspace's, which lies beside the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it was."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("sagsgang-second-factor", "key", settings.SECRET_KEY,
                                                       algorithm="sha256").digest()))
