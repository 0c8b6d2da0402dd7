"""Fetching decisions and signatures; a case's treatments across bodies and meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import Q

from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.packet.form import blocks_of
from sagsgang.records.meetings.queries import ItemOfCase, items_of_case

from .models import Decision, DecisionPhrase, Signature

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a body did with a case on a day. `item` is None where only other meetings' papers quote it.

    `quoted_in` are the items that quote this treatment, oldest first; the words are the body's own where they are kept
    here, else those of the first paper that quotes them.
    """

    body_key: str
    body_name: str
    date: date | None
    item: ItemOfCase | None
    decisions: tuple[tuple[Block, ...], ...]
    quoted_in: tuple[ItemOfCase, ...] = ()


def decision_forms(items: Collection[UUID]) -> dict[UUID, list[Json]]:
    """The decisions that items print, in their order."""
    forms: dict[UUID, list[Json]] = defaultdict(list)
    for row in Decision.objects.filter(item__in=items).order_by("position"):
        forms[row.item_id].append({
            "body": row.printed_body, "date": row.printed_date.isoformat() if row.printed_date else None,
            "blocks": row.blocks, "where": row.where})
    return forms


def attributions(items: Collection[UUID]) -> dict[UUID, list[tuple[bool, str, date | None]]]:
    """Whose the decisions of items are, in their order: (own, body key, day) each."""
    found: dict[UUID, list[tuple[bool, str, date | None]]] = defaultdict(list)
    rows = Decision.objects.filter(item__in=items).order_by("position")
    for item, own, body, day in rows.values_list("item_id", "own", "body_key", "date"):
        found[item].append((own, body, day))
    return found


def signatories(meeting_key: str) -> list[tuple[str, str | None]]:
    """Name and role of each who signed, in order."""
    return list(Signature.objects.filter(meeting__key=meeting_key).order_by("position").values_list("name", "role"))


def case_treatments(case_key: str) -> tuple[Treatment, ...]:
    """Every treatment of a case once, in time order: a quotation is merged with the real one on body and day.

    A quotation without a date stands just before the paper that quotes it.
    """
    items = items_of_case(case_key)
    own: dict[UUID, list[Decision]] = defaultdict(list)
    quoted: dict[tuple[str, date | None], list[Decision]] = defaultdict(list)
    by_id = {item.id: item for item in items}
    order = {item.id: place for place, item in enumerate(items)}
    rows = Decision.objects.filter(item__in=by_id)
    for row in sorted(rows, key=lambda row: (order[row.item_id], row.position)):
        if row.own:
            own[row.item_id].append(row)
        else:
            quoted[row.body_key, row.date].append(row)
    found = []
    for item in items:
        quotes = quoted.pop((item.body_key, item.date), [])
        found.append(((item.date, 1, item.start or time.min), Treatment(
            item.body_key, item.body_name, item.date, item, _words(own[item.id] or _first_paper(quotes)),
            _quoting(quotes, by_id))))
    for (body, day), quotes in quoted.items():
        first = by_id[quotes[0].item_id]
        found.append(((day or first.date, 0, first.start or time.min), Treatment(
            body, quotes[0].printed_body or "", day, None, _words(_first_paper(quotes)), _quoting(quotes, by_id))))
    return tuple(treatment for _when, treatment in sorted(found, key=lambda pair: pair[0]))


def _first_paper(quotes: list[Decision]) -> list[Decision]:
    """The words of the first paper that quotes: later papers say the same again."""
    return [quote for quote in quotes if quote.item_id == quotes[0].item_id]


def _words(rows: list[Decision]) -> tuple[tuple[Block, ...], ...]:
    return tuple(blocks_of(row.blocks) for row in rows)


def _quoting(quotes: list[Decision], items: dict[UUID, ItemOfCase]) -> tuple[ItemOfCase, ...]:
    return tuple(items[id_] for id_ in dict.fromkeys(quote.item_id for quote in quotes))


def decision_ties(meeting_key: str) -> list[tuple[str, str, int | None]]:
    """Whence the decisions of the meeting's items come: origin, source and journal entry each."""
    rows = Decision.objects.filter(item__meeting__key=meeting_key)
    return list(rows.values_list("origin", "source_sha256", "journal_entry"))


def decision_phrases(body: str = "") -> list[tuple[int, str, str, str]]:
    """The phrases that are offered (for a body: its own and everybody's): id, body's name, short form, words."""
    rows = DecisionPhrase.objects.select_related("body").filter(retired_on=None)
    if body:
        rows = rows.filter(Q(body=None) | Q(body__key=body))
    return [(row.pk, row.body.name if row.body else "", row.short, row.text) for row in rows]
