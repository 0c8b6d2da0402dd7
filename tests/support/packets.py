"""Packets for tests: a handmade one with everything in it, and strategies for wild ones. All words made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

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


# ------------------------------------------------------------------ wild packets
_WORDS = ("sti", "badebro", "sygedagpengemodtagere", "anlægsbevilling", "på", "og", "22/4711", "1.234.567,50", "kr.",
          "æøå", "ÆØÅ", "social-", "børne- og ungeudvalget", "§ 17", "kl. 7.30", "2 000 000", "50 %", "–", "“citat”",
          "a/b")
#: What a typesetter, a tag reader or our own grammar might stumble over.
_TRAPS = (
    "", " ", "-", "—", "Punkt 3: x", "Punkt", "Bilag", "Bilag 1.1: y", "Deltagere", "Indhold", "Felttype",
    "ikke oplyst", "Felt uden navn", "Beslutning", "Besluttet af", "1. maj 2015", ":", ": ", "a: b", "= Overskrift",
    "- punkt", "+ nr", "/ term: x", "#panic()", "$x$", "*fed* _kursiv_", "@henvisning", "<mærke>", "\\", "//",
    "/* x */", "`rå`", "~", "'", '"', "{page}", "{", "…", "ﬁ ﬂ ffi fi", "\u00ad", "so\u00adcial", "a\u200bb",
    "\u00a0", "x\u00a0", "1\u00a0000 kr.", "\uf0b7 punkt", "\uf0fc", "☐ ja ☒ nej ✓", "≤ ≥ − × ≈ √", "日本", "😀",
    "e\u0301", "\u0301", "a\u0301\u0302\u0323", "\u202e bagvendt", "\x00\x07", "\ufffd", "Ω ∑ Ж", "\ufeff", "x" * 300,
    "https://eksempel.invalid/" + "a-b_c/" * 30, "to\nlinjer", "tre\r\n\n  linjer\u2028her", "slut-\nstreg",
    "social-\u2028politik", "\ttab\t", "a" + " " * 9 + "b",
)


def texts() -> SearchStrategy[str]:
    """Danish words, traps, or anything at all."""
    sentence = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)
    return st.one_of(sentence, st.sampled_from(_TRAPS), st.text(max_size=40),
                     st.lists(st.one_of(sentence, st.sampled_from(_TRAPS)), max_size=3).map("\n".join))


def _maybe(strategy: SearchStrategy[object]) -> SearchStrategy[object]:
    return st.none() | strategy


def cells() -> SearchStrategy[Cell]:
    """A cell with or without spans, which need not fit."""
    span = st.sampled_from((1, 1, 1, 1, 2, 3, 9))
    return st.builds(Cell, texts(), st.booleans(), span, span)


def tables() -> SearchStrategy[Table]:
    """A table, ragged or not."""
    rows = st.lists(st.lists(cells(), max_size=5).map(tuple), max_size=6).map(tuple)
    return st.builds(Table, rows)


def leaves() -> SearchStrategy[Block]:
    """A block that holds no others."""
    return st.one_of(st.builds(Paragraph, texts()), st.builds(Heading, st.integers(1, 7), texts()), tables())


def block_trees(depth: int = 3) -> SearchStrategy[tuple[Block, ...]]:
    """Blocks with lists in lists, `depth` deep."""
    inner: SearchStrategy[Block] = leaves()
    if depth:
        inner = inner | st.builds(ListBlock, st.booleans(), st.lists(block_trees(depth - 1), max_size=3).map(tuple))
    return st.lists(inner, max_size=4).map(tuple)


def days() -> SearchStrategy[date]:
    """A day on which a Danish municipality might meet."""
    return st.dates(date(1900, 1, 1), date(2199, 12, 31))


def items() -> SearchStrategy[Item]:
    """An item of any kind; numbers repeat and need not be numbers."""
    kinds = st.sampled_from(SectionKind)
    body = st.builds(Decision, _maybe(texts()), _maybe(days()), block_trees(1))

    def with_joined_decisions(item: Item) -> Item:
        """One field says all that was decided, as in real papers."""
        blocks = tuple(block for decision in item.decisions for block in decision.blocks)
        return replace(item, sections=(*item.sections, Section("Beslutninger", SectionKind.DECISION, blocks)))

    def with_repeated_decision(item: Item) -> Item:
        """The field of the decision says what the value says, as in real papers."""
        repeated = tuple(Section("Beslutning", SectionKind.DECISION, decision.blocks) for decision in item.decisions)
        return replace(item, sections=item.sections + repeated)

    def with_field_that_says_more(item: Item) -> Item:
        """The field of the decision tells who was absent as well, as in real papers."""
        said = tuple(block for decision in item.decisions for block in decision.blocks)
        return replace(item, sections=(*item.sections, Section("Beslutning", SectionKind.DECISION,
                                                               (*said, Paragraph("Afbud: Bo Klit")))))

    def with_fields_of_values(item: Item) -> Item:
        """The first field says the kind, the last one lists the annexes, as a list or line by line."""
        kind = Section("Sagstype", SectionKind.ITEM_KIND, words("Orientering"))
        titles = [annex.title for annex in item.annexes]
        listed: tuple[Block, ...] = (ListBlock(False, tuple(words(title) for title in titles)),)
        lines = words("\n".join(titles)) if item.absent else words(*titles)
        return replace(item, sections=(kind, *item.sections, Section("Bilagsliste", SectionKind.ANNEXES,
                                                                     listed if item.decisions else lines)))

    item = st.builds(
        Item, number=st.sampled_from(("1", "1", "2", "3", "12", "5a", "", "7: b")) | texts(), title=_maybe(texts()),
        case_number=_maybe(texts()), kind=_maybe(st.sampled_from(ItemKind)), access=_maybe(st.sampled_from(Access)),
        sections=st.lists(st.builds(Section, st.sampled_from(("Tema", "Bilag", "Beslutning", "Økonomi")) | texts(),
                                    _maybe(kinds), block_trees()), max_size=3).map(tuple),
        decisions=st.lists(body, max_size=3).map(tuple), absent=st.lists(texts(), max_size=3).map(tuple),
        attendance_notes=st.lists(texts(), max_size=2).map(tuple),
        annexes=st.lists(st.builds(Annex, texts(), _maybe(texts()), _maybe(st.sampled_from(Access)), _maybe(texts())),
                         max_size=3).map(tuple), source_id=_maybe(texts()))
    return st.one_of(item, *map(item.map, (with_repeated_decision, with_joined_decisions, with_field_that_says_more,
                                           with_fields_of_values)))


def documents() -> SearchStrategy[AnnexDocument]:
    """An annex with text, with or without a cover."""
    pages = st.tuples(st.integers(1, 5000), st.integers(1, 5000))
    return st.builds(AnnexDocument, st.none() | st.sampled_from(("1.1", "3.2")) | texts(), _maybe(texts()),
                     _maybe(st.sampled_from(Access)), _maybe(texts()), _maybe(pages), block_trees(2),
                     st.lists(texts(), max_size=2).map(tuple))


def packets() -> SearchStrategy[Packet]:
    """A packet in which anything may be missing, empty, repeated or strange."""
    minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
    return st.builds(
        Packet, municipality=_maybe(texts()), committee=_maybe(texts()), meeting_date=_maybe(days()),
        meeting_start=_maybe(minutes), place=_maybe(texts()), edition=_maybe(st.sampled_from(Edition)),
        layout=_maybe(texts()), items=st.lists(items(), max_size=3).map(tuple),
        attendees=st.lists(st.builds(Attendee, texts(), st.booleans()), max_size=3).map(tuple),
        signatories=st.lists(st.builds(Signatory, texts(), _maybe(texts())), max_size=40).map(tuple),
        annex_documents=st.lists(documents(), max_size=2).map(tuple),
        annex_bodies=st.lists(documents(), max_size=2).map(tuple), source_id=_maybe(texts()))
