"""Addresses of logging in and of one's own access. Their names are allauth's, which looks them up by name."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as reserve
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as logins
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from .views.access import AddKey, RemoveKey, RemoveSecondFactor, RenewReserveCodes, SetUpSecondFactor, framed
from .views.account import login, logout

_OWN = (_("My access"), "/min-adgang/")

urlpatterns = [
    path("log-ind/", login, name="account_login"),
    path("log-ind/kode/", framed(mfa.AuthenticateView, "code"), name="mfa_authenticate"),
    path("log-ind/lukket/", framed(account.AccountInactiveView, "inactive"), name="account_inactive"),
    path("log-ud/", logout, name="account_logout"),
    path("bekraeft/", framed(account.ReauthenticateView, "again"), name="account_reauthenticate"),
    path("bekraeft/kode/", framed(mfa.ReauthenticateView, "again_code"), name="mfa_reauthenticate"),
    path("bekraeft/noegle/", framed(keys.ReauthenticateWebAuthnView, "again_key"), name="mfa_reauthenticate_webauthn"),
    path("adgangskode/sat/", framed(account.PasswordResetFromKeyDoneView, "password_set"),
         name="account_reset_password_from_key_done"),
    re_path(r"^adgangskode/(?P<uidb36>[0-9a-z]+)-(?P<key>[^/]+)/$",
            framed(account.PasswordResetFromKeyView, "set_password"), name="account_reset_password_from_key"),
    path("min-adgang/", framed(mfa.IndexView, "index", (_OWN[0], None)), name="mfa_index"),
    path("min-adgang/adgangskode/", framed(account.PasswordChangeView, "change_password", _OWN,
                                           (_("Change password"), None)), name="account_change_password"),
    path("min-adgang/totrin/", framed(SetUpSecondFactor, "second_factor", _OWN, (_("Second factor"), None)),
         name="mfa_activate_totp"),
    path("min-adgang/totrin/fjern/", framed(RemoveSecondFactor, "remove_second_factor", _OWN,
                                            (_("Remove the second factor"), None)), name="mfa_deactivate_totp"),
    path("min-adgang/noegler/ny/", framed(AddKey, "key", _OWN, (_("Security key"), None)), name="mfa_add_webauthn"),
    path("min-adgang/noegler/<int:pk>/fjern/", framed(RemoveKey, "remove_key", _OWN, (_("Remove the key"), None)),
         name="mfa_remove_webauthn"),
    path("min-adgang/reservekoder/", framed(reserve.ViewRecoveryCodesView, "reserve_codes", _OWN,
                                            (_("Reserve codes"), None)), name="mfa_view_recovery_codes"),
    path("min-adgang/reservekoder/nye/", framed(RenewReserveCodes, "new_reserve_codes", _OWN,
                                                (_("New reserve codes"), None)), name="mfa_generate_recovery_codes"),
    path("min-adgang/reservekoder/hent/", reserve.DownloadRecoveryCodesView.as_view(
        template_name="workspace/account/reserve_codes.txt"), name="mfa_download_recovery_codes"),
    path("min-adgang/logins/", framed(logins.ListUserSessionsView, "logins", _OWN, (_("Logins"), None)),
         name="usersessions_list"),
]
