"""Any packet at all, for Hypothesis: what readers may meet in the wild, and what no sane paper has."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

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
from sagsgang.pure.packet.span import Span

#: Every character that a text may have; not NFC, beyond the BMP, control characters, empty.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12) | st.sampled_from(
    ["", " ", "-", "å", "a\u030a", "𝒜 🏛", "\u202e", "\\u0000", "'; --", "Beslutning", "\t\n"])
#: Few values, so that numbers, titles and bodies repeat.
NAMES = st.sampled_from(["å", "a\u030a", "1", "2", "3", "3.1", "3.2", "Notat", "Notat.pdf", "NOTAT", "12/34", "12-34",
                         "Økonomiudvalget", "Byrådet 2022-2025", "Byrådet"]) | TEXT
DAYS = st.sampled_from([date(2015, 5, 13), date(2014, 12, 3)]) | st.dates()
COUNT = st.integers(min_value=0, max_value=2**53 - 1)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def tuples(strategy: st.SearchStrategy, longest: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=longest).map(tuple)


SPANS = tuples(
    st.builds(Span, page=maybe(COUNT), bbox=maybe(st.tuples(COUNT, COUNT, COUNT, COUNT)), line_from=COUNT,
              line_to=COUNT)
    | st.builds(Span, pointer=TEXT, start=COUNT, end=COUNT) | st.builds(Span, pointer=TEXT), 2)
SOURCES = st.dictionaries(TEXT, SPANS, max_size=2)
CELLS = st.builds(Cell, TEXT, st.booleans(), st.integers(1, 9), st.integers(1, 9))
LEAVES: st.SearchStrategy[Block] = (
    st.builds(Paragraph, TEXT, SPANS) | st.builds(Heading, st.integers(1, 6), TEXT, SPANS)
    | st.builds(Table, tuples(tuples(CELLS)), SPANS))
BLOCKS = tuples(st.recursive(LEAVES, lambda inner: st.builds(ListBlock, st.booleans(), tuples(tuples(inner)), SPANS),
                             max_leaves=4))
ACCESS = maybe(st.sampled_from(Access))
DOCUMENTS = st.builds(AnnexDocument, maybe(NAMES), maybe(NAMES), ACCESS, maybe(NAMES), maybe(st.tuples(COUNT, COUNT)),
                      BLOCKS, tuples(NAMES), SPANS)
ITEMS = st.builds(
    Item, number=NAMES, title=maybe(NAMES), case_number=maybe(NAMES), kind=maybe(st.sampled_from(ItemKind)),
    access=ACCESS, sections=tuples(st.builds(Section, NAMES, maybe(st.sampled_from(SectionKind)), BLOCKS, SPANS)),
    decisions=tuples(st.builds(Decision, maybe(NAMES), maybe(DAYS), BLOCKS, SPANS)), absent=tuples(NAMES),
    attendance_notes=tuples(TEXT), annexes=tuples(st.builds(Annex, NAMES, maybe(NAMES), ACCESS, maybe(TEXT), SPANS)),
    source_id=maybe(TEXT), where=SPANS, sources=SOURCES)


def packets(committee: st.SearchStrategy, day: st.SearchStrategy) -> st.SearchStrategy[Packet]:
    return st.builds(
        Packet, municipality=st.sampled_from([None, "", "–", "Fjordby Kommune", "Fjordby  kommune"]),
        committee=committee, meeting_date=day, meeting_start=maybe(st.times()), place=maybe(TEXT),
        edition=maybe(st.sampled_from(Edition)),
        layout=maybe(TEXT), items=tuples(ITEMS, 4), attendees=tuples(st.builds(Attendee, NAMES, st.booleans())),
        signatories=tuples(st.builds(Signatory, NAMES, maybe(TEXT))), annex_documents=tuples(DOCUMENTS),
        annex_bodies=tuples(DOCUMENTS, 2), source_id=maybe(TEXT), sources=SOURCES)


PACKETS = packets(maybe(NAMES), maybe(DAYS))
#: Packets whose meeting can be told from others.
KEYED = packets(st.sampled_from(["Byrådet 2022-2025", "Byrådet", "Økonomiudvalget", "1"]), DAYS)
