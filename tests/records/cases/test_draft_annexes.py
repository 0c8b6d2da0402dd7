"""Annexes of drafts: files that come in and stay, what they are called, who may see them, what they hide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from sagsgang.config.store import Store
from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.errors import Conflict, IllegalAct, InputRefused, SagsgangError
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.packet.canonical import sha256
from sagsgang.records.cases import services as cases
from sagsgang.records.cases.queries.annexes import AnnexView, annex_view, annexes_of, waiting_files
from sagsgang.records.cases.queries.checks import annex_problems
from sagsgang.records.cases.queries.content import content_of, file_texts, frozen_content
from sagsgang.records.cases.services import annexes as service
from sagsgang.records.journal.queries import entries_of
from tests.support.townhall import TownHall, draft, townhall

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


def add(town: TownHall, made: UUID, name: str = "takster.pdf", data: bytes = b"%PDF-1.7", *, by: str = "skriver",
        **how: str) -> UUID:
    return cases.add_annex(draft_id=made, name=name, data=data, actor=town.who(by), at=town.later(), **how)


def view(annex: UUID) -> AnnexView:
    found = annex_view(annex)
    assert found is not None
    return found


def change(town: TownHall, annex: UUID, *, access: str = "open", title: str = "Takster", version: int = 1,
           **how: str) -> None:
    said = {"document_number": "", "ground": ""} | how
    cases.change_annex(annex_id=annex, title=title, access=access, version=version, actor=town.who("skriver"),
                       at=town.later(), **said)


def titles(made: UUID) -> list[str]:
    return [annex.title for annex in annexes_of(made) if not annex.removed]


def move(town: TownHall, annex: UUID, up: bool) -> None:
    cases.move_annex(annex_id=annex, up=up, actor=town.who("skriver"), at=town.later())


def remove(town: TownHall, annex: UUID, removed: bool = True) -> None:
    cases.remove_annex(annex_id=annex, removed=removed, actor=town.who("skriver"), at=town.later())


# ------------------------------------------------------------------ files in
def test_a_file_becomes_an_annex_that_is_kept_by_its_hash(town: TownHall, made: UUID, store: Store) -> None:
    annex = view(add(town, made, "Takster 2027.pdf", b"%PDF-1.7 tal"))
    (file,) = annex.files
    assert (annex.title, annex.access, annex.position) == ("Takster 2027", "open", 1)
    assert (file.number, file.file_name, file.media_type, file.size, file.text_state) == (
        1, "Takster 2027.pdf", "application/pdf", 12, "waiting")
    assert file.file_sha256 == sha256(b"%PDF-1.7 tal")
    assert files.place_of(Path(store.files), file.file_sha256).read_bytes() == b"%PDF-1.7 tal"
    assert list(annex_problems()) == []


@pytest.mark.parametrize(("name", "data", "code"), [
    ("tom.pdf", b"", "file-empty"), ("virus.exe", b"MZ", "annex-kind"), ("side.html", b"<p>", "annex-kind"),
    ("tegning.svg", b"<svg/>", "annex-kind"), ("uden", b"1", "annex-kind"), ("regneark.xlsm", b"PK", "annex-kind"),
    (".pdf", b"1", "annex-kind"), ("takster.pdf.js", b"1", "annex-kind")])
def test_what_nobody_can_open_is_refused_and_nothing_is_kept_of_it(town: TownHall, made: UUID, store: Store, name: str,
                                                                   data: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as caught:
        add(town, made, name, data)
    assert caught.value.code == code
    assert annexes_of(made) == []
    assert not [path for path in Path(store.files).rglob("*") if path.is_file()]


def test_a_file_larger_than_the_bound_is_refused_and_one_of_the_bound_is_not(
        town: TownHall, made: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LARGEST", 10)
    assert refused(lambda: add(town, made, data=b"1" * 11)) == "too-large"
    add(town, made, data=b"1" * 10)


def test_one_bad_file_of_several_takes_nothing_from_the_others(town: TownHall, made: UUID) -> None:
    add(town, made, "et.pdf")
    with pytest.raises(InputRefused) as caught:
        add(town, made, "to.exe")
    assert caught.value.args_["name"] == "to.exe"
    add(town, made, "tre.TXT")
    assert titles(made) == ["et", "tre"]


def test_names_of_folders_are_no_part_of_a_files_name(town: TownHall, made: UUID) -> None:
    assert view(add(town, made, "../../etc/takster.pdf")).files[0].file_name == "takster.pdf"


def test_only_writers_bring_files_and_only_while_they_write(town: TownHall, made: UUID) -> None:
    for name in ("anden", "leder", "sekretaer", "admin", "formand"):
        assert refused(lambda name=name: add(town, made, by=name)) == "not-your-draft"
    annex = add(town, made, by="makker")
    cases.withdraw_draft(draft_id=made, actor=town.who("skriver"), at=town.later())
    for act in (lambda: add(town, made), lambda: change(town, annex), lambda: move(town, annex, up=True),
                lambda: remove(town, annex),
                lambda: cases.replace_annex(annex_id=annex, name="ny.pdf", data=b"2", actor=town.who("skriver"),
                                            at=town.at)):
        with pytest.raises(IllegalAct):
            act()


# ------------------------------------------------------------------ versions of a file
def test_a_new_file_is_a_new_version_and_the_former_one_is_kept(town: TownHall, made: UUID) -> None:
    annex = add(town, made, data=b"1")
    cases.keep_reading(version_id=view(annex).files[0].id, state="read", blocks=[Paragraph("Gammel")])

    def replace(data: bytes) -> None:
        cases.replace_annex(annex_id=annex, name="nye takster.pdf", data=data, actor=town.who("makker"),
                            at=town.later())

    replace(b"2")
    replace(b"2")  # the same file again is no other version
    replace(b"1")
    assert [(file.number, file.file_sha256, file.text_state) for file in view(annex).files] == [
        (3, sha256(b"1"), "waiting"), (2, sha256(b"2"), "waiting"), (1, sha256(b"1"), "read")]
    assert content_of(made).annexes[0].version_id == view(annex).files[0].id
    assert [entry.codes["number"] for entry in entries_of("annex.keep")] == ["1", "2", "3"]
    assert list(annex_problems()) == []


def test_what_was_frozen_names_the_file_of_that_day(town: TownHall, made: UUID) -> None:
    annex = add(town, made, data=b"1")
    version = cases.keep_version(draft_id=made, actor=town.who("skriver"), at=town.later())
    cases.replace_annex(annex_id=annex, name="ny.pdf", data=b"2", actor=town.who("skriver"), at=town.later())
    assert frozen_content(version).annexes[0].file_sha256 == sha256(b"1")
    assert content_of(made).annexes[0].file_sha256 == sha256(b"2")


def test_a_file_that_is_lost_or_changed_on_the_disk_is_found(town: TownHall, made: UUID, store: Store) -> None:
    annex = add(town, made, data=b"1")
    files.place_of(Path(store.files), view(annex).files[0].file_sha256).unlink()
    assert len(list(annex_problems())) == 1


# ------------------------------------------------------------------ access
@pytest.mark.parametrize(("of_draft", "asked", "kept"), [
    ("open", "", "open"), ("open", "closed", "closed"), ("closed", "", "closed"), ("closed", "open", "closed"),
    ("closed", "personal", "personal"), ("personal", "closed", "personal")])
def test_an_annex_is_as_closed_as_its_draft_unless_more_is_said(town: TownHall, of_draft: str, asked: str,
                                                                kept: str) -> None:
    assert view(add(town, draft(town, access=of_draft), access=asked)).access == kept


def test_an_annex_is_never_opened_more_than_its_draft(town: TownHall) -> None:
    annex = add(town, draft(town, access="closed"))
    assert refused(lambda: change(town, annex, access="open")) == "annex-more-open-than-draft"
    for unstated in ("", "secret"):
        assert refused(lambda unstated=unstated: change(town, annex, access=unstated)) == "access-unstated"
    change(town, annex, access="personal", ground="personal-affairs")
    assert (view(annex).access, view(annex).ground) == ("personal", "personal-affairs")


def test_an_open_annex_closes_with_its_draft(town: TownHall, made: UUID) -> None:
    annex = add(town, made)
    cases.change_draft(draft_id=made, facts=cases.DraftInput("Lukket", body=town.body, access="closed",
                                                             ground="personal-affairs"), version=1,
                       actor=town.who("skriver"), at=town.later())
    assert view(annex).access == "closed"
    assert (content_of(made).annexes[0].access, content_of(made).annexes[0].ground) == ("closed", "personal-affairs")


def test_an_open_annex_has_no_ground_and_an_unknown_ground_is_refused(town: TownHall, made: UUID) -> None:
    annex = add(town, made)
    assert refused(lambda: change(town, annex, access="closed", ground="because")) == "ground-unknown"
    change(town, annex, ground="personal-affairs")
    assert view(annex).ground == ""


# ------------------------------------------------------------------ what it is called
def test_who_changes_what_another_changed_meanwhile_is_told_and_nothing_is_overwritten(town: TownHall, made: UUID,
                                                                                       ) -> None:
    annex = add(town, made)
    change(town, annex, title=" Takster 2027 ", document_number=" 1234-5 ")
    with pytest.raises(Conflict):
        change(town, annex, title="Priser", version=1)
    assert (view(annex).title, view(annex).document_number, view(annex).version) == ("Takster 2027", "1234-5", 2)
    assert refused(lambda: change(town, annex, title="  ", version=2)) == "title-empty"


# ------------------------------------------------------------------ order, and taking off
def test_annexes_move_up_and_down_and_stop_at_the_ends(town: TownHall, made: UUID) -> None:
    one, two, three = (add(town, made, f"{name}.pdf") for name in ("en", "to", "tre"))
    move(town, three, up=True)
    assert titles(made) == ["en", "tre", "to"]
    move(town, one, up=False)
    assert titles(made) == ["tre", "en", "to"]
    move(town, two, up=False)
    move(town, three, up=True)
    assert titles(made) == ["tre", "en", "to"]
    assert [annex.title for annex in content_of(made).annexes] == ["tre", "en", "to"]


def test_an_annex_that_is_taken_off_is_kept_and_comes_back_at_the_end(town: TownHall, made: UUID) -> None:
    one = add(town, made, "en.pdf")
    add(town, made, "to.pdf")
    remove(town, one)
    remove(town, one)
    assert titles(made) == ["to"]
    assert [annex.title for annex in content_of(made).annexes] == ["to"]
    assert [(annex.title, annex.removed) for annex in annexes_of(made)] == [("to", False), ("en", True)]
    move(town, one, up=True)
    add(town, made, "tre.pdf")
    remove(town, one, removed=False)
    remove(town, one, removed=False)
    assert titles(made) == ["to", "tre", "en"]
    assert [len(list(entries_of(f"annex.{act}"))) for act in ("remove", "restore", "move")] == [1, 1, 0]


def test_an_annex_that_is_not_here_says_so(town: TownHall) -> None:
    for act in (lambda: change(town, uuid4()), lambda: move(town, uuid4(), up=True), lambda: remove(town, uuid4())):
        with pytest.raises(Conflict):
            act()


# ------------------------------------------------------------------ the text of a file
def test_a_files_text_is_read_once_and_kept_with_it(town: TownHall, made: UUID) -> None:
    annex = add(town, made)
    file = view(annex).files[0]
    assert waiting_files(made) == [(file.id, "takster.pdf", file.file_sha256)]
    cases.keep_reading(version_id=file.id, state="read", blocks=[Paragraph("37.000 kr.")], pages=2)
    assert waiting_files(made) == []
    text = file_texts([file.id])[file.id]
    assert (text.state, text.blocks, text.pages) == ("read", (Paragraph("37.000 kr."),), 2)


def test_a_file_with_hidden_content_waits_for_a_person_with_a_reason(town: TownHall, made: UUID) -> None:
    annex = add(town, made, "svar.docx")
    file = view(annex).files[0]

    def settle(reason: str = "Kommentaren er vores egen", by: str = "skriver") -> None:
        cases.settle_annex(version_id=file.id, reason=reason, actor=town.who(by), at=town.later())

    assert refused(settle) == "changed-meanwhile"  # not read yet
    cases.keep_reading(version_id=file.id, state="unsettled", blocks=[Paragraph("Synligt")],
                       findings=[{"kind": "comment", "text": "Skal vi sige det?"}])
    assert view(annex).files[0].findings == ({"kind": "comment", "text": "Skal vi sige det?"},)
    assert refused(lambda: settle(" ")) == "settle-without-reason"
    assert refused(lambda: settle(by="leder")) == "not-your-draft"
    settle()
    assert view(annex).files[0].text_state == "read"
    assert file_texts([file.id])[file.id].blocks == (Paragraph("Synligt"),)
    assert refused(settle) == "changed-meanwhile"
    (entry,) = entries_of("annex.settle")
    assert entry.codes["annex"] == str(annex)


def test_a_job_that_reads_again_unsettles_nothing_that_a_person_has_settled(town: TownHall, made: UUID) -> None:
    annex = add(town, made, "svar.docx")
    file = view(annex).files[0]
    cases.keep_reading(version_id=file.id, state="unsettled")
    cases.settle_annex(version_id=file.id, reason="Set", actor=town.who("skriver"), at=town.later())
    cases.keep_reading(version_id=file.id, state="unsettled")
    assert view(annex).files[0].text_state == "read"
