"""From an empty store to a read agenda, as its people do it: by keyboard alone at a desk, by mouse at a tablet."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.preparing import (
    FROM_WORD,
    HIDDEN,
    PASSWORD,
    TYPED,
    Hands,
    Keyboard,
    Mouse,
    TownHall,
    public_pages,
    town_hall,
)

pytestmark = pytest.mark.browser
#: User name, full name, role and where it holds; members get theirs by sitting.
PEOPLE = (("bo", "Bo Skriver", "Sagsbehandler", "Jobcentret"), ("lis", "Lis Leder", "Godkender", "Jobcentret"),
          ("dan", "Dan Direktør", "Godkender", ""), ("siv", "Siv Sekretær", "Udvalgssekretær", ""),
          ("mia", "Mia Medlem", "", ""), ("per", "Per Formand", "", ""))
COMMITTEE, UNIT = "Beskæftigelsesudvalget", "Jobcentret"
LANGUAGE, LEASE, YOUTH = "Sprogundervisning på arbejdspladsen", "Lejemål til jobcentret", "Fritidsjob til unge"
STUB = "Aftale om lokaler"
#: Words of the closed item and the closed annex. Nobody outside is to find them anywhere.
SECRET = ("Fyrretræsvej 12", "4.215.000", LEASE, "Udbyders regnskab", "egenkapitalen er tabt", HIDDEN)
FIRST_WORDS, NEW_WORDS = "at puljen fordeles ligeligt mellem ansøgerne", "at puljen fordeles efter antal deltagere"
KEPT_WORDS = "Puljen er på 600.000 kr. om året."
TODAY = datetime.now(UTC).date()
MEETING_DAY = TODAY + timedelta(38 + (2 - TODAY.weekday() - 38) % 7)


# ---------------------------------------------------------------- the house is set up
def set_up_bodies(house: TownHall) -> None:
    admin = house.log_in("chef")
    admin.press("Administration")
    admin.press("Kommune")
    admin.fill("Navn", "Solby Kommune")
    admin.press("Gem")
    admin.press("Administration")
    admin.press("Valgperioder")
    year = TODAY.year
    admin.fill_day("Første dag", date(year, 1, 1))
    admin.fill_day("Sidste dag", date(year + 3, 12, 31))
    admin.press("Tilføj")
    admin.press("Administration")
    admin.press("Udvalg")
    admin.fill("Navn", COMMITTEE)
    admin.choose("Type", "Stående udvalg")
    admin.press("Opret et udvalg")
    admin.press("Administration")
    admin.press("Forvaltninger")
    admin.fill("Navn", UNIT)
    admin.press("Opret en forvaltning")
    assert UNIT in admin.text()


def set_up_people(house: TownHall) -> None:
    """Each gets a role, and a link by which they set a password that nobody else knows."""
    admin = house.people["chef"]
    for username, name, role, unit in PEOPLE:
        admin.press("Administration")
        admin.press("Personer")
        admin.fill("Brugernavn", username)
        admin.fill("Fulde navn", name)
        admin.press("Tilføj")
        if role:
            admin.choose("Rolle", role)
            if unit:
                admin.choose("Forvaltning", unit)
            admin.press("Giv rollen")
        admin.press("Lav et link til en ny adgangskode")
        link = admin.page.inner_text(".link-shown")
        person = house.enter(username)
        person.open(urlsplit(link).path)
        person.fill("Ny adgangskode", PASSWORD)
        person.fill("Den nye adgangskode igen", PASSWORD)
        person.press("Sæt adgangskoden")
        house.log_in(username)


def set_up_work(house: TownHall) -> None:
    """Seats and who sits on them, who approves, templates and fixed items."""
    admin = house.people["chef"]
    admin.press("Administration")
    admin.press("Udvalg")
    admin.press(COMMITTEE)
    admin.fill("Hvor mange", "2")
    admin.press("Tilføj pladser")
    for place, name, role in (("1", "Per Formand", "Formand"), ("2", "Mia Medlem", "Medlem")):
        seat = admin.page.locator("select[name=seat] option").all_inner_texts()[int(place) - 1]
        admin.choose("Plads", seat)
        admin.choose("Person", name)
        admin.choose("Rolle", role)
        admin.press("Sæt på pladsen")
    assert "Mia Medlem" in admin.page.inner_text("main table")
    admin.press("Administration")
    admin.press("Forvaltninger")
    admin.press(UNIT)
    for label, name in (("Afdelingsleder", "Lis Leder"), ("Direktør", "Dan Direktør")):
        admin.fill("Betegnelse", label)
        admin.choose("Godkender", name)
    admin.press("Gem godkendelsesvejen")
    admin.press("Administration")
    admin.press("Skabeloner")
    admin.press("Hent programmets skabeloner ind")
    admin.press("Administration")
    admin.press("Faste punkter")
    admin.fill("Overskrift", "Godkendelse af dagsordenen")
    admin.choose("Hvad det er", "Godkendelse af dagsordenen")
    admin.choose("Type", "Beslutning")
    admin.press("Tilføj")
    assert "Godkendelse af dagsordenen" in admin.text()


def plan_the_meeting(house: TownHall) -> None:
    secretary = house.people["siv"]
    secretary.press("Møder")
    secretary.press("Planlæg møder")
    secretary.choose("Udvalg", COMMITTEE)
    secretary.fill_day("Dag", MEETING_DAY)
    secretary.fill("Begynder", "16.30")
    secretary.fill("Sted", "Mødesal 1")
    secretary.press("Planlæg")


# ---------------------------------------------------------------- a case is written
def begin(house: TownHall, title: str, *, closed: bool = False) -> Any:
    """A case and its draft; the person stands before the editor."""
    officer = house.at_work("bo")
    officer.press("Sager")
    officer.press("Ny sag")
    officer.fill("Overskrift", title)
    officer.choose("Forvaltning", UNIT)
    officer.choose("Sagsbehandler", "Bo Skriver")
    officer.choose("Hvem må se den", "Lukket" if closed else "Åben")
    officer.press("Opret sagen")
    officer.press("Nyt udkast")
    officer.choose("Skabelon", "Sag til beslutning")
    officer.fill("Overskrift", title)
    officer.choose("Udvalg", COMMITTEE)
    if closed:
        officer.choose("Hvem må se den", "Lukket")
        officer.choose("Hjemmel, hvis den er lukket", "Køb, salg eller leje af ejendom")
        officer.fill("Det, offentligheden ser i stedet for overskriften", STUB)
    officer.press("Begynd at skrive")
    return officer


def write(officer: Any, theme: str, story: str, proposal: str) -> None:
    """The sections that must be filled; there was no hearing."""
    officer.fill("Tema", theme)
    officer.fill("Sagsbeskrivelse", story)
    officer.fill("Administrationens forslag", proposal)
    officer.fill("Økonomi og finansiering", "Udgiften afholdes inden for rammen.")
    officer.tick("Ingen: Dialog/høring")


def saved(officer: Any) -> None:
    """Nothing waits to be saved."""
    officer.page.wait_for_function("""() => [...document.querySelectorAll(".section-form .saved")].every(
      (one) => one.textContent === "" || one.textContent.startsWith("Gemt"))""")


def paste_a_table(officer: Any) -> None:
    """The table comes in; what hides in the paste is shown, and its writer leaves it out."""
    officer.reach("Sagsbeskrivelse", TYPED)
    officer.page.keyboard.press("Control+End")
    officer.page.keyboard.press("Enter")
    officer.paste(FROM_WORD)
    officer.page.wait_for_selector("#hidden-dialog[open]")
    assert HIDDEN in re.sub(r"\s+", " ", officer.page.inner_text("#hidden-dialog"))
    officer.pick("Udelad dem")
    officer.press("Fortsæt", stays=True)
    officer.page.wait_for_selector(".rich-text table")
    saved(officer)
    assert officer.page.locator("#section-presentation table tr").count() == 3
    assert HIDDEN not in officer.page.inner_text("#section-presentation")


def add_annexes(house: TownHall, officer: Any) -> None:
    """Two annexes; the second is closed afterwards."""
    first, second = house.files / "Ansøgningerne.txt", house.files / "Udbyders regnskab.txt"
    first.write_text("Virksomhederne søger om støtte til sprogundervisning.", "utf-8")
    second.write_text("Udbyderen har haft underskud, og egenkapitalen er tabt.", "utf-8")
    officer.bring("Tilføj filer", first, second)
    officer.press("Tilføj bilag")
    officer.press("Ret: Udbyders regnskab", stays=True)
    officer.choose("Hvem må se den", "Lukket")
    officer.choose("Hjemmel, hvis den er lukket", "Virksomheders drifts- og forretningsforhold")
    officer.press("Gem")
    assert officer.page.locator("#annexes .badge.closed").count() == 1


def approve(house: TownHall, title: str, *names: str) -> None:
    for name in names:
        approver = house.at_work(name, on=title)
        approver.press("Godkend")
    assert title not in house.at_work("bo").text()


def return_and_correct(house: TownHall) -> None:
    """The first level sends it back with a comment; the case officer reads it there and writes what was missing."""
    approver = house.at_work("lis", on=LANGUAGE)
    approver.fill("Kommentar (valgfrit)", "Skriv, hvor stor puljen er.")
    approver.press("Send tilbage")
    officer = house.at_work("bo", on=LANGUAGE)
    assert "Skriv, hvor stor puljen er." in officer.text()
    officer.fill("Økonomi og finansiering", KEPT_WORDS)
    saved(officer)
    officer.press("Send til godkendelse")


def write_the_cases(house: TownHall) -> None:
    officer = begin(house, LANGUAGE)
    write(officer, "Virksomheder søger om hjælp til at undervise medarbejdere i dansk.",
          "Byrådet har afsat en pulje til sprogundervisning.", f"Administrationen foreslår, {FIRST_WORDS}.")
    paste_a_table(officer)
    add_annexes(house, officer)
    officer.press("Send til godkendelse")
    return_and_correct(house)
    approve(house, LANGUAGE, "lis", "dan")
    officer = begin(house, LEASE, closed=True)
    write(officer, "Jobcentret flytter til Fyrretræsvej 12.", "Udlejeren kræver 4.215.000 kr. om året.",
          "at lejemålet indgås.")
    officer.press("Send til godkendelse")
    approve(house, LEASE, "lis", "dan")


# ---------------------------------------------------------------- the agenda is sent
def build_and_send(house: TownHall, *titles: str, kind: str, first: str = "") -> None:
    secretary = house.at_work("siv")
    secretary.press("Møder")
    if str(MEETING_DAY.year) not in secretary.page.inner_text("h1"):
        secretary.press(str(MEETING_DAY.year))
    secretary.press(secretary.page.inner_text(f"main a:has-text('{COMMITTEE}')"))
    for title in titles:
        secretary.press(f"Sæt på dagsordenen: {title}")
    if first:
        secretary.up(first)
    secretary.press("Udsend dagsordenen" if kind == "Dagsorden" else "Udsend tillæg eller rettelse")
    secretary.fill("Besked til medlemmerne", f"Her er: {kind}.")
    secretary.press(f"Udsend: {kind}")
    assert f"Udsendt: {kind}" in secretary.text()


def correct(house: TownHall) -> None:
    """What was sent is written otherwise, approved again, and goes out as a correction."""
    officer = house.at_work("bo")
    officer.press("Sager")
    officer.press(LANGUAGE)
    officer.press(LANGUAGE)
    officer.press("Ret det udsendte")
    officer.fill("Administrationens forslag", f"Administrationen foreslår, {NEW_WORDS}.")
    saved(officer)
    officer.press("Send til godkendelse")
    approve(house, LANGUAGE, "lis", "dan")


# ---------------------------------------------------------------- a member reads
def open_meeting(house: TownHall) -> Any:
    member = house.at_work("mia")
    member.press("Læs")
    member.press(member.page.inner_text(f"main a:has-text('{COMMITTEE}')"))
    return member


def note(member: Any, words: str, text: str) -> None:
    """Words are marked and a note is tied to them.

    The one step that a script does: the browser marks words by keys only in caret browsing, which a headless one
    cannot be put into.
    """
    member.page.evaluate("""words => {
      const nodes = document.createTreeWalker(document.querySelector("article.reading"), NodeFilter.SHOW_TEXT)
      while (nodes.nextNode()) {
        const at = nodes.currentNode.data.indexOf(words)
        if (at < 0) continue
        getSelection().setBaseAndExtent(nodes.currentNode, at, nodes.currentNode, at + words.length)
        return
      }
      throw new Error(words)
    }""", words)
    member.page.wait_for_function("words => document.getElementById('marked').textContent.includes(words)", arg=words)
    member.fill("Bemærkning", text)
    member.press("Gem noten")
    assert text in member.page.inner_text("#notes")


def read_and_note(house: TownHall) -> None:
    member = open_meeting(house)
    member.press(LANGUAGE)
    assert "Skærværket" in member.page.inner_text("article.reading table")
    assert HIDDEN not in member.text()
    note(member, KEPT_WORDS, "Er det nok?")
    note(member, FIRST_WORDS, "Jeg vil foreslå noget andet.")
    member.press("Ansøgningerne")
    assert "søger om støtte" in member.text()
    assert member.visit.violations() == []
    member = open_meeting(house)
    member.press(LANGUAGE)
    member.press("Jeg har læst det")


def read_again(house: TownHall) -> None:
    """What changed is told, and shown; one note stands at its words, the other among those whose words are gone."""
    member = open_meeting(house)
    assert "ændret, siden du læste det" in member.text()
    assert YOUTH in member.text()
    member.press(LANGUAGE)
    assert "Ændret, siden du læste det." in member.text()
    found = member.page.inner_text("#notes")
    assert "Er det nok?" in found
    assert "noget andet" not in found
    assert member.page.evaluate("[...CSS.highlights.get('own-note')].map(String)") == [KEPT_WORDS]
    orphans = member.page.inner_text(".own")
    assert "Jeg vil foreslå noget andet." in orphans
    assert "Noter, hvis ord er væk" in orphans
    member.press("se, hvad der er ændret")
    assert "deltagere" in " ".join(member.page.locator(".diff ins").all_inner_texts())
    assert "ligeligt" in " ".join(member.page.locator(".diff del").all_inner_texts())
    member.press("Læs")
    member.press("Mine noter")
    assert "Er det nok?" in member.text()
    assert "Jeg vil foreslå noget andet." in member.text()


# ---------------------------------------------------------------- everybody else reads
def look_from_outside(house: TownHall) -> None:
    """The agenda with its numbers; of the closed item the stub, and of closed words none."""
    pages = public_pages(house.public)
    agenda = next(text for address, text in pages.items()
                  if re.search(rf"/udvalg/[a-z-]+/{MEETING_DAY}[^/]*$", address))
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", agenda))
    places = [words.index(title, words.index("Godkendelse af dagsordenen")) for title in
              ("Godkendelse af dagsordenen", LANGUAGE, STUB, YOUTH)]
    assert places == sorted(places), words
    everything = " ".join(pages.values())
    assert NEW_WORDS in everything
    assert "48.500 kr." in everything
    assert [secret for secret in SECRET if secret in everything] == []


@pytest.mark.parametrize(("hands", "width"), [(Keyboard, 1280), (Mouse, 820)], ids=["keyboard", "mouse"])
def test_from_an_empty_store_to_a_read_agenda(hands: type[Hands], width: int, tmp_path: Path) -> None:
    with town_hall(hands, width, tmp_path) as house:
        set_up_bodies(house)
        set_up_people(house)
        set_up_work(house)
        plan_the_meeting(house)
        write_the_cases(house)
        build_and_send(house, LEASE, LANGUAGE, kind="Dagsorden", first=LANGUAGE)
        read_and_note(house)
        officer = begin(house, YOUTH)
        write(officer, "Unge vil arbejde.", "Flere unge søger fritidsjob.", "at der ansættes en vejleder.")
        officer.press("Send til godkendelse")
        approve(house, YOUTH, "lis", "dan")
        build_and_send(house, YOUTH, kind="Tillægsdagsorden")
        correct(house)
        build_and_send(house, kind="Rettet dagsorden")
        read_again(house)
        look_from_outside(house)
        assert all(person.visit.console == [] for person in house.people.values())
