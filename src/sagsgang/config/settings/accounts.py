"""How people log in to the workspace: local accounts with a second factor (docs/decisions/0021-allauth.md)."""

from __future__ import annotations

import os

ACCOUNT_APPS = ["allauth", "allauth.account", "allauth.mfa", "allauth.usersessions"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# How long a link by which a person sets their password can be used, in seconds.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

# Whoever has no second factor is led to set one up and can do nothing else. SAGSGANG_REQUIRE_MFA=0 lets in without:
# the demo does so, where the passwords stand on the screen.
REQUIRE_MFA = os.environ.get("SAGSGANG_REQUIRE_MFA", "1") != "0"
# Seconds without a request after which a login ends; the absolute bound is SESSION_COOKIE_AGE.
SESSION_IDLE = 30 * 60

ACCOUNT_ADAPTER = "sagsgang.interfaces.workspace.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "sagsgang.interfaces.workspace.adapters.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Whoever proved within these seconds who they are is not asked again before an act that wants it.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Failed tries: of one account (and of one account's codes) five in five minutes, from one address twenty a minute. All
# of a town hall may share one address, and all come at eight.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "login": "120/m/ip", "reauthenticate": "10/m/user",
                       "change_password": "5/m/user", "reset_password_from_key": "20/m/ip"}
# How many proxies stand before the workspace and say in X-Forwarded-For whom they speak for.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SAGSGANG_PROXIES", "0"))

MFA_ADAPTER = "sagsgang.interfaces.workspace.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Sagsgang"

# Limits, and the codes that were used, are counted in the database: every thread and process sees the same count, and
# a restart forgets none. Nothing else is cached; so many entries are more than limits can have.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "login_limits",
                      "OPTIONS": {"MAX_ENTRIES": 100_000}}}
