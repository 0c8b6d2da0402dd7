"""The list and the review page: what waits comes first, and each value stands beside its marked place."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from sagsgang.config.store import Store
from sagsgang.interfaces.workspace import pictures
from sagsgang.pure.render.pdf import pdf_of
from sagsgang.records.imports import queries
from tests.interfaces.workspace.conftest import bring_in, form, logged_in, page, words
from tests.support.importing import ERROR, stage
from tests.support.meetings import committee_agenda, committee_minutes
from tests.support.paper_text import NAME, paper_text

pytestmark = pytest.mark.django_db(databases=["default", "open"])
MINUTES = Path(__file__).parents[2] / "fixtures" / "firstagenda" / "minutes.json"


def links(html: str) -> list[str]:
    """Where the names of values lead."""
    return [unescape(found) for found in re.findall(r'<a class="place"[^>]*href="(\?vis=[^"#]+)', html)]


def marks(html: str) -> list[str]:
    """What is marked in the original."""
    original = html[html.index('id="original"'):html.index('class="reading"')]
    return [unescape(found) for found in re.findall(r"<mark>(.*?)</mark>", original, re.DOTALL)]


def test_an_empty_store_says_what_to_do() -> None:
    assert "Der er ikke kommet nogen dokumenter endnu" in words(page(logged_in(), "/import/"))


def test_what_waits_comes_first_and_shows_errors_warnings_and_questions(paper: str) -> None:
    client = logged_in()
    client.post(f"/import/{paper}/accepter/", form(client, paper, "accepter"))
    stage(committee_agenda(), ERROR)
    html = page(client, "/import/")
    order = re.findall(r'<li class="(\w+)">', html)
    assert order == ["staged", "accepted"]
    said = words(html)
    assert "1 dokument afventer gennemsyn" in said
    assert "1 fejl" in said
    assert "1 advarsel 1 åbent spørgsmål" in said


def test_the_list_is_narrowed_by_state_body_and_words(paper: str) -> None:
    client = logged_in()
    other = stage(committee_agenda())
    assert other.meeting_key

    def shown(query: str) -> list[str]:
        return re.findall(r'<h2><a href="/import/(\w{64})/"', page(client, "/import/?" + query))

    assert shown("") == [paper, other.source]
    assert shown("tilstand=afventer") == [paper, other.source]
    assert shown("tilstand=accepteret") == []
    assert shown("udvalg=udvalget-for-havn-natur-og-turisme") == [paper, other.source]
    assert shown("udvalg=byraadet") == []
    assert shown("q=2022-09-14.TXT") == [paper]
    assert shown("q=2023-02-08") == [other.source]
    assert shown("side=99&tilstand=%00&udvalg=%3Cscript%3E") == []


def test_long_lists_have_pages(paper: str) -> None:
    client = logged_in()
    for number in range(25):
        bring_in(paper_text(f"Udgave {number}."), f"{number:02}.txt")
    first, second = page(client, "/import/"), page(client, "/import/?side=2")
    assert "Side 1 af 2" in words(first)
    assert len(re.findall(r'<li class="in_review">', first)) == 25
    assert len(re.findall(r'<li class="in_review">', second)) == 1
    assert 'href="?side=2"' in first


def test_every_link_of_a_text_marks_the_lines_of_its_value(paper: str) -> None:
    client = logged_in()
    html = page(client, f"/import/{paper}/")
    assert len(links(html)) > 15
    expected = {
        "sources/committee": "HAVN, NATUR OG TURISME", "items/1/sources/title": "2. Gangbro over Skælå",
        "items/1/sources/case_number": "22/4711", "items/1/decisions/0": "Anbefales.",
        "items/1/annexes/1": "Kort over stien.pdf", "findings/3": "Udvalgets møde den 5. oktober 2022",
    }
    for link in links(html):
        marked = " ".join(marks(page(client, f"/import/{paper}/{link}")))
        assert marked, link
        wanted = expected.pop(link.removeprefix("?vis="), "")
        assert wanted.casefold() in marked.casefold(), link
    assert expected == {}


def test_every_link_of_a_json_file_marks_the_characters_of_its_value() -> None:
    client = logged_in()
    source = bring_in(MINUTES.read_bytes(), "moede.json")
    reading = queries.reading(source).packet
    html = page(client, f"/import/{source}/")
    assert len(links(html)) > 20
    for place, item in enumerate(reading.items):
        if f"?vis=items/{place}/sources/title" in links(html):
            (marked, *_rest) = marks(page(client, f"/import/{source}/?vis=items/{place}/sources/title"))
            assert (item.title or "") in " ".join(marked.split())
    for link in links(html):
        assert marks(page(client, f"/import/{source}/{link}")), link


def test_every_link_of_a_pdf_puts_a_box_on_a_page_that_is_shown(store: Store) -> None:
    client = logged_in()
    source = bring_in(pdf_of(committee_minutes()), "referat.pdf")
    html = page(client, f"/import/{source}/")
    assert len(links(html)) > 20
    for link in links(html):
        shown = page(client, f"/import/{source}/{link}")
        assert "<rect " in shown, link
        assert not re.search(r'(?:width|height)="-', shown)


def test_a_picture_is_drawn_once_and_is_derived(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    client = logged_in()
    source = bring_in(pdf_of(committee_minutes()), "referat.pdf")
    address = f"/import/{source}/side-2.png"
    first = b"".join(client.get(address).streaming_content)
    assert first.startswith(b"\x89PNG")
    with monkeypatch.context() as patch:
        patch.setattr(pictures, "run_jailed", None)
        answer = client.get(address)
        assert b"".join(answer.streaming_content) == first
        assert "private" in answer.headers["Cache-Control"]
    shutil.rmtree(store.home / "pictures")
    assert b"".join(client.get(address).streaming_content) == first
    assert client.get(f"/import/{source}/side-999.png").status_code == 404
    assert client.get(f"/import/{source}/side-0.png").status_code == 404


def test_the_original_is_saved_as_it_came_and_never_opened_as_a_page(paper: str) -> None:
    answer = logged_in().get(f"/import/{paper}/fil/")
    assert b"".join(answer.streaming_content) == paper_text()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{NAME}"'
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_findings_stand_at_their_item_and_questions_apart(paper: str) -> None:
    html = page(logged_in(), f"/import/{paper}/")
    questions, findings = html.index('id="questions"'), html.index('id="findings"')
    meeting, first, second = (html.index(mark) for mark in ('id="meeting"', 'id="item-0"', 'id="item-1"'))
    assert questions < findings < meeting
    assert "5. oktober 2022" in html[questions:findings]
    assert "5. oktober 2022 afholdes" not in html[findings:meeting]
    assert "Kort over stien.pdf" in html[findings:meeting]
    assert 'class="remark warning"' in html[second:]
    assert 'class="remark warning asks"' in html[first:second]


def test_hostile_words_of_a_paper_are_words_on_the_page() -> None:
    client = logged_in()
    source = bring_in(paper_text("<script>alert(1)</script> {% now %} & {x}"), "<img src=x>.txt")
    for address in (f"/import/{source}/", f"/import/{source}/?vis=items/1/decisions/0", "/import/"):
        html = page(client, address)
        assert "<script>alert" not in html
        assert "<img src=x>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {% now %} &amp; {x}" in page(client, f"/import/{source}/")


@pytest.mark.parametrize("query", ["vis=findes/ikke", "vis=%00", "fra=0", "fra=99999999", "fra=-1", "fra=x",
                                   "fra=99999999999999999999"])
def test_an_address_that_asks_for_nonsense_still_shows_the_paper(paper: str, query: str) -> None:
    assert "Gangbro over Skælå" in page(logged_in(), f"/import/{paper}/?{query}")


def test_a_file_that_is_gone_from_the_home_is_told_and_the_reading_stays(paper: str, store: Store) -> None:
    queries.source_file(paper).unlink()
    said = words(page(logged_in(), f"/import/{paper}/"))
    assert "Originalen kan ikke vises. Filen findes ikke længere i lagerets mappe." in said
    assert "Gangbro over Skælå" in said


def test_a_closed_item_is_marked_with_what_of_it_becomes_public() -> None:
    source = bring_in(pdf_of(committee_minutes()), "referat.pdf")
    assert "Kun nummer, overskrift og beslutning bliver offentlige." in words(page(logged_in(), f"/import/{source}/"))
