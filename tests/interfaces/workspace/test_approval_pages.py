"""The pages of approval approve what was on the page, and nothing that came after it."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.lists import rounds_of
from sagsgang.records.organisation.models import User
from tests.support.townhall import TownHall, draft, townhall

pytestmark = pytest.mark.django_db(databases=["default", "open"])


@pytest.fixture
def town() -> TownHall:
    return townhall()


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the page's form that has the version which is read."""
    (form,) = (form for form in re.findall(r"<form method=\"post\">.*?</form>", page, re.S) if "read" in form)
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


def leader(town: TownHall) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=town.ids["leder"]))
    return client


def waiting(town: TownHall, title: str = "Takster") -> UUID:
    made = draft(town, title)
    cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    return made


def rewrite(town: TownHall, made: UUID) -> None:
    who = {"actor": town.who("skriver"), "at": town.later()}
    cases.recall_draft(draft_id=made, **who)
    cases.save_section(draft_id=made, section="theme", base_version=1, blocks=[], none_stated=True, **who)
    cases.submit_draft(draft_id=made, **who)


def level(made: UUID) -> str:
    """The state of the first level."""
    return rounds_of(made)[0].steps[0].state


def test_what_was_read_is_approved(town: TownHall) -> None:
    made, client = waiting(town), leader(town)
    address = reverse("workspace:approve", args=[made])
    client.post(address, fields(client.get(address).content.decode()) | {"decision": "approve"})
    assert level(made) == "approved"


@pytest.mark.parametrize("decision", ["approve", "return"])
def test_what_was_rewritten_behind_the_page_is_neither_approved_nor_sent_back(town: TownHall, decision: str) -> None:
    made, client = waiting(town), leader(town)
    address = reverse("workspace:approve", args=[made])
    read = fields(client.get(address).content.decode())
    rewrite(town, made)
    client.post(address, read | {"decision": decision, "comment": "Fint"})
    assert level(made) == "current"


def test_several_are_approved_at_once_and_only_as_they_were_listed(town: TownHall) -> None:
    one, two, other, client = waiting(town, "En"), waiting(town, "To"), waiting(town, "Tre"), leader(town)
    address = reverse("workspace:approvals")
    listed = fields(client.get(address).content.decode())
    client.post(address, listed | {"drafts": [str(one), str(two)]})
    assert [level(made) for made in (one, two, other)] == ["approved", "approved", "current"]
    listed = fields(client.get(address).content.decode())
    rewrite(town, other)
    client.post(address, listed | {"drafts": [str(other), "nonsense"]})
    assert level(other) == "current"
    facts = draft_facts(other)
    assert facts is not None
    assert facts.state == "in-approval"
