"""Accept, reject, answer, release, bring in: each once, on what was seen, with the reason where it is refused."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from sagsgang.records.imports import queries
from sagsgang.records.journal.models import JournalEntry
from sagsgang.records.openstore.queries import meeting_with_key
from sagsgang.records.publication.queries import releases
from tests.interfaces.workspace.conftest import bring_in, form, logged_in, page, state, words
from tests.support.paper_text import NAME, paper_text

pytestmark = pytest.mark.django_db(databases=["default", "open"])


def acts(act: str) -> int:
    return JournalEntry.objects.filter(act=act).count()


def test_accepting_twice_with_one_form_happens_once_and_says_nothing_bad(paper: str) -> None:
    client = logged_in()
    sent = form(client, paper, "accepter")
    first = client.post(f"/import/{paper}/accepter/", sent)
    second = client.post(f"/import/{paper}/accepter/", sent)
    assert first.headers["Location"] == second.headers["Location"] == f"/import/{paper}/"
    assert (state(paper), acts("packet.accept")) == ("accepted", 1)
    assert "Dokumentet er accepteret" in words(page(client, f"/import/{paper}/"))


def test_a_page_that_is_out_of_date_decides_nothing_and_says_so(paper: str) -> None:
    slow, fast = logged_in("importer"), logged_in("both")
    sent = form(slow, paper, "accepter")
    fast.post(f"/import/{paper}/afvis/", form(fast, paper, "afvis", reason="Forkert møde."))
    answer = slow.post(f"/import/{paper}/accepter/", sent)
    assert answer.status_code == 409
    said = words(answer.content.decode())
    assert "Der er ikke sket noget" in said
    assert "Afvist: Navn both" in said
    assert (state(paper), acts("packet.accept")) == ("rejected", 0)


def test_a_rejection_needs_a_reason_and_shows_it(paper: str) -> None:
    client = logged_in()
    answer = client.post(f"/import/{paper}/afvis/", form(client, paper, "afvis", reason="  "))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert state(paper) == "in_review"
    client.post(f"/import/{paper}/afvis/", form(client, paper, "afvis", reason="Det er et udkast."))
    assert state(paper) == "rejected"
    html = page(client, f"/import/{paper}/")
    assert "Det er et udkast." in words(html)
    assert f"/import/{paper}/accepter/" not in html
    assert "Ikke muligt nu: Tilstanden er ”Afvist”." in words(html)


def test_an_answer_stands_with_name_and_time_and_is_given_once(paper: str) -> None:
    client = logged_in()
    (question,) = queries.open_questions(paper)
    act = f"spoergsmaal/{question.position}"
    sent = form(client, paper, act, answer="Det er flyttet, siger sekretariatet.")
    for _twice in range(2):
        assert client.post(f"/import/{paper}/{act}/", sent).status_code == 302
    assert acts("question.answer") == 1
    said = words(page(client, f"/import/{paper}/"))
    assert "Det er flyttet, siger sekretariatet." in said
    assert "Besvaret af Navn both" in said
    again = client.post(f"/import/{paper}/{act}/", sent | {"key": "b" * 32, "answer": "Nej."})
    assert again.status_code == 422
    html = again.content.decode()
    assert html.index('class="questions"') < html.index('role="alert"') < html.index('id="findings"')
    (kept,) = queries.open_questions(paper, answered=True)
    assert kept.answer == "Det er flyttet, siger sekretariatet."


def test_an_empty_answer_is_refused_beside_its_field_and_the_question_stays_open(paper: str) -> None:
    client = logged_in()
    (question,) = queries.open_questions(paper)
    act = f"spoergsmaal/{question.position}"
    answer = client.post(f"/import/{paper}/{act}/", form(client, paper, act, answer=" "))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert html.index('class="questions"') < html.index('role="alert"') < html.index('id="findings"')
    assert len(queries.open_questions(paper)) == 1


def test_accepting_needs_no_answer_and_leaves_the_question_open(paper: str) -> None:
    client = logged_in()
    client.post(f"/import/{paper}/accepter/", form(client, paper, "accepter"))
    assert len(queries.open_questions(paper)) == 1
    assert "1 åbent spørgsmål" in words(page(client, f"/import/{paper}/"))


def test_releasing_makes_the_meeting_public_once(paper: str) -> None:
    client = logged_in()
    client.post(f"/import/{paper}/accepter/", form(client, paper, "accepter"))
    sent = form(client, paper, "frigiv")
    for _twice in range(2):
        assert client.post(f"/import/{paper}/frigiv/", sent).status_code in {302, 422}
    assert len(list(releases())) == 1
    found = queries.staged(paper)
    assert found
    assert found.meeting_key
    assert meeting_with_key(found.meeting_key)
    html = page(client, f"/import/{paper}/")
    assert "Udgivet som nr. 1" in words(html)
    assert 'disabled aria-describedby="no-release"' in html


def test_what_is_not_accepted_cannot_be_released(paper: str) -> None:
    client = logged_in()
    answer = client.post(f"/import/{paper}/frigiv/", form(client, paper, "frigiv"))
    assert answer.status_code == 422
    assert "skal accepteres" in words(answer.content.decode())
    assert list(releases()) == []


def test_a_form_without_a_key_does_nothing(paper: str) -> None:
    client = logged_in()
    answer = client.post(f"/import/{paper}/accepter/", {"seen": "in_review"})
    assert answer.status_code == 422
    assert state(paper) == "in_review"


def upload(client: Client, data: bytes, name: str = NAME) -> tuple[int, str]:
    """Send a file; gives the status and where it leads or what the page says."""
    key = re.search(r'name="key" value="(\w+)"', page(client, "/import/ny/"))
    assert key
    answer = client.post("/import/ny/", {"key": key[1], "file": SimpleUploadedFile(name, data)})
    return answer.status_code, answer.headers.get("Location") or words(answer.content.decode())


def test_an_uploaded_file_is_staged_by_the_same_procedures_and_waits() -> None:
    client = logged_in()
    status, address = upload(client, paper_text())
    assert status == 302
    (packet,) = queries.review_list()
    assert address == f"/import/{packet.source}/"
    assert (packet.state, packet.open_questions, packet.name) == ("in_review", 1, NAME)
    assert queries.source_file(packet.source).read_bytes() == paper_text()
    assert "afventer gennemsyn" in words(page(client, address))
    assert JournalEntry.objects.get(act="packet.stage").actor.startswith("user:")


def test_the_same_file_again_leads_to_the_paper_and_changes_nothing(paper: str) -> None:
    client = logged_in()
    before = JournalEntry.objects.count()
    assert upload(client, paper_text(), "andet-navn.txt") == (302, f"/import/{paper}/")
    assert JournalEntry.objects.count() == before
    assert "Samme fil" in words(page(client, f"/import/{paper}/"))


@pytest.mark.parametrize(("data", "said"), [
    (b"", "tom"), (b"%PDF-1.7 afbrudt", "PDF"), (b'{"a": ', "JSON"), (b"[" * 100_000, "JSON"),
    (b"Kun en linje uden noget.", "layout"), (b"\x00\x01\x02" * 500, "hverken"),
])
def test_a_file_that_cannot_be_read_gets_its_reason_and_leaves_nothing(data: bytes, said: str) -> None:
    client = logged_in()
    status, told = upload(client, data, "fil.bin")
    assert status == 422
    assert said.casefold() in told.casefold()
    assert queries.review_list(waiting_only=False) == ()
    assert acts("packet.stage") == 0


def test_a_form_without_a_file_says_so() -> None:
    client = logged_in()
    answer = client.post("/import/ny/", {"key": "a" * 32})
    assert answer.status_code == 422
    assert "Vælg først en fil" in words(answer.content.decode())


def test_a_later_edition_is_compared_with_the_accepted_one_and_replaces_it(paper: str) -> None:
    client = logged_in()
    client.post(f"/import/{paper}/accepter/", form(client, paper, "accepter"))
    client.post(f"/import/{paper}/frigiv/", form(client, paper, "frigiv"))
    later = bring_in(paper_text("Sagen sendes videre til byrådet.", signed=False), "senere.txt")
    said = words(page(client, f"/import/{later}/"))
    assert "Accepteret nu: " + NAME in said
    assert re.search(r"Ændret: punkt 2, Gangbro over Skælå og sti til fyret \(beslutninger, ”Beslutning”\)", said)
    assert "underskrevet af" in said.casefold()
    client.post(f"/import/{later}/accepter/", form(client, later, "accepter"))
    assert (state(paper), state(later)) == ("superseded", "accepted")
    assert "af en anden udgave end denne" in words(page(client, f"/import/{later}/"))
    client.post(f"/import/{later}/frigiv/", form(client, later, "frigiv"))
    assert "Udgivet som nr. 2" in words(page(client, f"/import/{later}/"))


@pytest.mark.django_db(databases=["default", "open"], transaction=True)
def test_two_sends_of_one_form_at_the_same_moment_act_once() -> None:
    source = bring_in(paper_text())
    client = logged_in()
    (question,) = queries.open_questions(source)
    address = f"/import/{source}/spoergsmaal/{question.position}/"
    sent = form(client, source, f"spoergsmaal/{question.position}", answer="Flyttet.")

    def send(_number: int) -> int:
        twin = Client()
        twin.cookies = client.cookies
        try:
            return twin.post(address, sent).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(send, range(4))) == [302] * 4
    assert acts("question.answer") == 1
