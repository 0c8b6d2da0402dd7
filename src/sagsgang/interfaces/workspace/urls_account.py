"""Addresses of logging in and of one's own access. Their names are allauth's, which looks them up by name."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as reserve
from allauth.usersessions import views as logins
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from sagsgang.records.organisation.queries import municipality

from .views.access import RemoveSecondFactor, RenewReserveCodes, SetUpSecondFactor
from .views.account import logout

_OWN = (_("My access"), "/min-adgang/")


def _view(view: Any, template: str, *trail: tuple[Any, str | None]) -> Any:
    """A view of allauth in our frame."""
    return view.as_view(template_name=f"workspace/account/{template}",
                        extra_context={"municipality": municipality, "trail": trail, "help": "min-adgang"})


urlpatterns = [
    path("log-ind/", _view(account.LoginView, "login.html"), name="account_login"),
    path("log-ind/kode/", _view(mfa.AuthenticateView, "code.html"), name="mfa_authenticate"),
    path("log-ind/lukket/", _view(account.AccountInactiveView, "inactive.html"), name="account_inactive"),
    path("log-ud/", logout, name="account_logout"),
    path("bekraeft/", _view(account.ReauthenticateView, "again.html"), name="account_reauthenticate"),
    path("bekraeft/kode/", _view(mfa.ReauthenticateView, "again_code.html"), name="mfa_reauthenticate"),
    path("adgangskode/sat/", _view(account.PasswordResetFromKeyDoneView, "password_set.html"),
         name="account_reset_password_from_key_done"),
    re_path(r"^adgangskode/(?P<uidb36>[0-9a-z]+)-(?P<key>[^/]+)/$",
            _view(account.PasswordResetFromKeyView, "set_password.html"), name="account_reset_password_from_key"),
    path("min-adgang/", _view(mfa.IndexView, "index.html", (_OWN[0], None)), name="mfa_index"),
    path("min-adgang/adgangskode/", _view(account.PasswordChangeView, "change_password.html", _OWN,
                                          (_("Change password"), None)), name="account_change_password"),
    path("min-adgang/totrin/", _view(SetUpSecondFactor, "second_factor.html", _OWN, (_("Second factor"), None)),
         name="mfa_activate_totp"),
    path("min-adgang/totrin/fjern/", _view(RemoveSecondFactor, "remove_second_factor.html", _OWN,
                                           (_("Remove the second factor"), None)), name="mfa_deactivate_totp"),
    path("min-adgang/reservekoder/", _view(reserve.ViewRecoveryCodesView, "reserve_codes.html", _OWN,
                                           (_("Reserve codes"), None)), name="mfa_view_recovery_codes"),
    path("min-adgang/reservekoder/nye/", _view(RenewReserveCodes, "new_reserve_codes.html", _OWN,
                                               (_("New reserve codes"), None)), name="mfa_generate_recovery_codes"),
    path("min-adgang/reservekoder/hent/", _view(reserve.DownloadRecoveryCodesView, "reserve_codes.txt"),
         name="mfa_download_recovery_codes"),
    path("min-adgang/logins/", _view(logins.ListUserSessionsView, "logins.html", _OWN, (_("Logins"), None)),
         name="usersessions_list"),
]
