"""The demo is what it says: packets in the packet form, one municipality, figures that hang together."""

from __future__ import annotations

import json
import re

import pytest

from sagsgang.pure.intake.labels import kind_of
from sagsgang.pure.intake.read import read
from sagsgang.pure.packet.blocks import Heading
from sagsgang.pure.packet.form import form_of, packet_of
from sagsgang.pure.packet.keys import body_key, meeting_key
from sagsgang.pure.packet.normal import normal
from sagsgang.pure.packet.open_part import open_part
from sagsgang.pure.render.colour import LEAST_CONTRAST, contrast
from sagsgang.pure.render.pdf import pdf_of

from .demo import files, municipality, packet, tables

DAYS = ("2014-12-03", "2015-03-11", "2015-04-15", "2015-05-13")


def amount(text: str) -> int:
    """Kroner of a printed amount; an empty cell or a lone dash is none."""
    return int(text.replace(".", "")) if text.strip(" -") else 0


def test_the_four_meetings_are_there_and_no_others() -> None:
    assert sorted(name[:10] for name in files()) == sorted(DAYS)


@pytest.mark.parametrize("day", DAYS)
def test_a_file_is_exactly_what_the_packet_form_prints(day: str) -> None:
    (text,) = [text for name, text in files().items() if name.startswith(day)]
    printed = form_of(packet_of(json.loads(text)))
    assert text == json.dumps(printed, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("day", DAYS)
def test_the_meetings_are_of_one_body_of_the_demo_municipality(day: str) -> None:
    meeting = packet(day)
    assert meeting.municipality == municipality()["name"]
    assert body_key(meeting.committee or "") == body_key(packet(DAYS[-1]).committee or "")
    assert meeting.meeting_date is not None
    assert meeting.meeting_date.isoformat() == day


def test_no_two_meetings_have_the_same_key() -> None:
    assert len({meeting_key(packet(day)) for day in DAYS}) == len(DAYS)


@pytest.mark.parametrize("day", DAYS)
def test_every_field_label_means_what_its_kind_says(day: str) -> None:
    for item in packet(day).items:
        for section in item.sections:
            assert section.kind is kind_of(section.label), section.label


@pytest.mark.parametrize("day", DAYS)
def test_nothing_in_the_demo_is_held_back_from_the_public(day: str) -> None:
    open_packet, left_out = open_part(packet(day))
    assert open_packet == packet(day)
    assert left_out == ()


def test_item_4_quotes_the_december_decision_word_for_word() -> None:
    (december,) = packet("2014-12-03").items
    (may,) = [item for item in packet("2015-05-13").items if item.case_number == december.case_number]
    quoted, own = may.decisions
    assert quoted == december.decisions[0]
    assert own.date == packet("2015-05-13").meeting_date


def test_two_of_the_six_listed_annexes_have_no_cover_and_their_bodies_stand_apart() -> None:
    meeting = packet("2015-05-13")
    listed = [annex.title for item in meeting.items for annex in item.annexes]
    assert len(listed) == 6
    assert [document.label for document in meeting.annex_documents] == ["3.1", "3.2", "5.1", "6.1"]
    assert {document.title for document in meeting.annex_documents} == set(listed) - set(listed[2:4])
    assert [(body.label, body.title) for body in meeting.annex_bodies] == [(None, None)] * 2


def test_the_forms_name_another_case_number_than_their_item() -> None:
    meeting = packet("2015-05-13")
    forms = meeting.annex_bodies[1]
    named = {row[-1] for table in tables(forms.blocks) if table[0][-1] == "Acadre" for row in table[1:]}
    assert named == set(forms.case_numbers) == {"15/6552"}
    assert meeting.items[2].case_number not in named


def test_each_form_says_a_net_that_is_the_sum_of_its_lines_in_every_year() -> None:
    years = [table for table in tables(packet("2015-05-13").annex_bodies[1].blocks)
             if table[0][0] == "Budgetår" and len(table[0]) == 5]
    assert len(years) == 4
    for table in years:
        assert [row[0] for row in table[1:]] == ["2016", "2017", "2018", "2019"]
        for _, once, spent, earned, net in table[1:]:
            assert sum(amount(line) for cell in (once, spent, earned) for line in cell.split("\n")) == amount(net)


def test_the_overview_adds_up_the_forms_and_keeps_the_one_off_that_no_row_carries() -> None:
    forms = tables(packet("2015-05-13").annex_bodies[1].blocks)
    overview = forms[-1]
    nets = [amount(table[1][4]) for table in forms if table[0][0] == "Budgetår" and len(table[0]) == 5]
    rows, total = overview[2:-1], overview[-1]
    for year in range(3):
        assert [amount(row[4 + 3 * year]) for row in rows] == nets
        assert amount(total[4 + 3 * year]) == sum(nets)
    assert (total[2], [row[2] for row in rows]) == ("100.000", [""] * 4)


def test_a_form_has_its_sheet_s_sections_in_their_order() -> None:
    headings = [block.text for block in packet("2015-05-13").annex_bodies[1].blocks if isinstance(block, Heading)]
    sheet = ["Økonomi", "Personale", "Serviceniveau", "Dialog/høring", "Bilag"]
    assert [text for text in headings if text in sheet] == sheet * 4


def test_the_guidances_of_the_nine_municipalities_add_up_to_what_the_item_says() -> None:
    meeting = packet("2015-05-13")
    (counts,) = [table[1:] for table in tables(meeting.annex_documents[2].blocks) if table[0][0] == "Kommune"]
    assert len(counts) == 9
    said = re.findall(r"\d+", meeting.items[4].sections[2].text)
    assert str(sum(int(count) for _, count in counts)) in said


def test_the_saving_of_one_citizen_is_the_difference_of_its_lines() -> None:
    (table,) = tables(packet("2015-05-13").annex_documents[0].blocks)
    line = {row[0]: amount(row[1]) for row in table[1:]}
    now, _, pay, grant, refund, yearly, saved = line.values()
    assert pay + grant + refund == yearly
    assert now - yearly == saved


def test_the_site_says_that_it_is_a_demo_and_its_colour_carries_white_text() -> None:
    said = municipality()
    assert "nyskrevet" in said["notice"]
    assert "opdigtede" in said["notice"]
    assert "opdigtede" in said["about"]
    assert contrast(said["colour"], "#ffffff") >= LEAST_CONTRAST


def test_the_logins_differ_and_hold_known_roles() -> None:
    logins = municipality()["logins"]
    assert len({login["username"] for login in logins}) == len(logins)
    assert all(login["password"] and set(login["roles"]) <= {"importer", "publisher"} for login in logins)
    assert any(set(login["roles"]) == {"importer", "publisher"} for login in logins)


@pytest.mark.parametrize("day", DAYS)
def test_a_meeting_printed_by_our_writer_is_read_back_as_the_same_meeting(day: str) -> None:
    printed = pdf_of(packet(day))
    reading = read(printed, f"{day}.pdf")
    assert reading.packet.layout == packet(day).layout
    assert normal(reading.packet) == normal(packet(day))
    assert not reading.has_error
