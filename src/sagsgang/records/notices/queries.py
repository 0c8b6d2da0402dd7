"""Fetching notices, those waiting to be mailed, and whose a calendar feed is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from sagsgang.pure.packet.canonical import sha256

from .models import FAILED, WAITING, FeedToken, Notice


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice."""

    id: int
    user_id: int
    email: str
    code: str
    args: dict[str, Any]
    address: str
    created_at: datetime
    read: bool
    mail: str
    tries: int
    error: str


def notices_of(user_id: int, *, most: int = 100) -> list[NoticeView]:
    """A person's newest notices."""
    return [_view(row) for row in Notice.objects.filter(user=user_id).select_related("user")[:most]]


def unread_count(user_id: int) -> int:
    """How many notices a person has not read."""
    return Notice.objects.filter(user=user_id, read_at=None).count()


def waiting_for_mail(now: datetime, *, most: int = 200) -> list[NoticeView]:
    """The notices that are to be mailed now, oldest first."""
    rows = Notice.objects.filter(Q(next_try_at=None) | Q(next_try_at__lte=now), mail=WAITING).select_related("user")
    return [_view(row) for row in rows.order_by("created_at", "id")[:most]]


def troubled_mails(*, most: int = 50) -> list[NoticeView]:
    """The notices whose mail was not taken at the last try, the newest first."""
    rows = Notice.objects.exclude(error="").filter(mail__in=[WAITING, FAILED]).select_related("user")
    return [_view(row) for row in rows[:most]]


def mail_queue() -> dict[str, int]:
    """How many notices are in each mail state."""
    return dict(Notice.objects.order_by().values_list("mail").annotate(Count("pk")))


def owner_of_feed(token: str) -> int | None:
    """Whose calendar feed a secret is; None for one that holds no longer."""
    rows = FeedToken.objects.filter(token_sha256=sha256(token.encode()), user__is_active=True)
    return rows.values_list("user_id", flat=True).first()


def has_feed(user_id: int) -> bool:
    """Whether the person has made a calendar feed."""
    return FeedToken.objects.filter(user=user_id).exists()


def _view(row: Notice) -> NoticeView:
    return NoticeView(row.pk, row.user_id, row.user.email, row.code, row.args, row.address, row.created_at,
                      row.read_at is not None, row.mail, row.tries, row.error)
