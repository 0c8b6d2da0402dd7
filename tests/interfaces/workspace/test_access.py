"""Nobody sees or does anything here without a login and a role, and whoever lacks one is told which."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from sagsgang.interfaces.workspace.urls import imports, urlpatterns
from sagsgang.records.journal.models import JournalEntry
from tests.interfaces.workspace.conftest import bring_in, form, logged_in, page, state, words
from tests.support.paper_text import paper_text

pytestmark = pytest.mark.django_db(databases=["default", "open"])
#: Pages that are there to become, or cease to be, somebody; and one whose address is itself the secret.
OPEN = {"login", "logout", "feed"}
ACTS = {"accept": "accepter", "reject": "afvis", "release": "frigiv", "answer": "spoergsmaal/3"}


def addresses(source: str, patterns: Iterable[URLPattern] = urlpatterns) -> Iterator[tuple[str, str]]:
    """(name, address) of every page and act of the workspace, or of a part of it."""
    given = {"IntConverter": 1, "SlugConverter": "x", "StringConverter": "x", "Digest": source,
             "UUIDConverter": UUID(int=7), "Token": "x" * 43}
    for pattern in patterns:
        arguments = {name: given[type(kind).__name__] for name, kind in pattern.pattern.converters.items()}
        yield pattern.name or "", reverse(f"workspace:{pattern.name}", kwargs=arguments)


def test_every_address_sends_a_stranger_to_the_login_and_does_nothing(client: Client, paper: str) -> None:
    seen = 0
    for name, address in addresses(paper):
        if name in OPEN:
            continue
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"] == f"/log-ind/?next={address}"
        answer = client.post(address, {"seen": "in_review", "key": "a" * 32})
        assert answer.status_code == 401, address
        assert answer.headers["Sagsgang-Session"] == "expired"
        seen += 1
    assert seen >= len(urlpatterns) - len(OPEN)
    assert state(paper) == "in_review"


def test_every_address_of_papers_tells_somebody_without_a_role_why_and_does_nothing(paper: str) -> None:
    client = logged_in("nobody")
    before = JournalEntry.objects.count()
    for name, address in addresses(paper, imports.urlpatterns):
        answer = (client.post(address, {"seen": "in_review", "key": "a" * 32, "answer": "x", "reason": "x"})
                  if name in ACTS else client.get(address))
        assert answer.status_code == 403, address
        assert "Det kræver rollen" in answer.content.decode(), address
    assert client.post("/import/ny/").status_code == 403
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("act", ["accepter", "afvis", "spoergsmaal/3"])
def test_who_may_only_release_is_refused_the_other_acts_with_the_reason(paper: str, act: str) -> None:
    client = logged_in("publisher")
    html = page(client, f"/import/{paper}/")
    assert "Det kræver rollen importør." in words(html)
    answer = client.post(f"/import/{paper}/{act}/", form(client, paper, act, answer="Flyttet.", reason="Forkert."))
    assert answer.status_code == 403
    assert "Det kræver rollen importør." in words(answer.content.decode())
    assert state(paper) == "in_review"


def test_who_may_only_import_cannot_release_and_sees_the_reason_on_the_button(paper: str) -> None:
    client = logged_in("importer")
    client.post(f"/import/{paper}/accepter/", form(client, paper, "accepter"))
    assert state(paper) == "accepted"
    html = page(client, f"/import/{paper}/")
    assert 'disabled aria-describedby="no-release"' in html
    assert "Det kræver rollen udgiver." in words(html)
    answer = client.post(f"/import/{paper}/frigiv/", form(client, paper, "frigiv"))
    assert answer.status_code == 403
    assert "Det kræver rollen udgiver." in words(answer.content.decode())


def test_a_wrong_password_is_told_without_telling_whether_the_name_exists(client: Client) -> None:
    told = [words(client.post("/log-ind/", {"username": name, "password": "forkert"}).content.decode())
            for name in ("both", "ukendt")]
    assert "passer ikke sammen" in told[0]
    assert told[0].replace("both", "") == told[1].replace("ukendt", "")


def test_logging_in_leads_to_the_page_that_was_asked_for_and_logging_out_ends_it(client: Client, paper: str) -> None:
    address = f"/import/{paper}/"
    answer = client.post("/log-ind/", {"username": "both", "password": "both", "next": address})
    assert answer.headers["Location"] == address
    cookie = answer.cookies["sagsgang-session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "Navn both" in page(client, address)
    assert client.get("/log-ud/").status_code == 405
    assert "logget ud" in client.post("/log-ud/").content.decode()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("act", ["accepter", "afvis", "frigiv", "spoergsmaal/3"])
def test_who_logs_in_again_in_the_middle_of_an_act_is_led_to_the_paper(client: Client, paper: str, act: str) -> None:
    answer = client.post(f"/import/{paper}/{act}/", {"seen": "in_review"})
    login = re.search(r'href="(/log-ind/\?next=[^"]+)"', answer.content.decode())[1]
    answer = client.post(login, {"username": "both", "password": "both", "next": login.split("next=")[1]}, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == f"/import/{paper}/"
    assert state(paper) == "in_review"


def test_a_login_never_leads_to_another_host(client: Client) -> None:
    answer = client.post("/log-ind/", {"username": "both", "password": "both", "next": "https://eksempel.invalid/"})
    assert answer.headers["Location"] == "/"


def test_a_form_without_its_token_is_refused_in_words(paper: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.login(username="both", password="both")
    answer = client.post(f"/import/{paper}/accepter/", {"key": "a" * 32, "seen": "in_review"})
    assert answer.status_code == 403
    assert "Formularen kunne ikke modtages" in answer.content.decode()
    assert state(paper) == "in_review"


def test_behind_a_proxy_that_ends_https_forms_are_taken_and_cookies_are_for_https_only(tmp_path: Path) -> None:
    environment = {**os.environ, "SAGSGANG_HTTPS": "1", "SAGSGANG_HOSTS": "sag.eksempel.invalid",
                   "SAGSGANG_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.workspace"}
    code = ("from django.conf import settings as s; "
            "print(s.CSRF_TRUSTED_ORIGINS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)")
    said = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    assert said.stdout == "['https://sag.eksempel.invalid'] True True\n"


def test_pages_stay_in_no_cache_and_under_the_strict_policy(paper: str) -> None:
    client = logged_in()
    for address in ("/", "/import/ny/", f"/import/{paper}/"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        # "no-referrer" would make browsers send "Origin: null", and every form would be refused.
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_what_was_never_brought_in_is_not_found() -> None:
    client = logged_in()
    assert "blev ikke fundet" in page(client, f"/import/{'0' * 64}/", 404) or "kunne ikke findes" in page(
        client, f"/import/{'0' * 64}/", 404)
    assert client.post(f"/import/{'0' * 64}/accepter/", {"key": "a" * 32}).status_code == 404
    source = bring_in(paper_text("Udsat."))
    assert client.get(f"/import/{source}/side-1.png").status_code == 404
