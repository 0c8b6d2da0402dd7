"""The workspace in a real Chromium: from a paper that came to a public page; accessible on every width."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.browser import ROOT, WIDTHS, Visit, browser, served
from tests.support.paper_text import NAME, paper_text

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def papers(home: Path) -> dict[str, str]:
    """Where the review of each paper is."""
    made = subprocess.run([sys.executable, "-m", "tests.support.fill_workspace", str(home)], cwd=ROOT, check=True,
                          stdout=subprocess.PIPE)
    addresses: dict[str, str] = json.loads(made.stdout)
    return addresses


@pytest.fixture(scope="module")
def workspace(home: Path, papers: dict[str, str]) -> Iterator[str]:
    with served(home, "workspace", "log-ind/") as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


def log_in(visit: Visit, name: str = "sekretaer") -> None:
    visit.open("/log-ind/")
    visit.page.fill("#id_username", name)
    visit.page.fill("#id_password", name)
    visit.page.press("#id_password", "Enter")
    visit.page.wait_for_selector(".log-out")


def check(visit: Visit, name: str) -> None:
    """What holds of every page; on the narrowest screen the page is the phone's."""
    assert visit.page.viewport_size["width"] == min(WIDTHS) or visit.violations() == [], name
    assert not visit.wider_than_the_screen(), name
    assert visit.page.locator("h1").count() == 1, name
    assert visit.console == [], name


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_fits_and_keeps_to_itself(chromium: Any, workspace: str, papers: dict[str, str],
                                                           width: int) -> None:
    chosen = "?vis=items/1/decisions/0#v-items-1-decisions-0"
    pages = {
        "list": "/import/", "filtered list": "/import/?tilstand=accepteret", "empty list": "/import/?q=xyzzy",
        "upload": "/import/ny/",
        **papers, **{f"{name}, a place chosen": papers[name] + chosen for name in ("question", "pdf", "json")},
        "text, further on": papers["question"] + "?fra=40", "pdf, further on": papers["pdf"] + "?fra=4",
    }
    with Visit(chromium, workspace, width) as visit:
        visit.open("/log-ind/")
        check(visit, "login")
        visit.page.fill("#id_username", "sekretaer")
        visit.page.fill("#id_password", "forkert")
        visit.page.press("#id_password", "Enter")
        check(visit, "wrong password")
        log_in(visit)
        for name, address in pages.items():
            assert visit.open(address) == 200, name
            check(visit, name)
        assert visit.open("/import/" + "0" * 64 + "/") == 404
        assert visit.violations() == []
        assert visit.hosts == {urlsplit(workspace).netloc}


@pytest.mark.parametrize("width", [1280, 390])
def test_who_lacks_a_role_gets_accessible_pages_with_the_reason(chromium: Any, workspace: str, papers: dict[str, str],
                                                                width: int) -> None:
    with Visit(chromium, workspace, width) as visit:
        log_in(visit, "gaest")
        assert visit.open("/import/") == 403
        assert visit.violations() == []
        assert not visit.wider_than_the_screen()
        assert "Det kræver rollen" in visit.page.inner_text("main")
    with Visit(chromium, workspace, width) as visit:
        log_in(visit, "laeser")
        visit.open(papers["question"])
        check(visit, "publisher's review")
        assert visit.page.is_disabled("text=Accepter >> nth=0")


def placed(visit: Visit, selector: str) -> tuple[bool, bool]:
    """Whether the mark is in sight within the pane, and the chosen value in sight on the page."""
    pane = visit.page.locator("#original").bounding_box()
    mark = visit.page.locator(selector).first.bounding_box()
    value = visit.page.locator("[aria-current=true]").first.bounding_box()
    return (pane["y"] - 1 <= mark["y"] <= pane["y"] + pane["height"] and mark["height"] > 0,
            0 <= value["y"] < visit.page.viewport_size["height"])


@pytest.mark.parametrize("width", [1280, 820, 390])
@pytest.mark.parametrize(("paper", "mark"), [("question", ".hit"), ("pdf", ".marks rect"), ("json", "#original mark")])
def test_a_value_leads_to_its_marked_place_beside_it(chromium: Any, workspace: str, papers: dict[str, str], paper: str,
                                                     mark: str, width: int) -> None:
    with Visit(chromium, workspace, width) as visit:
        log_in(visit)
        visit.open(papers[paper])
        visit.page.locator("#item-1 .decision .place").first.click()
        visit.page.wait_for_load_state("networkidle")
        assert "?vis=items/1/decisions/0#" in visit.page.url
        assert placed(visit, mark) == (True, True)
        if paper == "pdf":
            assert visit.page.evaluate("document.querySelector('.sheet img').naturalWidth") > 1000


def test_without_scripts_a_value_leads_to_its_place_too(chromium: Any, workspace: str, papers: dict[str, str]) -> None:
    with Visit(chromium, workspace, 1280, java_script_enabled=False) as visit:
        log_in(visit)
        visit.open(papers["question"])
        visit.page.locator("#item-1 .decision .place").first.click()
        assert placed(visit, ".hit") == (True, True)


def test_with_the_keyboard_alone_one_reaches_a_value_its_place_and_the_acts(chromium: Any, workspace: str,
                                                                            papers: dict[str, str]) -> None:
    with Visit(chromium, workspace, 1280) as visit:
        log_in(visit)
        visit.open(papers["question"])
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skipnav"
        seen: list[str] = []
        while len(seen) < 80 and not (seen and seen[-1].startswith("Udvalg")):
            visit.page.keyboard.press("Tab")
            seen.append(visit.page.evaluate("(e => e.id === 'original' ? e.id : e.innerText || e.id)"
                                            "(document.activeElement).trim()"))
            assert visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", seen[-1]
        for name in ("Accepter", "Afvis", "original", "answer-3", "Svar"):
            assert any(one.startswith(name) for one in seen), (name, seen)
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/?vis=sources/committee#**")
        assert placed(visit, ".hit") == (True, True)


def test_from_a_file_with_a_question_to_a_public_page(chromium: Any, workspace: str, home: Path,
                                                      tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(paper_text("Sagen genoptages til foråret."))
    with Visit(chromium, workspace, 1280) as visit:
        page = visit.page
        log_in(visit)
        visit.open("/import/")
        page.click("main >> text=Hent et dokument ind")
        page.set_input_files("#file", str(file))
        page.click("main button[type=submit]")
        page.wait_for_selector("[role=status]")
        assert "afventer gennemsyn" in page.inner_text("[role=status]")
        question = page.inner_text(".question .words")
        assert "5. oktober 2022" in question
        page.click(".question .place")
        assert "5. oktober 2022" in page.inner_text("#original")
        page.fill(".question textarea", "Mødet er flyttet til den 19. oktober.")
        page.click(".question button")
        page.wait_for_selector(".answer")
        assert "Besvaret af Sekretaer Sund" in page.inner_text(".questions")
        assert page.is_disabled("text=Udgiv >> nth=0")
        page.click(".decide button:has-text('Accepter')")
        page.wait_for_selector(".badge-success")
        page.dblclick(".decide button:has-text('Udgiv')")
        page.wait_for_selector("text=Udgivet som nr. 1", timeout=60_000)
        check(visit, "released")
    with served(home) as public, Visit(chromium, public, 1280) as visit:
        visit.open("/udvalg/udvalget-for-havn-natur-og-turisme/2022-09-14")
        visit.page.click("text=Gangbro over Skælå")
        assert "Sagen genoptages til foråret." in visit.page.inner_text("main")
        assert visit.context.cookies() == []
        visit.open("/soeg?q=genoptages")
        assert "Gangbro over" in visit.page.inner_text(".hits")
