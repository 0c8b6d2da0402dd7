"""`sagsgang import` and the commands after it: what becomes of each file, and which exit code says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sagsgang.config.store import Store
from sagsgang.pure.packet.canonical import canonical_packet
from sagsgang.pure.packet.keys import meeting_key
from sagsgang.pure.packet.model import Packet
from sagsgang.records.imports import queries
from sagsgang.records.journal.queries import head
from sagsgang.records.openstore import queries as openstore
from sagsgang.records.publication.queries import releases
from tests.interfaces.cli.conftest import Command
from tests.support.importing import contents
from tests.support.meetings import committee_agenda, committee_minutes, council_minutes

pytestmark = pytest.mark.django_db(databases=["default", "open"])
Paper = Callable[..., Path]
MINUTES = committee_minutes()
KEY = meeting_key(MINUTES) or ""
NO_DATE = replace(MINUTES, meeting_date=None)


def test_a_paper_is_accepted_and_made_public_in_one_command(command: Command, paper: Paper) -> None:
    code, out, _err = command("import", paper(MINUTES), "--accept", "--release")
    assert (code, out) == (0, f"paper.json: accepted; {KEY}; released as number 1\n")
    assert len(openstore.release_ids()) == 1


def test_without_accept_it_waits_for_a_person(command: Command, paper: Paper) -> None:
    code, out, _err = command("import", paper(MINUTES), "--release")
    assert (code, out) == (4, f"paper.json: waits for a person; {KEY}\n")
    assert list(releases()) == []
    code, out, _err = command("import", paper(MINUTES), "--accept")
    assert (code, out) == (0, f"paper.json: accepted; the same file came before; {KEY}\n")


def test_the_same_file_again_changes_nothing(command: Command, paper: Paper, store: Store) -> None:
    command("import", paper(MINUTES), "--accept", "--release")
    before, last = contents(store), head()
    code, out, _err = command("import", paper(MINUTES), "--accept", "--release")
    assert (code, out) == (0, f"paper.json: accepted; the same file came before; {KEY}\n")
    assert (contents(store), head()) == (before, last)


def test_other_bytes_for_the_meeting_are_a_new_edition_and_a_later_release(command: Command, paper: Paper) -> None:
    command("import", paper(MINUTES), "--accept", "--release")
    code, out, _err = command("import", paper(replace(MINUTES, place="Salen")), "--accept", "--release")
    assert (code, out) == (0, f"paper.json: accepted; {KEY}; released as number 2\n")
    code, out, _err = command("import", paper(MINUTES), "--accept", "--release")
    assert (code, "was superseded by a later edition" in out) == (0, True)
    assert [made.sequence for made in releases()] == [1, 2]


def test_another_municipalitys_paper_is_refused(command: Command, paper: Paper, store: Store) -> None:
    command("import", paper(MINUTES), "--accept")
    before = contents(store)
    other = replace(committee_agenda(), municipality="Bakkedal Kommune")
    code, out, _err = command("import", paper(other), "--accept", "--release")
    assert (code, "one store holds one municipality" in out) == (3, True)
    assert contents(store) == before


def test_a_paper_that_names_no_municipality_is_taken_with_a_warning(command: Command, paper: Paper) -> None:
    code, out, _err = command("import", paper(replace(MINUTES, municipality=None)), "--accept")
    assert (code, "names no municipality" in out) == (0, True)


@pytest.mark.parametrize(("data", "code"), [
    (b"%PDF-1.7 cut off", "pdf-damaged"), (b'{"schema_version": ', ""), (b"\x00\xff\x00\x01", ""), (b"", ""),
    (b"A letter that is no meeting's paper.\n", "layout-unknown"), (b'{"a": [1, 2]}', ""), (b"[" * 90_000, "")])
def test_what_is_no_paper_is_refused_and_changes_nothing(command: Command, store: Store, tmp_path: Path, data: bytes,
                                                         code: str) -> None:
    (tmp_path / "letter").write_bytes(data)
    command("import", tmp_path / "letter", "--accept", "--release")
    before = contents(store)
    exit_code, out, _err = command("import", tmp_path / "letter", "--accept", "--release", "--format", "json")
    told = json.loads(out)
    assert (exit_code, told["state"]) == (3, "refused")
    assert told["error"]["message"]
    assert not code or told["error"]["code"] == code
    assert contents(store) == before
    assert before["files"] == {}
    assert head().seq == 0


def test_a_folder_is_read_in_the_order_of_the_names_and_the_worst_is_the_exit_code(command: Command, paper: Paper,
                                                                                   tmp_path: Path) -> None:
    paper(committee_agenda(), "3.json")
    paper(NO_DATE, "2.json")
    paper(MINUTES, "1.json")
    (tmp_path / "papers" / "4.txt").write_text("Nothing of ours.")
    (tmp_path / "papers" / ".hidden").write_text("Not looked at.")
    code, out, _err = command("import", tmp_path / "papers", "--accept", "--format", "json")
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 3
    assert [(one["source"]["name"], one["state"]) for one in told] == [
        ("1.json", "accepted"), ("2.json", "in_review"), ("3.json", "accepted"), ("4.txt", "refused")]
    (tmp_path / "papers" / "4.txt").unlink()
    assert command("import", tmp_path / "papers", "--accept")[0] == 4


def test_a_path_where_nothing_is_is_refused_before_anything_happens(command: Command, paper: Paper) -> None:
    code, _out, err = command("import", paper(MINUTES), "nowhere.pdf", "--accept")
    assert (code, "nowhere.pdf" in err) == (3, True)
    assert queries.review_list(waiting_only=False) == ()


def test_release_makes_public_what_is_named_or_all(command: Command, paper: Paper) -> None:
    command("import", paper(MINUTES), paper(council_minutes(), "council.json"), "--accept")
    assert command("release", KEY.rsplit("/", 1)[0])[:2] == (0, f"{KEY}: released as number 1\n")
    code, out, _err = command("release", "--all")
    assert (code, f"{KEY}: is released as it is" in out, len(out.splitlines())) == (0, True, 2)
    assert len(openstore.release_ids()) == 2


@pytest.mark.parametrize("words", [(), ("--all", "x"), ("nobody/2020-01-01",)])
def test_release_of_nothing_or_of_an_unknown_meeting_is_wrong_use(command: Command, words: tuple[str, ...]) -> None:
    assert command("release", *words)[0] == 2


def test_release_of_a_meeting_that_waits_is_left_to_a_person(command: Command, paper: Paper) -> None:
    command("import", paper(MINUTES))
    assert command("release", KEY)[0] == 4


def test_export_writes_canonical_packets_to_a_folder_a_file_or_the_screen(command: Command, paper: Paper,
                                                                          tmp_path: Path) -> None:
    packets: list[Packet] = [council_minutes(), MINUTES]
    command("import", *[paper(packet, f"{n}.json") for n, packet in enumerate(packets)], "--accept")
    command("export", "--to", tmp_path / "out")
    body, day, start = KEY.split("/")
    assert (tmp_path / "out" / body / f"{day}-{start}.json").read_bytes() == canonical_packet(MINUTES)
    command("export", "--to", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b"".join(canonical_packet(p) + b"\n" for p in packets)
    assert not list(tmp_path.rglob("*.part"))


def test_verify_says_that_all_is_well_or_what_is_not(command: Command, paper: Paper, store: Store) -> None:
    command("import", paper(MINUTES), "--accept", "--release")
    assert command("verify")[:2] == (0, "Everything is as it was.\n")
    (kept,) = (path for path in store.files.glob("??/*") if path.read_bytes()[:1] == b"{")
    kept.write_bytes(kept.read_bytes()[:-1])
    code, out, _err = command("verify")
    assert (code, kept.name in out, "Problems: 1." in out) == (4, True, True)


def test_reindex_makes_the_index_again(command: Command, paper: Paper, store: Store) -> None:
    command("import", paper(MINUTES), "--accept", "--release")
    (store.index / "current").unlink()
    assert command("reindex")[:2] == (0, "Meetings in the index: 1.\n")
    assert (store.index / "current").exists()
