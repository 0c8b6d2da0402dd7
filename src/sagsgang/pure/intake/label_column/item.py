"""An item's values out of its fields: decisions, absences, annexes, kind; nothing is left out of the fields for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ...kernel.dates import find_date
from ...packet.blocks import Paragraph
from ...packet.findings import FindingClass
from ...packet.model import Access, Annex, Decision, Item, ItemKind, Section, SectionKind
from ...packet.span import Span
from ..labels import kind_of
from ..lines import Row, merged
from .attendance import Absence, absence_of
from .labels import decision_label, plain
from .parts import Desk, Field, RawItem
from .words import folded, squeezed, words

_DASHES = frozenset("-–—")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|html?|jpe?g|png|tiff?|zip|msg|dwg)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What an item is read against: the meeting's body and date, names of bodies as printed elsewhere (by their
    squeezed form), titles of the annex sheets, and where full lines end."""

    body: str | None
    day: date | None
    bodies: Mapping[str, str]
    sheet_titles: tuple[str, ...]
    width: float


def item_of(raw: RawItem, context: Context, desk: Desk) -> Item:
    """The item, with its values read from its fields."""
    title, access, kind = _title(raw)
    where_title = merged(row.where for row in raw.title_rows)
    sources: dict[str, tuple[Span, ...]] = {"number": where_title, "title": where_title}
    case_number = _case_number(raw, desk)
    if raw.case_where:
        sources["case_number"] = raw.case_where
    sections: list[Section] = []
    decisions: list[Decision] = []
    annexes: list[Annex] = []
    absence: list[tuple[Absence, tuple[Span, ...]]] = []
    for part in raw.fields:
        section = _section(part, context, desk)
        sections.append(section)
        match section.kind:
            case SectionKind.ITEM_KIND:
                kind = kind or _kind(part, raw, desk)
                sources["kind"] = part.where
            case SectionKind.DECISION:
                decision, away = _decision(part, section, context, desk)
                decisions.append(decision)
                absence += away
            case SectionKind.ABSENCE if decisions and not _own(decisions[-1], context):
                desk.notes.info("absence-of-earlier-meeting", part.where, text=part.text)
            case SectionKind.ABSENCE:
                absence.append((absence_of(block.text for block in section.blocks if isinstance(block, Paragraph)),
                                part.where))
            case SectionKind.ANNEXES:
                annexes += _annexes(part, context, desk)
    absent, notes = _absent(absence, sources, desk)
    where = merged([*where_title, *raw.case_where, *(span for part in raw.fields for span in part.where)])
    return Item(number=raw.number, title=title, case_number=case_number, kind=kind, access=access,
                sections=_gathered(sections), decisions=tuple(decisions), absent=absent, attendance_notes=notes,
                annexes=tuple(annexes), where=where, sources=sources)


def _title(raw: RawItem) -> tuple[str | None, Access | None, ItemKind | None]:
    """The title without access prefix and kind mark, and what those say."""
    title, access, kind = raw.title, None, None
    for pattern in (words().closed_prefix, words().closed_suffix):
        shorter = pattern.sub("", title)
        if shorter != title:
            title, access = shorter, Access.CLOSED
    if mark := words().kind_mark.search(title):
        title, kind = title[:mark.start()], words().kinds.get(folded(mark["mark"]))
    return title.strip() or None, access, kind


def _case_number(raw: RawItem, desk: Desk) -> str | None:
    text = raw.case_text.strip(" :")
    if words().is_empty(text):
        return None
    found = words().case_number.search(text)
    if not found:
        desk.notes.warn("case-number-unread", raw.case_where, text=text)
        return None
    return found[0]


def _section(part: Field, context: Context, desk: Desk) -> Section:
    dated = decision_label(part.label, frozenset(context.bodies))
    label = dated.label if dated else plain(part.label)
    kind = SectionKind.DECISION if dated else kind_of(label)
    if kind is None:
        desk.notes.info("unknown-label", part.label_where, label=label)
    blocks, guesses = desk.joiner.paragraphs(part.rows, context.width)
    for row, guess in guesses:
        desk.notes.info("line-end-hyphen", (row.where,), FindingClass.LAYOUT, word=guess)
    return Section(label, kind, tuple(blocks), part.where)


def _gathered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The fields of the paper: decisions of several days under one label, one after the other, are one of them."""
    made: list[Section] = []
    for (kind, label), grouped in groupby(sections, key=lambda section: (section.kind, section.label)):
        group = list(grouped)
        if kind is SectionKind.DECISION and len(group) > 1:
            made.append(Section(label, kind, tuple(block for section in group for block in section.blocks),
                                merged(span for section in group for span in section.where)))
        else:
            made += group
    return tuple(made)


def _kind(part: Field, raw: RawItem, desk: Desk) -> ItemKind | None:
    text = part.text
    kind = words().kinds.get(folded(text))
    if kind is None and not words().is_empty(text):
        desk.notes.warn("item-kind-unread", part.where, text=text, number=raw.number)
    return kind


# ------------------------------------------------------------------ decisions
def _decision(part: Field, section: Section, context: Context,
              desk: Desk) -> tuple[Decision, list[tuple[Absence, tuple[Span, ...]]]]:
    """The decision of a field, and the absences that its lines tell."""
    dated = decision_label(part.label, frozenset(context.bodies))
    body = context.bodies.get(squeezed(dated.body), dated.body) if dated and dated.body else context.body
    day = find_date(dated.date) if dated else context.day
    if not dated and day is None:
        desk.notes.warn("decision-undated", part.label_where)
    own = _own(Decision(body, day, ()), context)
    kept: list[Paragraph] = []
    away: list[tuple[Absence, tuple[Span, ...]]] = []
    for block in section.blocks:
        if not isinstance(block, Paragraph):
            continue
        if _tells_absence(block.text):
            away += [(absence_of([block.text]), block.where)] if own else []
        else:
            kept.append(block)
    if all(block.text.strip() in _DASHES for block in kept):
        kept = []
    return Decision(body, day, tuple(kept), part.where), away


def _own(decision: Decision, context: Context) -> bool:
    """Whether the decision is of this body and day, not a quotation; what is unknown is taken to be the meeting's."""
    return (None in {decision.date, context.day} or decision.date == context.day) \
        and squeezed(decision.body or "") == squeezed(context.body or "")


def _tells_absence(text: str) -> bool:
    return bool(words().absent_line.match(text) or words().absent_sentence.match(text)) and "\n" not in text.strip()


def _absent(absence: Sequence[tuple[Absence, tuple[Span, ...]]], sources: dict[str, tuple[Span, ...]],
            desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names: dict[str, tuple[Span, ...]] = {}
    notes: list[str] = []
    for told, where in absence:
        for name in told.absent:
            names.setdefault(name, where)
        notes += told.notes
        for text in told.unread:
            desk.notes.warn("absence-unread", where, text=text)
    for place, where in enumerate(names.values()):
        sources[f"absent/{place}"] = where
    return tuple(names), tuple(notes)


# ------------------------------------------------------------------ annexes
def _annexes(part: Field, context: Context, desk: Desk) -> list[Annex]:
    """The annexes that a field lists, one a line; a title that is wrapped takes several."""
    rows = list(part.rows)
    if words().is_empty(" ".join(row.text for row in rows)):
        return []
    with_ending = any(_FILE.search(row.text) for row in rows)
    found: list[Annex] = []
    while rows:
        count = _sheet_rows(rows, context) or _title_rows(rows, with_ending)
        title = re.sub(r"^[•·▪\ufffd]\s*", "", desk.line(rows[:count]))
        found.append(Annex(title, where=merged(row.where for row in rows[:count])))
        rows = rows[count:]
    return found


def _sheet_rows(rows: Sequence[Row], context: Context) -> int:
    """How many rows together are the title of an annex sheet of the paper; 0 where none are."""
    titles = {squeezed(title) for title in context.sheet_titles}
    text = ""
    for count, row in enumerate(rows[:6], 1):
        text += squeezed(row.text)
        if text in titles:
            return count
    return 0


def _title_rows(rows: Sequence[Row], with_ending: bool) -> int:
    """How many rows a title takes: up to its file's ending where titles have one, else while small letters follow."""
    for count, row in enumerate(rows, 1):
        after = rows[count] if count < len(rows) else None
        if after is None or (after.gap and count > 1):
            return count
        if _FILE.search(row.text):
            return count
        if not with_ending and not after.text[0].islower() and not row.text.endswith(("-", "\u2010", "\u00ad")):
            return count
        if with_ending and not any(_FILE.search(later.text) for later in rows[count:]) and not after.text[0].islower():
            return count
    return len(rows)

