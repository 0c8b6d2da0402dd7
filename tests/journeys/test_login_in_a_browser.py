"""From a link in a person's hand to a login with a second factor, in a real Chromium; accessible on every width."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import ROOT, WIDTHS, Visit, browser, served
from tests.support.codes import totp

pytestmark = pytest.mark.browser
PASSWORD = "tre stille gule hegn"
#: Makes a person without a password for each width, and prints the link by which it is set.
MAKE = """
import sys, django
django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
from django.test import RequestFactory
from sagsgang.interfaces.workspace.access import password_link
from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.organisation.services import add_person
for alias in ("default", "open"):
    call_command("migrate", database=alias, verbosity=0)
for width in sys.argv[1:]:
    person = add_person(username="bruger" + width, full_name="Bruger " + width, at=datetime.now(UTC),
                        actor=Actor("user:0", frozenset({"administrator"})))
    print(password_link(RequestFactory(SERVER_NAME="localhost").get("/"), person).removeprefix("http://localhost"))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("logins")


@pytest.fixture(scope="module")
def links(home: Path) -> dict[int, str]:
    """The link of each width's person, and of one more."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAGSGANG_")}
    environment |= {"SAGSGANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.workspace"}
    made = subprocess.run([sys.executable, "-c", MAKE, *map(str, (*WIDTHS, 0))], cwd=ROOT, check=True, text=True,
                          env=environment, stdout=subprocess.PIPE)
    return dict(zip((*WIDTHS, 0), made.stdout.split(), strict=True))


@pytest.fixture(scope="module")
def workspace(home: Path, links: dict[int, str]) -> Iterator[str]:
    with served(home, "workspace", "log-ind/", second_factor=True) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


def check(visit: Visit, name: str) -> None:
    """What holds of every page; on the narrowest screen the page is the phone's."""
    assert visit.page.viewport_size["width"] == min(WIDTHS) or visit.violations() == [], name
    assert not visit.wider_than_the_screen(), name
    assert visit.page.locator("h1").count() == 1, name
    assert visit.console == [], name


def send(visit: Visit, **fields: str) -> None:
    """Fill in the form of the page and send it by the keyboard."""
    for name, value in fields.items():
        visit.page.fill(f"main [name={name}]", value)
    with visit.page.expect_navigation():
        visit.page.locator("main form input:not([type=hidden])").last.press("Enter")


def log_out(visit: Visit) -> None:
    visit.page.evaluate("document.querySelector('form[action=\"/log-ud/\"]').requestSubmit()")
    visit.page.wait_for_url("**/log-ud/")


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_link_to_a_login_with_a_second_factor(chromium: Any, workspace: str, links: dict[int, str],
                                                     width: int) -> None:
    name = f"bruger{width}"
    with Visit(chromium, workspace, width) as visit:
        page = visit.page
        visit.open(links[width])
        check(visit, "set the password")
        send(visit, password1="kort", password2="kort")
        check(visit, "too short a password")
        assert page.locator(".form-error-message").count() == 1
        send(visit, password1=PASSWORD, password2=PASSWORD)
        check(visit, "the password is set")
        visit.open(links[width])
        check(visit, "the link was used")
        assert page.locator("main form").count() == 0

        visit.open("/log-ind/")
        send(visit, username=name, password=PASSWORD)
        page.wait_for_url("**/min-adgang/totrin/")
        page.locator("main summary").click()
        check(visit, "set up the second factor")
        secret = page.inner_text("#secret")
        send(visit, code="000000")
        check(visit, "a wrong code")
        send(visit, code=totp(secret))
        page.wait_for_url("**/min-adgang/reservekoder/")
        check(visit, "reserve codes")
        spare = page.locator("#codes code").all_inner_texts()
        assert len(spare) == 10

        for address in ("/min-adgang/", "/min-adgang/adgangskode/", "/min-adgang/totrin/fjern/", "/min-adgang/logins/",
                        "/min-adgang/reservekoder/nye/", "/bekraeft/", "/bekraeft/kode/"):
            assert visit.open(address) == 200
            check(visit, address)
        log_out(visit)
        check(visit, "logged out")

        visit.open("/log-ind/?next=/min-adgang/")
        send(visit, username=name, password=PASSWORD)
        page.wait_for_url("**/log-ind/kode/")
        check(visit, "the code")
        send(visit, code=spare[0])
        page.wait_for_url("**/min-adgang/")


@pytest.fixture
def with_key(chromium: Any, workspace: str) -> Iterator[Visit]:
    """A browser at an address with a name (keys are tied to names), with a security key in its port."""
    with Visit(chromium, workspace.replace("127.0.0.1", "localhost"), 820) as visit:
        port = visit.context.new_cdp_session(visit.page)
        port.send("WebAuthn.enable")
        port.send("WebAuthn.addVirtualAuthenticator", {"options": {
            "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": False,
            "automaticPresenceSimulation": True}})
        yield visit


def test_a_security_key_is_a_second_factor_too(with_key: Visit, links: dict[int, str]) -> None:
    visit, page = with_key, with_key.page
    visit.open(links[0])
    send(visit, password1=PASSWORD, password2=PASSWORD)
    for _ in range(2):
        visit.open("/log-ind/")
        send(visit, username="bruger0", password=PASSWORD)
        page.wait_for_url("**/min-adgang/totrin/")
        page.click("main a[href='/min-adgang/noegler/ny/']")
        check(visit, "set up a key")
        page.fill("#id_name", "Den blå")
        page.click("main form[data-key] button")
        page.wait_for_url("**/min-adgang/reservekoder/")
        log_out(visit)

        visit.open("/log-ind/?next=/min-adgang/")
        send(visit, username="bruger0", password=PASSWORD)
        page.wait_for_url("**/log-ind/kode/")
        check(visit, "use the key")
        page.click("main form[data-key] button")
        page.wait_for_url("**/min-adgang/")
        check(visit, "my access")
        visit.open("/bekraeft/noegle/?next=/min-adgang/")
        check(visit, "use the key again")
        page.click("main form[data-key] button")
        page.wait_for_url("**/min-adgang/")
        page.click("main a:has-text('Den blå')")
        check(visit, "remove the key")
        page.click("main form button")
        page.wait_for_url("**/min-adgang/totrin/")
        log_out(visit)


def test_whoever_has_lost_the_key_uses_a_code_and_a_wrong_key_is_told(with_key: Visit) -> None:
    visit, page = with_key, with_key.page
    visit.open("/log-ind/")
    send(visit, username="bruger0", password=PASSWORD)
    page.wait_for_url("**/min-adgang/totrin/")
    page.click("main a[href='/min-adgang/noegler/ny/']")
    page.click("main form[data-key] button")
    page.wait_for_url("**/min-adgang/reservekoder/")
    spare = page.locator("#codes code").first.inner_text()
    with Visit(page.context.browser, visit.site, 390) as other:
        port = other.context.new_cdp_session(other.page)
        port.send("WebAuthn.enable")
        port.send("WebAuthn.addVirtualAuthenticator", {"options": {"protocol": "ctap2", "transport": "usb"}})
        other.open("/log-ind/?next=/min-adgang/")
        send(other, username="bruger0", password=PASSWORD)
        other.page.click("main form[data-key] button")
        other.page.wait_for_selector("[data-failed]:not([hidden])", timeout=90_000)
        check(other, "the key failed")
        send(other, code=spare)
        other.page.wait_for_url("**/min-adgang/")


def test_what_was_written_stands_on_the_page_that_says_that_the_login_is_over(chromium: Any, workspace: str) -> None:
    text = "Forvaltningen bemærker, at vejen er smal.\n\nOg at der er børn på den."
    with Visit(chromium, workspace, 390) as visit:
        visit.open("/log-ind/")
        # A page that was open when the login ended: the form of another page, put where this one stood.
        visit.page.evaluate("""text => {
            const form = document.querySelector("main form");
            form.action = "/min-adgang/";
            form.insertAdjacentHTML("beforeend", "<textarea name='forslag'></textarea>");
            form.querySelector("textarea").value = text;
            form.noValidate = true;
        }""", text)
        visit.page.click("main form button")
        visit.page.wait_for_selector("main textarea")
        assert visit.page.input_value("main textarea") == text
        visit.console.clear()  # the browser itself writes that the answer was a 401
        check(visit, "the login is over")
