"""The search page: a form that works by its address alone, filters that leave what they say, hits in context."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db(databases=["open"]), pytest.mark.usefixtures("site")]


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def hits(page: str) -> list[str]:
    """The addresses of the hits, in order."""
    return re.findall(r'<h2><a href="([^"]+)"', page)


def test_a_hit_shows_its_words_marked_in_context_with_body_day_and_case(client: Client) -> None:
    page = html(client, "/soeg?q=splitterner")
    assert "<mark>splitterner</mark>" in page
    assert "1 resultat for ”splitterner”" in page
    assert "Udvalget for Havn, Natur og Turisme, 14. september 2022" in page
    meeting = "/udvalg/udvalget-for-havn-natur-og-turisme/2022-09-14"
    assert hits(page) == [f"{meeting}/punkt/3/bilag/1-notat-om-linjefoering-pdf"]


@pytest.mark.parametrize("address", ["/soeg?q=gangbro", "/soeg?q=22/4711", "/soeg?q=linjen&type=decision",
                                     "/soeg?q=gangbro&orden=nyeste", "/soeg?q=stien&type=case"])
def test_every_hit_leads_straight_to_a_page(client: Client, address: str) -> None:
    found = hits(html(client, address))
    assert found
    assert {client.get(path).status_code for path in found} == {200}


def test_each_filter_that_is_offered_leaves_as_many_hits_as_it_says(client: Client) -> None:
    page = html(client, "/soeg?q=gangbro")
    offered = re.findall(r'<a href="(\?[^"]+)">[^<]* \((\d+)\)', page)
    assert len(offered) >= 4
    for address, count in offered:
        assert re.search(rf'role="status">{count} resultat', html(client, f"/soeg{address}")), address


def test_a_filter_that_is_set_can_be_taken_away_and_stays_in_the_form(client: Client) -> None:
    page = html(client, "/soeg?q=gangbro&udvalg=byraadet&aar=2022&type=item&orden=nyeste")
    assert '<option value="byraadet" selected>' in page
    assert 'value="2022"' in page
    assert 'name="orden" value="nyeste"' in page
    assert "Fjern filteret" in page
    assert all("byraadet" in path for path in hits(page))


def test_a_misspelt_word_is_answered_by_the_likely_one(client: Client) -> None:
    page = html(client, "/soeg?q=gangbor")
    assert re.search(r'Her er resultaterne for <a href="\?q=gangbro">gangbro</a>', page)
    assert hits(page) == hits(html(client, "/soeg?q=gangbro"))


def test_when_no_text_has_all_the_words_the_page_says_so(client: Client) -> None:
    assert "Ingen tekst har alle ordene." in html(client, "/soeg?q=gangbro+splitterner+badevand")


def test_nothing_found_is_said_with_what_to_try(client: Client) -> None:
    page = html(client, "/soeg?q=xyzzyxyzzy")
    assert "Ingen resultater for ”xyzzyxyzzy”" in page
    assert "Prøv med færre eller andre ord" in page


def test_a_year_that_is_none_is_an_error_at_its_field_and_the_rest_is_answered(client: Client) -> None:
    page = html(client, "/soeg?q=gangbro&aar=tyve")
    assert "Skriv årstallet med fire cifre" in page
    assert 'aria-invalid="true"' in page
    assert hits(page)


@pytest.mark.parametrize("address", [
    "/soeg?q=%00", "/soeg?q=%22", "/soeg?q=" + "bro+" * 2000, "/soeg?q=bro&side=0", "/soeg?q=bro&side=9999",
    "/soeg?q=bro&side=-1", "/soeg?q=bro&type=evil", "/soeg?q=bro&udvalg=%27%22%3E", "/soeg?q=bro&aar=99999",
    "/soeg?q=bro&aar=%D9%A2%D9%A0%D9%A2%D9%A2", "/soeg?q=AND+OR+NOT+(&aar=2022", "/soeg?q=title:bro^9+*?~2",
    "/soeg?q=%F0%9F%8F%96", "/soeg?q=%FF%FE", "/soeg?q[]=bro", "/soeg?q=bro&q=sti", "/soeg?aar=0000&q=bro",
    "/soeg?q=%E2%80%AEbro", "/soeg?side=%D9%A3&q=bro",
])
def test_whatever_stands_in_the_address_is_answered(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_hits_of_several_pages_are_each_shown_once(client: Client) -> None:
    from sagsgang.records.openstore.search import update_index
    from tests.support.meetings import crowd
    from tests.support.publicsite import publish

    publish(*crowd())
    update_index()
    seen: list[str] = []
    address: str | None = "/soeg?q=forvaltningen"
    while address:
        page = html(client, address)
        seen += hits(page)
        following = re.search(r'<a href="(\?[^"]+)" rel="next"', page)
        address = f"/soeg{following[1]}" if following else None
    assert len(seen) == len(set(seen)) == 90
