"""Jobs, mail, and where the workspace is reached: what works while nobody looks (docs/decisions/0024-jobs.md)."""

from __future__ import annotations

import os

from .base import STORE

OPERATIONS_APPS = ["django_tasks", "django_tasks_db"]
# Jobs are rows of the internal store: what an act leaves to be done stands and falls with the store.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Where browsers reach the workspace, for the links in mails and calendars; `sagsgang serve` knows its own address.
WORKSPACE_ADDRESS = os.environ.get("SAGSGANG_WORKSPACE_ADDRESS", "").rstrip("/")

# The mail server. Where none is named, mails are kept in the home, and administrators read them in the workspace.
EMAIL_HOST = os.environ.get("SAGSGANG_MAIL_HOST", "")
EMAIL_BACKEND = ("django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST
                 else "sagsgang.interfaces.jobs.capture.CaptureBackend")
EMAIL_FILE_PATH = STORE.home / "mail"
# starttls: a plain connection that turns to TLS before anything is said; tls: TLS from the first byte; none: neither.
_SECURITY = os.environ.get("SAGSGANG_MAIL_SECURITY", "starttls")
_PORTS = {"starttls": "587", "tls": "465", "none": "25"}
if _SECURITY not in _PORTS:
    raise ValueError(f"SAGSGANG_MAIL_SECURITY is one of {', '.join(_PORTS)}, not {_SECURITY}")
EMAIL_USE_TLS, EMAIL_USE_SSL = _SECURITY == "starttls", _SECURITY == "tls"
EMAIL_PORT = int(os.environ.get("SAGSGANG_MAIL_PORT", _PORTS[_SECURITY]))
EMAIL_HOST_USER = os.environ.get("SAGSGANG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAGSGANG_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("SAGSGANG_MAIL_FROM", "sagsgang@localhost")
