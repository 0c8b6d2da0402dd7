"""Mails: from notices to a real server, or to the home where none is named; never a title, never lost, never given
twice by us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sagsgang.interfaces.jobs.capture import captured_mail, captured_mails, forget_captured
from sagsgang.interfaces.jobs.mail import mail_of, send_waiting_mails
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.kernel.messages import use
from sagsgang.records.journal.queries import entries_of
from sagsgang.records.notices import services
from sagsgang.records.notices.models import Notice
from sagsgang.records.notices.queries import mail_queue, notices_of, troubled_mails, waiting_for_mail
from sagsgang.records.organisation.services import add_person, create_user, found_municipality, set_active
from tests.support.smtp import MailServer, mail_server

ADMIN = Actor("user:1", frozenset({"administrator"}))
LONG_AGO = datetime(2026, 9, 7, 7, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people() -> Iterator[dict[str, int]]:
    """Two with an address and one without."""
    use("da")
    found_municipality(name="Klitby Kommune", actor=ADMIN, at=LONG_AGO)
    yield {name: add_person(username=name, full_name=name.title(), email=email, actor=ADMIN, at=LONG_AGO)
           for name, email in (("leder", "leder@klitby.example"), ("vikar", "vikar@klitby.example"), ("uden", ""))}
    use("en")


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A mail server that the settings name."""
    with mail_server() as kept:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", kept.port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 10
        settings.WORKSPACE_ADDRESS = "https://sager.klitby.example"
        settings.DEFAULT_FROM_EMAIL = "Klitby <sager@klitby.example>"
        yield kept


def tell(*users: int, code: str = "draft-to-approve", origin: int = 1, **args: str) -> None:
    """Give a notice."""
    services.give_notice(to=users, code=code, args=args or {"due": "2026-09-14"}, address="/udkast/7/", origin=origin,
                         at=LONG_AGO)


def test_a_notice_goes_out_once_with_its_sentence_and_the_way_to_it(server: MailServer, people: dict[str, int]) -> None:
    tell(people["leder"])
    assert send_waiting_mails() == {"sent": 1}
    assert send_waiting_mails() == {}
    [mail] = server.mails
    text = mail.get_content()
    assert (mail["To"], mail["From"]) == ("leder@klitby.example", "Klitby <sager@klitby.example>")
    assert mail["Subject"].strip().startswith("Klitby Kommune: ")
    assert "14. september 2026" in mail["Subject"]
    assert "https://sager.klitby.example/udkast/7/" in text
    assert mail["Message-ID"].endswith("@klitby.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail_queue() == {"sent": 1}


def test_a_mail_that_is_made_again_has_the_same_message_id(people: dict[str, int]) -> None:
    tell(people["leder"], people["vikar"])
    first, second = notices_of(people["leder"]) + notices_of(people["vikar"])
    assert mail_of(first).message()["Message-ID"] == mail_of(first).message()["Message-ID"]
    assert mail_of(first).message()["Message-ID"] != mail_of(second).message()["Message-ID"]


def test_one_refused_address_keeps_no_other_mail_back(server: MailServer, people: dict[str, int]) -> None:
    server.refuses = lambda command: "leder@" in command
    tell(people["leder"], people["vikar"])
    assert send_waiting_mails() == {"sent": 1, "failed": 1}
    assert [mail["To"] for mail in server.mails] == ["vikar@klitby.example"]
    [trouble] = troubled_mails()
    assert "no such mailbox" in trouble.error
    assert (trouble.mail, trouble.tries) == ("waiting", 1)


def test_a_mail_is_tried_later_and_later_and_given_up_in_the_end(server: MailServer, people: dict[str, int]) -> None:
    server.refuses = lambda _command: True
    tell(people["leder"])
    waits = []
    for turn in range(6):
        Notice.objects.filter(mail="waiting").update(next_try_at=None)
        before = datetime.now(UTC)
        assert send_waiting_mails() == {"failed": 1}, turn
        again = Notice.objects.get().next_try_at
        waits.append(again and round((again - before).total_seconds() / 60))
        assert waiting_for_mail(datetime.now(UTC)) == []
    assert waits == [5, 30, 120, 720, 1440, None]
    assert mail_queue() == {"failed": 1}
    server.refuses = lambda _command: False
    assert send_waiting_mails() == {}
    with pytest.raises(Refusal, match="needs-administrator"):
        services.retry_failed_mails(actor=Actor("user:2"), at=datetime.now(UTC))
    assert services.retry_failed_mails(actor=ADMIN, at=datetime.now(UTC)) == 1
    assert send_waiting_mails() == {"sent": 1}
    assert [entry.codes for entry in entries_of("mail.retry")] == [{"count": "1"}]


def test_a_server_that_is_away_or_hangs_up_loses_nothing(server: MailServer, people: dict[str, int],
                                                        settings: Settings) -> None:
    tell(people["leder"], people["vikar"])
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # where nobody listens
    assert send_waiting_mails() == {"failed": 2}
    settings.EMAIL_PORT = port
    Notice.objects.update(next_try_at=None)
    server.hang_up = True
    assert send_waiting_mails() == {"failed": 2}
    server.hang_up = False
    Notice.objects.update(next_try_at=None)
    assert send_waiting_mails() == {"sent": 2}
    assert len(server.mails) == 2


def test_two_who_send_at_once_send_a_mail_once_and_a_dead_one_leaves_it(people: dict[str, int]) -> None:
    tell(people["leder"])
    [notice] = notices_of(people["leder"])
    now = datetime.now(UTC)
    assert [services.lease_mail(notice_id=notice.id, at=now) for _ in range(2)] == [True, False]
    assert waiting_for_mail(now) == []
    assert [row.id for row in waiting_for_mail(now + timedelta(minutes=11))] == [notice.id]
    assert services.lease_mail(notice_id=notice.id, at=now + timedelta(minutes=11))


def test_whoever_has_no_address_or_no_access_any_more_is_sent_none(server: MailServer, people: dict[str, int]) -> None:
    tell(people["leder"], people["uden"])
    create_user(username="admin", password="admin", full_name="", roles=["administrator"], actor=ADMIN, at=LONG_AGO)
    set_active(user_id=people["leder"], active=False, actor=ADMIN, at=LONG_AGO)
    assert send_waiting_mails() == {}
    assert server.mails == []
    assert mail_queue() == {"unwanted": 2}


def test_without_a_server_mails_are_kept_once_where_an_administrator_reads_them(
        people: dict[str, int], settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "sagsgang.interfaces.jobs.capture.CaptureBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    assert captured_mails() == []
    tell(people["leder"])
    assert send_waiting_mails() == {"sent": 1}
    Notice.objects.update(mail="waiting")  # as after a kill between the two
    assert send_waiting_mails() == {"sent": 1}
    [mail] = captured_mails()
    assert (mail.to, captured_mail(mail.name)) == ("leder@klitby.example", mail)
    assert "/udkast/7/" in mail.text
    assert captured_mail("../secret-key") is None
    assert forget_captured(datetime.now(UTC) - timedelta(days=1)) == 0
    assert forget_captured(datetime.now(UTC) + timedelta(days=1)) == 1
