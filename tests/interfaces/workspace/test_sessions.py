"""When a login ends, what is answered then, and who is asked again before a grave act."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from sagsgang.config import urls_workspace
from sagsgang.interfaces.workspace.access import asks_again, reauthenticated
from tests.interfaces.workspace.conftest import logged_in
from tests.interfaces.workspace.test_login import Clock, log_in

pytestmark = pytest.mark.django_db(databases=["default", "open"])
HALF_AN_HOUR, WORKING_DAY = 30 * 60, 10 * 60 * 60
TEXT = "Forvaltningen bemærker, at vejen er smal.\n\nOg at der er børn på den."


@asks_again
def sign(request: HttpRequest) -> HttpResponse:
    """A grave act."""
    return HttpResponse(f"{request.method} {request.POST.get('text', '')} {reauthenticated(request)}")


#: The workspace with a grave act.
urlpatterns = [path("underskriv/", sign), path("", include(urls_workspace))]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


@pytest.fixture
def client() -> Client:
    client = Client()
    assert log_in(client).status_code == 302
    return client


def test_a_login_that_is_left_alone_for_half_an_hour_is_over(clock: Clock, client: Client) -> None:
    clock.now += HALF_AN_HOUR - 5
    assert client.get("/").status_code == 200
    clock.now += HALF_AN_HOUR + 5
    answer = client.get("/min-adgang/")
    assert answer.headers["Location"] == "/log-ind/?next=/min-adgang/"
    assert not Session.objects.exists()
    assert 'class="alert alert-info' in client.get(answer.headers["Location"]).content.decode()
    assert client.get("/").status_code == 302


def test_a_login_in_use_is_over_after_a_working_day(clock: Clock, client: Client) -> None:
    for _ in range(WORKING_DAY // 1200 - 1):
        clock.now += 1200
        assert client.get("/").status_code == 200
    clock.now += 1201
    assert client.get("/").status_code == 302


def test_a_login_made_by_a_command_of_the_tests_begins_with_its_first_page(clock: Clock) -> None:
    client = logged_in()
    clock.now += HALF_AN_HOUR * 2
    assert client.get("/").status_code == 200
    clock.now += HALF_AN_HOUR + 1
    assert client.get("/").status_code == 302


def test_a_session_cookie_alone_and_one_beside_another_logins_mark_open_nothing(clock: Clock, client: Client) -> None:
    other = Client()
    log_in(other, "publisher")
    for marks in ({}, {"sagsgang-seen": other.cookies["sagsgang-seen"].value}, {"sagsgang-seen": "made:up:mark"}):
        thief = Client()
        thief.cookies["sagsgang-session"] = client.cookies["sagsgang-session"].value
        for name, value in marks.items():
            thief.cookies[name] = value
        assert thief.get("/").status_code == 302
        client = Client()
        log_in(client)


def test_both_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    for name in ("sagsgang-session", "sagsgang-seen"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_the_mark_is_renewed_at_most_once_a_minute(clock: Clock, client: Client) -> None:
    assert "sagsgang-seen" not in client.get("/").cookies
    clock.now += 61
    assert "sagsgang-seen" in client.get("/").cookies


def test_what_was_sent_after_the_end_is_not_done_and_every_text_in_it_is_shown(clock: Clock, client: Client) -> None:
    clock.now += HALF_AN_HOUR + 1
    answer = client.post("/min-adgang/adgangskode/", {
        "oldpassword": "both", "password1": "hemmelig adgangskode", "password2": "hemmelig adgangskode",
        "key": "a" * 32, "forslag": TEXT, "kort": "ja", "farligt": "<script>alert(1)</script>"},
        headers={"Referer": "http://testserver/sager/7/?vis=2"})
    assert answer.status_code == 401
    assert answer.headers["Sagsgang-Session"] == "expired"
    html = answer.content.decode()
    texts = [unescape(text.removeprefix("\n")) for text in re.findall(r"(?s)<textarea[^>]*>(.*?)</textarea>", html)]
    assert texts == [TEXT, "<script>alert(1)</script>"]
    assert "<script>alert" not in html
    assert "hemmelig" not in html
    assert 'href="/log-ind/?next=/sager/7/"' in html
    assert Client().login(username="both", password="both"), "the password is the same"


def test_a_link_to_another_host_is_never_made_of_where_a_form_came_from() -> None:
    html = Client().post("/min-adgang/", {}, headers={"Referer": "https://eksempel.invalid/x/"}).content.decode()
    assert "eksempel.invalid" not in html
    assert 'href="/log-ind/?next=/min-adgang/"' in html


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_of_a_page_that_is_asked_for_after_the_end_is_a_part_and_says_so(clock: Clock, client: Client,
                                                                                method: str) -> None:
    clock.now += HALF_AN_HOUR + 1
    answer = getattr(client, method)("/min-adgang/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["Sagsgang-Session"] == "expired"
    assert "HX-Redirect" not in answer.headers
    assert "<html" not in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_role_that_was_taken_away_opens_nothing_any_more(client: Client) -> None:
    from sagsgang.records.organisation.models import Role, User

    assert client.get("/import/ny/").status_code == 200
    Role.objects.filter(user=User.objects.get(username="both")).delete()
    assert client.get("/import/ny/").status_code == 403


def test_a_user_who_was_closed_is_out_at_the_next_page(client: Client) -> None:
    from sagsgang.records.organisation.models import User

    User.objects.filter(username="both").update(is_active=False)
    assert client.get("/").status_code == 302


def test_the_browser_forgets_the_pages_at_log_out(client: Client) -> None:
    assert client.post("/log-ud/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_grave_act_soon_after_the_login_is_done_at_once(settings: Any, client: Client) -> None:
    settings.ROOT_URLCONF = __name__
    assert client.post("/underskriv/", {"text": "ja"}).content == b"POST ja True"


@pytest.mark.parametrize("password", ["both", "forkert"])
def test_a_grave_act_later_asks_who_it_is_and_is_then_done_as_it_was_sent(settings: Any, clock: Clock, client: Client,
                                                                          password: str) -> None:
    settings.ROOT_URLCONF = __name__
    clock.now += 6 * 60
    assert client.get("/underskriv/").content == b"GET  False"
    answer = client.post("/underskriv/", {"text": "ja"})
    assert answer.headers["Location"].startswith("/bekraeft/?next=")
    answer = client.post("/bekraeft/", {"password": password, "next": "/underskriv/"})
    assert (answer.content == b"POST ja True") is (password == "both")
    assert (client.get("/underskriv/").content == b"GET  True") is (password == "both")


def test_whoever_is_logged_in_by_other_means_is_asked_before_a_grave_act(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    assert logged_in().post("/underskriv/", {"text": "ja"}).status_code == 302
