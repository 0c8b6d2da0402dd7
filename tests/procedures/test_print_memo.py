"""A finished memo becomes an annex with one act: its print, its text, and never more open than it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from sagsgang.config.store import Store
from sagsgang.procedures.print_memo import attach_memo, memo_of
from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.errors import IllegalAct, SagsgangError
from sagsgang.pure.packet.blocks import Heading, Paragraph, text_of
from sagsgang.pure.writing.templates import SectionTemplate
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries.annexes import AnnexView, annexes_of
from sagsgang.records.cases.queries.content import content_of, file_texts, newest_edits, template_for
from tests.support.townhall import TownHall, draft, townhall

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> TownHall:
    return townhall()


def words_for(section: SectionTemplate) -> str:
    """Something that the field can hold."""
    fitting = {"date": "1. oktober 2026", "number": "37", "choice": (*section.choices, "")[0]}
    return fitting.get(section.input, f"Om {section.label.casefold()}.")


def memo(town: TownHall, *, template: str = "notat", access: str = "open", finished: bool = True,
         title: str = "Notat om takster", by: str = "skriver") -> UUID:
    who = {"actor": town.who(by), "at": town.later()}
    case = cases.open_case(title=title, unit=town.unit, officer=town.ids["skriver"], access="open", **who)
    made = cases.start_draft(case_key=case, template=template, facts=cases.DraftInput(
        title, access=access, ground="" if access == "open" else "personal-affairs", dated_on=date(2026, 9, 7)), **who)
    for section in template_for(made).sections:
        cases.save_section(draft_id=made, section=section.key, base_version=0,
                           blocks=[Paragraph(words_for(section))], **who)
    if finished:
        cases.finish_draft(draft_id=made, actor=town.who(by), at=town.later())
    return made


def attach(town: TownHall, made: UUID, note: UUID, by: str = "skriver") -> AnnexView:
    annex = attach_memo(draft_id=made, memo_id=note, actor=town.who(by), at=town.later())
    return next(view for view in annexes_of(made) if view.id == annex)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(SagsgangError) as caught:
        act()
    return caught.value.code


def test_a_memo_is_printed_with_its_departments_letterhead_and_its_writer(town: TownHall) -> None:
    note = memo(town)
    printed = memo_of(content_of(note))
    assert (printed.letterhead.municipality, printed.letterhead.unit, printed.letterhead.address,
            printed.letterhead.phone) == ("Klitby Kommune", "Jobcenter", "Torvet 1", "55 55 55 00")
    assert (printed.writer.name, printed.writer.email) == ("Sags Behandler", "skriver@klitby.example")
    assert printed.dated_on == date(2026, 9, 7)
    assert printed.case_number == content_of(note).case_number != ""
    assert [field.label for field in printed.fields] == [section.label for section in template_for(note).sections]


@pytest.mark.parametrize("template", ["notat", "skema"])
def test_its_print_is_an_annex_whose_text_is_that_of_the_memo(town: TownHall, store: Store, template: str) -> None:
    made, note = draft(town), memo(town, template=template, title="Æbler og pærer")
    annex = attach(town, made, note)
    (file,) = annex.files
    assert (annex.title, annex.access, annex.printed_from) == ("Æbler og pærer", "open", note)
    assert (file.file_name, file.media_type, file.text_state) == ("aebler-og-paerer.pdf", "application/pdf", "read")
    assert files.place_of(Path(store.files), file.file_sha256).read_bytes().startswith(b"%PDF-")
    blocks = file_texts([file.id])[file.id].blocks
    first = template_for(note).sections[0]
    assert Heading(1, first.label) in blocks
    assert words_for(first) in text_of(blocks)


def test_attached_again_it_is_the_same_annex_and_a_new_file_only_where_the_memo_has_changed(town: TownHall) -> None:
    made, note = draft(town), memo(town)
    first = attach(town, made, note)
    assert attach(town, made, note).files == first.files
    cases.reopen_draft(draft_id=note, actor=town.who("skriver"), at=town.later())
    key = template_for(note).sections[0].key
    cases.save_section(draft_id=note, section=key, base_version=newest_edits(note)[key].version,
                       blocks=[Paragraph("Skrevet om")], actor=town.who("skriver"), at=town.later())
    cases.finish_draft(draft_id=note, actor=town.who("skriver"), at=town.later())
    again = attach(town, made, note)
    assert (again.id, [file.number for file in again.files]) == (first.id, [2, 1])
    assert "Skrevet om" in text_of(file_texts([again.files[0].id])[again.files[0].id].blocks)


def test_a_closed_memo_is_a_closed_annex_of_an_open_draft_on_the_memos_ground(town: TownHall) -> None:
    made, note = draft(town), memo(town, access="closed")
    annex = attach(town, made, note)
    assert (annex.access, annex.ground) == ("closed", "personal-affairs")
    cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.later())


def test_an_open_memo_is_as_closed_as_the_draft_that_it_is_attached_to(town: TownHall) -> None:
    assert attach(town, draft(town, access="closed"), memo(town)).access == "closed"


def test_what_is_not_finished_or_is_no_memo_is_not_attached(town: TownHall) -> None:
    made = draft(town)
    assert refused(lambda: attach(town, made, memo(town, finished=False))) == "memo-not-finished"
    assert refused(lambda: attach(town, made, draft(town, "En anden sag"))) == "memo-not-finished"
    assert annexes_of(made) == []


def test_nobody_attaches_what_they_may_not_see_or_where_they_do_not_write(town: TownHall) -> None:
    made, secret = draft(town), memo(town, access="personal")
    assert refused(lambda: attach(town, made, secret, by="makker")) == "draft-not-for-you"
    assert refused(lambda: attach(town, made, memo(town), by="leder")) == "not-your-draft"
    cases.submit_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    with pytest.raises(IllegalAct):
        attach(town, made, memo(town))
