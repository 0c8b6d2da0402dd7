"""From rows to values: what several pages share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.db.models.functions import JSONObject

from sagsgang.pure.packet.form import blocks_of
from sagsgang.pure.packet.keys import without_term

from ..models import Annex, Decision, Item, Meeting
from .values import AnnexLine, DecisionView, ItemLink, MeetingHead


def item_json() -> JSONObject:
    """What `link_of` needs of an item, as one value of a sub-query."""
    return JSONObject(number=F("number"), title=F("title"), address=F("address"), slug=F("slug"),
                      meeting=F("meeting__slug"), body=F("meeting__body__key"))


def link_of(value: Mapping[str, Any] | None) -> ItemLink | None:
    """The item that `item_json` names."""
    if value is None:
        return None
    here = f"udvalg/{value['body']}/{value['meeting']}/punkt/{value['address']}"
    return ItemLink(value["number"], value["title"], _with_slug(here, value["slug"]))


def item_link(item: Item) -> ItemLink:
    """An item whose meeting and body are at hand."""
    return ItemLink(item.number, item.title, item_path(item, item.meeting))


def item_path(item: Item, meeting: Meeting) -> str:
    """An item's address below the site."""
    return _with_slug(f"udvalg/{meeting.body.key}/{meeting.slug}/punkt/{item.address}", item.slug)


def head_of(meeting: Meeting) -> MeetingHead:
    """What every page below a meeting says of it."""
    return MeetingHead(meeting.key, meeting.body.key, meeting.body.name, meeting.slug, meeting.date, meeting.start,
                       meeting.place, meeting.edition)


def decision_view(row: Decision, path: str | None = None) -> DecisionView:
    """A decision as printed."""
    return DecisionView(row.own, without_term(row.body_name) or row.body_name, row.date, blocks_of(row.blocks), path)


def annex_line(row: Annex, meeting: Meeting) -> AnnexLine:
    """An annex in a list."""
    path = _with_slug(f"udvalg/{meeting.body.key}/{meeting.slug}/{row.path}", row.slug)
    pages = (row.page_from, row.page_to) if row.page_from is not None and row.page_to is not None else None
    return AnnexLine(row.title, row.label, row.document_number, path, row.has_text, row.listed, pages)


def _with_slug(address: str, slug: str) -> str:
    return f"{address}-{slug}" if slug else address
