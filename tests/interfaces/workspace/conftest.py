"""A store of its own, people with different roles, and papers that wait for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from sagsgang.config.store import Store
from sagsgang.procedures.settle_import import settle_import
from sagsgang.procedures.stage_import import stage_import
from sagsgang.pure.intake.media import media_type
from sagsgang.pure.intake.read import read
from sagsgang.pure.kernel.actor import CLI
from sagsgang.pure.kernel.files import digest_of
from sagsgang.pure.kernel.messages import use
from sagsgang.records.imports import queries
from sagsgang.records.organisation.services import create_user
from tests.support.importing import NOON
from tests.support.paper_text import NAME, paper_text
from tests.support.publicsite import at_home

#: A user for each set of roles; the password is the name.
PEOPLE = {"both": ["importer", "publisher"], "importer": ["importer"], "publisher": ["publisher"], "nobody": []}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, db: None) -> Iterator[Store]:
    """The home, with its people."""
    with at_home(tmp_path / "home") as store:
        for name, roles in PEOPLE.items():
            create_user(username=name, password=name, full_name=f"Navn {name}", roles=roles, actor=CLI, at=NOON)
        yield store
    use("en")


def bring_in(data: bytes, name: str = NAME) -> str:
    """Import a file as the command does, and leave it to a person."""
    source = digest_of(data)
    stage_import(data, source=source, name=name, media_type=media_type(data), reading=read(data, name), actor=CLI,
                 at=NOON)
    settle_import(source, accept=False, actor=CLI, at=NOON)
    return source


@pytest.fixture
def paper() -> str:
    """A paper with a question and a warning that waits for review; gives its hash."""
    return bring_in(paper_text())


def logged_in(name: str = "both") -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    assert client.login(username=name, password=name)
    return client


def state(source: str) -> str:
    """Where a paper stands."""
    found = queries.staged(source)
    assert found
    return found.state


def page(client: Client, address: str, status: int = 200) -> str:
    """The HTML of a page."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def words(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>", "", html))).split())


def form(client: Client, source: str, act: str, **fields: str) -> dict[str, str]:
    """The hidden fields of a form on the review page as a browser would send them, and what is written into it."""
    html = page(client, f"/import/{source}/")
    inside = re.search(rf'(?s)action="/import/{source}/{act}/">(.*?)</form>', html)
    assert inside, act
    return dict(re.findall(r'type="hidden" name="(\w+)" value="(\w*)"', inside[1])) | fields
