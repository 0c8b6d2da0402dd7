"""Every address of the workspace stands in the table of docs/permissions.md, and answers as it says there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sagsgang.pure.packet.canonical import sha256
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import DraftAnnex, HearingRespondent
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.organisation.models import User
from sagsgang.records.organisation.services import add_person
from tests.support.permissions import Address, addresses, rows
from tests.support.townhall import FOUNDER, TownHall, draft, planned_meeting, townhall

pytestmark = pytest.mark.django_db(databases=["default", "open"])
TABLE = addresses()
EVERYBODY = {"everybody who logs in", "anybody"}
#: What a respondent does is decided by the act itself, which knows who was asked.
BESIDE = {"answer a hearing"}


def _patterns(found: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in found.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, f"{one.namespace}:" if one.namespace else space)
        else:
            yield space + str(one.name), one


NAMES = dict(_patterns(get_resolver("sagsgang.config.urls_workspace")))


@pytest.fixture
def town() -> TownHall:
    """A town hall with a stranger in it: one who logs in and has no role."""
    made = townhall()
    made.ids["fremmed"] = add_person(username="fremmed", full_name="Frem Med", actor=FOUNDER, at=made.at)
    User.objects.update(password=make_password("hemmelig"))
    return made


@pytest.fixture
def places(town: TownHall) -> dict[str, object]:
    """What the parts of addresses name: a closed draft and what belongs to it, a meeting, and the like."""
    made = draft(town, access="closed", annex=b"Bilagstekst")
    body, day, time = planned_meeting(town).split("/")
    hearing = cases.begin_hearing(draft_id=made, question="Hvad siger I?", actor=town.who("skriver"), at=town.later(),
                                  respondents=[cases.Respondent("Handelsforeningen")])
    comment = cases.comment_on(draft_id=made, section="theme", text="Uklart", actor=town.who("makker"),
                               at=town.later())
    annex = DraftAnnex.objects.get(draft=made)
    return {"draft": made, "body": body, "day": day, "time": time, "hearing": hearing, "comment": comment,
            "annex": annex.pk, "respondent": HearingRespondent.objects.get().pk, "version": annex.versions.get().pk,
            "section": "theme", "act": "ingen", "key": "", "user": town.ids["medlem"], "page": "medlem",
            "name": "ingen", "sequence": 1, "number": 1, "label": "1-1", "note": made, "entry": made, "job": made,
            "source": sha256(b"ingen"), "position": 1, "token": "a" * 43, "uidb36": "1", "pk": 1}


def address(name: str, places: dict[str, object], town: TownHall) -> str:
    """The address of a name, with the parts that it wants."""
    own = {"workspace:body": town.body, "workspace:body-seats": town.body, "workspace:leave-seat": town.body,
           "workspace:unit": town.unit, "workspace:unit-levels": town.unit, "workspace:template": "sag-til-beslutning",
           "account_reset_password_from_key": "ingen"}
    parts = places | {"key": own.get(name, "2026-1")}
    if name == "workspace:picture":
        parts["page"] = 1
    wanted = NAMES[name].pattern.converters or NAMES[name].pattern.regex.groupindex
    return reverse(name, kwargs={part: parts[part] for part in wanted})


def client_of(town: TownHall, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=town.ids[name]))
    return client


def sent(client: Client, method: str, where: str) -> int:
    return client.get(where).status_code if method == "GET" else client.post(where).status_code


def test_every_address_has_its_row_and_every_row_its_address() -> None:
    assert [row.name for row in TABLE] == sorted(row.name for row in TABLE)
    assert {row.name for row in TABLE} == set(NAMES)


def test_every_act_of_an_address_stands_in_the_table() -> None:
    assert {row.act for row in TABLE} - {row.act for row in rows()} == EVERYBODY | BESIDE


def test_an_address_takes_the_methods_of_its_row_and_no_others(town: TownHall, places: dict[str, object]) -> None:
    answered = {(row.name, method): sent(client_of(town, "admin"), method, address(row.name, places, town))
                for row in TABLE for method in ("GET", "POST")}
    assert [(row.name, method) for row in TABLE for method in ("GET", "POST")
            if (answered[row.name, method] != 405) is not (method in row.methods)] == []


def first(row: Address) -> str:
    return "GET" if "GET" in row.methods else "POST"


def test_who_is_not_logged_in_gets_what_the_table_says_and_nothing_is_done(
        town: TownHall, places: dict[str, object]) -> None:
    before = JournalEntry.objects.count()
    found = {row.name: sent(Client(), first(row), address(row.name, places, town)) for row in TABLE}
    assert {row.name: (found[row.name], row.anonymous) for row in TABLE if found[row.name] != row.anonymous} == {}
    for row in TABLE:
        if "POST" in row.methods:
            answer = sent(Client(), "POST", address(row.name, places, town))
            assert answer == 401 or row.act == "anybody", row.name
    assert JournalEntry.objects.count() == before


def test_who_has_no_role_gets_what_the_table_says_and_nothing_is_done(
        town: TownHall, places: dict[str, object]) -> None:
    before = JournalEntry.objects.count()
    found = {}
    for row in TABLE:
        found[row.name] = sent(client_of(town, "fremmed"), first(row), address(row.name, places, town))
        if "POST" in row.methods and row.act not in EVERYBODY:
            answer = sent(client_of(town, "fremmed"), "POST", address(row.name, places, town))
            assert answer in {302, 403, 404}, row.name
            assert JournalEntry.objects.count() == before, row.name
    assert {row.name: (found[row.name], row.stranger) for row in TABLE if found[row.name] != row.stranger} == {}


@pytest.mark.parametrize(("who", "name"), [
    ("sekretaer", "workspace:place-entry"), ("sekretaer", "workspace:move-entry"), ("sekretaer", "workspace:take-off"),
    ("skriver", "workspace:settle-comment")])
def test_a_form_that_names_nothing_is_answered_and_does_nothing(
        town: TownHall, places: dict[str, object], who: str, name: str) -> None:
    before = JournalEntry.objects.count()
    answer = client_of(town, who).post(address(name, places, town), {"draft": "intet", "entry": "intet"})
    assert answer.status_code in {302, 403}
    assert JournalEntry.objects.count() == before
