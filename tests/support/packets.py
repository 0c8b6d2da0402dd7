"""Packets for tests: a handmade one with everything in it, and strategies for wild ones. All words made up."""

from __future__ import annotations

from datetime import date, time


from sagsgang.pure.packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.packet.model import (
    Access,
    Annex,
    AnnexDocument,
    Attendee,
    Decision,
    Edition,
    Item,
    ItemKind,
    Packet,
    Section,
    SectionKind,
    Signatory,
)

BODY = "Udvalget for Søer, Stier og Sommerliv 2022-2025"
DAY = date(2023, 5, 10)


def words(*texts: str) -> tuple[Block, ...]:
    """A paragraph a text."""
    return tuple(Paragraph(text) for text in texts)


def row(*texts: str, header: bool = False, first: bool = False) -> tuple[Cell, ...]:
    """A table row of plain cells; all of them headings, or only the first."""
    return tuple(Cell(text, header=header or (first and place == 0)) for place, text in enumerate(texts))


BUDGET = Table((
    row("1.000 kr., 2023-priser", "2023", "2024", "2025", "2026", header=True),
    row("Anlæg af badebro og stier", "4.250", "2.100", "0", "0", first=True),
    row("Drift og tilsyn", "120", "240", "240", "240", first=True),
    row("Tilskud fra fonde", "−1.500", "−500", "0", "0", first=True),
    row("I alt", "2.870", "1.840", "240", "240", first=True),
))
FORM = Table((
    (Cell("Måling", header=True, rowspan=2), Cell("Badesteder", header=True, colspan=3),
     Cell("Bemærkninger", header=True, rowspan=2)),
    row("Nord", "Midt", "Syd", header=True),
    row("Prøver i alt", "24", "24", "22", "To prøver i syd gik tabt på vejen\nog er ikke taget om", first=True),
    row("Over grænsen", "1", "0", "3", "Efter skybrud", first=True),
    (Cell("Andel", header=True), Cell("4,2 %"), Cell("", colspan=2), Cell("")),
))
LONG = " ".join(["Forvaltningen har gennemgået søbredden sammen med lodsejerne og fundet, at stien bør flyttes."] * 12)


def _bridge() -> Item:
    own = words("Indstillingen anbefales, idet linjen bag klitterne vælges.", "Et mindretal tager forbehold.")
    return Item(
        number="3", title="Badebro ved Skælsø og sti til fyret: anlægsbevilling", case_number="22/4711",
        kind=ItemKind.DECISION, access=Access.OPEN,
        sections=(
            Section("Resumé", SectionKind.SUMMARY, words("Der søges 6,35 mio. kr. til en badebro.")),
            Section("Direktørens forslag", SectionKind.RECOMMENDATION, (
                Paragraph("Direktøren for By og Land indstiller,"),
                ListBlock(True, (words("at broen og stien anlægges i 2023 og 2024,"),
                                 words("at der gives en anlægsbevilling på 6,35 mio. kr., og"),
                                 words("at Fonden for Sø & Strand søges om 2 000 000 kr."))))),
            Section("Sagsfremstilling", SectionKind.PRESENTATION, (
                Heading(2, "Baggrund"), Paragraph(LONG),
                Paragraph("Den gamle bro blev lukket i 2021.\nGæster går ad vejen.\nDer er hverken fortov eller lys."),
                Heading(3, "Linjeføring"), Paragraph("Tre linjer er undersøgt:"),
                ListBlock(False, (words("den gamle linje langs åen,"),
                                  (Paragraph("en linje bag klitterne, som"),
                                   ListBlock(False, (words("skåner ynglende fugle,"),
                                                     (Paragraph("er 400 m længere,"),
                                                      ListBlock(True, (words("målt på kort"), words("og i marken")))))),
                                   Paragraph("og som er dyrest,")),
                                  words("en linje ad markvejen."))),
                Heading(2, "Tidsplan"),
                Paragraph("Udbud i efteråret. Se https://eksempel.invalid/en/meget/lang/adresse/uden/mellemrum/som/brydes"),
            )),
            Section("Økonomi", SectionKind.ECONOMY, (Paragraph("Beløb i 1.000 kr. − er en mindreudgift."), BUDGET)),
            Section("Høring", SectionKind.HEARING, ()),
            Section("Bilag", SectionKind.ANNEXES, words("Notat om linjeføring.pdf\nKort over stien.pdf")),
            Section("Beslutning", SectionKind.DECISION, own),
        ),
        decisions=(Decision("Økonomiudvalget", date(2023, 4, 26), words("Anbefales. Fondene søges først.")),
                   Decision(BODY, DAY, own), Decision(None, None, words("Udsat."))),
        absent=("Asta Hav", "Bo Klit"), attendance_notes=("Bo Klit deltog ikke fra kl. 17.40.",),
        annexes=(Annex("Notat om linjeføring.pdf", "88120/22", Access.OPEN), Annex("Kort over stien.pdf")),
    )


def handmade() -> Packet:
    """Minutes in which every field of the model is filled somewhere."""
    return Packet(
        municipality="Søby Kommune", committee=BODY, meeting_date=DAY, meeting_start=time(16, 30),
        place="Badehotellet, mødelokale 2", edition=Edition.MINUTES, layout="test",
        items=(
            Item("1", "Godkendelse af dagsorden", None, ItemKind.DECISION, Access.OPEN,
                 decisions=(Decision(BODY, DAY, words("Godkendt.")),)),
            Item("2", "Status på badevand", "22/3900", ItemKind.INFORMATION, None,
                 (Section("", None, (Paragraph("Sommerens prøver viser rent vand."), FORM)),
                  Section("Tema", None, words("Emnet er badevandets kvalitet."))),
                 (Decision(BODY, DAY, words("Taget til efterretning.")),)),
            _bridge(),
            Item("4", None, sections=(Section("Noter: sent", SectionKind.BACKGROUND, words("\uf0b7 Uden", "−")),)),
            Item("5: ekstra", "Punkt 5: eventuelt"),
            Item("", "Orientering"),
        ),
        attendees=(Attendee("Dan Vig", False), Attendee("Cilla Eng", False), Attendee("Asta Hav", True)),
        signatories=(Signatory("Dan Vig", "Formand"), Signatory("Cilla Eng", None)),
        annex_documents=(
            AnnexDocument("3.1", "Notat om linjeføring", Access.OPEN, "88120/22", (9, 11), (
                Heading(1, "Notat"), Paragraph("Linjen bag klitterne er den dyreste, men skåner fuglelivet."), BUDGET,
                Heading(2, "Fugle"), Paragraph("Der er talt 41 par splitterner.")), ("21/1208", "21/1209")),
            AnnexDocument("3.2", None, None, None, None, ())),
        annex_bodies=(AnnexDocument(None, None, None, None, (12, 12), words("Skema til kontrol af redningsposter.")),),
    )
