"""Made-up meetings of a made-up municipality, for tests of the public store and site; all words written for this."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from sagsgang.pure.packet.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.keys import meeting_key
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
from sagsgang.pure.packet.open_part import open_part
from sagsgang.records.openstore.services import MunicipalityStatement, ReleaseStatement

MUNICIPALITY = "Fjordby Kommune"
COMMITTEE = "Udvalget for Havn, Natur og Turisme 2022-2025"
COUNCIL = "Byrådet 2022-2025"
FINANCE = "Økonomiudvalget"
#: Words of closed items: they may stand nowhere on the public side.
SECRETS = ("Kajpladsforhandlingerne med Blåmejse Rederi", "hemmeligtbilag", "33,7 mio. kr. i mindstepris", "Lukkerup")


def words(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(text) for text in texts)


def row(*texts: str, header: bool = False, first: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell(text, header=header or (first and place == 0)) for place, text in enumerate(texts))


BUDGET = Table((
    row("1.000 kr.", "2023", "2024", "2025", "2026", header=True),
    row("Anlæg af bro og stier", "4.250", "2.100", "0", "0", first=True),
    row("Drift og tilsyn", "120", "240", "240", "240", first=True),
    row("Tilskud fra fonde", "−1.500", "−500", "0", "0", first=True),
    row("I alt", "2.870", "1.840", "240", "240", first=True),
))
FORM = Table((
    (Cell("Måling", header=True, rowspan=2), Cell("Badesteder", header=True, colspan=3),
     Cell("Bemærkninger", header=True, rowspan=2)),
    row("Nord", "Midt", "Syd", header=True),
    row("Prøver i alt", "24", "24", "22", "To prøver i syd gik tabt under transporten og er ikke taget om", first=True),
    row("Over grænsen", "1", "0", "3", "Efter skybrud", first=True),
    row("Andel", "4,2 %", "0,0 %", "13,6 %", "", first=True),
))


def footbridge(number: str, decisions: tuple[Decision, ...], annexes: bool = True) -> Item:
    """The case that three bodies deal with."""
    return Item(
        number=number, title="Gangbro over Skælå og sti til fyret: anlægsbevilling", case_number="22/4711",
        kind=ItemKind.DECISION, access=Access.OPEN,
        sections=(
            Section("Resumé", SectionKind.SUMMARY, words(
                "Udvalget skal tage stilling til, om der skal søges en anlægsbevilling på 6,35 mio. kr. til en gangbro "
                "over Skælå og 2,4 km sti frem til fyret.")),
            Section("Indstilling", SectionKind.RECOMMENDATION, (
                Paragraph("Direktøren for By og Land indstiller til byrådet,"),
                ListBlock(True, (words("at broen og stien anlægges i 2023 og 2024,"),
                                 words("at der gives en anlægsbevilling på 6,35 mio. kr., finansieret af kassen, og"),
                                 words("at fondene Skov & Strand og Kystens Venner søges om 2,0 mio. kr."))))),
            Section("Sagsfremstilling", SectionKind.PRESENTATION, (
                Heading(1, "Baggrund"),
                Paragraph("Den gamle bro blev lukket efter eftersynet i 2021. Siden har gæster måttet gå ad vejen, "
                          "hvor der hverken er fortov eller belysning."),
                Heading(2, "Linjeføring"),
                Paragraph("Tre linjer er undersøgt:"),
                ListBlock(False, (words("den gamle linje langs åen,"),
                                  (Paragraph("en linje bag klitterne, som"),
                                   ListBlock(False, (words("skåner ynglende fugle,"), words("er 400 m længere,")))),
                                  words("en linje ad markvejen."))),
                Heading(1, "Tidsplan"),
                Paragraph("Udbud i efteråret, anlæg fra marts til september. Se også "
                          "https://eksempel.invalid/en/meget/lang/adresse/uden/mellemrum/som/skal/kunne/brydes/pa/en/smal/skaerm")
            )),
            Section("Økonomi", SectionKind.ECONOMY, (
                Paragraph("Beløb i 1.000 kr., 2022-priser. − er en mindreudgift."), BUDGET)),
            Section("Høring", SectionKind.HEARING, ()),
            Section("Beslutning", SectionKind.DECISION, words("Gentages ikke på siden.")),
        ),
        decisions=decisions, absent=("Asta Hav",), attendance_notes=("Bo Klit deltog ikke fra kl. 17.40.",),
        annexes=(Annex("Notat om linjeføring.pdf", "88120/22", Access.OPEN), Annex("Kort over stien.pdf", "88121/22"))
        if annexes else (),
    )


def committee_minutes() -> Packet:
    own = Decision(COMMITTEE, date(2022, 9, 14), (
        Paragraph("Indstillingen anbefales, idet linjen bag klitterne vælges."),
        Paragraph("Et mindretal, Cilla Eng, tager forbehold for driftsudgiften.")))
    return Packet(
        municipality=MUNICIPALITY, committee=COMMITTEE, meeting_date=date(2022, 9, 14), meeting_start=time(16, 30),
        place="Havnekontoret, mødelokale 2", edition=Edition.MINUTES, layout="test",
        items=(
            Item("1", "Godkendelse af dagsorden", None, ItemKind.DECISION, Access.OPEN,
                 decisions=(Decision(COMMITTEE, date(2022, 9, 14), words("Godkendt.")),)),
            Item("2", "Status på badevand i sommeren 2022", "22/3900", ItemKind.INFORMATION, None,
                 (Section("Sagsfremstilling", SectionKind.PRESENTATION, (
                     Paragraph("Sommerens prøver viser rent vand ved de fleste strande. Turistforeningens medlemmer og "
                               "sommerhusgrundejerforeningerne er orienteret."), FORM)),
                  Section("Økonomi", SectionKind.ECONOMY, (BUDGET, BUDGET))),
                 (Decision(COMMITTEE, date(2022, 9, 14), words("Taget til efterretning.")),)),
            footbridge("3", (own,)),
            Item("4", "Lukket aftale om kaj", "22/9", None, Access.CLOSED,
                 (Section("Sagsfremstilling", None, words(f"{SECRETS[0]} om {SECRETS[2]}")),),
                 (Decision(COMMITTEE, date(2022, 9, 14), words("Godkendt.")),), absent=(SECRETS[3],),
                 annexes=(Annex(f"{SECRETS[1]}.pdf", "1/22", Access.CLOSED),)),
            Item("5", "Orientering og eventuelt", None, ItemKind.INFORMATION, None,
                 decisions=(Decision(COMMITTEE, date(2022, 9, 14), ()),)),
        ),
        attendees=(Attendee("Dan Vig", False), Attendee("Cilla Eng", False), Attendee("Asta Hav", True)),
        signatories=(Signatory("Dan Vig", "Formand"), Signatory("Cilla Eng", None)),
        annex_documents=(AnnexDocument("3.1", "Notat om linjeføring", Access.OPEN, "88120/22", (9, 11), (
            Heading(1, "Notat"), Paragraph("Linjen bag klitterne er den dyreste, men skåner fuglelivet."), BUDGET,
            Heading(2, "Fugle"), Paragraph("Der er talt 41 par splitterner.")), ("21/1208",)),),
    )


def council_minutes() -> Packet:
    """The council decides, and quotes the committee and the finance committee, whose paper is not here."""
    quotes = (
        Decision("Udvalget for Havn, Natur og Turisme", date(2022, 9, 14), words("Indstillingen gengivet.")),
        Decision(FINANCE, date(2022, 9, 28), words("Anbefales. Fondene søges først.")),
        Decision(COUNCIL, date(2022, 10, 5), words("Godkendt med 17 stemmer mod 4.")),
    )
    item = replace(footbridge("7", quotes, annexes=False), absent=(), attendance_notes=())
    return Packet(
        MUNICIPALITY, COUNCIL, date(2022, 10, 5), time(18, 0), "Salen", Edition.MINUTES, "test", (item,),
        annex_bodies=(AnnexDocument(None, None, None, None, (12, 12), words("Skema til kontrol af redningsposter.")),),
    )


def committee_agenda() -> Packet:
    """A later agenda: nothing is decided yet."""
    item = replace(footbridge("2", (), annexes=False), title="Gangbro over Skælå: status på anlægget", absent=(),
                   attendance_notes=(), kind=ItemKind.INFORMATION)
    return Packet(MUNICIPALITY, COMMITTEE, date(2023, 2, 8), time(16, 30), None, Edition.AGENDA, "test",
                  (Item("1", "Godkendelse af dagsorden", None, ItemKind.DECISION, Access.OPEN), item))


def statement(packet: Packet, *, sequence: int = 1, release_id: str = "", pdf: bytes = b"") -> ReleaseStatement:
    """The release of a packet's open part (a legacy one), as `procedures` would state it."""
    public, _left_out = open_part(packet)
    data, key = canonical_packet(public), meeting_key(packet) or "-"
    pdf = pdf or b"%PDF-1.7 " + key.encode() + str(sequence).encode()
    return ReleaseStatement(
        release_id=release_id or f"{key}#{sequence}", meeting_key=key, edition=packet.edition or "", sequence=sequence,
        released_at=datetime(2022, 10, 6, 9, 30, tzinfo=UTC), packet_bytes=data, sha256=sha256(data), pdf_bytes=pdf,
        pdf_sha256=sha256(pdf), supersedes=f"{key}#{sequence - 1}" if sequence > 1 else None, municipality=MUNICIPALITY,
        colour="#1f5f5b",
    )


SITE = MunicipalityStatement(
    name=MUNICIPALITY, colour="#1f5f5b", notice="Alt på denne side er fundet på og skrevet til prøve.",
    about="Fjordby findes ikke.\n\nMøderne er skrevet til prøve.", address="Havnegade 1\n9999 Fjordby",
    phone="99 99 99 99", email="post@fjordby.invalid", website="https://fjordby.invalid/")

_PLACES = ("Nordstrand", "Mølleåen", "Gl. Skovvej", "Havneplads Øst", "Præstemarken", "Den Gamle Brugs")
_ACTS = ("Lokalplan for", "Renovering af", "Tilsyn med", "Salg af grund ved", "Støj fra", "Trafiksikkerhed ved")
_VERDICTS = ("Godkendt.", "Udsat til næste møde, fordi høringen ikke er slut.",
             "Indstillingen blev sat til afstemning. For stemte 11, imod stemte 6. Indstillingen er vedtaget.",
             "Taget til efterretning, idet udvalget beder om en ny status, når entreprenøren har afleveret.")


def crowd() -> tuple[Packet, ...]:
    """Two years of meetings of three bodies, so that lists, years and pages of hits have something to show."""
    made = []
    for number in range(18):
        body = (COMMITTEE, COUNCIL, "Børne- og Skoleudvalget 2022-2025")[number % 3]
        day = date(2022 + number // 9, 2 + number % 9, 3 + number)
        items = tuple(_small_item(body, day, number, place) for place in range(4 + number % 3))
        made.append(Packet(MUNICIPALITY, body, day, time(17, 0), "Salen", Edition.MINUTES, "test", items))
    return tuple(made)


def _small_item(body: str, day: date, number: int, place: int) -> Item:
    text = f"Forvaltningen har set på {_PLACES[place % 6]} og på skolebestyrelsens ønsker om en kommuneplan."
    return Item(
        str(place + 1), f"{_ACTS[(number + place) % 6]} {_PLACES[(number * place) % 6]}",
        f"22/{1000 + number * 7 + place}", (ItemKind.DECISION, ItemKind.INFORMATION, ItemKind.DISCUSSION)[place % 3],
        sections=(Section("Sagsfremstilling", SectionKind.PRESENTATION, words(text)),),
        decisions=(Decision(body, day, words(_VERDICTS[(number + place) % 4])),))


def shortened(packet: Packet, *, long_ago: bool = False, items: int = 5) -> Packet:
    """The packet with its first items only; `long_ago`: of a meeting one year earlier."""
    day = packet.meeting_date
    kept = packet.items[:items]
    if long_ago and day:
        day = day.replace(year=day.year - 1)
        kept = tuple(replace(item, decisions=tuple(replace(d, date=day) for d in item.decisions)) for item in kept)
    documents = packet.annex_documents if items > 2 else ()
    return replace(packet, meeting_date=day, items=kept, annex_documents=documents)
