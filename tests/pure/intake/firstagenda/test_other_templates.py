"""How other municipalities' templates write the same things (made-up content in each)."""

from __future__ import annotations

import time
from typing import Any

import pytest

from sagsgang.pure.intake.labels import label_of
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.blocks import Table
from sagsgang.pure.packet.findings import Severity
from sagsgang.pure.packet.model import Access, ItemKind
from tests.pure.intake.firstagenda.papers import codes, labels, one_item, reading, told

OWN = ("Havneudvalget", "2031-09-03")


def items(*numbers: str, **changes: Any) -> Reading:
    """A meeting of items with these numbers, all alike."""
    return reading({"Udvalg": {"Navn": "Havneudvalget"}, "Moede": {"Dato": "2031-09-03T16:30:00+02:00"},
                    "Dagsordenpunkter": [{"Punktnummer": number, "Navn": f"Sag {number}", "Felter": []} | changes
                                         for number in numbers]})


# ------------------------------------------------------------------ labels
@pytest.mark.parametrize(("heading", "label", "body", "day"), [
    ("Havneudvalgets beslutning den 3. september 2031", "Beslutning", *OWN),
    ("Økonomiudvalgets beslutning den 01-09-2031:", "Beslutning", "Økonomiudvalget", "2031-09-01"),
    ("Udvalgets beslutning den 3. september 2031", "Beslutning", *OWN),
    ("Beslutning på byrådsmødet den 1. september 2031", "Beslutning", "Byrådet", "2031-09-01"),
    ("Beslutning på mødet den 03-09-2031", "Beslutning", *OWN),
    ("Referat fra Økonomiudvalget, 1. september 2031", "Referat", "Økonomiudvalget", "2031-09-01"),
    ("Økonomiudvalget, 1. september 2031, pkt. 4:", "Økonomiudvalget, 1. september 2031, pkt. 4", "Økonomiudvalget",
     "2031-09-01"),
    ("Byrådet 2030-2033, 01-09-2031, pkt. 4", "Byrådet 2030-2033, 01-09-2031, pkt. 4", "Byrådet 2030-2033",
     "2031-09-01"),
    ("Byrådet, den 1. september 2031:", "Byrådet, den 1. september 2031", "Byrådet", "2031-09-01"),
])
def test_a_decisions_label_is_known_in_every_form(heading: str, label: str, body: str, day: str) -> None:
    item, _ = one_item(f"<h3>Beslutning i Børneudvalget den 20. august 2031</h3><p>Anbefales.</p>"
                       f"<h3>{heading}</h3><p>Godkendt.</p>")
    assert labels(item) == ["Beslutning", label]
    assert told(item) == [("Børneudvalget", "2031-08-20", "Anbefales."), (body, day, "Godkendt.")]


@pytest.mark.parametrize("line", [
    "Åben havn, den 1. september 2031", "Beslutning om stier", "havneudvalget, den 1. september 2031",
    "Havneudvalgets beslutning", "Byrådet, den 31. februar 2031", "Byrådet vedtog budgettet den 1. september 2031",
])
def test_a_heading_with_a_day_in_it_is_not_therefore_a_decisions_label(line: str) -> None:
    assert label_of(line) is None


def test_headings_of_the_course_of_the_case_stay_in_it() -> None:
    item, _ = one_item("<h3>Resume</h3><p>Kort.</p><h3>Sagens forløb</h3>"
                       "<h4>Økonomiudvalget, 1. september 2031, pkt. 4</h4><p>Anbefales.</p>"
                       "<h4>Beslutning i Havneudvalget den 3. september 2031</h4><p>Godkendt.</p>")
    assert labels(item) == ["Resume", "Sagens forløb"]
    assert told(item) == [("Økonomiudvalget", "2031-09-01", "Anbefales.")]


def test_paragraphs_that_are_labels_alone_are_labels_where_nothing_else_is() -> None:
    html = ("<p>Indstilling</p><p>At stien anlægges.</p><p>Punkttype</p><p>Beslutning</p>"
            "<p>Beslutning:</p><p>Godkendt.</p>")
    item, _ = one_item(html)
    assert labels(item) == ["Indstilling", "Punkttype", "Beslutning"]
    assert (item.recommendation, item.kind) == ("At stien anlægges.", ItemKind.DECISION)
    assert told(item) == [(*OWN, "Godkendt.")]
    (span,) = item.sections[0].where
    assert html[span.start:span.end] == "Indstilling</p><p>At stien anlægges."


@pytest.mark.parametrize("html", [
    "<h3>Indstilling</h3><p>Et</p><p>Økonomi</p><p>To.</p>",
    "<p><b>Indstilling</b></p><p>Et</p><p>Økonomi</p><p>To.</p>",
])
def test_such_paragraphs_are_text_where_the_template_stresses_its_labels(html: str) -> None:
    item, _ = one_item(html)
    assert labels(item) == ["Indstilling"]
    assert item.recommendation == "Et\nØkonomi\nTo."


def test_a_paragraph_in_a_decision_under_a_heading_is_the_decisions() -> None:
    item, _ = one_item("<h3>Beslutning</h3><p>Forslag</p><p>Udsat.</p>")
    assert told(item) == [(*OWN, "Forslag\nUdsat.")]


# ------------------------------------------------------------------ the absent
@pytest.mark.parametrize(("line", "absent"), [
    ("Fraværende: Ida Lund<br>Bo Lind<br>Eva Ask", ["Ida Lund", "Bo Lind", "Eva Ask"]),
    ("Afbud: Ida Lund (A)<br>- Bo Lind (V)", ["Ida Lund", "Bo Lind"]),
    ("Ida Lund (A) deltog ikke i sagens behandling.", ["Ida Lund"]),
    ("Ida Lund og Bo Lind deltog ikke i mødet", ["Ida Lund", "Bo Lind"]),
    ("Ida Lund var fraværende.", ["Ida Lund"]),
    ("Borgmester Ida Lund havde meldt forfald.", ["Ida Lund"]),
    ("Ida Lund havde meldt afbud til mødet. Bo Lind deltog som stedfortræder.", ["Ida Lund"]),
    ("Afbud: Ida Lund<br>- Bo Lind mødte som stedfortræder", ["Ida Lund"]),
    ("Fraværende: Ida Lund, Socialdemokratiet, og Bo Lind, V", ["Ida Lund", "Bo Lind"]),
    ("Fraværende: Ida Lund (Det Konservative Folkeparti)", ["Ida Lund"]),
])
def test_absence_is_read_in_sentences_and_by_lines(line: str, absent: list[str]) -> None:
    item, found = one_item(f"<h3>Beslutning</h3><span>Godkendt.<br><br>{line}</span>")
    assert list(item.absent) == absent
    assert told(item) == [(*OWN, "Godkendt.")]
    assert "absence-unclear" not in codes(found)


@pytest.mark.parametrize("line", [
    "Afbud: Ida Lund<br>Godkendt", "Afbud: Ida Lund<br>Bo Lind stemte imod.", "Afbud: Ida Lund<br><br>Bo Lind",
])
def test_what_follows_a_list_of_the_absent_is_the_decisions(line: str) -> None:
    item, _ = one_item(f"<h3>Beslutning</h3><span>{line}</span>")
    assert item.absent == ("Ida Lund",)
    assert told(item) == [(*OWN, line.split("<br>")[-1])]


@pytest.mark.parametrize("line", [
    "Ida Lund deltog ikke i afstemningen.", "Udvalget var fraværende under besigtigelsen af havnen.",
    "Borgerne deltog ikke i mødet, fordi vejen var spærret.", "Ida Lund var ikke fraværende.",
])
def test_prose_that_sounds_like_absence_is_the_decisions(line: str) -> None:
    item, _ = one_item(f"<h3>Beslutning</h3><p>{line}</p>")
    assert item.absent == ()
    assert told(item) == [(*OWN, line)]


def test_an_absence_told_inside_a_decisions_line_is_read_and_the_line_stays() -> None:
    item, _ = one_item("<h3>Beslutning</h3><p>Godkendt. Ida Lund deltog ikke i sagens behandling.</p>")
    assert item.absent == ("Ida Lund",)
    assert told(item) == [(*OWN, "Godkendt. Ida Lund deltog ikke i sagens behandling.")]


def test_a_sentence_that_tells_more_than_absence_stays_and_is_noted() -> None:
    line = "Ida Lund erklærede sig inhabil og Bo Lind deltog ikke i sagens behandling."
    item, found = one_item(f"<h3>Beslutning</h3><p>{line}</p>")
    assert (item.absent, told(item)) == ((), [(*OWN, line)])
    assert "absence-unclear" in codes(found)


def test_flags_and_types_that_are_written_as_words_count() -> None:
    found = reading({"Udvalg": {"Navn": "Havneudvalget"},
                     "Moede": {"Dato": "2031-09-03", "Moededeltagere": [{"Name": "Eva Ask", "Absent": "true"},
                                                                        {"Name": "Bo Lind", "Absent": "false"}]},
                     "Dagsordenpunkter": [{"Punktnummer": "1", "Navn": "Havnen", "ExternalAgendaItemAttendees": [
                         {"Name": "Ida Lund", "AttendanceType": "2"}, {"Name": "Ib Holm", "AttendanceType": "1"}]}]})
    assert found.packet.items[0].absent == ("Ida Lund", "Eva Ask")


# ------------------------------------------------------------------ numbers, titles, annexes
@pytest.mark.parametrize(("numbers", "closed"), [
    (["1", "2", "101", "102"], ["101", "102"]), (["1", "101"], ["101"]), (["1.", "2.", "Pkt. 101"], ["101"]),
    (["97", "99", "101"], []), ([str(n) for n in range(1, 103)], []), (["1", "2", "102"], []), (["101", "102"], []),
])
def test_numbers_that_begin_anew_at_101_are_those_of_the_closed_items(numbers: list[str], closed: list[str]) -> None:
    found = items(*numbers)
    assert [item.number for item in found.packet.items if item.access is Access.CLOSED] == closed
    assert codes(found, Severity.WARNING).count("access-by-number") == len(closed)


def test_an_open_mark_is_believed_before_the_number() -> None:
    found = items("1", "101", Navn="Åbent: Havnen")
    assert [item.access for item in found.packet.items] == [Access.OPEN] * 2


def test_the_lone_text_of_an_item_closed_by_its_number_is_its_decision() -> None:
    found = items("1", "101", Felter=[{"Navn": "", "Html": "<div>Købet blev godkendt.</div>"}])
    first, closed = found.packet.items
    assert told(closed) == [(*OWN, "Købet blev godkendt.")]
    assert (told(first), labels(first)) == ([], [""])


def test_a_lone_text_that_is_a_decisions_words_is_one_and_noted() -> None:
    item, found = one_item("<div>Godkendt.<br><br>Afbud: Ida Lund</div>")
    assert (told(item), item.absent, labels(item)) == ([(*OWN, "Godkendt.")], ("Ida Lund",), [])
    assert "text-without-label" in codes(found)


@pytest.mark.parametrize(("printed", "number"), [
    ("2.", "2"), ("Pkt. 2", "2"), ("Punkt nr. 2:", "2"), ("4a", "4a"), ("4 a", "4 a"), ("II", "II"), (7, "7"),
])
def test_a_number_stands_without_what_is_around_it(printed: Any, number: str) -> None:
    item, _ = one_item(Punktnummer=printed)
    (span,) = item.sources["number"]
    assert item.number == number
    assert isinstance(printed, int) or printed[span.start:span.end] == number


@pytest.mark.parametrize(("printed", "title", "access", "kind"), [
    ("Stier - (O)", "Stier", None, ItemKind.INFORMATION), ("Beslutningssag: Stier", "Stier", None, ItemKind.DECISION),
    ("Orienteringssag - Stier", "Stier", None, ItemKind.INFORMATION), ("B: Stier", "Stier", None, ItemKind.DECISION),
    ("DRØFTELSESSAG: Stier", "Stier", None, ItemKind.DISCUSSION),
    ("Orientering: Stier", "Orientering: Stier", None, None),
    ("Drøftelsessager om stier", "Drøftelsessager om stier", None, None),
    ("(B) Lukket: Stier", "Stier", Access.CLOSED, ItemKind.DECISION),
    ("Lukket: Punkt 1: O: Stier", "Stier", Access.CLOSED, ItemKind.INFORMATION),
    ("Stier - (Lukket)", "Stier", Access.CLOSED, None), ("Sti (b)", "Sti (b)", None, None),
    ("1. Behandling af stier", "1. Behandling af stier", None, None),
])
def test_marks_of_a_title_stand_in_any_order(
        printed: str, title: str, access: Access | None, kind: ItemKind | None) -> None:
    item, _ = one_item(Navn=printed)
    assert (item.title, item.access, item.kind) == (title, access, kind)


def test_titles_lose_their_numbers_where_most_of_the_meeting_have_one() -> None:
    value = {"Udvalg": {"Navn": "Havneudvalget"}, "Moede": {"Dato": "2031-09-03"}, "Dagsordenpunkter": [
        {"Punktnummer": str(n), "Navn": title} for n, title in enumerate(
            ["1. Dagsorden", "Punkt 2: Lukket: Stier", "3 veje i byen", "4. udkast", "5) Havnen"], 1)]}
    assert [item.title for item in reading(value).packet.items] == [
        "Dagsorden", "Stier", "3 veje i byen", "4. udkast", "Havnen"]


@pytest.mark.parametrize(("printed", "title", "access"), [
    ("PDF Kort over havnen", "Kort over havnen", None), ("Notat.pdf (åbner i nyt vindue)", "Notat.pdf", None),
    ("Lukket bilag: Kontrakt", "Kontrakt", Access.CLOSED), ("PDF Lukket bilag: Kontrakt", "Kontrakt", Access.CLOSED),
    ("Åbent bilag: Kort", "Kort", Access.OPEN), ("PDF-vejledning", "PDF-vejledning", None), ("PDF", "PDF", None),
    ("Lukket vej", "Lukket vej", None), ("Bilag 1 - Oversigt", "Bilag 1 - Oversigt", None),
])
def test_an_annex_loses_its_icons_and_its_mark_of_access(printed: str, title: str, access: Access | None) -> None:
    item, _ = one_item(Bilag=[{"Navn": printed}])
    (annex,) = item.annexes
    (span,) = annex.where
    assert (annex.title, annex.access) == (title, access)
    assert printed[span.start:span.end] == title


# ------------------------------------------------------------------ the head
@pytest.mark.parametrize(("printed", "start"), [
    ("12-03-2031 16:05:00", "16:05:00"), ("12-03-2031 16.05", "16:05:00"), ("12-03-2031 00:00:00", "None"),
    ("12-03-2031 25:00", "None"), ("12-03-2031", "None"), ("12-03-2031 til 14:00", "None"),
])
def test_a_danish_date_keeps_its_time(printed: str, start: str) -> None:
    packet = reading({"Udvalg": {"Navn": "Byrådet"}, "Moede": {"Dato": printed}, "Dagsordenpunkter": []}).packet
    assert (str(packet.meeting_date), str(packet.meeting_start)) == ("2031-03-12", start)


@pytest.mark.parametrize(("host", "name", "code"), [
    ("dagsordener.vinding.dk", "Vinding Kommune", "value-from-file-name"),
    ("dagsordener-referater.vindingkommune.dk", "Vinding Kommune", "value-from-file-name"),
    ("dagsordener.havneby.dk", None, "municipality-suggested"),
    ("dagsordener.groenby.dk", None, "municipality-suggested"),
    ("dagsordener.vnb.dk", None, "municipality-suggested"),
    ("dagsordener.regionvind.dk", None, "municipality-suggested"),
    ("vinding.dk", None, None), ("dagsordener.vinding.com", None, None), ("dagsordener.vinding.dk.example", None, None),
])
def test_a_portals_address_names_its_municipality_where_it_can_be_spelled_in_one_way(
        host: str, name: str | None, code: str | None) -> None:
    _, found = one_item(Felter=[{"Html": "<h3>Resume</h3><p>Kort.</p>", "Link": f"https://{host}/Vis/Pdf/1"}])
    assert found.packet.municipality == name
    told_codes = {"value-from-file-name", "municipality-suggested"}
    assert [c for c in codes(found, Severity.WARNING) if c in told_codes] == ([code] if code else [])


def test_a_name_that_the_texts_spell_is_taken_from_them() -> None:
    _, found = one_item(Navn="Havnen i Grønby", Felter=[
        {"Html": "<h3>Resume</h3><p>Kort.</p>", "Link": "https://dagsordener.groenby.dk/1"}])
    assert found.packet.municipality == "Grønby Kommune"


# ------------------------------------------------------------------ tables around text
def test_a_table_of_one_column_with_headings_is_a_frame_around_text() -> None:
    html = ("<h3>Resume</h3><p>Kort.</p><table><tr><td><h3>Indstilling</h3></td></tr>"
            "<tr><td>At stien anlægges.<ul><li>nu</li></ul></td></tr></table><h3>Beslutning</h3><p>Ja.</p>")
    item, _ = one_item(html)
    assert labels(item) == ["Resume", "Indstilling", "Beslutning"]
    assert item.recommendation == "At stien anlægges.\nnu"
    assert [html[block.where[0].start:block.where[0].end] for block in item.sections[1].blocks] == [
        "At stien anlægges.", "nu"]


@pytest.mark.parametrize("html", [
    "<table><tr><td><h3>Indstilling</h3></td><td>Beløb</td></tr><tr><td>Sti</td></tr></table>",
    "<table><tr><td>Indstilling</td></tr><tr><td>Sti</td></tr></table>",
    "<table><tr><td><h3>Indstilling</h3></td></tr><tr><td>Sti</td><td>2</td></tr></table>",
])
def test_any_other_table_stays_one(html: str) -> None:
    item, _ = one_item(f"<h3>Resume</h3>{html}")
    assert labels(item) == ["Resume"]
    assert [type(block) for block in item.sections[0].blocks] == [Table]


def test_many_headings_take_no_longer_than_their_number_asks_for() -> None:
    start = time.process_time()
    item, _ = one_item("<h3>x</h3>" * 30_000)
    assert len(item.sections[0].blocks) == 30_000
    assert time.process_time() - start < 10  # each looked at the levels of all: a minute
