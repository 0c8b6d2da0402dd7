"""The pages of operations, of the journal, and of one's own calendar."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar
from pytest_django.fixtures import Settings

from sagsgang.interfaces.jobs import tasks
from sagsgang.interfaces.jobs.mail import send_waiting_mails
from sagsgang.interfaces.jobs.services import enqueue
from sagsgang.interfaces.workspace.journal_words import ACTS, act_words
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.journal.queries import entries_of
from sagsgang.records.meetings.queries import meeting_view
from sagsgang.records.meetings.services import cancel_meeting, plan_meeting, reschedule_meeting
from sagsgang.records.notices.models import Notice
from sagsgang.records.notices.services import give_notice
from sagsgang.records.organisation.models import User
from sagsgang.records.organisation.services.access import OWN_ACTS
from tests.interfaces.workspace.conftest import page, words
from tests.support.townhall import TownHall, townhall

pytestmark = pytest.mark.django_db(databases=["default", "open"])
PAGES = ("/drift/", "/drift/mails/", "/journal/", "/journal/tabel.csv", "/journal/kontrol/")


@pytest.fixture
def town() -> TownHall:
    return townhall()


def browser(town: TownHall, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=town.ids[name]))
    return client


def key(html: str, action: str) -> dict[str, str]:
    """The hidden key of a form."""
    inside = re.search(rf'action="{action}">.*?name="key" value="(\w+)"', html, re.DOTALL)
    assert inside, action
    return {"key": inside[1]}


def test_only_administrators_see_how_the_house_does(town: TownHall) -> None:
    for address in PAGES:
        assert browser(town, "admin").get(address).status_code == 200, address
        for name in ("sekretaer", "leder", "medlem", "formand"):
            assert browser(town, name).get(address).status_code == 403, (address, name)
        assert Client().get(address).status_code == 302, address
    assert browser(town, "sekretaer").post(f"/drift/job/{uuid4()}/igen/").status_code == 403
    assert browser(town, "sekretaer").post("/drift/mails/igen/").status_code == 403


def test_a_failed_job_is_shown_with_its_reason_and_done_again_once(town: TownHall) -> None:
    enqueue(tasks.tidy)
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now(), traceback="a\nOSError: no space left\n")
    [job] = DBTaskResult.objects.all()
    client = browser(town, "admin")
    html = page(client, "/drift/")
    assert "OSError: no space left" in html
    form = key(html, f"/drift/job/{job.pk}/igen/")
    for _turn in range(2):
        assert client.post(f"/drift/job/{job.pk}/igen/", form).status_code == 302
    assert len(entries_of("job.retry")) == 1
    job.refresh_from_db()
    assert job.status == "READY"


@pytest.mark.parametrize(("value", "says"), [
    ({"busy": False, "problems": 0, "told": []}, "badge-success"),
    ({"busy": False, "problems": 2, "told": ["Post 7 i journalen mangler."]}, "Post 7 i journalen mangler."),
    ({"busy": True, "problems": 0, "told": []}, "badge-warning"),
])
def test_the_last_check_of_the_store_is_told(town: TownHall, value: dict[str, object], says: str) -> None:
    enqueue(tasks.verify)
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=timezone.now(), return_value=value)
    html = page(browser(town, "admin"), "/drift/")
    assert says in html
    assert ("badge-error" in html) == bool(value["problems"])


def test_a_mail_that_is_not_taken_is_shown_and_can_be_sent_again(town: TownHall) -> None:
    give_notice(to=[town.ids["leder"]], code="draft-to-approve", args={"due": "2026-09-14"}, address="/udkast/7/",
                origin=1, at=town.at)
    Notice.objects.update(mail="failed", tries=6, error="SMTPRecipientsRefused: no such mailbox")
    client = browser(town, "admin")
    html = page(client, "/drift/")
    assert "no such mailbox" in html
    assert client.post("/drift/mails/igen/", key(html, "/drift/mails/igen/")).status_code == 302
    assert Notice.objects.get().mail == "waiting"


def test_kept_mails_are_read_by_administrators_and_by_nobody_else(town: TownHall, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "sagsgang.interfaces.jobs.capture.CaptureBackend"
    settings.EMAIL_FILE_PATH = settings.STORE.home / "mail"
    give_notice(to=[town.ids["leder"]], code="draft-approved", args={}, address="/udkast/7/", origin=1, at=town.at)
    assert send_waiting_mails() == {"sent": 1}
    html = page(browser(town, "admin"), "/drift/mails/")
    address = re.search(r'href="(/drift/mails/\w+/)"', html)
    assert address
    assert "/udkast/7/" in page(browser(town, "admin"), address[1])
    assert browser(town, "leder").get(address[1]).status_code == 403
    assert browser(town, "admin").get("/drift/mails/findes-ikke/").status_code == 404


def test_the_journal_is_looked_through_and_taken_out_with_names(town: TownHall) -> None:
    client = browser(town, "admin")
    plan_meeting(body=town.body, on=date(2026, 10, 14), start=time(15), actor=town.who("sekretaer"), at=town.at)
    html = words(page(client, "/journal/?handling=meeting.plan"))
    assert f"{act_words('meeting.plan')} · {town.body}/2026-10-14/1500 Udvalgs Sekretær · " in html
    assert f"{town.body}/2026-10-14/1500" not in page(client, "/journal/?handling=meeting.plan&fra=2026-09-08")
    assert "Med Lem" in words(page(client, "/journal/?handling=seat.take"))
    taken = b"".join(client.get("/journal/tabel.csv?handling=meeting.plan")).decode("utf-8-sig")
    [head, row] = taken.splitlines()
    assert len(head.split(";")) == len(row.split(";")) == 11
    assert "Udvalgs Sekretær" in row
    whole = b"".join(client.get("/journal/tabel.csv")).decode("utf-8-sig").splitlines()
    assert len(whole) == JournalEntry.objects.count() + 1


def test_every_act_that_the_code_does_has_words() -> None:
    source = "".join(path.read_text() for path in (Path(settings.PACKAGE)).rglob("services/*.py"))
    source += "".join(path.read_text() for path in (Path(settings.PACKAGE) / "procedures").glob("*.py"))
    source += "".join(path.read_text() for path in Path(settings.PACKAGE).rglob("services.py"))
    done = set(re.findall(r'act="([a-z-]+\.[a-z-]+)"', source)) | OWN_ACTS
    done |= {f"draft.{act}" for act in re.findall(r'_move\(draft_id, "([a-z-]+)"', source)}
    done |= set(re.findall(r'_done\(meeting, "([a-z-]+\.[a-z-]+)"', source))
    assert len(done) > 70
    assert done - set(ACTS) == set()


@pytest.mark.parametrize("question", ["fra=9999-12-31", "til=9999-12-31", "fra=0001-01-01", "til=i-gaar", "foer=x",
                                      "foer=999999999999999", "efter=0", "emne=%00%25_", "hvem=user:0"])
def test_odd_questions_to_the_journal_are_answered(town: TownHall, question: str) -> None:
    for address in ("/journal/", "/journal/tabel.csv"):
        answer = browser(town, "admin").get(f"{address}?{question}")
        assert answer.status_code == 200
        assert b"".join(answer)


def test_pages_of_the_journal_lead_to_the_oldest_act_and_back(town: TownHall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sagsgang.interfaces.workspace.views.journal._MOST", 5)
    client, seen, address = browser(town, "admin"), [], "/journal/"
    while address:
        html = page(client, address)
        seen += [int(number) for number in re.findall(r'<span class="seq">(\d+)<', html)]
        older = re.search(r'href="([^"]*)" rel="next"', html)
        last, address = address, older[1].replace("&amp;", "&") if older else ""
    assert seen == list(range(JournalEntry.objects.count(), 0, -1))
    address = last
    for _turn in range(len(seen)):
        newer = re.search(r'href="([^"]*)" rel="prev"', page(client, address))
        if not newer:
            break
        address = newer[1].replace("&amp;", "&")
    assert f'<span class="seq">{seen[0]}<' in page(client, address)


def test_the_journal_is_checked_and_its_hash_told(town: TownHall) -> None:
    html = page(browser(town, "admin"), "/journal/kontrol/")
    assert JournalEntry.objects.order_by("-seq")[0].hash in html
    assert "alert-success" in html


def made(client: Client) -> str:
    """Make a calendar address, as a browser does; gives its path."""
    html = page(client, "/min-kalender/")
    answer = client.post("/min-kalender/", key(html, "/min-kalender/")).content.decode()
    address = re.search(r'value="http://[^/"]+(/kalender/[\w-]{43}\.ics)"', answer)
    assert address
    return address[1]


def events(address: str) -> list[tuple[str, str, int, str]]:
    """What a calendar program that is logged in nowhere reads."""
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return [(str(event["UID"]), str(event.decoded("DTSTART")), event["SEQUENCE"], str(event["STATUS"]))
            for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_a_member_subscribes_to_meetings_that_keep_their_uid_when_they_move(town: TownHall) -> None:
    who, on = town.who("sekretaer"), timezone.localdate() + timedelta(days=40)
    address = made(browser(town, "medlem"))
    assert events(address) == []
    meeting = plan_meeting(body=town.body, on=on, start=time(15), place="Sal 2", actor=who, at=town.at)
    [(uid, start, sequence, status)] = events(address)
    assert start.startswith(f"{on} 15:00")
    assert status == "CONFIRMED"
    view = meeting_view(meeting)
    assert view
    later = on + timedelta(days=7)
    meeting = reschedule_meeting(key=meeting, on=later, start=time(9), place="", version=view.version, actor=who,
                                 at=town.at)
    [(moved, start, higher, _status)] = events(address)
    assert (moved, start[:16], higher > sequence) == (uid, f"{later} 09:00", True)
    cancel_meeting(key=meeting, reason="For få punkter", actor=who, at=town.at)
    [(same, _start, highest, status)] = events(address)
    assert (same, status, highest > higher) == (uid, "CANCELLED", True)


def test_the_feed_tells_no_titles_and_nothing_of_other_bodies(town: TownHall) -> None:
    on = timezone.localdate() + timedelta(days=40)
    plan_meeting(body=town.body, on=on, start=time(15), actor=town.who("sekretaer"), at=town.at)
    assert events(made(browser(town, "anden"))) == []
    text = Client().get(made(browser(town, "medlem"))).content.decode()
    assert "Godkendelse" not in text
    assert "Erhvervs" in text


def test_a_new_address_ends_the_old_one_and_an_ended_one_is_gone(town: TownHall) -> None:
    client = browser(town, "medlem")
    first = made(client)
    second = made(client)
    assert first != second
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    html = page(client, "/min-kalender/")
    client.post("/min-kalender/afslut/", key(html, "/min-kalender/afslut/"))
    assert Client().get(second).status_code == 404
    assert [entry.act for entry in entries_of("feed.renew", "feed.end")] == ["feed.renew", "feed.renew", "feed.end"]


def test_the_address_is_secret_shown_once_and_kept_as_a_hash_only(town: TownHall) -> None:
    client = browser(town, "medlem")
    token = made(client).split("/")[2].removesuffix(".ics")
    assert token not in page(client, "/min-kalender/")
    for entry in JournalEntry.objects.values():
        assert token not in str(entry)
    User.objects.filter(pk=town.ids["medlem"]).update(is_active=False)
    assert Client().get(f"/kalender/{token}.ics").status_code == 404
    assert Client().get(f"/kalender/{'a' * 43}.ics").status_code == 404


def test_the_way_to_each_page_stands_where_people_look_for_it(town: TownHall) -> None:
    html = page(browser(town, "admin"), "/administration/")
    assert 'href="/drift/"' in html
    assert 'href="/journal/"' in html
    assert 'href="/min-kalender/"' in page(browser(town, "medlem"), "/laes/")
