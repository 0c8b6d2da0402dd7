"""Hearing: who is asked what until when, and every answer as it came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, IllegalAct, SagsgangError
from sagsgang.pure.packet.blocks import Paragraph, text_of
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.policy import reasons_to_see_draft
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.content import content_of, frozen_content, newest_edits
from sagsgang.records.cases.queries.lists import HearingView, hearing_view
from sagsgang.records.cases.services import Respondent
from sagsgang.records.journal.queries import entries_of
from sagsgang.records.notices.queries import notices_of
from tests.support.townhall import TownHall, approved, draft, townhall

pytestmark = pytest.mark.django_db

QUESTION = "Har I bemærkninger til taksten?"


@pytest.fixture
def town() -> TownHall:
    """On a Thursday at noon."""
    town = townhall()
    town.at = datetime(2026, 9, 10, 10, 0, tzinfo=UTC)
    return town


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def begin(town: TownHall, made: UUID, *, by: str = "skriver", days: int | None = None, question: str = QUESTION,
          asked: tuple[Respondent, ...] | None = None) -> UUID:
    everyone = (Respondent(user=town.ids["anden"]), Respondent("Handelsforeningen"), Respondent("Ældrerådet"))
    return cases.begin_hearing(draft_id=made, question=question, respondents=everyone if asked is None else asked,
                               days=days, actor=town.who(by), at=town.later())


def seen(hearing: UUID) -> HearingView:
    found = hearing_view(hearing)
    assert found is not None
    return found


def answer(town: TownHall, hearing: UUID, place: int, text: str = "", *, by: str = "skriver",
           on: date | None = None, none: bool = False) -> None:
    cases.answer_hearing(respondent_id=seen(hearing).respondents[place][0], answer=text, no_remarks=none,
                         answered_on=on, actor=town.who(by), at=town.later())


def codes(town: TownHall, name: str) -> list[str]:
    return [notice.code for notice in notices_of(town.ids[name])]


def test_respondents_are_asked_until_the_rules_last_day_and_ours_are_told(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    view = seen(hearing)
    assert (view.question, view.state, view.due_on) == (QUESTION, "open", date(2026, 9, 24))
    assert [(name, user, answered) for _id, name, user, _text, _none, answered, _late in view.respondents] == [
        ("Anden Forvaltning", town.ids["anden"], None), ("Handelsforeningen", None, None), ("Ældrerådet", None, None)]
    (notice,) = notices_of(town.ids["anden"])
    assert (notice.code, notice.args) == ("hearing-begun", {"due": "2026-09-24"})
    assert notice.address == f"/hoering/{hearing}/"


def test_the_officer_may_say_how_many_working_days_and_no_nonsense(town: TownHall) -> None:
    made = draft(town)
    assert seen(begin(town, made, days=3)).due_on == date(2026, 9, 15)
    for days in (0, -2, 100_000):
        assert refused(lambda days=days: begin(town, made, days=days)) == "deadline-days"


@pytest.mark.parametrize(("question", "names"), [("", ("Ældrerådet",)), (" \n", ("Ældrerådet",)), (QUESTION, ()),
                                                 (QUESTION, ("", "  "))])
def test_a_hearing_asks_something_of_somebody(town: TownHall, question: str, names: tuple[str, ...]) -> None:
    made = draft(town)
    assert refused(lambda: begin(town, made, question=question, asked=tuple(map(Respondent, names)))) == (
        "hearing-incomplete")
    assert not list(entries_of("hearing.begin"))


def test_a_person_who_is_not_here_is_not_asked(town: TownHall) -> None:
    made = draft(town)
    assert refused(lambda: begin(town, made, asked=(Respondent(user=999_999),))) == "officer-unknown"


def test_only_writers_ask_and_only_while_they_write(town: TownHall) -> None:
    made = draft(town)
    for name in ("anden", "leder", "sekretaer", "admin"):
        assert refused(lambda name=name: begin(town, made, by=name)) == "not-your-draft"
    approved(town, made)
    with pytest.raises(IllegalAct):
        begin(town, made)


def test_respondents_are_shown_what_they_were_asked_about_not_what_was_written_since(town: TownHall) -> None:
    made = draft(town)
    hearing = begin(town, made)
    before = frozen_content(seen(hearing).version_id)
    cases.save_section(draft_id=made, section="theme", base_version=newest_edits(made)["theme"].version,
                       blocks=[Paragraph("Skrevet siden")], actor=town.who("skriver"), at=town.later())
    assert frozen_content(seen(hearing).version_id) == before
    assert Paragraph("Skrevet siden") not in before.sections[0].blocks


def test_who_is_asked_about_a_personal_draft_has_that_right_alone(town: TownHall) -> None:
    made = draft(town, access="personal")
    facts = draft_facts(made)
    assert facts is not None
    assert reasons_to_see_draft(town.who("anden"), facts) == ()
    begin(town, made)
    facts = draft_facts(made)
    assert facts is not None
    assert reasons_to_see_draft(town.who("anden"), facts) == ("respondent",)


# ------------------------------------------------------------------ answers
def test_a_person_of_ours_answers_themselves_and_the_officer_is_told(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    answer(town, hearing, 0, " Taksten er for lav. ", by="anden")
    _id, _name, _user, text, none, on, late = seen(hearing).respondents[0]
    assert (text, none, on, late) == ("Taksten er for lav.", False, date(2026, 9, 10), False)
    assert codes(town, "skriver") == ["hearing-answered"]


def test_nobody_answers_for_others_but_who_writes_the_draft(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    assert refused(lambda: answer(town, hearing, 1, "Ja", by="anden")) == "hearing-of-others"
    assert refused(lambda: answer(town, hearing, 0, "Ja", by="leder")) == "hearing-of-others"
    respondent = seen(hearing).respondents[1][0]
    assert refused(lambda: cases.answer_hearing(
        respondent_id=respondent, answer="Ja", no_remarks=False, actor=Actor("system:test"), at=town.at)) == (
            "hearing-of-others")
    answer(town, hearing, 1, "Brev fra formanden", on=date(2026, 9, 10))
    assert seen(hearing).respondents[1][3] == "Brev fra formanden"


def test_no_remarks_is_an_answer_and_silence_is_none(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    for text, none in (("", False), ("  ", False), ("Men", True)):
        assert refused(lambda text=text, none=none: answer(town, hearing, 1, text, none=none)) == "hearing-answer-empty"
    answer(town, hearing, 1, none=True)
    assert seen(hearing).respondents[1][3:6] == ("", True, date(2026, 9, 10))
    assert seen(hearing).respondents[2][5] is None


def test_an_answer_is_registered_once(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    answer(town, hearing, 1, "Ja")
    assert refused(lambda: answer(town, hearing, 1, "Nej")) == "hearing-answered"
    assert seen(hearing).respondents[1][3] == "Ja"
    assert refused(lambda: cases.answer_hearing(respondent_id=999_999, answer="Ja", no_remarks=False,
                                                actor=town.who("skriver"), at=town.at)) == "changed-meanwhile"


def test_a_letter_is_dated_by_the_day_on_which_it_came(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    town.later(days=20)
    answer(town, hearing, 1, "I tide", on=date(2026, 9, 24))
    answer(town, hearing, 2, "For sent", on=date(2026, 9, 25))
    assert [row[5:] for row in seen(hearing).respondents] == [
        (None, False), (date(2026, 9, 24), False), (date(2026, 9, 25), True)]


@pytest.mark.parametrize("day", [date(2026, 9, 9), date(2026, 9, 11), date(1, 1, 1)])
def test_no_letter_came_before_the_question_or_comes_tomorrow(town: TownHall, day: date) -> None:
    hearing = begin(town, draft(town))
    assert refused(lambda: answer(town, hearing, 1, "Ja", on=day)) == "hearing-answer-day"


def test_a_respondent_cannot_date_their_own_answer_back(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    town.later(days=30)
    answer(town, hearing, 0, "Undskyld", by="anden", on=date(2026, 9, 11))
    assert seen(hearing).respondents[0][5:] == (date(2026, 10, 10), True)


# ------------------------------------------------------------------ more time, and the end
def test_a_hearing_is_given_more_time_and_never_less(town: TownHall) -> None:
    hearing = begin(town, draft(town))

    def extend(day: date, by: str = "skriver") -> None:
        cases.extend_hearing(hearing_id=hearing, due_on=day, actor=town.who(by), at=town.later())

    assert refused(lambda: extend(date(2026, 10, 1), "anden")) == "not-your-draft"
    for day in (date(2026, 9, 24), date(2026, 9, 23)):
        assert refused(lambda day=day: extend(day)) == "hearing-not-longer"
    extend(date(2026, 10, 1))
    assert seen(hearing).due_on == date(2026, 10, 1)
    town.later(days=20)
    answer(town, hearing, 0, "I tide", by="anden")
    assert not seen(hearing).respondents[0][6]


def test_a_closed_hearing_takes_late_answers_and_nothing_else(town: TownHall) -> None:
    hearing = begin(town, draft(town))

    def close(by: str = "skriver") -> None:
        cases.close_hearing(hearing_id=hearing, actor=town.who(by), at=town.later())

    assert refused(lambda: close("leder")) == "not-your-draft"
    close("makker")
    for again in (close, lambda: cases.extend_hearing(hearing_id=hearing, due_on=date(2027, 1, 1),
                                                      actor=town.who("skriver"), at=town.later())):
        with pytest.raises(IllegalAct):
            again()
    town.later(days=15)
    answer(town, hearing, 2, "Sent")
    assert (seen(hearing).state, seen(hearing).respondents[2][6]) == ("closed", True)


def test_what_came_in_is_added_to_the_drafts_section_of_hearings_as_a_text_to_write_on(town: TownHall) -> None:
    made = draft(town)
    hearing = begin(town, made)
    before = content_of(made)
    answer(town, hearing, 1, "Taksten er for lav.")
    answer(town, hearing, 2, none=True)

    def put(by: str = "skriver") -> str:
        return cases.put_answers_into_draft(hearing_id=hearing, actor=town.who(by), at=town.later())

    assert refused(lambda: put("anden")) == "not-your-draft"
    assert put() == "hearing"
    sections = {section.key: section.blocks for section in content_of(made).sections}
    former = {section.key: section.blocks for section in before.sections}
    assert {key: blocks for key, blocks in sections.items() if key != "hearing"} == {
        key: blocks for key, blocks in former.items() if key != "hearing"}
    assert sections["hearing"][:len(former["hearing"])] == former["hearing"]
    text = text_of(sections["hearing"][len(former["hearing"]):])
    assert text == (f"{QUESTION}\nSvarfrist: 24. september 2026.\nHørt\tSvar\tModtaget\nAnden Forvaltning\tMangler\t\n"
                    "Handelsforeningen\tTaksten er for lav.\t10. september 2026\n"
                    "Ældrerådet\tIngen bemærkninger\t10. september 2026")
    cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    with pytest.raises(IllegalAct):
        put()


def test_a_draft_without_a_section_for_hearings_says_so(town: TownHall) -> None:
    who = {"actor": town.who("skriver"), "at": town.later()}
    case = cases.open_case(title="Notat", unit=town.unit, officer=town.ids["skriver"], access="open", **who)
    memo = cases.start_draft(case_key=case, template="notat", facts=cases.DraftInput("Notat", access="open"), **who)
    hearing = begin(town, memo)
    assert refused(lambda: cases.put_answers_into_draft(hearing_id=hearing, **who)) == "no-section-for-hearings"


def test_a_hearing_that_is_not_here_says_so(town: TownHall) -> None:
    who = {"actor": town.who("skriver"), "at": town.at}
    for act in (lambda: cases.close_hearing(hearing_id=uuid4(), **who),
                lambda: cases.extend_hearing(hearing_id=uuid4(), due_on=date(2027, 1, 1), **who),
                lambda: begin(town, uuid4())):
        with pytest.raises(Conflict):
            act()


def test_the_journal_knows_that_and_when_and_never_what_was_answered(town: TownHall) -> None:
    hearing = begin(town, draft(town))
    answer(town, hearing, 1, "Hemmeligheden")
    cases.extend_hearing(hearing_id=hearing, due_on=date(2026, 10, 1), actor=town.who("skriver"), at=town.later())
    cases.close_hearing(hearing_id=hearing, actor=town.who("skriver"), at=town.later(days=1))
    entries = [entry for act in ("begin", "answer", "extend", "close") for entry in entries_of(f"hearing.{act}")]
    assert [entry.codes["hearing"] for entry in entries] == [str(hearing)] * 4
    assert "Hemmelig" not in str(entries)
    assert "Handelsforeningen" not in str(entries)
    assert entries[-1].at - entries[0].at > timedelta(days=1)
