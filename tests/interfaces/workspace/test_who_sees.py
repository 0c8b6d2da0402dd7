"""Who sees what, asked at the pages themselves: every person of a town hall, every access level, every way in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from sagsgang.procedures.send_agenda import Letter, send_agenda
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import DraftAnnex
from sagsgang.records.organisation.models import User
from sagsgang.records.organisation.queries import seat_rows, seated
from sagsgang.records.organisation.services import add_person, add_seats, give_role, leave_seat, seat_person
from tests.support.permissions import rows
from tests.support.townhall import (
    FOUNDER,
    TownHall,
    approved,
    draft,
    placed,
    planned_meeting,
    read_annexes,
    townhall,
    version,
)

pytestmark = pytest.mark.django_db(databases=["default", "open"])
ROWS = rows()
#: The people of the town hall by their codes in the permission table.
CODES = {"skriver": "officer", "anden": "co-author", "makker": "colleague", "leder": "approver", "vikar": "deputy",
         "direktoer": "next", "sekretaer": "secretary", "formand": "chair", "naestformand": "vice-chair",
         "medlem": "member", "stedfortraeder": "substitute", "tidligere": "former", "admin": "administrator",
         "hoert": "heard", "chef": "manager"}
SECRET = "Borgerens forhold er fortrolige"


@pytest.fixture
def town() -> TownHall:
    """The town hall with somebody for every code of the table."""
    made = townhall()
    who = {"actor": FOUNDER, "at": made.at}
    for name in ("tidligere", "hoert", "chef"):
        made.ids[name] = add_person(username=name, full_name=name.title(), **who)
    give_role(user_id=made.ids["chef"], code="approver", unit=made.unit, **who)
    add_seats(body=made.body, term="2026-2029", count=1, **who)
    last = seat_rows(made.body)[-1][0]
    former = seat_person(seat_id=last, user_id=made.ids["tidligere"], role="member", start=date(2026, 1, 1), **who)
    leave_seat(occupancy_id=former, on=date(2026, 8, 31), **who)
    member = next(one.seat for one in seated(made.body, made.at.date()) if one.user_id == made.ids["medlem"])
    seat_person(seat_id=member, user_id=made.ids["stedfortraeder"], role="substitute", start=date(2026, 9, 1), **who)
    return made


def of(town: TownHall, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=town.ids[name]))
    return client


def got(client: Client, where: str) -> tuple[int, str]:
    """What is answered at an address: the status, and the text or the bytes of a file."""
    answer = client.get(where)
    return answer.status_code, (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace")


def written(town: TownHall, access: str) -> UUID:
    """A draft with an annex, about which somebody was asked and which another one writes along."""
    made = draft(town, access=access, words=SECRET, annex=SECRET.encode())
    who = {"actor": town.who("skriver"), "at": town.later()}
    cases.set_collaborators(draft_id=made, users=frozenset({town.ids["anden"]}), **who)
    cases.begin_hearing(draft_id=made, question="Hvad siger I?", respondents=[cases.Respondent(user=town.ids["hoert"])],
                        **who)
    return made


def said(act: str, access: str, state: str) -> dict[str, bool]:
    row = next(row for row in ROWS if row.act == act and (access in row.access or row.access == ("*",))
               and (state in row.state or row.state == ("*",)))
    return {name: row.cells[code] for name, code in CODES.items()}


@pytest.mark.parametrize("state", ["in-approval", "approved"])
@pytest.mark.parametrize("access", ["open", "closed", "personal"])
def test_every_way_into_a_draft_is_open_to_those_of_the_table_alone(town: TownHall, access: str, state: str) -> None:
    made = written(town, access)
    if state == "approved":
        approved(town, made)
    else:
        cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    file = DraftAnnex.objects.get(draft=made).versions.get().pk
    ways = [f"/udkast/{made}/", f"/udkast/{made}/versioner/", f"/udkast/{made}/sammenlign/?fra=1",
            f"/udkast/{made}/udskrift/", f"/bilagsfil/{file}/"]
    wrong = []
    for name, sees in said("see a draft", access, state).items():
        client = of(town, name)
        for way in ways:
            # Whoever was heard has the files that they were asked about.
            allowed = sees or (name == "hoert" and way.startswith("/bilagsfil/"))
            status, text = got(client, way)
            if (status == 200) is not allowed or (not allowed and SECRET in text):
                wrong.append((name, way, status))
    assert wrong == []


@pytest.mark.parametrize("access", ["open", "closed", "personal"])
def test_a_sent_item_with_its_annex_is_read_by_those_of_the_table_alone(town: TownHall, access: str) -> None:
    meeting = planned_meeting(town)
    placed(town, meeting, approved(town, written(town, access)))
    send_agenda(meeting_key=meeting, letter=Letter("Hej"), base_version=version(meeting), actor=town.who("sekretaer"),
                at=town.later())
    page = f"/laes/{meeting}/"
    wrong = []
    for name, sees in said("see a sent item or annex", access, "sent").items():
        client = of(town, name)
        for way in ("punkt/2/", "bilag/2-1/", "bilag/2-1/fil/"):
            status, text = got(client, page + way)
            if (status == 200) is not sees or (not sees and SECRET in text):
                wrong.append((name, way, status))
        for way in ("", "udskrift/"):
            if not sees and SECRET in got(client, page + way)[1]:
                wrong.append((name, way, "tells"))
        whole = said("fetch the whole agenda", access, "sent")[name]
        if (got(client, f"/moede/{meeting}/udgave/1/dagsorden.pdf")[0] == 200) is not whole:
            wrong.append((name, "the whole paper", whole))
    assert wrong == []


def test_of_an_open_item_a_closed_annex_leaves_no_trace_for_others(town: TownHall) -> None:
    who = {"actor": town.who("skriver"), "at": town.later()}
    made = draft(town, annex=b"Tilbuddet i enkeltheder")
    cases.add_annex(draft_id=made, name="aabent.txt", data=b"Et kort over vejen", **who)
    read_annexes(made)
    annex = DraftAnnex.objects.filter(draft=made).order_by("position").first()
    assert annex is not None
    cases.change_annex(annex_id=annex.pk, title="Fortroligt tilbud", document_number="", access="closed",
                       ground="personal-affairs", version=annex.version, **who)
    meeting = planned_meeting(town)
    placed(town, meeting, approved(town, made))
    send_agenda(meeting_key=meeting, letter=Letter("Hej"), base_version=version(meeting), actor=town.who("sekretaer"),
                at=town.later())
    page, paper = f"/laes/{meeting}/", f"/moede/{meeting}/udgave/1/dagsorden.pdf"
    for name, sees in (("medlem", True), ("sekretaer", True), ("skriver", True), ("chef", False), ("admin", False),
                       ("tidligere", False)):
        client = of(town, name)
        status, item = got(client, page + "punkt/2/")
        assert status == 200, name
        assert ("Fortroligt tilbud" in item) is sees, name
        assert ("Fortroligt tilbud" in got(client, page + "udskrift/")[1]) is sees, name
        assert (got(client, page + "bilag/2-1/")[0] == 200) is sees, name
        assert (got(client, page + "bilag/2-1/fil/")[0] == 200) is sees, name
        assert got(client, page + "bilag/2-2/")[0] == 200, name
        assert (got(client, paper)[0] == 200) is sees, name
    kept = of(town, "medlem").get(page).content.decode().split('id="offline-pages"', 1)[1].split("</script>", 1)[0]
    assert f"{page}punkt/1/" in kept
    assert f"{page}punkt/2/" not in kept


def test_whoever_was_heard_reads_the_version_asked_about_and_nothing_written_since(town: TownHall) -> None:
    made = written(town, "closed")
    hearing = cases.begin_hearing(draft_id=made, question="Og nu?", actor=town.who("skriver"), at=town.later(),
                                  respondents=[cases.Respondent(user=town.ids["hoert"])])
    who = {"actor": town.who("skriver"), "at": town.later()}
    cases.add_annex(draft_id=made, name="nyt.txt", data=b"Skrevet siden", **who)
    newer = DraftAnnex.objects.filter(draft=made).order_by("position").last()
    assert newer is not None
    client = of(town, "hoert")
    assert SECRET in client.get(f"/hoering/{hearing}/").content.decode()
    assert got(client, f"/udkast/{made}/")[0] == 403
    assert got(client, f"/bilagsfil/{newer.versions.get().pk}/")[0] == 403
    assert got(client, "/sag/2026-1/")[0] == 403
