"""Logging in: the second factor, wrong codes, lock-out, and the link by which a password is set."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from sagsgang.interfaces.workspace.access import has_second_factor, password_link, with_second_factor
from sagsgang.interfaces.workspace.urls_account import urlpatterns
from sagsgang.pure.kernel.actor import CLI, Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation.models import User
from sagsgang.records.organisation.services import (
    add_person,
    create_user,
    forget_second_factor,
    set_active,
    tell_password_link,
)
from tests.interfaces.workspace.conftest import words
from tests.support.codes import totp

pytestmark = pytest.mark.django_db(databases=["default", "open"])
ADMINISTRATOR = Actor("user:1", frozenset({"administrator"}))
AT = datetime(2022, 10, 10, 8, 30, tzinfo=UTC)
LOG_IN, CODE, SET_UP = "/log-ind/", "/log-ind/kode/", "/min-adgang/totrin/"


class Clock:
    """The time that everything under test sees."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


def log_in(client: Client, name: str = "both", password: str | None = None, **more: str) -> HttpResponse:
    return client.post(LOG_IN, {"username": name, "password": password or name, **more})


def secret_on(page: HttpResponse) -> str:
    found = re.search(r'<code id="secret">(\w+)</code>', page.content.decode())
    assert found
    return found[1]


def set_up(client: Client) -> str:
    """Set up a second factor as a person does; gives the app's secret."""
    secret = secret_on(client.get(SET_UP))
    answer = client.post(SET_UP, {"code": totp(secret)})
    assert answer.headers["Location"] == "/min-adgang/reservekoder/"
    return secret


def acts() -> list[str]:
    return [act for act in JournalEntry.objects.order_by("seq").values_list("act", flat=True) if act != "user.create"]


def test_whoever_needs_a_second_factor_and_has_none_can_only_set_it_up_or_leave(settings: Any) -> None:
    settings.REQUIRE_MFA = True
    client = Client()
    log_in(client)
    for address in ("/", "/import/ny/", "/min-adgang/", "/min-adgang/adgangskode/", "/min-adgang/reservekoder/"):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, address
            assert answer.headers["Location"] == SET_UP
    assert client.get("/", headers={"HX-Request": "true"}).status_code == 401
    assert client.post("/log-ud/").status_code == 200
    log_in(client)
    set_up(client)
    assert client.get("/").status_code == 200


def test_a_second_factor_is_set_up_with_a_code_from_the_app_and_asked_for_at_the_next_login(clock: Clock) -> None:
    client = Client()
    log_in(client)
    secret = set_up(client)
    assert acts() == ["second-factor.set"]
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", client.get("/min-adgang/reservekoder/").content.decode())
    assert len(set(codes)) == 10
    assert all(code in client.get("/min-adgang/reservekoder/hent/").content.decode() for code in codes)
    client.post("/log-ud/")

    clock.now += 60
    assert log_in(client, next="/import/ny/").headers["Location"] == CODE
    assert client.get("/").headers["Location"].startswith(LOG_IN)
    for wrong in ("", "123", totp(secret, clock.now - 600)):
        assert client.post(CODE, {"code": wrong}).status_code == 200
        assert client.get("/").status_code == 302
    assert client.post(CODE, {"code": totp(secret)}).headers["Location"] == "/import/ny/"
    assert client.get("/").status_code == 200


def test_a_code_that_was_seen_over_the_shoulder_lets_nobody_else_in(clock: Clock) -> None:
    client, thief = Client(), Client()
    log_in(client)
    secret = set_up(client)
    clock.now += 60
    for browser, let_in in ((client, True), (thief, False)):
        browser.post("/log-ud/")
        log_in(browser)
        assert (browser.post(CODE, {"code": totp(secret)}).status_code == 302) is let_in


def test_a_reserve_code_lets_in_once(clock: Clock) -> None:
    client = Client()
    log_in(client)
    set_up(client)
    codes = re.findall(r"<code>(\d{4} \d{4})</code>", client.get("/min-adgang/reservekoder/").content.decode())
    for let_in in (True, False):
        client.post("/log-ud/")
        log_in(client)
        assert (client.post(CODE, {"code": codes[0]}).status_code == 302) is let_in
    assert client.post(CODE, {"code": codes[1].replace(" ", "")}).status_code == 302


def test_the_database_keeps_neither_the_secret_nor_the_reserve_codes_readable() -> None:
    client = Client()
    log_in(client)
    secret = set_up(client)
    kept = json.dumps([row.data for row in Authenticator.objects.all()])
    assert len(kept) > 200
    assert secret not in kept
    assert not re.search(r'"seed": "[0-9a-f]{80}"', kept)


def test_the_code_to_photograph_is_drawn_without_style_and_its_address_holds_the_secret() -> None:
    client = Client()
    log_in(client)
    page = client.get(SET_UP)
    html = page.content.decode()
    picture = re.search(r"(?s)<svg xmlns.*?</svg>", html)
    assert picture
    assert "style" not in picture[0]
    link = re.search(r'href="(otpauth://totp/both\?[^"]+)"', html)
    assert link
    assert f"secret={secret_on(page)}" in link[1]


def test_who_removes_the_second_factor_proves_anew_who_they_are_and_has_none_then(clock: Clock) -> None:
    client = Client()
    log_in(client)
    secret = set_up(client)
    user = User.objects.get(username="both")
    assert has_second_factor(user.pk)
    assert with_second_factor() == {user.pk}
    clock.now += 6 * 60
    answer = client.post("/min-adgang/totrin/fjern/")
    assert unquote(answer.headers["Location"]) == "/bekraeft/?next=/min-adgang/totrin/fjern/"
    assert client.post("/bekraeft/", {"password": "forkert", "next": "/min-adgang/totrin/fjern/"}).status_code == 200
    assert has_second_factor(user.pk)
    client.post("/bekraeft/kode/", {"code": totp(secret), "next": "/min-adgang/totrin/fjern/"})
    assert not has_second_factor(user.pk)
    assert not Authenticator.objects.exists()
    assert acts() == ["second-factor.set", "second-factor.remove"]


def test_security_keys_are_offered_where_the_address_has_a_name(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for host, offered in (("sag.eksempel.dk", True), ("localhost:8001", True), ("127.0.0.1:8001", False),
                          ("[::1]:8001", False)):
        client = Client(SERVER_NAME=host)
        client.post(LOG_IN, {"username": "both", "password": "both"}, headers={"host": host})
        html = client.get("/min-adgang/", headers={"host": host}).content.decode()
        assert ("/min-adgang/noegler/ny/" in html) is offered, host


def test_a_made_up_key_is_no_second_factor() -> None:
    client = Client()
    log_in(client)
    assert client.get("/min-adgang/noegler/ny/").status_code == 200
    for credential in ("", "x", "{}", '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}'):
        assert client.post("/min-adgang/noegler/ny/", {"credential": credential}).status_code == 200
    assert not Authenticator.objects.exists()
    assert acts() == []


def test_new_reserve_codes_end_the_old_ones() -> None:
    client = Client()
    log_in(client)
    set_up(client)
    old = client.get("/min-adgang/reservekoder/hent/").content
    assert client.post("/min-adgang/reservekoder/nye/").headers["Location"] == "/min-adgang/reservekoder/"
    assert client.get("/min-adgang/reservekoder/hent/").content != old
    assert acts() == ["second-factor.set", "reserve-codes.renew"]


def test_an_administrator_takes_away_the_second_factor_of_a_lost_phone_and_nobody_else_does() -> None:
    client = Client()
    log_in(client)
    set_up(client)
    user = User.objects.get(username="both")
    with pytest.raises(Refusal):
        forget_second_factor(user_id=user.pk, actor=CLI, at=AT)
    assert has_second_factor(user.pk)
    forget_second_factor(user_id=user.pk, actor=ADMINISTRATOR, at=AT)
    assert not has_second_factor(user.pk)
    assert acts()[-1] == "second-factor.forget"
    with pytest.raises(Conflict):
        forget_second_factor(user_id=0, actor=ADMINISTRATOR, at=AT)


@pytest.mark.parametrize("name", ["both", "ukendt"])
def test_after_five_wrong_passwords_even_the_right_one_waits_and_is_told_how_long(clock: Clock, name: str) -> None:
    client = Client()
    for _ in range(5):
        assert not re.search(r"\d minut", words(log_in(client, name, "forkert").content.decode()))
    for seconds, minutes in ((0, 5), (100, 4), (290, 1)):
        clock.now += seconds
        said = log_in(client, name, name).content.decode()
        clock.now -= seconds
        alert = re.search(r'(?s)role="alert".*?</div>', said)
        assert alert
        assert re.findall(r"\d+", re.sub(r"<[^>]*>", "", alert[0])) == [str(minutes)]
    clock.now += 301
    assert (log_in(client, name, name).status_code == 302) is (name == "both")


def test_whoever_is_not_locked_out_logs_in_from_the_same_address() -> None:
    client = Client()
    for _ in range(6):
        log_in(client, "publisher", "forkert")
    assert log_in(client).status_code == 302


def test_one_address_that_tries_many_names_is_locked_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    for number in range(20):
        log_in(client, f"navn{number}")
    assert caplog.messages == []
    assert log_in(client).status_code == 200
    assert caplog.messages == ["too many failed tries to log in; the last one from 127.0.0.1"]
    assert log_in(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_success_does_not_wipe_the_tries_of_somebody_else_who_guesses() -> None:
    client, other = Client(), Client()
    for _ in range(4):
        log_in(other, "both", "forkert")
    assert log_in(client).status_code == 302
    log_in(other, "both", "forkert")
    assert log_in(other).status_code == 200


def test_codes_cannot_be_guessed_without_end(clock: Clock) -> None:
    client = Client()
    log_in(client)
    secret = set_up(client)
    clock.now += 60
    client.post("/log-ud/")
    log_in(client)
    for number in range(5):
        client.post(CODE, {"code": f"00000{number}"})
    assert client.post(CODE, {"code": totp(secret)}).status_code == 200
    clock.now += 301
    assert client.post(CODE, {"code": totp(secret)}).status_code == 302


@pytest.mark.django_db(transaction=True, databases=["default", "open"])
def test_threads_that_guess_at_once_share_one_count() -> None:
    """The count lies in the database, so processes share it as threads with connections of their own do."""
    cache.clear()

    def guess(number: int) -> bool:
        try:
            said = log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), "both", "forkert").content.decode()
            alert = re.search(r'(?s)role="alert".*?</div>', said)
            assert alert
            return not re.search(r"\d", re.sub(r"<[^>]*>", "", alert[0]))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        looked_at = sum(pool.map(guess, range(24)))
    assert 1 <= looked_at <= 5
    cache.clear()


def test_the_count_lies_in_the_internal_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM login_limits")
        log_in(Client(), "both", "forkert")
        cursor.execute("SELECT count(*) FROM login_limits")
        assert cursor.fetchone()[0] > 0


def link_for(user_id: int) -> str:
    return password_link(RequestFactory().get("/"), user_id).removeprefix("http://testserver")


def open_link(client: Client, link: str) -> str:
    """Follow the link; gives the address of the form, which no longer holds the secret."""
    answer = client.get(link)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_a_link_sets_the_password_once() -> None:
    user = add_person(username="ny", full_name="Ny Person", actor=ADMINISTRATOR, at=AT)
    first, second = link_for(user), link_for(user)
    client = Client()
    form = open_link(client, first)
    assert link_for(user).rsplit("-", 1)[-1].strip("/") not in form
    for short in ("kort", "123456789012345", "adgangskode", "ny person ny"):
        assert client.post(form, {"password1": short, "password2": short}).status_code == 200, short
    words_ = "tre stille gule hegn"
    assert client.post(form, {"password1": words_, "password2": words_ + "!"}).status_code == 200
    answer = client.post(form, {"password1": words_, "password2": words_})
    assert answer.headers["Location"] == "/adgangskode/sat/"
    assert client.get("/adgangskode/sat/").status_code == 200
    assert acts() == ["password.set"]
    assert log_in(Client(), "ny", words_).status_code == 302
    for used in (first, second):
        assert "<form method" not in Client().get(used).content.decode().split("<main")[1]
    late = "en anden lang tekst"
    assert client.post(form, {"password1": late, "password2": late}).status_code == 200
    assert log_in(Client(), "ny", words_).status_code == 302


def test_a_link_older_than_three_days_and_a_made_up_one_set_nothing(settings: Any) -> None:
    user = add_person(username="ny", full_name="Ny Person", actor=ADMINISTRATOR, at=AT)
    link = link_for(user)
    assert Client().get(link).status_code == 302
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(link).status_code == 200
    assert Client().get("/adgangskode/1-abcdef-0123456789abcdef/").status_code == 200
    assert acts() == []


def test_a_link_does_not_pass_by_the_second_factor() -> None:
    client = Client()
    log_in(client)
    set_up(client)
    client.post("/log-ud/")
    form = open_link(client, link_for(User.objects.get(username="both").pk))
    client.post(form, {"password1": "tre stille gule hegn", "password2": "tre stille gule hegn"})
    assert log_in(client, "both", "tre stille gule hegn").headers["Location"] == CODE


def test_only_an_administrator_hands_out_a_link_and_the_journal_knows() -> None:
    user = add_person(username="ny", full_name="Ny Person", actor=ADMINISTRATOR, at=AT)
    with pytest.raises(Refusal):
        tell_password_link(user_id=user, actor=CLI, at=AT)
    tell_password_link(user_id=user, actor=ADMINISTRATOR, at=AT)
    assert acts() == ["password.link"]
    create_user(username="chef", password="chef", roles=["administrator"], actor=CLI, at=AT)
    set_active(user_id=user, active=False, actor=ADMINISTRATOR, at=AT)
    with pytest.raises(Conflict):
        tell_password_link(user_id=user, actor=ADMINISTRATOR, at=AT)


def test_a_closed_user_does_not_come_in() -> None:
    User.objects.filter(username="both").update(is_active=False)
    client = Client()
    assert log_in(client).headers["Location"] == "/log-ind/lukket/"
    assert client.get("/log-ind/lukket/").status_code == 200
    assert client.get("/").status_code == 302
    assert log_in(client, "both", "forkert").status_code == 200


def test_nobody_makes_an_account_or_asks_for_a_password_by_themselves() -> None:
    for address in ("/signup/", "/accounts/signup/", "/accounts/login/", "/password/reset/", "/email/"):
        assert Client().get(address).status_code in {302, 404}, address
        assert log_in(client := Client()).status_code == 302
        assert client.get(address).status_code == 404, address
    for name in ("account_signup", "account_reset_password", "account_email"):
        with pytest.raises(Exception, match=name):
            reverse(name)


def test_changing_the_password_ends_the_logins_elsewhere() -> None:
    here, elsewhere = Client(), Client()
    log_in(here)
    log_in(elsewhere)
    new = {"password1": "tre stille gule hegn", "password2": "tre stille gule hegn"}
    assert here.post("/min-adgang/adgangskode/", {"oldpassword": "forkert", **new}).status_code == 200
    assert acts() == []
    assert here.post("/min-adgang/adgangskode/", {"oldpassword": "both", "next": "/min-adgang/", **new}).headers[
        "Location"] == "/min-adgang/"
    assert acts() == ["password.set"]
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_one_sees_where_one_is_logged_in_and_ends_it_elsewhere() -> None:
    here, elsewhere = Client(HTTP_USER_AGENT="Her"), Client(HTTP_USER_AGENT="Tablet")
    log_in(here)
    log_in(elsewhere)
    assert "Tablet" in here.get("/min-adgang/logins/").content.decode()
    here.post("/min-adgang/logins/")
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_every_own_page_is_in_the_frame() -> None:
    client = Client()
    log_in(client)
    for address in ("/min-adgang/", "/min-adgang/adgangskode/", SET_UP, "/min-adgang/logins/", "/bekraeft/"):
        html = client.get(address).content.decode()
        assert html.count("<h1>") == 1, address
        assert 'action="/log-ud/"' in html, address


def test_the_page_of_a_person_tells_of_the_second_factor_and_forgets_it() -> None:
    create_user(username="chef", password="chef", roles=["administrator"], actor=CLI, at=AT)
    person, chief = Client(), Client()
    log_in(person)
    set_up(person)
    assert log_in(chief, "chef").status_code == 302
    user = User.objects.get(username="both")
    address = f"/administration/brugere/{user.pk}/"
    forget = f"{address}handling/totrin/"
    html = chief.get(address).content.decode()
    key = re.search(r'name="key" value="(\w{32})"', html[html.index(forget):])
    assert key
    assert person.post(forget, {"key": key[1]}).status_code in {302, 403}
    assert has_second_factor(user.pk)
    assert chief.post(forget, {"key": key[1]}).status_code == 302
    assert not has_second_factor(user.pk)
    assert forget not in chief.get(address).content.decode()


def test_how_a_second_factor_is_set_up_can_be_read_before_there_is_one(settings: Any) -> None:
    settings.REQUIRE_MFA = True
    client = Client()
    log_in(client)
    link = re.search(r'href="(/hjaelp/[a-z]+/)"', client.get(SET_UP).content.decode())
    assert link
    assert client.get(link[1]).status_code == 200


def test_a_stranger_reaches_of_these_pages_only_those_by_which_one_logs_in() -> None:
    open_to_all = {"account_login", "account_inactive", "account_logout", "account_reset_password_from_key",
                   "account_reset_password_from_key_done", "mfa_authenticate"}
    given = {"uidb36": "1", "key": "x-y", "pk": 1}
    seen = set()
    for pattern in urlpatterns:
        names = pattern.pattern.regex.groupindex if hasattr(pattern.pattern, "regex") else ()
        address = reverse(pattern.name, kwargs={name: given[name] for name in names})
        asked, sent = Client().get(address), Client().post(address)
        if asked.headers.get("Location", "").startswith("/log-ind/?next=") and sent.status_code == 401:
            seen.add(pattern.name)
    assert {pattern.name for pattern in urlpatterns} - seen == open_to_all


def test_nobody_removes_the_key_of_somebody_else() -> None:
    owner, other = Client(), Client()
    log_in(owner)
    log_in(other, "publisher")
    key = Authenticator.objects.create(user=User.objects.get(username="both"), type="webauthn",
                                       data={"name": "Nøgle", "credential": {}})
    remove = f"/min-adgang/noegler/{key.pk}/fjern/"
    for answer in (other.get(remove), other.post(remove)):
        assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
    assert owner.post(remove).status_code == 302
    assert not Authenticator.objects.exists()
    assert acts() == ["second-factor.remove"]


def test_who_stops_at_the_code_begins_anew() -> None:
    client = Client()
    log_in(client)
    set_up(client)
    client.post("/log-ud/")
    log_in(client)
    assert client.get(CODE).status_code == 200
    assert client.post("/log-ud/").status_code == 200
    assert client.get(CODE).headers["Location"] == LOG_IN
