"""The journal is looked through by act, subject, actor and time, page by page, however long it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sagsgang.pure.kernel.actor import Actor
from sagsgang.records.journal.policy import objection_to_reading
from sagsgang.records.journal.queries import Asked, actors_seen, acts_done, journal_lines, journal_page
from sagsgang.records.journal.services import record_act

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ten_acts() -> None:
    for number in range(10):
        record_act(act=("meeting.plan", "draft.begin")[number % 2], subject=f"udvalg-{number % 3}/{number}",
                   actor=Actor(f"user:{number % 4}"), at=START + timedelta(hours=number))


def numbers(asked: Asked = Asked(), **place: int) -> list[int]:  # noqa: B008  it is frozen
    return [row.seq for row in journal_page(asked, most=4, **place)]


def test_pages_go_back_and_forth_without_leaving_one_out() -> None:
    assert [numbers(), numbers(before=7), numbers(before=3)] == [[10, 9, 8, 7], [6, 5, 4, 3], [2, 1]]
    assert [numbers(after=2), numbers(after=6), numbers(after=10)] == [[6, 5, 4, 3], [10, 9, 8, 7], []]


@pytest.mark.parametrize(("asked", "found"), [
    (Asked(act="meeting.plan"), [1, 3, 5, 7, 9]), (Asked(actor="user:3"), [4, 8]),
    (Asked(subject="udvalg-1/"), [2, 5, 8]), (Asked(subject="udvalg-1/4"), [5]),
    (Asked(since=START + timedelta(hours=7)), [8, 9, 10]), (Asked(until=START + timedelta(hours=2)), [1, 2]),
    (Asked(act="draft.begin", actor="user:1", since=START + timedelta(hours=2)), [6, 10]), (Asked(act="draft"), []),
])
def test_each_question_finds_what_fits_and_nothing_else(asked: Asked, found: list[int]) -> None:
    assert [row.seq for row in journal_lines(asked)] == found
    assert numbers(asked) == found[::-1][:4]


def test_a_page_reads_no_more_than_a_page() -> None:
    with CaptureQueriesContext(connection) as asked:
        numbers(before=7)
    assert len(asked) == 1
    assert "LIMIT 4" in asked[0]["sql"]
    assert "OFFSET" not in asked[0]["sql"]


def test_what_there_is_to_choose_from_is_told() -> None:
    assert acts_done() == ["draft.begin", "meeting.plan"]
    assert actors_seen() == ["user:0", "user:1", "user:2", "user:3"]


def test_only_an_administrator_reads_the_whole_journal() -> None:
    assert objection_to_reading(Actor("user:1", frozenset({"administrator"}))) is None
    for roles in ({"secretary", "publisher", "importer"}, set()):
        refusal = objection_to_reading(Actor("user:1", frozenset(roles)))
        assert refusal
        assert refusal.code == "needs-administrator"
