"""Every page of preparation opens for whom it is, in Danish, and says why to those whom it is not for."""

from __future__ import annotations

import pytest
from django.test import Client

from sagsgang.procedures.send_agenda import Letter, send_agenda
from sagsgang.records.cases import services as cases
from sagsgang.records.meetings.queries import agenda_of
from sagsgang.records.organisation.services import give_role
from tests.support.townhall import FOUNDER, TownHall, approved, draft, placed, planned_meeting, townhall, version

pytestmark = pytest.mark.django_db(databases=["default", "open"])


def client_of(town: TownHall, name: str) -> Client:
    from sagsgang.records.organisation.models import User

    client = Client()
    client.force_login(User.objects.get(pk=town.ids[name]))
    return client


@pytest.fixture
def town() -> TownHall:
    return townhall()


def test_every_page_opens_for_whom_it_is(town: TownHall) -> None:
    meeting = planned_meeting(town)
    ready, own = approved(town, draft(town, annex=b"Bilagstekst")), draft(town, "Et udkast")
    placed(town, meeting, ready)
    waiting = draft(town, "Til godkendelse")
    cases.submit_draft(draft_id=waiting, actor=town.who("skriver"), at=town.later())
    hearing = cases.begin_hearing(draft_id=own, question="Hvad siger I?", actor=town.who("skriver"), at=town.later(),
                                  respondents=[cases.Respondent("Handelsforeningen"),
                                               cases.Respondent(user=town.ids["medlem"])])
    cases.keep_version(draft_id=own, actor=town.who("skriver"), at=town.later())
    cases.comment_on(draft_id=own, section="theme", text="Uklart", actor=town.who("makker"), at=town.later())
    send_agenda(meeting_key=meeting, letter=Letter("Hej"), base_version=version(meeting), actor=town.who("sekretaer"),
                at=town.later())
    case = "2026-1"
    entry = next(entry.id for entry in agenda_of(meeting) if entry.draft)
    pages = {
        "skriver": ["/", "/sager/", "/sager/ny/", f"/sag/{case}/", f"/sag/{case}/ret/", f"/sag/{case}/udkast/",
                    f"/udkast/{own}/", f"/udkast/{ready}/", f"/udkast/{own}/versioner/",
                    f"/udkast/{own}/sammenlign/?fra=1", f"/udkast/{own}/udskrift/", f"/hoering/{hearing}/",
                    f"/laes/{meeting}/", "/laes/", "/beskeder/", "/hjaelp/"],
        "leder": ["/godkendelser/", f"/udkast/{waiting}/godkend/"],
        "sekretaer": ["/", "/moeder/", "/moeder/plan/", f"/moede/{meeting}/", f"/moede/{meeting}/ret/",
                      f"/moede/{meeting}/udsend/", f"/moede/{meeting}/udgave/1/",
                      f"/moede/{meeting}/udgave/1/dagsorden.pdf", f"/moede/{meeting}/adgang/{entry}/",
                      f"/moede/{meeting}/aendringer/?fra=1"],
        "medlem": ["/", "/laes/", f"/laes/{meeting}/", f"/laes/{meeting}/punkt/2/", f"/laes/{meeting}/bilag/2-1/",
                   f"/laes/{meeting}/bilag/2-1/fil/", f"/laes/{meeting}/udskrift/", "/laes/noter/", "/laes/noter.json",
                   "/laes/service-worker.js", f"/hoering/{hearing}/"],
        "admin": ["/", "/administration/", "/administration/kommune/", "/administration/udvalg/",
                  f"/administration/udvalg/{town.body}/", "/administration/valgperioder/",
                  "/administration/forvaltning/", f"/administration/forvaltning/{town.unit}/",
                  "/administration/brugere/", f"/administration/brugere/{town.ids['skriver']}/",
                  f"/administration/adgang/?bruger={town.ids['medlem']}&sag=2026/1&moede={meeting}",
                  "/administration/kalender/", "/administration/faste-punkter/", "/administration/fraser/",
                  "/administration/skabeloner/", "/administration/skabeloner/sag-til-beslutning/"],
    }
    for name, addresses in pages.items():
        client = client_of(town, name)
        for address in addresses:
            answer = client.get(address)
            if answer.streaming:
                for closer in answer._resource_closers:
                    closer()
            assert answer.status_code == 200, (name, address)


def test_who_has_no_right_is_told_so(town: TownHall) -> None:
    own = draft(town, "Et udkast", access="personal")
    for name in ("makker", "anden", "medlem", "admin", "sekretaer"):
        assert client_of(town, name).get(f"/udkast/{own}/").status_code == 403, name
    give_role(user_id=town.ids["anden"], code="case-officer", unit=town.unit, actor=FOUNDER, at=town.at)
    answer = client_of(town, "anden").get(f"/udkast/{own}/")
    assert answer.status_code == 403
    assert "Et udkast" not in answer.content.decode()
