"""The workspace and the commands: both stores, users and sessions."""

from __future__ import annotations

import os

from .accounts import *  # noqa: F403
from .accounts import ACCOUNT_APPS
from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, PACKAGE, STORE
from .operations import *  # noqa: F403
from .operations import OPERATIONS_APPS

SECRET_KEY = STORE.secret_key()
AUTH_USER_MODEL = "organisation.User"
RECORD_APPS = ["journal", "organisation", "notices", "cases", "meetings", "minutes", "publication", "imports",
               "reading", "openstore"]
INSTALLED_APPS = [
    *(f"sagsgang.records.{name}" for name in RECORD_APPS),
    "sagsgang.interfaces.workspace",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "csp", *ACCOUNT_APPS, *OPERATIONS_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sagsgang.interfaces.workspace.sessions.bound",
    "sagsgang.interfaces.workspace.sessions.LoginRequired",
    "allauth.account.middleware.AccountMiddleware",
    "sagsgang.interfaces.workspace.sessions.SecondFactorRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sagsgang.interfaces.workspace.middleware.speak",
    "sagsgang.interfaces.workspace.middleware.keep_private",
]
ROOT_URLCONF = "sagsgang.config.urls_workspace"
WSGI_APPLICATION = "sagsgang.config.wsgi_workspace.application"
DATABASES = {"default": STORE.internal_database(), "open": STORE.open_database()}
DATABASE_ROUTERS = ["sagsgang.config.routers.StoreRouter"]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [PACKAGE / "interfaces" / "workspace" / "templates"],
    "OPTIONS": {"context_processors": ["django.template.context_processors.request",
                                       "django.contrib.auth.context_processors.auth",
                                       "django.contrib.messages.context_processors.messages"],
                "builtins": ["django.templatetags.i18n", "django.templatetags.static"]},
}]
LOGIN_URL = "/log-ind/"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "sagsgang.interfaces.workspace.views.account.csrf_failed"
# A working day, and no longer; cookies of a name of our own, for a host's ports share them. SAGSGANG_HTTPS=1 where the
# workspace is reached by https only.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sagsgang-session", "sagsgang-form"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("SAGSGANG_HTTPS") == "1"
# A proxy that ends the https hands on plain http; forms come from the https address all the same.
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if SESSION_COOKIE_SECURE else []
# Forms say where they come from: a browser that keeps even that to itself sends "Origin: null", which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
# A Word file that hides something travels through its settling page inside the form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25_000_000
# Where the public site is reached, for links to what was released; empty: no links.
PUBLIC_ADDRESS = os.environ.get("SAGSGANG_PUBLIC_ADDRESS", "").rstrip("/")
