"""Every page of the workspace, filled, on a desk, a tablet and a phone: accessible, quiet, no wider than the screen.

With SAGSGANG_PICTURES=1 in the environment the handbook's pictures are made on the way.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.support.browser import HEIGHTS, ROOT, Visit, browser, served

pytestmark = pytest.mark.browser
WIDTHS = (1280, 820, 390)
URLS = "sagsgang.config.urls_workspace"
PICTURES = ROOT / "docs" / "haandbog" / "billeder"
LARGEST_PICTURE = 150_000
#: Addresses that only take a form, or give a file: there is nothing to look at.
NO_PAGES = frozenset((
    "accept", "reject", "release", "answer", "picture", "file", "logout", "help-picture", "draft-act",
    "draft-collaborators", "draft-facts", "save-section", "paste", "word", "link-case", "number-case", "comment",
    "settle-comment", "upload-annex", "change-annex", "annex-act", "annex-file", "attach-memo", "begin-hearing",
    "answer-hearing", "hearing-act", "draft-pdf", "cancel-meeting", "place-entry", "add-entry", "move-entry",
    "take-off", "agenda-pdf", "export-notes", "keep-note", "delete-note", "service-worker", "mark-read",
    "read-annex-file", "body-seats", "leave-seat", "unit-levels", "give-role", "person-act", "retry-job",
    "retry-mails", "journal-table", "end-calendar", "feed",
))
#: Pages that are looked at where they are come to: the login and one's own access in the journey of logging in (its
#: addresses carry the names of the login's library), the review in that of the import, an annex in that of the
#: preparation, a hearing and a captured mail by the tests of their pages: the demo has none of these.
ELSEWHERE = frozenset({"login", "review", "read-annex", "hearing", "mail"})
#: Who looks at what; a draft or meeting of the demo is named by its title or its state.
OFFICER, APPROVER, SECRETARY, MEMBER, ADMIN = "sagsbehandler", "leder", "sekretaer", "medlem", "admin"
PAGES: dict[str, tuple[str, str]] = {
    "work": (OFFICER, ""), "notices": (MEMBER, ""), "help": (OFFICER, ""), "help-page": (OFFICER, "help"),
    "imports": (SECRETARY, ""), "upload": (SECRETARY, ""),
    "cases": (OFFICER, ""), "new-case": (OFFICER, ""), "case": (OFFICER, "case"), "change-case": (OFFICER, "case"),
    "new-draft": (OFFICER, "case"), "draft": (OFFICER, "draft"), "draft-versions": (OFFICER, "versions"),
    "draft-compare": (OFFICER, "versions"), "draft-print": (OFFICER, "draft"),
    "approvals": (APPROVER, ""), "approve": (APPROVER, "waiting"),
    "meetings": (SECRETARY, ""), "plan-meetings": (SECRETARY, ""), "agenda": (SECRETARY, "planned"),
    "change-meeting": (SECRETARY, "planned"), "entry-access": (SECRETARY, "entry"),
    "send-agenda": (SECRETARY, "planned"), "agenda-version": (SECRETARY, "version"),
    "agenda-changes": (SECRETARY, "sent"),
    "read": (MEMBER, ""), "read-meeting": (MEMBER, "sent"), "read-item": (MEMBER, "item"), "notes": (MEMBER, ""),
    "read-print": (MEMBER, "sent"), "my-calendar": (MEMBER, ""),
    "administration": (ADMIN, ""), "municipality": (ADMIN, ""), "bodies": (ADMIN, ""), "body": (ADMIN, "body"),
    "terms": (ADMIN, ""), "units": (ADMIN, ""), "unit": (ADMIN, "unit"), "people": (ADMIN, ""),
    "person": (ADMIN, "person"), "access": (ADMIN, ""), "calendar": (ADMIN, ""), "fixed-items": (ADMIN, ""),
    "phrases": (ADMIN, ""), "templates": (ADMIN, ""), "template": (ADMIN, "template"),
    "operations": (ADMIN, ""), "mails": (ADMIN, ""), "journal": (ADMIN, ""), "journal-chain": (ADMIN, ""),
}
QUERIES = {"draft-compare": "?fra=1", "agenda-changes": "?fra=1&til=1"}
#: The handbook's pictures by the page that they show.
SHOWN = {"work": "mit-arbejde", "draft": "udkast", "approve": "godkend", "agenda": "dagsorden", "send-agenda": "udsend",
         "read-meeting": "laes-moede", "read-item": "laes-punkt", "administration": "administration"}


def names() -> set[str]:
    """The names of the workspace's own addresses."""
    def of(patterns: list[Any], inside: bool) -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from of(one.url_patterns, inside or one.namespace == "workspace")
            elif isinstance(one, URLPattern) and inside and one.name:
                yield one.name
    return set(of(get_resolver(URLS).url_patterns, False))


def test_every_address_is_looked_at_or_shows_nothing() -> None:
    assert names() == PAGES.keys() | NO_PAGES | ELSEWHERE
    assert len(PAGES) + len(NO_PAGES) + len(ELSEWHERE) == len(names())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's store."""
    made = tmp_path_factory.mktemp("demo")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    subprocess.run([sys.executable, "-m", "sagsgang.interfaces.cli.main", "demo", "--no-serve", "--home", str(made)],
                   cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return made


@pytest.fixture(scope="module")
def things(home: Path) -> dict[str, list[Any]]:
    """What the addresses name, as the demo has it."""
    store = sqlite3.connect(home / "internal.sqlite3")

    def one(query: str) -> Any:
        return store.execute(query).fetchone()[0]

    def meeting(state: str) -> list[str]:
        return str(one(f"select key from meetings_meeting where origin = 'native' and state = '{state}'")).split("/")

    sent, planned = meeting("convened"), meeting("planned")
    written = UUID(one("select id from cases_draft where state in ('draft', 'returned') limit 1"))
    return {
        "": [], "help": ["medlem"], "draft": [written],
        "case": [one("select key from cases_case where origin = 'native' limit 1")],
        "versions": [UUID(one("select draft_id from cases_draftversion limit 1"))],
        "waiting": [UUID(one("select id from cases_draft where state = 'in-approval' limit 1"))],
        "planned": planned, "sent": sent, "version": [*sent, 1], "item": [*sent, 2],
        "entry": [*planned, UUID(one("select e.id from meetings_agendaentry e join meetings_meeting m "
                                     "on m.id = e.meeting_id where m.state = 'planned' limit 1"))],
        "body": [sent[0]], "unit": [one("select key from organisation_unit")],
        "person": [one("select id from organisation_user where username = 'sagsbehandler'")],
        "template": [one("select key from cases_documenttemplate limit 1")],
    }


@pytest.fixture(scope="module")
def workspace(home: Path) -> Iterator[str]:
    with served(home, "workspace", "log-ind/") as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


def log_in(visit: Visit, name: str) -> None:
    visit.open("/log-ind/")
    visit.page.get_by_label("Brugernavn").fill(name)
    visit.page.get_by_label("Adgangskode").fill(f"demo-{name}")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")


def picture(visit: Visit, name: str) -> None:
    """The page as the handbook shows it; the member's item has a note."""
    page = visit.page
    if name == "read-item" and not page.locator("#notes li").count():
        page.evaluate("""() => {
          const text = document.querySelector(".section-text p").firstChild
          getSelection().setBaseAndExtent(text, 0, text, Math.min(40, text.length))
        }""")
        page.wait_for_selector("#marked:not([hidden])")
        page.fill("#note-text", "Spørg på mødet, hvornår det begynder.")
        with page.expect_navigation():
            page.click("#note-form button[type=submit]")
        page.evaluate("document.querySelector('.own').scrollIntoView({block: 'end'})")
    path = PICTURES / f"{SHOWN[name]}.png"
    page.screenshot(path=str(path))
    assert path.stat().st_size <= LARGEST_PICTURE, path


@pytest.mark.parametrize("person", [OFFICER, APPROVER, SECRETARY, MEMBER, ADMIN])
def test_every_page_on_every_screen(chromium: Any, workspace: str, things: dict[str, list[Any]], person: str) -> None:
    found = []
    with Visit(chromium, workspace, 1280, locale="da-DK") as visit:
        log_in(visit, person)
        for name, (who, thing) in PAGES.items():
            if who != person:
                continue
            address = reverse(f"workspace:{name}", args=things[thing], urlconf=URLS) + QUERIES.get(name, "")
            for width in WIDTHS:
                visit.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
                status = visit.open(address) if width == WIDTHS[0] else 200
                if status != 200:
                    found.append((name, width, status))
                if width == WIDTHS[0] and name in SHOWN and os.environ.get("SAGSGANG_PICTURES"):
                    picture(visit, name)
                wide = ["wider than the screen"] if visit.wider_than_the_screen() else []
                found += [(name, width, said) for said in [*visit.violations(), *visit.console, *wide]]
                visit.console.clear()
    assert found == []
