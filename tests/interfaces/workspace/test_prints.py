"""A memo is fetched as a PDF by who may see it, and attached to a presentation of its case by one click."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.annexes import annexes_of
from sagsgang.records.cases.queries.content import template_for
from sagsgang.records.organisation.models import User
from tests.support.townhall import TownHall, draft, townhall

pytestmark = pytest.mark.django_db(databases=["default", "open"])


@pytest.fixture
def town() -> TownHall:
    return townhall()


def client_of(town: TownHall, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=town.ids[name]))
    return client


def memo_on(town: TownHall, presentation: UUID, *, finished: bool = True, access: str = "open") -> UUID:
    """A memo of the presentation's case."""
    facts = draft_facts(presentation)
    assert facts is not None
    who = {"actor": town.who("skriver"), "at": town.later()}
    ground = "" if access == "open" else "personal-affairs"
    made = cases.start_draft(case_key=facts.case_key, template="notat",
                             facts=cases.DraftInput("Notat om Ærø", access=access, ground=ground), **who)
    for section in template_for(made).sections:
        cases.save_section(draft_id=made, section=section.key, base_version=0, blocks=[Paragraph("Ord.")], **who)
    if finished:
        cases.finish_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    return made


def test_a_memo_is_fetched_as_a_pdf_to_be_saved(town: TownHall) -> None:
    memo = memo_on(town, draft(town), finished=False)
    answer = client_of(town, "makker").get(reverse("workspace:draft-pdf", args=[memo]))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="notat-om-aeroe.pdf"'
    assert reverse("workspace:draft-pdf", args=[memo]) in client_of(town, "makker").get(
        reverse("workspace:draft-print", args=[memo])).content.decode()


def test_nobody_fetches_what_they_may_not_see_and_a_presentation_is_no_memo(town: TownHall) -> None:
    presentation = draft(town)
    address = reverse("workspace:draft-pdf", args=[memo_on(town, presentation, access="personal")])
    assert client_of(town, "makker").get(address).status_code == 403
    assert client_of(town, "anden").get(address).status_code == 403
    assert client_of(town, "skriver").get(reverse("workspace:draft-pdf", args=[presentation])).status_code == 404


def test_one_click_attaches_a_finished_memo_of_the_case(town: TownHall) -> None:
    presentation = draft(town)
    memo, client = memo_on(town, presentation), client_of(town, "skriver")
    page = client.get(reverse("workspace:draft", args=[presentation])).content.decode()
    address = reverse("workspace:attach-memo", args=[presentation])
    (form,) = re.findall(rf'<form[^>]*action="{address}".*?</form>', page, re.S)
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    (option,) = re.findall(r'<option value="([^"]+)"', form)
    assert option == str(memo)
    client.post(address, fields | {"memo": option})
    (annex,) = annexes_of(presentation)
    assert (annex.title, annex.printed_from) == ("Notat om Ærø", memo)
    client.post(address, fields | {"memo": option})
    assert len(annexes_of(presentation)[0].files) == 1


def test_what_is_not_offered_is_not_attached(town: TownHall) -> None:
    presentation, client = draft(town), client_of(town, "skriver")
    unfinished, elsewhere = memo_on(town, presentation, finished=False), memo_on(town, draft(town, "En anden"))
    page = client.get(reverse("workspace:draft", args=[presentation])).content.decode()
    assert reverse("workspace:attach-memo", args=[presentation]) not in page
    key = re.findall(r'name="key" value="([^"]+)"', page)
    for number, memo in enumerate((str(unfinished), str(elsewhere), "nonsense", "")):
        client.post(reverse("workspace:attach-memo", args=[presentation]), {"memo": memo, "key": key[number]})
    assert annexes_of(presentation) == []
