"""Telling people, mailing what waits, and the secret of a calendar feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import sha256
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.queries import active_people

from .models import FAILED, SENT, UNWANTED, WAITING, FeedToken, Notice
from .policy import objection_to_retrying

#: How long to wait before each new try; after the last one the mail has failed.
_PATIENCE = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12), timedelta(days=1))
#: How long a mail may take to be sent.
_LEASE = timedelta(minutes=10)


@transaction.atomic
def give_notice(*, to: Iterable[int], code: str, args: Mapping[str, str], address: str, origin: int,
                at: datetime) -> None:
    """Tell people of the act with this journal number; a step of that act. Who was told of it is not told again."""
    Notice.objects.bulk_create(
        [Notice(user_id=user, code=code, args=dict(args), address=address, origin=origin, created_at=at,
                mail=WAITING if email else UNWANTED) for user, (_name, email) in sorted(active_people(to).items())],
        ignore_conflicts=True)


def mark_read(*, user_id: int, notice_ids: Iterable[int], at: datetime) -> None:
    """Remember that a person has read some of their notices. No act on the record: it is theirs alone."""
    Notice.objects.filter(user=user_id, pk__in=list(notice_ids), read_at=None).update(read_at=at)


def drop_unwanted() -> None:
    """Whoever has no address, or cannot log in any more, is sent no mail."""
    Notice.objects.filter(Q(user__is_active=False) | Q(user__email=""), mail=WAITING).update(
        mail=UNWANTED, next_try_at=None)


def lease_mail(*, notice_id: int, at: datetime) -> bool:
    """Take a mail to send it; False where somebody else has it. Whoever dies with it leaves it to the next try."""
    due = Q(next_try_at=None) | Q(next_try_at__lte=at)
    return bool(Notice.objects.filter(due, pk=notice_id, mail=WAITING).update(next_try_at=at + _LEASE))


@transaction.atomic
def retry_failed_mails(*, actor: Actor, at: datetime) -> int:
    """Let the mails that were given up wait again, and return how many they are."""
    if objection := objection_to_retrying(actor):
        raise objection
    lock_journal()
    count = Notice.objects.filter(mail=FAILED).update(mail=WAITING, tries=0, next_try_at=None)
    record_act(act="mail.retry", subject="failed-mails", actor=actor, at=at, codes={"count": str(count)})
    return count


def mark_sent(*, notice_id: int) -> None:
    """The mail has been taken by the server."""
    Notice.objects.filter(pk=notice_id).update(mail=SENT, error="", next_try_at=None)


def mark_failed(*, notice_id: int, error: str, at: datetime) -> None:
    """The server did not take the mail: try later, or give it up after the last try."""
    notice = Notice.objects.get(pk=notice_id)
    again = notice.tries < len(_PATIENCE)
    Notice.objects.filter(pk=notice_id).update(
        tries=notice.tries + 1, error=error[:500], mail=WAITING if again else FAILED,
        next_try_at=at + _PATIENCE[notice.tries] if again else None)


@transaction.atomic
def end_feed(*, actor: Actor, at: datetime) -> None:
    """Let the actor's calendar feed end."""
    lock_journal()
    if actor.user_id and FeedToken.objects.filter(user_id=actor.user_id).delete()[0]:
        record_act(act="feed.end", subject=actor.key, actor=actor, at=at)


@transaction.atomic
def renew_feed(*, token: str, actor: Actor, at: datetime) -> None:
    """Let a secret be the address of the actor's own calendar feed; the former one ends."""
    lock_journal()
    FeedToken.objects.update_or_create(user_id=actor.user_id, defaults={"token_sha256": sha256(token.encode()),
                                                                        "made_at": at})
    record_act(act="feed.renew", subject=actor.key, actor=actor, at=at)
