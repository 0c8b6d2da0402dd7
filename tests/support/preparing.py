"""Hands before a page of the workspace: the keyboard's or the mouse's. Both go by the words that a person reads."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from tests.support.browser import ROOT, Visit, browser, served

#: What a thing is called by whoever cannot see it, and what kind of thing it is; what may be left out is not its name.
NAMES = """
window.journeyName = (e) => {
  const by = e.getAttribute("aria-labelledby")
  const text = e.getAttribute("aria-label")
    ?? (by ? by.split(/ +/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ") : null)
    ?? (e.labels?.length ? e.labels[0].textContent : e.textContent)
  return text.trim().replace(/\\s+/g, " ")
}
window.journeyFits = (e, label, kinds) => {
  const name = journeyName(e)
  return e.matches(kinds) && (name === label || name.replace(/ \\((valgfrit|skal udfyldes)\\)$/, "") === label)
}
"""
PRESSED = "a[href], button:not([disabled]), summary"
TYPED = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]"
CHOSEN, TICKED, PICKED = "select", "input[type=checkbox]", "input[type=radio]"
#: What everybody in the journey logs in with.
PASSWORD = "tre stille gule hegn"
#: More stops than the longest page has.
MOST = 600


class Lost(AssertionError):
    """What a person looks for is not on the page, or cannot be reached."""


class Hands:
    """What a person does on one page after another; `visit` is the browser that they sit before."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        visit.page.add_init_script(NAMES)

    def reach(self, label: str, kinds: str) -> None:
        """Have the focus on the next thing of that name."""
        raise NotImplementedError

    def strike(self) -> None:
        """Press what has the focus."""
        raise NotImplementedError

    def open(self, address: str) -> None:
        """Type an address."""
        assert self.visit.open(address) == 200, address

    def press(self, label: str, *, stays: bool = False) -> None:
        """Press a link or button; a page comes, unless one stays."""
        self.reach(label, PRESSED)
        if stays:
            self.strike()
            return
        with self.page.expect_navigation():
            self.strike()
        self.arrive()
        assert self.visit.console == [], f"{label}: {self.visit.console}"

    def arrive(self) -> None:
        """Wait until the page has put the focus where the person was."""
        self.page.evaluate("new Promise((done) => setTimeout(done, 20))")

    def fill(self, label: str, text: str) -> None:
        """Write in a field in place of what stands there."""
        self.reach(label, TYPED)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def fill_day(self, label: str, day: date) -> None:
        """Type a day, in the order of the browser's own language."""
        self.reach(label, TYPED)
        for order in ("%m%d%Y", "%d%m%Y", "%Y%m%d"):
            self.page.keyboard.type(day.strftime(order))
            if self.page.evaluate("document.activeElement.value") == day.isoformat():
                return
            for _ in range(3):  # back to the first of the field's three parts
                self.page.keyboard.press("ArrowLeft")
        raise Lost(f"{label}: the day cannot be typed")

    def choose(self, label: str, option: str) -> None:
        """Choose the option whose words begin so, by the arrow keys."""
        self.reach(label, CHOSEN)
        self.page.keyboard.press("Home")
        for _ in range(100):
            said = self.page.evaluate("document.activeElement.selectedOptions[0]?.textContent.trim() ?? ''")
            if said.startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        raise Lost(f"{label}: {option}")

    def tick(self, label: str) -> None:
        """Tick a box."""
        self.reach(label, TICKED)
        self.page.keyboard.press("Space")

    def bring(self, label: str, *files: Path) -> None:
        """Choose files where the page asks for them."""
        self.reach(label, TYPED)
        with self.page.expect_file_chooser() as chooser:
            self.strike()
        chooser.value.set_files([str(one) for one in files])

    def paste(self, html: str) -> None:
        """Paste, by the keys and through the browser's own clipboard, what another program copied."""
        self.page.evaluate("""html => document.addEventListener("copy", (event) => {
          event.clipboardData.setData("text/html", html)
          event.preventDefault()
          event.stopImmediatePropagation()
        }, {once: true, capture: true})""", html)
        self.page.keyboard.press("Control+C")
        self.page.keyboard.press("Control+V")

    def text(self) -> str:
        """What the page says."""
        return str(self.page.inner_text("main"))


class Keyboard(Hands):
    """Everything by keys: there is no pointer."""

    def reach(self, label: str, kinds: str) -> None:
        """Tab onwards until it has the focus."""
        passed = []
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            fits, name = self.page.evaluate(
                "([label, kinds]) => [journeyFits(document.activeElement, label, kinds), "
                "journeyName(document.activeElement).slice(0, 60)]", [label, kinds])
            if fits:
                return
            passed.append(name)
        raise Lost(f"{label!r} is on no stop of {self.page.url}: {list(dict.fromkeys(passed))}\n{self.text()}")

    def strike(self) -> None:
        """Links and buttons, and the files of a field, open by Enter."""
        self.page.keyboard.press("Enter")

    def pick(self, label: str) -> None:
        """The radio button of that name, by the arrows within its group."""
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.matches('input[type=radio]')"):
                break
        for _ in range(10):
            if self.page.evaluate("label => journeyFits(document.activeElement, label, 'input')", label):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise Lost(label)

    def up(self, title: str) -> None:
        """An entry of the agenda moves up a place."""
        self.reach(f"Op: {title}", PRESSED)
        with self.page.expect_navigation():
            self.page.keyboard.press("Alt+ArrowUp")
        self.arrive()


class Mouse(Hands):
    """By the pointer; only words and days are typed."""

    def reach(self, label: str, kinds: str) -> None:
        """Click on the next one that can be seen; what is only pressed is clicked by `strike`."""
        found = self.page.evaluate_handle("""([label, kinds]) => {
          const all = [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(kinds)]
            .filter((e) => e.checkVisibility() && journeyFits(e, label, kinds))
          const last = window.journeyLast
          const next = all.find((e) => last && last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)
          return window.journeyLast = next ?? all[0] ?? null
        }""", [label, kinds]).as_element()
        if found is None:
            raise Lost(f"{label!r} is not to be seen on {self.page.url}:\n{self.text()}")
        self.found = found
        if kinds == TYPED and found.get_attribute("type") != "file":
            found.click()
        elif kinds == CHOSEN:
            found.focus()

    def strike(self) -> None:
        """Click."""
        self.found.click()

    def fill_day(self, label: str, day: date) -> None:
        """The picker of the browser is out of reach of a test; the day is put in as it would."""
        self.reach(label, TYPED)
        self.found.fill(day.isoformat())

    def tick(self, label: str) -> None:
        """Click the box's words: the box itself is drawn by the design system."""
        self.reach(label, TICKED)
        self.page.locator(f"label[for='{self.found.get_attribute('id')}']").click()

    def pick(self, label: str) -> None:
        """Click the words of the radio button of that name."""
        self.reach(label, PICKED)
        self.found.evaluate_handle("radio => radio.labels[0]").as_element().click()

    def up(self, title: str) -> None:
        """An entry of the agenda moves up a place."""
        self.press(f"Op: {title}")


class TownHall:
    """The people of the journey, each before a browser of their own, and the two addresses of the house."""

    def __init__(self, chromium: Any, workspace: str, public: str, hands: type[Hands], width: int, files: Path) -> None:
        self.chromium, self.workspace, self.public, self.files = chromium, workspace, public, files
        self.hands, self.width, self.stack = hands, width, ExitStack()
        self.people: dict[str, Any] = {}

    def enter(self, name: str) -> Any:
        """A person sits down before the login page."""
        visit = self.stack.enter_context(Visit(self.chromium, self.workspace, self.width, locale="da-DK"))
        self.people[name] = self.hands(visit)
        return self.people[name]

    def log_in(self, name: str, password: str = PASSWORD) -> Any:
        """A person logs in and sees their work."""
        person = self.people.get(name) or self.enter(name)
        person.open("/log-ind/")
        person.fill("Brugernavn", name)
        person.fill("Adgangskode", password)
        person.press("Log ind")
        assert "Mit arbejde" in person.text()
        return person

    def at_work(self, name: str, *, on: str = "") -> Any:
        """A person goes to their work, and opens a task."""
        person = self.people[name]
        person.press("Mit arbejde")
        if on:
            person.press(on)
        return person


@contextmanager
def town_hall(hands: type[Hands], width: int, home: Path) -> Iterator[TownHall]:
    """A house with nothing in it but an administrator, and its two servers."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    subprocess.run([sys.executable, "-m", "sagsgang.interfaces.cli.main", "login", "chef", "--role", "administrator",
                    "--home", str(home)], input=PASSWORD + "\n", text=True, check=True, cwd=ROOT, env=environment,
                   stdout=subprocess.DEVNULL)
    with (served(home, "workspace", "log-ind/") as workspace, served(home) as public, browser() as chromium):
        house = TownHall(chromium, workspace, public, hands, width, home)
        with house.stack:
            yield house



class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value and tag == "a"]


def public_pages(site: str) -> dict[str, str]:
    """Every page that one comes to from the first one by links."""
    pages: dict[str, str] = {}
    waiting = [site + "/"]
    while waiting:
        address = waiting.pop()
        if address in pages or not address.startswith(site):
            continue
        with urllib.request.urlopen(address, timeout=20) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            pages[address] = answer.read().decode("utf-8") if is_page else ""
        links = _Links()
        links.feed(pages[address])
        waiting += [urljoin(address, link).partition("#")[0] for link in links.found]
    return pages


#: A table as a word processor puts it on the clipboard, with words in it that its writer does not see.
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=Generator content="Microsoft Word 15"><style><!--
p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=DA style='tab-interval:65.2pt'><!--StartFragment-->
<p class=MsoNormal>Ans\u00f8gningerne fordeler sig s\u00e5dan:<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
<tr><td width=301 valign=top style='padding:0cm 5.4pt'><p class=MsoNormal><b>Virksomhed<o:p></o:p></b></p></td>
<td width=301 valign=top><p class=MsoNormal><b>Ans\u00f8gt bel\u00f8b<o:p></o:p></b></p></td></tr>
<tr><td width=301 valign=top><p class=MsoNormal>Sk\u00e6rv\u00e6rket<o:p></o:p></p></td>
<td width=301 valign=top><p class=MsoNormal>48.500 kr.<o:p></o:p></p></td></tr>
<tr><td width=301 valign=top><p class=MsoNormal>Gartneriet Solsiden<o:p></o:p></p></td>
<td width=301 valign=top><p class=MsoNormal>31.000 kr.<o:p></o:p></p></td></tr></table>
<p class=MsoNormal>Der er i alt s\u00f8gt om 79.500 kr.<span style='display:none;mso-hide:all'>Kun til internt
brug: forvaltningen er uenig</span><o:p></o:p></p><!--EndFragment--></body></html>"""
HIDDEN = "forvaltningen er uenig"

__all__ = ["FROM_WORD", "HIDDEN", "PASSWORD", "Hands", "Keyboard", "Lost", "Mouse", "TownHall", "public_pages",
           "town_hall"]
