"""The public process in a real Chromium: accessible, without cookies, without other hosts, on every width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.browser import HEIGHTS, WIDTHS, Visit, browser, filled, served

pytestmark = pytest.mark.browser
BODY = "/udvalg/udvalget-for-havn-natur-og-turisme"
MEETING = f"{BODY}/2022-09-14"
ITEM = f"{MEETING}/punkt/3-gangbro-over-skaelaa-og-sti-til-fyret-anlaegsbevilling"
#: Every type of page, with rich content, and in its empty states.
PAGES = {
    "front": "/", "bodies": "/udvalg", "body": BODY, "meeting": MEETING, "agenda": f"{BODY}/2023-02-08",
    "replaced": f"{BODY}/2021-09-14", "item": ITEM, "item with a wide table": f"{MEETING}/punkt/2",
    "closed item": f"{MEETING}/punkt/4", "quoting item": "/udvalg/byraadet/2022-10-05/punkt/7",
    "undecided item": f"{BODY}/2023-02-08/punkt/2", "annex": f"{MEETING}/punkt/3/bilag/1",
    "annex without file": f"{MEETING}/punkt/3/bilag/2", "loose annex": "/udvalg/byraadet/2022-10-05/bilag/1",
    "case": "/sag/22-4711", "mentioned case": "/sag/21-1208", "search form": "/soeg", "hits": "/soeg?q=skole&aar=2022",
    "no hits": "/soeg?q=xyzzyxyzzy", "corrected": "/soeg?q=gangbor", "field error": "/soeg?q=bro&aar=tyve",
    "about": "/om", "accessibility": "/tilgaengelighed", "privacy": "/privatliv", "cookies": "/cookies",
}
ERRORS = {"not found": ("/intet", 404), "gone": (f"{BODY}/2021-09-14/punkt/3", 410)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(filled(tmp_path_factory.mktemp("home"))) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_accessible_fits_and_keeps_to_itself(chromium: Any, site: str, width: int) -> None:
    with Visit(chromium, site, width) as visit:
        for name, address in PAGES.items():
            assert visit.open(address) == 200, name
            assert visit.violations() == [], name
            assert not visit.wider_than_the_screen(), name
            assert visit.page.evaluate("document.title").endswith("– Fjordby Kommune"), name
            assert visit.console == [], name
        assert visit.context.cookies() == []
        assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert visit.hosts == {urlsplit(site).netloc}


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_that_are_not_there_are_accessible_too(chromium: Any, site: str, width: int) -> None:
    with Visit(chromium, site, width) as visit:
        for name, (address, status) in ERRORS.items():
            assert visit.open(address) == status, name
            assert visit.violations() == [], name
            assert not visit.wider_than_the_screen(), name
        assert visit.context.cookies() == []


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_the_decision_is_in_sight_before_anybody_scrolls(chromium: Any, site: str, width: int) -> None:
    with Visit(chromium, site, width) as visit:
        for address in (ITEM, "/udvalg/byraadet/2022-10-05/punkt/7"):
            visit.open(address)
            box = visit.page.locator(".decision .decision-words").first.bounding_box()
            assert box["y"] < HEIGHTS[width] - 40


def test_without_scripts_one_finds_a_case_and_follows_it(chromium: Any, site: str) -> None:
    with Visit(chromium, site, 390, java_script_enabled=False) as visit:
        visit.open("/")
        visit.page.fill("#q", "gangbro")
        visit.page.press("#q", "Enter")
        assert "q=gangbro" in visit.page.url
        visit.page.click('.hits a[href*="/punkt/"] >> nth=0')
        visit.page.click("text=Følg hele sagen")
        assert visit.page.url.endswith("/sag/22-4711")
        assert visit.page.locator(".timeline > li").count() == 4
        visit.page.click(".timeline a >> nth=0")
        assert "/punkt/" in visit.page.url
        visit.page.click("text=Forrige punkt")
        visit.page.click("nav.breadcrumbs >> text=Udvalg og møder")
        assert visit.page.url.endswith("/udvalg")


def test_without_scripts_a_filter_is_a_link_and_no_button_is_dead(chromium: Any, site: str) -> None:
    with Visit(chromium, site, 1280, java_script_enabled=False) as visit:
        visit.open("/soeg?q=skole")
        visit.page.click(".facet a >> nth=0")
        assert "udvalg=" in visit.page.url
        assert visit.page.locator(".facet a[aria-current]").count() == 1
        for address in (ITEM, MEETING, "/sag/22-4711"):
            visit.open(address)
            assert not visit.page.locator("[data-print]").first.is_visible()


def test_with_scripts_the_print_button_prints(chromium: Any, site: str) -> None:
    with Visit(chromium, site, 1280) as visit:
        visit.page.add_init_script("window.print = () => { window.printed = true; }")
        visit.open(ITEM)
        visit.page.click("[data-print]")
        assert visit.page.evaluate("window.printed")


def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(chromium: Any, site: str) -> None:
    with Visit(chromium, site, 1280) as visit:
        visit.open(ITEM)
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skipnav"
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.id") == "main-content"
        seen = set()
        for _ in range(80):
            visit.page.keyboard.press("Tab")
            what, shown, inside = visit.page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
                return [e.outerHTML.slice(0, 90), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                        b.bottom > 0 && b.top < innerHeight]; }""")
            if what.startswith("<body"):
                break
            assert shown, f"no focus to be seen: {what}"
            assert inside, f"the focus is out of sight: {what}"
            seen.add(what)
        assert len(seen) > 15
        assert any("table--responsive-scroll" in what for what in seen)


def test_on_paper_there_is_the_text_and_nothing_to_press(chromium: Any, site: str) -> None:
    with Visit(chromium, site, 1280) as visit:
        visit.open(ITEM)
        visit.page.emulate_media(media="print")
        for gone in (".site-nav", ".site-search", ".side", ".neighbours", ".back-to-top-button", ".breadcrumbs"):
            assert not visit.page.locator(gone).first.is_visible(), gone
        for kept in ("h1", ".decision", ".field", "table", ".annexes"):
            assert visit.page.locator(kept).first.is_visible(), kept
        assert visit.page.pdf(format="A4")[:5] == b"%PDF-"


def test_nothing_a_finger_must_hit_is_too_small(chromium: Any, site: str) -> None:
    """WCAG 2.2, 2.5.8: 24 px each way, links in running text apart."""
    with Visit(chromium, site, 390) as visit:
        for name, address in PAGES.items():
            visit.open(address)
            small = visit.page.evaluate(
                """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, nav a, .facet a')]
                .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                .filter(([, b]) => b.width && (b.width < 24 || b.height < 24)).map(([h]) => h)""")
            assert small == [], name
