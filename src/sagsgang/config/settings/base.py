"""What the public process and the workspace have in common."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from sagsgang.config.store import store_from

STORE = store_from()
PACKAGE = Path(__file__).parents[2]

DEBUG = False
ALLOWED_HOSTS = os.environ.get("SAGSGANG_HOSTS", "127.0.0.1,localhost").split(",")

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["sagsgang.config.formats"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "interfaces" / "static"]
# The files lie in the package: no step that collects them must come before the first page.
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR"},
                "sagsgang": {"handlers": ["stderr"], "level": "INFO"}},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF], "font-src": [SELF],
        "connect-src": [SELF], "form-action": [SELF], "base-uri": [NONE], "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
