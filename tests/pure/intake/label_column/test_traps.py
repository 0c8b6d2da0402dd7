"""Each trap of real papers that this layout can meet, one by one; all papers are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from sagsgang.pure.intake.label_column import read_pages, read_text
from sagsgang.pure.intake.pdf import pages_of
from sagsgang.pure.intake.questions import with_questions
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.packet.model import Access, Edition, Item

from .drawing import COMMITTEE, Look, Paper, Part, decision, entry, pdf_of
from .papers import LONG, OWN, quay, remarks

HEAD = " HAVNE- OG NATURUDVALGET 2018-2021\n\n"


def item(*fields: str, number: str = "1", title: str = "Broen", case: str = "19/44") -> str:
    """One item of a text layer; fields are "Label value" paragraphs."""
    return HEAD + f"{number}. {title}\n\nSagsnr.: {case}\n\n" + "\n\n".join(fields) + "\n"


def read(text: str) -> Reading:
    reading = read_text(text, "a.txt")
    assert reading is not None
    return reading


def only(text: str) -> Item:
    items = read(text).packet.items
    assert len(items) == 1
    return items[0]


OWN_LABEL = "Beslutning Havne- og\nNaturudvalget\n2018-2021 den 12-06-\n2019"


# ------------------------------------------------------------------ 1: labels over page ends
@pytest.mark.parametrize("height", range(280, 420, 12))
def test_a_page_may_end_anywhere_in_a_decision(height: int) -> None:
    paper = Paper((remarks("1"), quay("2")))
    reading = read_pages(pages_of(pdf_of(paper, Look(height=height, top=45, bottom=40))), "")
    assert reading is not None
    assert [(d.body, d.date.isoformat(), " ".join(d.text.split())) for d in reading.packet.items[1].decisions] == [
        (body, day, " ".join(text.split())) for body, day, text in paper.items[1].decisions
    ]


# ------------------------------------------------------------------ 2: heads in mid-text
def test_heads_and_page_numbers_leave_the_text_and_are_told() -> None:
    text = (
        HEAD + "1. Broen\n\nSagsnr.: 19/44\n\nTema Broen over åen er fra 1931, og den\nskal\n\n"
        "Havne- og Naturudvalget 2018-2021 onsdag den 12. juni 2019 4\n\n males i år.\n\n"
        + OWN_LABEL
        + "\n\n-\n"
        + item(OWN_LABEL + "\n\n-", number="2")
        + "\n Bilag: 1.1. A.pdf\n\nUdvalg: Havne- og Naturudvalget 2018-2021\n"
        "Mødedato: 12. juni 2019 - Kl. 16:30\n\nAdgang: Lukket\nBilagsnr: 1/19\n\nBroen er gammel.\n"
    )
    reading = read(text)
    assert (
        " ".join(reading.packet.items[0].sections[0].text.split())
        == "Broen over åen er fra 1931, og den skal males i år."
    )
    told = [f.args["text"] for f in reading.findings if f.code == "page-chrome"]
    assert "Havne- og Naturudvalget 2018-2021 onsdag den 12. juni 2019 4" in told


# ------------------------------------------------------------------ 4, 5: an annex repeats the packet's words; numbers
def test_an_annex_that_looks_like_items_makes_none() -> None:
    paper = (
        "\n Bilag: 1.1. Skema.pdf\n\nUdvalg: Naturudvalget 2018-2021\nMødedato: 12. juni 2019\n\nAdgang: Åben\n"
        "Bilagsnr: 7/19\n\nBILAG\n\nDIALOG/HØRING\n\nØKONOMI\n\n2. Udgifter\n\nTema Penge\n\nFraværende Ingen\n"
    )
    packet = read(item("Tema Ingen", "Bilag Skema.pdf", OWN_LABEL + "\n\nGodkendt.") + paper).packet
    assert [i.number for i in packet.items] == ["1"]
    assert packet.annex_documents[0].text.split("\n")[0] == "BILAG"
    assert packet.items[0].absent == ()


def test_numbered_lines_in_a_field_are_no_items() -> None:
    text = item(
        "Tema Tre forslag:\n1. at broen males,\n\n2. at broen rives ned\n\nAdministrationens\nforslag\n\n-",
        OWN_LABEL + "\n\n1. Udsat.\n\n2. Godkendt.",
    )
    assert [s.label for s in only(text).sections] == ["Tema", "Administrationens forslag", "Beslutning"]
    assert only(text).decisions[0].text == "1. Udsat.\n2. Godkendt."


# ------------------------------------------------------------------ 6, 7: values like labels, empty forms
def test_values_that_look_like_labels_are_values() -> None:
    read_item = only(
        item(
            "Punkttype Beslutning.",
            "Tema Bilag og økonomi er vedlagt.",
            OWN_LABEL + "\n\nReferat tages ad notam.",
            title="Beslutning om broen",
        )
    )
    assert read_item.title == "Beslutning om broen"
    assert read_item.kind == "decision"
    assert [s.text for s in read_item.sections][1] == "Bilag og økonomi er vedlagt."


@pytest.mark.parametrize("nothing", ["-", "–", "Nej", "Ingen", "."])
def test_empty_forms_hold_nothing(nothing: str) -> None:
    read_item = only(item(f"Bilag {nothing}", OWN_LABEL + "\n\n-", f"Fraværende {nothing}"))
    assert (read_item.annexes, read_item.absent, read_item.decisions[0].blocks) == ((), (), ())


def test_a_label_with_nothing_under_it_is_an_empty_field() -> None:
    read_item = only(item("Tema", "Bilag Nej", OWN_LABEL + "\n\nGodkendt."))
    assert [(s.label, s.text) for s in read_item.sections][:2] == [("Tema", ""), ("Bilag", "Nej")]


# ------------------------------------------------------------------ access, kind, case numbers
@pytest.mark.parametrize(
    ("title", "access"),
    [("Lukket: Køb af grund", Access.CLOSED), ("Køb af grund (Lukket)", Access.CLOSED), ("Køb af grund", None)],
)
def test_access_is_what_the_title_says_and_no_more(title: str, access: Access | None) -> None:
    read_item = only(item("Tema Den lukkede bro.", OWN_LABEL + "\n\n-", title=title))
    assert (read_item.title, read_item.access) == ("Køb af grund", access)


@pytest.mark.parametrize(
    "case",
    [
        "19/44",
        "14/11078",
        "25-010259",
        "330-2019-2104"[4:],
        "EMN-2025-003383",
        "85.02.02-G01-5-17",
        "00.30.10-Ø00-4-16",
        "2009/049528",
        "299835",
    ],
)
def test_case_numbers_of_many_forms_are_read(case: str) -> None:
    assert only(item("Tema x", OWN_LABEL + "\n\n-", case=case)).case_number == case


def test_a_case_number_that_is_none_is_told_not_guessed() -> None:
    reading = read(item("Tema x", OWN_LABEL + "\n\n-", case="se mappe"))
    assert reading.packet.items[0].case_number is None
    assert "case-number-unread" in {f.code for f in reading.findings}


def test_an_unknown_kind_is_told_not_guessed() -> None:
    reading = read(item("Punkttype Hastesag", OWN_LABEL + "\n\n-"))
    assert reading.packet.items[0].kind is None
    assert "item-kind-unread" in {f.code for f in reading.findings}


# ------------------------------------------------------------------ decisions
@pytest.mark.parametrize(
    ("label", "body", "day"),
    [
        ("Beslutning i Økonomiudvalget den 21. maj 2019:", "Økonomiudvalget", date(2019, 5, 21)),
        ("Beslutning Byrådet den 29-05-2019", "Byrådet", date(2019, 5, 29)),
        (
            "Beslutning Udvalget for Børn og Skole 2018-2021\nden 01-04-2019",
            "Udvalget for Børn og Skole 2018-2021",
            date(2019, 4, 1),
        ),
        ("Beslutning fra Kommunalbestyrelsen den 29. maj 2019", "Kommunalbestyrelsen", date(2019, 5, 29)),
    ],
)
def test_earlier_bodies_decisions_keep_body_and_day(label: str, body: str, day: date) -> None:
    read_item = only(item("Tema x", label + "\n\nAnbefales.", OWN_LABEL + "\n\nGodkendt."))
    assert [(d.body, d.date, d.text) for d in read_item.decisions] == [
        (body, day, "Anbefales."),
        (COMMITTEE, date(2019, 6, 12), "Godkendt."),
    ]
    assert [s.label for s in read_item.sections] == ["Tema", "Beslutning"]


def test_words_of_a_decision_that_name_a_day_are_no_label() -> None:
    text = item("Tema x", OWN_LABEL + "\n\nUdvalget besluttede den 12-06-2019, at broen males.")
    assert only(text).decisions[0].text == "Udvalget besluttede den 12-06-2019, at broen males."


def test_a_plain_label_is_the_meetings_own_decision() -> None:
    text = item("Tema x", "Beslutning Godkendt.") + item("Tema y", OWN_LABEL + "\n\n-", number="2")
    decided = read(text).packet.items[0].decisions[0]
    assert (decided.body, decided.date, decided.text) == (COMMITTEE, date(2019, 6, 12), "Godkendt.")


def test_a_paper_without_decisions_is_an_agenda() -> None:
    text = "\n".join(
        [
            "Fjordby Kommune",
            "Udvalg: Havne- og Naturudvalget 2018-2021",
            "Mødedato: 12. juni 2019",
            "Mødetidspunkt: Kl. 16.30",
            "Mødested: Havnekontoret",
            "",
        ]
    ) + item("Tema x", "Bilag Nej")
    packet = read(text).packet
    assert (
        packet.edition,
        packet.committee,
        packet.meeting_date,
        packet.meeting_start,
        packet.place,
        packet.municipality,
    ) == (Edition.AGENDA, COMMITTEE, date(2019, 6, 12), time(16, 30), "Havnekontoret", "Fjordby Kommune")


def test_a_contents_list_in_front_makes_no_items() -> None:
    text = (
        "Indhold\n\n1. Broen 3\n2. Stien 4\n"
        + item("Tema x", OWN_LABEL + "\n\n-")
        + item("Tema y", OWN_LABEL + "\n\n-", number="2", title="Stien")
    )
    reading = read(text)
    assert [i.title for i in reading.packet.items] == ["Broen", "Stien"]
    assert {f.args.get("text") for f in reading.findings if f.code == "line-unplaced"} >= {"Indhold", "1. Broen 3"}


# ------------------------------------------------------------------ absence
@pytest.mark.parametrize(
    ("field", "absent"),
    [
        ("Asta Hav", ("Asta Hav",)),
        ("Asta Hav (A), Bo Klit (V) og Cilla Eng", ("Asta Hav", "Bo Klit", "Cilla Eng")),
        ("Asta Hav\nBo Klit", ("Asta Hav", "Bo Klit")),
        ("Asta Hav - Dan Vig mødte som stedfortræder", ("Asta Hav",)),
        ("Asta Hav (Dan Vig mødte som stedfortræder), Bo Klit", ("Asta Hav", "Bo Klit")),
        ("Asta Hav, i stedet mødte Dan Vig", ("Asta Hav",)),
        ("Dan Vig mødte som stedfortræder for Asta Hav", ("Asta Hav",)),
        ("Asta Hav med afbud", ("Asta Hav",)),
        ("Borgmester Asta Hav", ("Asta Hav",)),
        ("Anne-Marie Skov-Holm", ("Anne-Marie Skov-Holm",)),
        ("Ingen", ()),
    ],
)
def test_names_of_those_away_are_read_and_substitutes_are_not(field: str, absent: tuple[str, ...]) -> None:
    assert only(item(f"Tema {LONG}", OWN_LABEL + "\n\n-", f"Fraværende {field}")).absent == absent


def test_a_line_of_absence_in_a_decision_is_not_its_text() -> None:
    read_item = only(
        item(
            "Tema x",
            OWN_LABEL + "\n\nGodkendt.\n\nFraværende: Asta Hav (A)\n\nBo Klit deltog ikke i sagens behandling.",
        )
    )
    assert read_item.decisions[0].text == "Godkendt."
    assert read_item.absent == ("Asta Hav", "Bo Klit")


def test_absence_at_an_earlier_bodys_decision_is_not_this_meetings() -> None:
    read_item = only(
        item(
            "Tema x",
            "Beslutning Økonomiudvalget den 21-05-2019\n\nAnbefales.\n\nFraværende: Asta Hav",
            OWN_LABEL + "\n\nGodkendt.",
        )
    )
    assert read_item.absent == ()
    assert read_item.decisions[0].text == "Anbefales."


# ------------------------------------------------------------------ the open question
@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Mødet den 14. august 2019 afholdes forud for byrådets møde den 28. august 2019 kl. 16.", True),
        ("Udvalgets møde den 14. august holdes efter byrådets møde den 28. august.", True),
        ("Udvalgets møde den 14. august 2019 flyttes til den 28. august 2019.", False),
        ("Sagen genoptages på mødet den 14. august 2019.", False),
        ("Godkendt.", False),
    ],
)
def test_a_meeting_tied_to_another_day_is_asked_about(words: str, asked: bool) -> None:
    findings = with_questions(read(item("Tema x", OWN_LABEL + f"\n\n{words}"))).findings
    assert ("meeting-moved-or-held" in {f.code for f in findings}) is asked


# ------------------------------------------------------------------ 17: odd characters
def test_odd_characters_are_spelled_out_or_kept() -> None:
    text = item("Tema \uf0b7 rød\u00a0bro\u200b \ufffd", OWN_LABEL + "\n\nGod\u00adkendt.")
    assert only(text).sections[0].text == "• rød bro \ufffd"


# ------------------------------------------------------------------ 18: annex titles
def test_a_wrapped_annex_title_is_one_annex() -> None:
    read_item = only(
        item("Bilag En meget lang titel på et bilag om\nbroen og stien.pdf\nKort.docx", OWN_LABEL + "\n\n-")
    )
    assert [a.title for a in read_item.annexes] == [
        "En meget lang titel på et bilag om broen og stien.pdf",
        "Kort.docx",
    ]


def test_a_sheet_that_no_item_lists_is_told() -> None:
    text = item("Bilag Nej", OWN_LABEL + "\n\n-") + (
        "\n Bilag: 1.1. Kort.pdf\n\nUdvalg: X\nMødedato: 12. juni 2019\n\nAdgang: Lukket\nBilagsnr: 8/19\n\nEt kort.\n"
    )
    reading = read(text)
    assert "annex-not-listed" in {f.code for f in reading.findings}
    assert reading.packet.annex_documents[0].access is Access.CLOSED


# ------------------------------------------------------------------ other layouts
@pytest.mark.parametrize(
    "text", ["", "\x00\x00", "Referat\n\nDer var en gang en bro.\n", "1. Broen\n2. Stien\n", "\f\f\f"]
)
def test_another_layout_is_none(text: str) -> None:
    assert read_text(text, "a.txt") is None


def test_a_pdf_of_another_layout_is_none() -> None:
    letter = Paper((replace(entry("1", "Brev", None, Part("Kære ven", (LONG,)), Part("Hilsen", (LONG,))), parts=()),))
    assert read_pages(pages_of(pdf_of(replace(letter, items=()), Look())), "") is None


def test_a_body_that_two_labels_wrap_differently_is_one_body() -> None:
    paper = Paper(
        (
            entry(
                "1",
                "Broen",
                "19/44",
                Part("Tema", (LONG,)),
                Part("Fraværende", ("Ingen",)),
                decided=[decision(*OWN, "Udsat."), decision(COMMITTEE, "11-06-2019", "2019-06-11", "Godkendt.")],
            ),
        )
    )
    reading = read_pages(pages_of(pdf_of(paper, Look(label_width=90, soft=True))), "")
    assert reading is not None
    assert {d.body for d in reading.packet.items[0].decisions} == {COMMITTEE}
