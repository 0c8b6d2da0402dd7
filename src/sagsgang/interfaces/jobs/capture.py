"""Mails that no server takes: kept in the home as files that any mail program opens, and read in the workspace.

A mail's file is named after its Message-ID, so that a mail that is sent a second time is there once.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage as Parsed
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from sagsgang.pure.kernel.files import digest_of


@dataclass(frozen=True, slots=True)
class CapturedMail:
    """One mail; `name` is what its address in the workspace calls it."""

    name: str
    to: str
    subject: str
    text: str
    at: datetime


class CaptureBackend(BaseEmailBackend):
    """Where mails go when no server is named."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail whole, or not at all."""
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            data = message.message()
            path = folder / f"{digest_of(str(data['Message-ID']).encode())[:24]}.eml"
            part = path.with_suffix(".part")
            part.write_bytes(data.as_bytes())
            part.replace(path)
        return len(email_messages)


def captured_mails(*, most: int = 200) -> list[CapturedMail]:
    """The newest mails that were kept."""
    paths = sorted(_folder().glob("*.eml"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
    return [_read(path) for path in paths[:most]]


def captured_mail(name: str) -> CapturedMail | None:
    """One mail; None where there is none of that name."""
    return next((_read(path) for path in _folder().glob("*.eml") if path.stem == name), None)


def forget_captured(before: datetime) -> int:
    """Delete the mails that were kept before a time and return how many there were."""
    old = [path for path in _folder().glob("*.eml") if _time(path) < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _time(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _read(path: Path) -> CapturedMail:
    parsed = email.message_from_bytes(path.read_bytes(), _class=Parsed, policy=email.policy.default)
    body = parsed.get_body(("plain",))
    return CapturedMail(path.stem, str(parsed["To"]), str(parsed["Subject"]), body.get_content() if body else "",
                        _time(path))
