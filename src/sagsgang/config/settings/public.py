"""The public process: only the public store, no sessions, no users, no cookies, no credential for the internal one."""

from __future__ import annotations

from .base import *  # noqa: F403
from .base import PACKAGE, STORE

# Nothing is signed on the public side; Django wants a value.
SECRET_KEY = "public-process-signs-nothing"  # noqa: S105

INSTALLED_APPS = ["sagsgang.records.openstore", "sagsgang.interfaces.public", "django.contrib.staticfiles", "csp"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "sagsgang.config.urls_public"
# Public addresses end without a slash.
APPEND_SLASH = False
WSGI_APPLICATION = "sagsgang.config.wsgi_public.application"
DATABASES = {"default": {}, "open": STORE.open_database()}
DATABASE_ROUTERS = ["sagsgang.config.routers.StoreRouter"]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [PACKAGE / "interfaces" / "public" / "templates"],
    "OPTIONS": {"context_processors": ["django.template.context_processors.request"],
                "builtins": ["django.templatetags.i18n", "django.templatetags.static"]},
}]
