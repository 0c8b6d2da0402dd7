"""Before anything is public the site stands, and says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db(databases=["open"]), pytest.mark.usefixtures("empty_site")]


@pytest.mark.parametrize(("address", "says"), [
    ("/", "Der er ikke offentliggjort nogen møder endnu."),
    ("/udvalg", "Der er ikke offentliggjort nogen møder endnu."),
    ("/soeg", "Søg"), ("/om", "Om siden"), ("/tilgaengelighed", "ikke lavet endnu"), ("/cookies", "ingen cookies"),
    ("/privatliv", "Privatliv"),
])
def test_an_empty_site_has_its_pages(client: Client, address: str, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not answer.cookies


def test_without_an_index_the_search_says_so_and_the_rest_works(client: Client) -> None:
    answer = client.get("/soeg?q=bro")
    assert answer.status_code == 200
    assert "Søgningen virker ikke lige nu." in answer.content.decode()


def test_what_was_never_there_is_not_found(client: Client) -> None:
    answer = client.get("/udvalg/byraadet/2022-10-05/punkt/1")
    assert answer.status_code == 404
    assert re.search(r"<h1>Siden kunne ikke findes</h1>", answer.content.decode())
