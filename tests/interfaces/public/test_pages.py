"""Every public page says what it should, at an address that stays, and sends nothing that it should not."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from sagsgang.config.store import Store
from sagsgang.pure.packet.blocks import Paragraph, Table
from sagsgang.pure.packet.model import Annex, Decision, Item, Packet, Section
from sagsgang.records.openstore import models
from sagsgang.records.openstore.services.release import keep_file
from tests.support.meetings import COMMITTEE, SECRETS, committee_agenda, committee_minutes, row, statement, words
from tests.support.publicsite import publish

pytestmark = [pytest.mark.django_db(databases=["open"]), pytest.mark.usefixtures("site")]
BODY = "/udvalg/udvalget-for-havn-natur-og-turisme"
MEETING = f"{BODY}/2022-09-14"
ITEM = f"{MEETING}/punkt/3-gangbro-over-skaelaa-og-sti-til-fyret-anlaegsbevilling"
PAGES = ["/", "/udvalg", BODY, MEETING, f"{BODY}/2023-02-08", ITEM, f"{MEETING}/punkt/4-lukket-aftale-om-kaj",
         f"{ITEM.split('-gangbro')[0]}/bilag/1-notat-om-linjefoering-pdf", "/udvalg/byraadet/2022-10-05/bilag/1",
         "/sag/22-4711", "/sag/21-1208", "/soeg", "/soeg?q=gangbro", "/soeg?q=findesikke", "/soeg?aar=abc&q=bro",
         "/om", "/cookies", "/privatliv", "/tilgaengelighed"]


def text(client: Client, address: str, status: int = 200) -> str:
    """What a page says, without its tags."""
    answer = client.get(address)
    assert answer.status_code == status, address
    body = re.sub(r"(?s)<head>.*?</head>", "", answer.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_answered_in_danish_without_a_cookie_and_under_a_strict_policy(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert '<html lang="da">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]+ – Fjordby Kommune</title>", html)
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", html)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", html)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_in_english(client: Client, address: str) -> None:
    english = {"Committees and meetings", "Annexes", "Decision", "Search", "Previous item", "Print", "Published"}
    said = text(client, address)
    assert {word for word in english if re.search(rf"\b{word}\b", said)} == set()


@pytest.mark.parametrize("address", [*PAGES, "/intet", "/soeg?q=mindstepris", "/soeg?q=hemmeligtbilag"])
def test_no_page_has_a_word_of_what_is_closed(client: Client, address: str) -> None:
    html = re.sub(r'value="[^"]*"|”[^”]*”', "", unescape(client.get(address).content.decode()))
    assert [secret for secret in SECRETS if secret in html] == []


def test_the_front_page_leads_to_the_meetings_the_decisions_and_the_bodies(client: Client) -> None:
    said = text(client, "/")
    for words_ in ("Seneste møder", "onsdag den 14. september 2022 kl. 16.30", "Godkendt med 17 stemmer mod 4.",
                   "Udvalget for Havn, Natur og Turisme 2 møder"):
        assert words_ in said


def test_what_is_to_come_stands_apart_from_what_has_been(client: Client) -> None:
    publish(replace(committee_agenda(), meeting_date=committee_agenda().meeting_date.replace(year=2990)))  # type: ignore[union-attr]
    said = text(client, "/")
    assert said.index("Næste møder") < said.index("2990") < said.index("Seneste møder") < said.index("2023")


def test_a_meeting_shows_items_decisions_absence_and_its_releases(client: Client) -> None:
    said = text(client, MEETING)
    for words_ in ("onsdag den 14. september 2022 kl. 16.30", "Referat",
                   "Sted: Havnekontoret, mødelokale 2",
                   "Fraværende: Asta Hav", "(5 punkter)", "2 bilag", "Lukket punkt", "Dan Vig, Formand",
                   "Referat, 6. oktober 2022 kl. 11.30"):
        assert words_ in said, words_


def test_an_item_shows_its_decision_before_anything_else_and_other_decisions_by_date(client: Client) -> None:
    said = text(client, "/udvalg/byraadet/2022-10-05/punkt/7-gangbro-over-skaelaa-og-sti-til-fyret-anlaegsbevilling")
    order = ["Godkendt med 17 stemmer mod 4.", "Udvalget skal tage stilling", "Direktøren for By og Land indstiller",
             "Den gamle bro blev lukket", "14. september 2022 Udvalget for Havn", "28. september 2022 Økonomiudvalget"]
    assert [said.index(words_) for words_ in order] == sorted(said.index(words_) for words_ in order)


def test_what_is_recommended_stands_before_the_case_wherever_the_paper_printed_it(client: Client) -> None:
    packet = committee_minutes()
    sections = packet.items[2].sections
    moved = replace(packet.items[2], sections=(sections[2], sections[3], sections[1], sections[0]))
    publish(replace(packet, items=(*packet.items[:2], moved, *packet.items[3:])), sequence=2)
    html = client.get(ITEM).content.decode()
    assert re.findall(r'<h2 id="s\d">([^<]+)', html) == ["Resumé", "Indstilling", "Sagsfremstilling", "Økonomi"]


def test_an_empty_field_and_an_empty_decision_are_said_to_be_empty(client: Client) -> None:
    assert "Høring Her står der ikke noget" in text(client, ITEM)
    assert "Her står der ikke noget" in text(client, f"{MEETING}/punkt/5-orientering-og-eventuelt")


def test_an_item_without_a_decision_says_whether_there_will_be_one(client: Client) -> None:
    assert "Punktet er ikke besluttet endnu. Dette er dagsordenen." in text(
        client, f"{BODY}/2023-02-08/punkt/1-godkendelse-af-dagsorden")
    bare = replace(committee_minutes(), items=(Item("1", "Uden beslutning"),))
    publish(bare, sequence=2)
    assert "Referatet har ingen beslutning fra dette møde." in text(client, f"{MEETING}/punkt/1-uden-beslutning")


def test_a_case_shows_each_treatment_once_in_time_order(client: Client) -> None:
    said = text(client, "/sag/22-4711")
    days = ["14. september 2022 Udvalget", "28. september 2022 Økonomiudvalget", "5. oktober 2022 Byrådet",
            "8. februar 2023 Udvalget"]
    assert [said.index(day) for day in days] == sorted(said.index(day) for day in days)
    assert "(4 behandlinger)" in said
    assert "Indstillingen gengivet." not in said  # the quotation gives way to the real decision
    assert "Som gengivet på mødet den 5. oktober 2022" in said
    assert "Bilagene nævner også 21/1208" in said
    assert 'href="/sag/21-1208"' in client.get("/sag/22-4711").content.decode()


def test_a_body_that_is_only_quoted_is_named_without_its_term(client: Client) -> None:
    packet = committee_minutes()
    quoted = Decision("Havneudvalget 2018-2021", packet.meeting_date, words("Anbefales."))
    publish(replace(packet, items=(Item("1", "Mole", "20/1", decisions=(quoted,)),), annex_documents=()), sequence=2)
    assert "14. september 2022 Havneudvalget Beslutning Anbefales." in text(client, "/sag/20-1")


def test_a_number_that_only_annexes_name_has_a_page_that_says_so(client: Client) -> None:
    said = text(client, "/sag/21-1208")
    assert "Ingen punkter her har dette sagsnummer." in said
    assert "Notat om linjeføring.pdf" in said


def test_an_annex_is_read_as_text_and_one_without_a_file_says_so(client: Client) -> None:
    there = text(client, f"{MEETING}/punkt/3/bilag/1-notat-om-linjefoering-pdf")
    assert "Der er talt 41 par splitterner." in there
    assert "Side 9–11 i kilden" in there
    missing = text(client, f"{MEETING}/punkt/3/bilag/2-kort-over-stien-pdf")
    assert "kilden havde ingen fil med" in missing


def test_an_annex_text_without_a_cover_belongs_to_the_meeting(client: Client) -> None:
    assert "Bilagstekst uden forside, side 12" in text(client, "/udvalg/byraadet/2022-10-05")
    assert "fremgår ikke, hvilket punkt" in text(client, "/udvalg/byraadet/2022-10-05/bilag/1")


@pytest.mark.parametrize(("address", "leads_to"), [
    (f"{MEETING}/punkt/3", ITEM),
    (f"{MEETING}/punkt/3-en-gammel-titel", ITEM),
    (f"{MEETING}/punkt/3/bilag/1", f"{MEETING}/punkt/3/bilag/1-notat-om-linjefoering-pdf"),
    ("/sag/22/4711", "/sag/22-4711"),
    ("/udvalg/", "/udvalg"),
    ("/soeg/?q=bro", "/soeg?q=bro"),
    ("/was", "/tilgaengelighed"),
])
def test_an_address_that_is_nearly_right_leads_to_the_right_one(client: Client, address: str, leads_to: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {301, 302}
    assert answer["Location"] == leads_to
    assert client.get(leads_to.split("?")[0]).status_code == 200


@pytest.mark.parametrize("address", ["//evil.invalid/", "/\\evil.invalid/", "/%5Cevil.invalid/", "///evil.invalid//",
                                     "/%2F%2Fevil.invalid/"])
def test_no_address_leads_away_from_the_site(client: Client, address: str) -> None:
    answer = client.get(address)
    location = answer.headers.get("Location", "/")
    assert re.match(r"/(?![/\\])", location), location


@pytest.mark.parametrize("address", [
    "/intet", "/udvalg/intet", f"{BODY}/1999-01-01", f"{MEETING}/punkt/99", f"{MEETING}/punkt/3/bilag/9", "/sag/99-9",
    "/sag/%00", "/sag/---", "/udvalg/%E6", f"{MEETING}/punkt/3%00", "/tema/ffff00.css", "/tema/xyz.css",
    f"{MEETING}/punkt/" + "9" * 500, "/udvalg/" + "a" * 5000,
])
def test_what_is_not_here_is_a_page_that_helps(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "Siden kunne ikke findes" in html
    assert 'href="/soeg"' in html


def test_what_a_later_edition_no_longer_has_is_gone_with_date_and_reason(client: Client) -> None:
    publish(replace(committee_minutes(), items=committee_minutes().items[:2], annex_documents=()), sequence=2)
    said = text(client, ITEM, 410)
    assert "Siden findes ikke længere" in said
    assert "Den blev fjernet den 6. oktober 2022." in said
    assert "En nyere udgave" in said
    assert "Siden findes ikke længere" in text(client, f"{MEETING}/punkt/3/bilag/1-x", 410)
    assert "erstattet af en nyere udgave" in text(client, MEETING)


def test_a_page_that_fails_says_so_with_a_number_and_tells_nothing_else(
        client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError("hemmeligt indre")

    monkeypatch.setattr("sagsgang.interfaces.public.views.pages.queries.bodies", fails)
    answer = client.get("/udvalg")
    said = answer.content.decode()
    assert answer.status_code == 500
    assert "Noget gik galt" in said
    assert "hemmeligt indre" not in said
    number = re.search(r"nummer til kommunen: ([0-9a-f]{8})", said)
    assert number
    assert number[1] in caplog.text


def test_the_pdf_is_the_released_one_byte_for_byte(client: Client, site: Store) -> None:
    keep_file(statement(committee_minutes()).pdf_bytes)  # a later edition of another test took it from the folder
    answer = client.get(f"{MEETING}/dagsorden-eller-referat.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    sent = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    release = models.Release.objects.get(meeting__slug="2022-09-14", meeting__body__key=BODY.split("/")[-1])
    assert sent == (site.open_files / release.pdf_sha256[:2] / release.pdf_sha256).read_bytes()
    assert client.get(f"{BODY}/1999-01-01/dagsorden-eller-referat.pdf").status_code == 404


def test_the_colour_of_the_municipality_is_a_style_sheet_of_its_own(client: Client) -> None:
    answer = client.get("/tema/1f5f5b.css")
    assert answer["Content-Type"].startswith("text/css")
    assert "--k-colour:#1f5f5b" in answer.content.decode()
    assert "immutable" in answer["Cache-Control"]
    assert '/tema/1f5f5b.css"' in client.get("/").content.decode()


def test_nothing_that_a_paper_says_becomes_markup(client: Client) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=y> & \" '"
    section = Section(nasty, None, (Paragraph(nasty), Table((row(nasty, header=True),))))
    item = Item("1", nasty, nasty, sections=(section,), decisions=(Decision(COMMITTEE, None, words(nasty)),),
                absent=(nasty,), annexes=(Annex(nasty),))
    packet = replace(committee_minutes(), items=(item,), place=nasty, annex_documents=())
    publish(packet, sequence=2)
    for address in (MEETING, f"{MEETING}/punkt/1-script-alert-1-script-img-src-x-onerror-y", "/", "/soeg?q=" + nasty):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img" not in html


@pytest.mark.parametrize("count", [1, 60])
def test_an_item_page_asks_four_questions_at_most_whatever_its_size(
        client: Client, count: int, django_assert_max_num_queries: object) -> None:
    packet = _large(count)
    publish(packet, sequence=2)
    with django_assert_max_num_queries(4, using="open"):  # type: ignore[operator]
        assert client.get(f"{MEETING}/punkt/1-stort").status_code == 200


@pytest.mark.parametrize("count", [1, 60])
def test_no_page_asks_more_questions_the_larger_it_is(
        client: Client, count: int, django_assert_max_num_queries: object) -> None:
    publish(_large(count), sequence=2)
    for address in ("/", "/udvalg", BODY, MEETING, "/sag/1-1", f"{MEETING}/punkt/1/bilag/1-b0"):
        with django_assert_max_num_queries(8, using="open"):  # type: ignore[operator]
            assert client.get(address).status_code == 200


def _large(count: int) -> Packet:
    """A paper with many items, decisions and annexes of one case."""
    day = committee_minutes().meeting_date
    decisions = tuple(Decision(f"Udvalg {n}", day, words("Godkendt.")) for n in range(count))
    items = tuple(Item(str(n + 1), "Stort", "1/1", sections=(Section("Tema", None, words("tekst")),) * count,
                       decisions=decisions, annexes=tuple(Annex(f"b{a}") for a in range(count)))
                  for n in range(min(count, 8)))
    return replace(committee_minutes(), items=items, annex_documents=())
