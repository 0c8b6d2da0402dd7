"""Annex sheets, the texts behind them, and the texts that stand under no sheet of their own: told, not tied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...packet.model import AnnexDocument, Item
from ..lines import Row, merged
from ..pdf import Rule
from .blocks import blocks_of
from .chrome import without_chrome, without_drawn
from .meeting import sheet_values
from .parts import Desk
from .regions import Regions, Sheet, cover_key
from .words import folded, squeezed, words


@dataclass(frozen=True, slots=True)
class Annexes:
    """Documents with a sheet, and bodies without one."""

    documents: tuple[AnnexDocument, ...]
    bodies: tuple[AnnexDocument, ...]


def sheet_title(sheet: Sheet, desk: Desk) -> tuple[str, str]:
    """(label, title) of a cover sheet; a title may take several lines."""
    first = words().cover.match(sheet.cover[0].text) or words().cover_bare.match(sheet.cover[0].text)
    label = first["label"] if first else ""
    lines = [first.groupdict().get("title") or ""] if first else []
    for row in sheet.cover[1:]:
        if cover_key(row.text):
            break
        lines.append(row.text)
    return label, desk.notes.joined(desk.joiner.join([line for line in lines if line]), (sheet.cover[0].where,))


def annexes_of(regions: Regions, items: Sequence[Item], rules: Mapping[int, Sequence[Rule]], desk: Desk) -> Annexes:
    """The annex documents and the bodies without a sheet, with findings where lists and sheets disagree."""
    titles = [sheet_title(sheet, desk) for sheet in regions.sheets]
    missing = _missing(items, titles, desk)
    openings = {squeezed(sheet.body[0].text) for sheet in regions.sheets if sheet.body}
    documents, loose = [], _parted(regions.loose, openings, 99)
    for place, (sheet, (label, title)) in enumerate(zip(regions.sheets, titles, strict=True)):
        until = _key(titles[place + 1][0]) if place + 1 < len(titles) else (10**6, 0)
        expected = sum(1 for key in missing if _key(label) < key < until)
        parts = _parted(sheet.body, openings, expected)
        documents.append(_document(sheet, label, title, parts[0] if parts else (), rules, desk))
        loose += parts[1:]
    bodies = [_body(rows, rules, desk) for rows in loose if rows]
    return Annexes(tuple(documents), tuple(bodies))


def _missing(items: Sequence[Item], titles: Sequence[tuple[str, str]], desk: Desk) -> list[tuple[int, int]]:
    """Keys of the listed annexes that have no sheet; tells them, and the sheets that no item lists."""
    covered = {squeezed(title) for _, title in titles}
    labels = {_key(label): squeezed(title) for label, title in titles}
    missing = []
    for item in items:
        for place, annex in enumerate(item.annexes, 1):
            if squeezed(annex.title) not in covered:
                missing.append((int(item.number), place))
                desk.notes.warn("annex-without-cover", annex.where, title=annex.title)
    listed = {squeezed(annex.title) for item in items for annex in item.annexes}
    for label, title in titles:
        if labels[_key(label)] not in listed:
            desk.notes.warn("annex-not-listed", title=title)
    return missing


def _key(label: str) -> tuple[int, int]:
    item, _, place = label.partition(".")
    return int(item), int(place)


def _document(sheet: Sheet, label: str, title: str, body: Sequence[Row], rules: Mapping[int, Sequence[Rule]],
              desk: Desk) -> AnnexDocument:
    values = sheet_values(sheet)
    stated = values.get("access", ("", sheet.cover[0]))
    access = words().access.get(folded(stated[0]))
    if stated[0] and access is None and not words().is_empty(stated[0]):
        desk.notes.warn("annex-access-unread", (stated[1].where,), text=stated[0], title=title)
    number = values["number"][0] if "number" in values else ""
    kept = _kept(body, desk)
    everything = [*sheet.cover, *body]
    return AnnexDocument(
        label=label, title=title or None, access=access, document_number=None if words().is_empty(number) else number,
        pages=(everything[0].page, everything[-1].page), blocks=blocks_of(kept, rules, desk),
        case_numbers=_cases(kept, number), where=merged(row.where for row in everything))


def _body(rows: Sequence[Row], rules: Mapping[int, Sequence[Rule]], desk: Desk) -> AnnexDocument:
    where = merged(row.where for row in rows)
    desk.notes.warn("annex-body-without-cover", where[:1], page=rows[0].page)
    kept = _kept(rows, desk)
    return AnnexDocument(label=None, title=None, access=None, document_number=None, pages=(rows[0].page, rows[-1].page),
                         blocks=blocks_of(kept, rules, desk), case_numbers=_cases(kept, ""), where=where)


def _kept(rows: Sequence[Row], desk: Desk) -> tuple[Row, ...]:
    return without_chrome(without_drawn(rows, desk.notes), (), desk.notes)


def _cases(rows: Iterable[Row], own: str) -> tuple[str, ...]:
    """The case numbers that a text names, each once; its own document number is none."""
    found = (match[0] for row in rows for match in words().annex_case.finditer(row.text))
    return tuple(dict.fromkeys(number for number in found if number != own and not words().month.match(number)))


# ------------------------------------------------------------------ bodies that run on
def _parted(rows: Sequence[Row], openings: set[str], more: int) -> list[tuple[Row, ...]]:
    """A body cut where another document begins, at most `more` times: where numbered pages stop being in turn, or
    where a page opens with the letterhead of the packet's documents and no page number."""
    if not rows:
        return []
    parts: list[list[Row]] = []
    before: int | None = None
    for _, grouped in groupby(rows, key=lambda row: row.page):
        page = list(grouped)
        number = _number(page)
        opens = squeezed(page[0].text) in openings and number in {None, 1}
        broken = before is not None and before > 1 and number != before + 1
        if parts and len(parts) <= more and (opens or broken):
            parts.append(page)
            before = number or 1
        else:
            before = number if number is not None else (1 if not parts else None)
            (parts[-1] if parts else parts.append([]) or parts[-1]).extend(page)  # type: ignore[func-returns-value]
    return [tuple(part) for part in parts]


def _number(page: Sequence[Row]) -> int | None:
    """The page's own number, where it prints one with a word ("Side 2")."""
    for row in [*page[:3], *page[-3:]]:
        match = words().page_number.match(row.text)
        if match and not row.text.strip(" -–|").isdigit():
            return int(match["n"])
    return None
