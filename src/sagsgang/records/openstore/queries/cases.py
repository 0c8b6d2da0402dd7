"""A case through time: every treatment once, across bodies and meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time

from ..models import Annex, CaseMention, Decision, Item
from .rows import annex_line, decision_view, item_link
from .values import CasePage, Treatment

#: What a treatment is known by, apart from its case: the body and the day.
Place = tuple[str, date | None]


def case_page(key: str) -> CasePage | None:
    """A case with its treatments in time order, and the annexes that name its number; None where nobody names it."""
    rows = Item.objects.filter(case_key=key).exclude(case_key="").defer("sections").select_related("meeting__body")
    items = list(rows.order_by("meeting__date", "meeting__start", "position"))
    named = list(Annex.objects.filter(mentions__case_key=key).select_related("meeting__body")
                 .order_by("meeting__date", "position"))
    if not items and not named:
        return None
    mentions = CaseMention.objects.filter(annex__item__in=items).order_by("annex__position", "pk")
    number = items[-1].case_number if items else CaseMention.objects.filter(case_key=key).values_list("number")[0][0]
    return CasePage(
        key=key, number=number, title=next((item.title for item in reversed(items) if item.title), None),
        treatments=tuple(_treatments(items)),
        mentions=tuple((number, case) for case, number in dict(mentions.values_list("case_key", "number")).items()),
        mentioned_in=tuple(annex_line(annex, annex.meeting) for annex in named),
    )


def _treatments(items: list[Item]) -> list[Treatment]:
    """One treatment for each item, and one for each body and day that items only quote.

    What another paper quotes of a body and day gives way to that body's own item; it fills in where that item has no
    decision of its own yet (its minutes may be missing here).
    """
    own: dict[int, list[Decision]] = defaultdict(list)
    quoted: dict[Place, list[Decision]] = defaultdict(list)
    by_item = {item.pk: item for item in items}
    order = {item.pk: place for place, item in enumerate(items)}
    rows = Decision.objects.filter(item__in=by_item).order_by("position")
    for row in sorted(rows, key=lambda row: order[row.item_id]):
        row.item = by_item[row.item_id]
        if row.own:
            own[row.item_id].append(row)
        else:
            quoted[row.body_key, row.date].append(row)
    treatments = []
    for item in items:
        quotes = quoted.pop((item.meeting.body.key, item.meeting.date), [])
        treatments.append((_when(item), _treated(item, own[item.pk] or list(_of_one_paper(quotes)))))
    for quotes in quoted.values():
        treatments.append((_quoted_when(quotes[0]), _only_quoted(list(_of_one_paper(quotes)))))
    return [treatment for _time, treatment in sorted(treatments, key=lambda pair: pair[0])]


def _when(item: Item) -> tuple[date, int, time]:
    return item.meeting.date, 1, item.meeting.start or time.min


def _quoted_when(quote: Decision) -> tuple[date, int, time]:
    """A quotation without a date stands just before the paper that quotes it."""
    return quote.date or quote.item.meeting.date, 0, quote.item.meeting.start or time.min


def _of_one_paper(quotes: list[Decision]) -> Iterator[Decision]:
    """The words of the first paper that quotes: later papers say the same again."""
    return (quote for quote in quotes if quote.item_id == quotes[0].item_id)


def _treated(item: Item, decisions: list[Decision]) -> Treatment:
    source = next((row for row in decisions if not row.own), None)
    return Treatment(item.meeting.date, item.meeting.body.name, item_link(item), item.meeting.edition,
                     tuple(map(decision_view, decisions)), item_link(source.item) if source else None,
                     source.item.meeting.date if source else None)


def _only_quoted(quotes: list[Decision]) -> Treatment:
    first = quotes[0]
    views = tuple(map(decision_view, quotes))
    return Treatment(first.date, views[0].body, None, "", views, item_link(first.item), first.item.meeting.date)
