"""The rules of the FirstAgenda reader, on meetings written for it (made-up municipalities and people)."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest

from sagsgang.pure.intake import firstagenda
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.blocks import Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.packet.canonical import canonical_packet
from sagsgang.pure.packet.findings import Severity
from sagsgang.pure.packet.form import form_of, packet_of
from sagsgang.pure.packet.model import Access, Attendee, Edition, ItemKind
from tests.pure.intake.firstagenda.papers import codes, labels, one_item, raw, reading, told


@pytest.fixture(scope="module")
def minutes() -> Reading:
    return reading(raw("minutes.json"))


@pytest.fixture(scope="module")
def agenda() -> Reading:
    return reading(raw("agenda.json"))


# ------------------------------------------------------------------ the head
def test_the_head_is_read_with_local_time_and_places(minutes: Reading) -> None:
    packet = minutes.packet
    assert (packet.committee, packet.meeting_date, packet.meeting_start) == (
        "Teknik- og Havneudvalget", date(2031, 9, 3), time(16, 30))
    assert packet.layout == "firstagenda-json"
    assert packet.place == "Rådhuset, mødelokale 2"
    assert packet.source_id == "9e9e9e9e-1111-4222-8333-444444444444"
    assert packet.sources["meeting_date"][0].pointer == "/Moede/Dato"


@pytest.mark.parametrize(("printed", "day", "start"), [
    ("2031-10-06T14:30:00Z", date(2031, 10, 6), time(16, 30)),
    ("2031-01-06T14:30:00", date(2031, 1, 6), time(14, 30)),
    ("2031-01-06T00:00:00+01:00", date(2031, 1, 6), None),
    ("/Date(1949063400000+0200)/", date(2031, 10, 6), time(16, 30)),
    ("mandag den 6. oktober 2031 kl. 16.30", date(2031, 10, 6), time(16, 30)),
    ("0001-01-01T00:00:00", None, None), ("snart", None, None), (None, None, None), (20311006, None, None),
])
def test_the_moment_of_the_meeting_is_danish_local_time_or_unknown(
        printed: Any, day: date | None, start: time | None) -> None:
    value: Any = {"Udvalg": {"Navn": "Byrådet"}, "Moede": {"Dato": printed}, "Dagsordenpunkter": []}
    packet = reading(value).packet
    assert (packet.meeting_date, packet.meeting_start) == (day, start)


def test_the_municipality_of_the_address_is_spelled_as_the_texts_spell_it(minutes: Reading) -> None:
    assert minutes.packet.municipality == "Søndermark Kommune"
    assert "value-from-file-name" in codes(minutes)


def test_an_address_that_no_text_spells_gives_no_municipality() -> None:
    value = raw("minutes.json")
    text = json.dumps(value).replace("S\\u00f8ndermark", "Andetsteds")
    assert reading(json.loads(text)).packet.municipality is None


def test_the_file_name_is_the_last_resort_and_a_warning() -> None:
    value = raw("minutes.json")
    text = json.dumps(value).replace("dagsordener.soendermark.dk", "portal.example")
    assert reading(json.loads(text)).packet.municipality is None
    found = reading(json.loads(text), "17-soendermark-teknik-og-havneudvalget.json")
    assert found.packet.municipality == "Søndermark Kommune"
    assert "value-from-file-name" in codes(found, Severity.WARNING)


def test_a_municipality_that_the_source_names_needs_no_finding(agenda: Reading) -> None:
    assert agenda.packet.municipality == "Vestervig Kommune"
    assert "value-from-file-name" not in codes(agenda)


def test_the_edition_is_judged_by_the_decisions_never_by_the_name(minutes: Reading, agenda: Reading) -> None:
    assert raw("minutes.json")["Moede"]["Navn"] == "Dagsorden"
    assert (minutes.packet.edition, agenda.packet.edition) == (Edition.MINUTES, Edition.AGENDA)


def test_missing_and_null_parts_are_unknown_and_the_meeting_is_then_an_error() -> None:
    found = reading({"Dagsordenpunkter": None, "Moede": None, "Udvalg": None})
    assert found.packet.items == ()
    assert found.packet.edition is None
    assert codes(found, Severity.ERROR) == ["meeting-unreadable"] * 3


def test_other_json_is_no_meeting() -> None:
    for value in ([], {}, {"Dagsordenpunkter": []}, "x", None):
        assert firstagenda.read(value, "x.json") is None


# ------------------------------------------------------------------ fields
def test_labels_stand_in_order_with_the_frame_and_the_annex_list(minutes: Reading) -> None:
    assert labels(minutes.packet.items[1]) == [
        "Beslutning", "Fremstilling", "Resume", "Økonomiske konsekvenser", "Indstilling", "Sejlrende", "Økonomi",
        "Sagens forløb", "Bilag"]


def test_a_heading_of_another_level_stays_inside_its_field(minutes: Reading) -> None:
    section = minutes.packet.items[1].sections[5]
    assert section.kind is None
    assert [type(b) for b in section.blocks] == [Paragraph, Heading, Paragraph]
    assert section.blocks[1].level == 1  # type: ignore[union-attr]
    assert "unknown-label" in codes(minutes, Severity.INFO)


def test_tables_and_lists_are_blocks(minutes: Reading) -> None:
    economy, recommendation = minutes.packet.items[1].sections[3:5]
    (table,) = economy.blocks
    assert isinstance(table, Table)
    assert table.rows[0] == (Cell("År", header=True), Cell("Beløb", header=True, colspan=2))
    assert table.rows[1][0] == Cell("2031", rowspan=2)
    (steps,) = recommendation.blocks
    assert isinstance(steps, ListBlock)
    assert len(steps.entries) == 2
    assert minutes.packet.items[1].recommendation == "at kajen fornyes\ni to etaper\nat udgiften finansieres"


def test_several_named_fields_are_several_sections(agenda: Reading) -> None:
    item = agenda.packet.items[0]
    assert labels(item) == ["Punkttype", "Sagsfremstilling", "Beslutning", "Fiskeri"]
    assert item.kind is ItemKind.DECISION
    assert told(item) == [("Økonomiudvalget", "2031-09-29", "Indstilles godkendt.")]


def test_bold_lines_are_labels_where_no_heading_is(agenda: Reading) -> None:
    item = agenda.packet.items[4]
    assert [(s.label, s.text) for s in item.sections] == [
        ("Sagsfremstilling", "Stien er smal.\nDen bliver bred. Tidsplan følger."),
        ("Indstilling", "At stien bliver bred.")]


def test_bold_lines_are_no_labels_where_headings_are() -> None:
    item, _ = one_item("<h3>Sagsfremstilling</h3><p><b>Økonomi</b></p><p>Ingen.</p>")
    assert labels(item) == ["Sagsfremstilling"]


def test_plain_text_is_read_where_a_field_has_no_html(agenda: Reading) -> None:
    assert agenda.packet.items[2].sections[0].text == "Punktet er lukket."
    assert agenda.packet.items[2].sections[0].blocks[0].where[0].pointer == "/Dagsordenpunkter/2/Felter/0/Tekst"


def test_text_under_no_label_is_kept_and_noted() -> None:
    item, found = one_item("<p>Havnen</p><p>Godkendt.</p><h2>Resume</h2><p>Kort.</p>")
    assert [(s.label, s.text) for s in item.sections] == [("", "Godkendt."), ("Resume", "Kort.")]
    assert {"title-repeated", "text-without-label"} <= set(codes(found))
    assert item.decisions == ()


def test_what_the_reader_does_not_know_is_listed(agenda: Reading) -> None:
    unread = [f.args["pointer"] for f in agenda.findings if f.code == "value-unread"]
    items = "/Dagsordenpunkter"
    assert set(unread) == {"/Ukendt", f"{items}/4/Votering", f"{items}/5/Felter/1", f"{items}/6"}
    assert codes(agenda, Severity.ERROR) == ["value-unread"]  # an item that is none


def test_hidden_text_and_pictures_are_listed_not_read(minutes: Reading) -> None:
    item = minutes.packet.items[5]
    assert item.sections[-1].text == "Intet nyt."
    assert codes(minutes).count("hidden-text") == 2
    assert codes(minutes).count("image-left-out") == 1


# ------------------------------------------------------------------ titles and access
@pytest.mark.parametrize(("printed", "title", "access", "kind"), [
    ("Lukket: Køb af grund", "Køb af grund", Access.CLOSED, None),
    ("Lukket punkt: Køb af grund", "Køb af grund", Access.CLOSED, None),
    ("LUKKET PUNKT - Køb", "Køb", Access.CLOSED, None),
    ("(Lukket) Køb af grund", "Køb af grund", Access.CLOSED, None),
    ("Køb af grund (Lukket)", "Køb af grund", Access.CLOSED, None),
    ("FORTROLIG - Køb af grund", "Køb af grund", Access.CLOSED, None),
    ("(FOR LUKKEDE DØRE) Køb", "Køb", Access.CLOSED, None),
    ("Lukket punkt", "Lukket punkt", Access.CLOSED, None),
    ("Lukket:", None, Access.CLOSED, None),
    ("Åbent: Køb", "Køb", Access.OPEN, None),
    ("Lukketid i svømmehallen", "Lukketid i svømmehallen", None, None),
    ("Åben skole", "Åben skole", None, None),
    ("Lukket skole bliver bibliotek", "Lukket skole bliver bibliotek", None, None),
    ("Åbning af den lukkede vej", "Åbning af den lukkede vej", None, None),
    ("Stier (B)", "Stier", None, ItemKind.DECISION), ("(O) Stier", "Stier", None, ItemKind.INFORMATION),
    ("Stier (D)", "Stier", None, ItemKind.DISCUSSION), ("Stier (A)", "Stier (A)", None, None),
    ("Punkt 1: Stier", "Stier", None, None), ("Pkt. 1 Stier", "Stier", None, None),
    ("1. udkast", "1. udkast", None, None),
    ("Beslutning om stier", "Beslutning om stier", None, None),
])
def test_a_title_loses_its_marks_and_they_are_kept_as_values(
        printed: str, title: str | None, access: Access | None, kind: ItemKind | None) -> None:
    item, _ = one_item(Navn=printed)
    assert (item.title, item.access, item.kind) == (title, access, kind)


def test_a_flag_that_never_tells_items_apart_says_nothing(minutes: Reading) -> None:
    assert [item.access for item in minutes.packet.items] == [None, None, Access.CLOSED, Access.CLOSED, None, None]


def test_a_flag_that_tells_items_apart_is_used_and_a_closed_one_noted(agenda: Reading) -> None:
    assert [item.access for item in agenda.packet.items] == [
        Access.OPEN, Access.CLOSED, Access.CLOSED, Access.CLOSED, Access.CLOSED, None]
    assert codes(agenda).count("access-by-flag") == 1


def test_a_flag_that_contradicts_a_title_is_not_believed() -> None:
    item, found = one_item(Navn="Lukket: Køb", IsOpen=True)
    assert item.access is Access.CLOSED
    assert "access-contradiction" in codes(found)


# ------------------------------------------------------------------ decisions
def test_the_decision_is_the_field_without_the_lines_about_absence(minutes: Reading) -> None:
    item = minutes.packet.items[1]
    assert told(item)[0] == ("Teknik- og Havneudvalget", "2031-09-03", "Anbefales.\nOle Vang (V) tog forbehold.")
    assert item.attendance_notes == ("Afbud: Formand Ib Mose (A)", "Stedfortræder: Karla Holt")
    assert item.sections[0].text.startswith("Anbefales.")


def test_the_course_gives_the_others_decisions_never_this_bodys_of_this_day(minutes: Reading) -> None:
    assert told(minutes.packet.items[1])[1:] == [
        ("Børne- og Kulturudvalget 2031", "2031-09-02", "Taget til efterretning."),
        ("Økonomiudvalget", "2031-09-03", "")]


def test_a_decision_not_released_is_a_finding_and_no_decision(minutes: Reading) -> None:
    assert minutes.packet.items[3].decisions == ()
    withheld = [f.severity for f in minutes.findings if f.code == "decision-not-released"]
    assert withheld == [Severity.INFO, Severity.WARNING]


def test_the_text_of_a_closed_item_without_labels_is_its_decision(minutes: Reading) -> None:
    item = minutes.packet.items[2]
    assert told(item) == [("Teknik- og Havneudvalget", "2031-09-03", "Købet blev godkendt.")]
    assert item.sections == ()


def test_before_the_meeting_such_a_text_is_no_decision(agenda: Reading) -> None:
    assert agenda.packet.items[2].decisions == ()


def test_a_decision_field_that_only_tells_absence_is_none(minutes: Reading) -> None:
    assert minutes.packet.items[4].decisions == ()
    assert minutes.packet.items[4].sections[0].label == "Beslutning"


def test_a_lone_dash_is_a_decision_without_text(minutes: Reading) -> None:
    assert told(minutes.packet.items[5]) == [("Teknik- og Havneudvalget", "2031-09-03", "")]
    assert minutes.packet.items[5].decisions[0].blocks == ()


def test_an_empty_decision_field_is_none() -> None:
    item, found = one_item("<h3>Beslutning</h3><span>&nbsp;<br></span><h3>Resume</h3><p>Kort.</p>")
    assert item.decisions == ()
    assert found.packet.edition is Edition.AGENDA


def test_a_decision_told_only_by_the_course_is_noted() -> None:
    item, found = one_item("<h3>Sagens forløb</h3><u>03-09-2031 Havneudvalget</u><br>Godkendt.<br>")
    assert item.decisions == ()
    assert "decision-only-in-course" in codes(found)


def test_a_date_inside_a_decision_of_the_course_begins_no_entry() -> None:
    item, _ = one_item("<h3>Sagens forløb</h3><u>02-09-2031 Byrådet</u><br>Udsat til<br>05-10-2031 Havnedag<br>"
                       "<u>01-09-2031 Økonomiudvalget</u><br>Anbefales.")
    assert told(item) == [("Byrådet", "2031-09-02", "Udsat til\n05-10-2031 Havnedag"),
                          ("Økonomiudvalget", "2031-09-01", "Anbefales.")]


def test_a_course_without_stressed_heads_is_read_by_its_lines() -> None:
    item, _ = one_item("<h3>Sagsforløb</h3><p>Økonomiudvalget, 1. september 2031, pkt. 4:</p><p>Anbefales.</p>")
    assert told(item) == [("Økonomiudvalget", "2031-09-01", "Anbefales.")]


def test_text_in_the_course_before_any_head_is_noted() -> None:
    _, found = one_item("<h3>Sagens forløb</h3><p>Sagen er ny.</p>")
    assert "course-unclear" in codes(found)


@pytest.mark.parametrize(("label", "decision"), [
    ("Beslutning", ("Havneudvalget", "2031-09-03")),
    ("Beslutning i Havneudvalget den 3. september 2031", ("Havneudvalget", "2031-09-03")),
    ("Beslutning i Økonomiudvalget den 01-09-2031:", ("Økonomiudvalget", "2031-09-01")),
    ("Beslutning fra Økonomiudvalget, 1. september 2031, pkt. 12", ("Økonomiudvalget", "2031-09-01")),
    ("Beslutning Økonomiudvalget den 01-09-2031", ("Økonomiudvalget", "2031-09-01")),
    ("Beslutning i Økonomiudvalget", ("Økonomiudvalget", "None")),
    ("Beslutning den 01-09-2031", (None, "2031-09-01")),
])
def test_the_label_of_a_decision_may_name_body_and_day(label: str, decision: tuple[str | None, str]) -> None:
    item, _ = one_item(Felter=[{"Navn": label, "Html": "<p>Ja.</p>"}])
    assert labels(item) == ["Beslutning"]
    assert told(item) == [(*decision, "Ja.")]


def test_a_decision_beside_the_fields_is_read() -> None:
    item, _ = one_item("<h3>Resume</h3><p>Kort.</p>", ItemDecision="<p>Godkendt.</p>")
    assert told(item) == [("Havneudvalget", "2031-09-03", "Godkendt.")]


# ------------------------------------------------------------------ the absent
def test_the_absent_are_the_union_by_name_of_three_sources(minutes: Reading) -> None:
    item = minutes.packet.items[1]
    assert item.absent == ("Ib Mose", "Signe Rask")
    assert [span.pointer for span in item.sources["absent/0"]] == [
        "/Dagsordenpunkter/1/Felter/0/Html", "/Moede/Moededeltagere/0/Name"]
    assert minutes.packet.attendees[0] == Attendee("Ib Mose", absent=True)


@pytest.mark.parametrize(("line", "absent"), [
    ("Fraværende: Ida Lund (A), Bo Lind (V) og Eva Ask", ["Ida Lund", "Bo Lind", "Eva Ask"]),
    ("Fraværende med afbud: Borgmester Ida Lund", ["Ida Lund"]),
    ("Afbud fra Ida Lund (A).", ["Ida Lund"]),
    ("Ikke til stede Ida Lund (A)", ["Ida Lund"]),
    ("Ikke til stede:<br>Ida Lund (A)<br>Bo T. Lind", ["Ida Lund", "Bo T. Lind"]),
    ("Fraværende: Ida Lund - Bo Lind mødte som stedfortræder", ["Ida Lund"]),
    ("Fraværende: Ida Lund (stedfortræder Bo Lind)", ["Ida Lund"]),
    ("Afbud: Ida Lund. Som stedfortræder deltog Bo Lind.", ["Ida Lund"]),
    ("Fraværende: Ida Lund, suppleant Bo Lind", ["Ida Lund"]),
    ("Fraværende: Ingen", []), ("Afbud: -", []), ("Fraværende:", []), ("Afbud: ingen.", []),
    ("Fraværende: Jens-Ole von Brahe, Åse Ø. Æblegård", ["Jens-Ole von Brahe", "Åse Ø. Æblegård"]),
])
def test_the_absent_are_read_from_the_line_about_them(line: str, absent: list[str]) -> None:
    item, found = one_item(f"<h3>Beslutning</h3><span>Godkendt.<br><br>{line}</span>")
    assert list(item.absent) == absent
    assert told(item) == [("Havneudvalget", "2031-09-03", "Godkendt.")]
    assert "absence-unclear" not in codes(found)


@pytest.mark.parametrize("line", [
    "Fraværet er faldet.", "Fraværende børn tæller med i normeringen.", "Afbud skal meldes til sekretariatet.",
    "Ida Lund melder afbud til mødet den 10. oktober.", "Udvalget drøftede afbud: ingen ændring.",
])
def test_prose_about_absence_is_the_decisions(line: str) -> None:
    item, _ = one_item(f"<h3>Beslutning</h3><span>{line}</span>")
    assert item.absent == ()
    assert told(item) == [("Havneudvalget", "2031-09-03", line)]


def test_a_line_of_absence_that_holds_no_names_is_noted() -> None:
    item, found = one_item("<h3>Beslutning</h3><p>Ja.</p><p>Fraværende: Ida Lund, 2 medlemmer fra liste C</p>")
    assert item.absent == ("Ida Lund",)
    assert "absence-unclear" in codes(found)


def test_the_absent_of_an_earlier_body_are_not_this_meetings(minutes: Reading, agenda: Reading) -> None:
    assert "Bo Lind" not in minutes.packet.items[1].absent
    assert agenda.packet.items[0].absent == ()


def test_a_field_of_its_own_may_tell_the_absent() -> None:
    item, _ = one_item(Felter=[{"Navn": "Fraværende", "Html": "<p>Ida Lund (A)</p><p>Stedfortræder: Bo Lind</p>"}])
    assert (item.absent, labels(item)) == (("Ida Lund",), ["Fraværende"])


# ------------------------------------------------------------------ the whole
def test_annexes_are_listed_in_order_with_ids_and_places(minutes: Reading) -> None:
    annexes = minutes.packet.items[1].annexes
    assert [a.title for a in annexes] == ["Bilag 1. Kort over havnen", "Bilag 2. Overslag"]
    assert annexes[1].where[0].pointer == "/Dagsordenpunkter/1/Bilag/1/Navn"
    assert annexes[1].source_id


def test_the_packet_survives_its_form_and_its_canonical_bytes(minutes: Reading, agenda: Reading) -> None:
    for found in (minutes, agenda):
        assert packet_of(json.loads(json.dumps(form_of(found.packet)))) == found.packet
        assert canonical_packet(found.packet)


def test_the_same_bytes_always_give_the_same_reading() -> None:
    assert reading(raw("minutes.json")) == reading(raw("minutes.json"))


def test_every_finding_can_be_said(minutes: Reading, agenda: Reading) -> None:
    assert all(finding.message for found in (minutes, agenda) for finding in found.findings)
