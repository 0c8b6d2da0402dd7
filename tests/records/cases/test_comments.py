"""Comments on drafts: by whom, on which words, and settled once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.writing.anchors import quote_of
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.models import DraftComment
from sagsgang.records.cases.queries.lists import CommentView, comments_of
from sagsgang.records.journal.queries import entries_of
from tests.support.townhall import TownHall, approved, draft, townhall

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownHall:
    return townhall()


@pytest.fixture
def made(town: TownHall) -> UUID:
    return draft(town)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def comment(town: TownHall, made: UUID, text: str = "Uklart", by: str = "makker", section: str = "theme") -> UUID:
    return cases.comment_on(draft_id=made, section=section, text=text, actor=town.who(by), at=town.later())


def settle(town: TownHall, comment_id: UUID, by: str = "skriver", *, settled: bool = True) -> None:
    cases.settle_comment(comment_id=comment_id, settled=settled, actor=town.who(by), at=town.later())


def only(made: UUID) -> CommentView:
    (view,) = comments_of(made)
    return view


def test_a_comment_says_what_about_which_words_and_by_whom(town: TownHall, made: UUID) -> None:
    text = "Tema: tilskuddet er 37.000 kr. pr. hold."
    start = text.index("37.000")
    cases.comment_on(draft_id=made, section="theme", text="  Hvor er det fra? ", actor=town.who("makker"),
                     at=town.later(), anchor=quote_of(text, start, start + 10).form())
    view = only(made)
    assert (view.section, view.quote, view.text, view.made_by, view.settled_by) == (
        "theme", "37.000 kr.", "Hvor er det fra?", f"user:{town.ids['makker']}", "")
    assert DraftComment.objects.get().anchor == {
        "exact": "37.000 kr.", "prefix": "Tema: tilskuddet er ", "suffix": " pr. hold.", "start": start}


def test_a_comment_may_be_on_the_whole_and_never_on_a_section_that_is_not_there(town: TownHall, made: UUID) -> None:
    comment(town, made, section="")
    assert refused(lambda: comment(town, made, section="no-such-section")) == "section-unknown"
    assert only(made).section == ""


@pytest.mark.parametrize("anchor", [{"exact": " ", "prefix": "", "suffix": "", "start": 0}, {"exact": "ord"},
                                    {"exact": "ord", "prefix": "", "suffix": "", "start": -1},
                                    {"exact": "ord", "prefix": "", "suffix": "", "start": "x"}])
def test_what_is_no_quote_is_no_anchor(town: TownHall, made: UUID, anchor: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="quote"):
        cases.comment_on(draft_id=made, section="theme", text="Hov", anchor=anchor, actor=town.who("makker"),
                         at=town.later())
    assert comments_of(made) == []


def test_an_empty_comment_says_nothing(town: TownHall, made: UUID) -> None:
    assert refused(lambda: comment(town, made, " \n")) == "comment-empty"


def test_writers_and_those_who_decide_comment_and_nobody_else(town: TownHall, made: UUID) -> None:
    for name in ("leder", "direktoer", "anden", "sekretaer", "formand", "medlem", "admin"):
        assert refused(lambda name=name: comment(town, made, by=name)) == "not-your-draft"
    cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    for name in ("leder", "vikar", "direktoer", "skriver", "makker"):
        comment(town, made, by=name)
    assert refused(lambda: comment(town, made, by="sekretaer")) == "not-your-draft"
    assert len(comments_of(made)) == 5


def test_a_personal_draft_is_commented_by_those_named_on_it(town: TownHall) -> None:
    made = draft(town, access="personal")
    assert refused(lambda: comment(town, made, by="makker")) == "not-your-draft"
    mine = comment(town, made, by="skriver")
    assert refused(lambda: settle(town, mine, "makker")) == "not-your-draft"


def test_a_settled_comment_is_listed_last_and_can_be_opened_again(town: TownHall, made: UUID) -> None:
    first, second = comment(town, made, "Ét"), comment(town, made, "To")
    settle(town, first)
    assert [(view.id, view.settled_by) for view in comments_of(made)] == [
        (second, ""), (first, f"user:{town.ids['skriver']}")]
    settle(town, first, settled=False)
    assert [view.id for view in comments_of(made)] == [first, second]
    for act in ("draft.settle-comment", "draft.reopen-comment"):
        assert [entry.codes for entry in entries_of(act)] == [{"comment": str(first)}]


def test_whoever_settled_a_comment_first_settled_it(town: TownHall, made: UUID) -> None:
    said = comment(town, made)
    settle(town, said, "makker")
    settle(town, said, "skriver")
    assert only(made).settled_by == f"user:{town.ids['makker']}"
    assert len(entries_of("draft.settle-comment")) == 1


def test_a_comment_that_is_not_there_is_not_settled(town: TownHall) -> None:
    assert refused(lambda: settle(town, uuid4())) == "changed-meanwhile"


def test_comments_change_no_word_and_no_version_of_the_draft(town: TownHall, made: UUID) -> None:
    before = cases.keep_version(draft_id=made, actor=town.who("skriver"), at=town.later())
    settle(town, comment(town, made))
    assert cases.keep_version(draft_id=made, actor=town.who("skriver"), at=town.later()) == before
    approved(town, made)
    comment(town, made, "Ros", by="leder")
    assert "Uklart" not in f"{[entry.codes for entry in entries_of('draft.comment')]}"
