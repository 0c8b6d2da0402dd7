"""One item, one annex."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from sagsgang.pure.packet.form import blocks_of
from sagsgang.pure.packet.model import SectionKind

from ..models import Annex, AnnexText, CaseMention, Decision, Item
from .rows import annex_line, decision_view, head_of, item_json, item_link, item_path, link_of
from .values import AnnexPage, DecisionView, ItemPage, SectionView

#: The fields that a reader needs beside the decision, in this order; the others follow as printed.
_FIRST: dict[str, int] = {SectionKind.THEME: 0, SectionKind.SUMMARY: 0, SectionKind.RECOMMENDATION: 1}


def item_page(body: str, meeting: str, address: str) -> ItemPage | None:
    """One item, whole, in three queries; None where there is no such item."""
    row = _with_neighbours().filter(meeting__body__key=body, meeting__slug=meeting, address=address).first()
    if row is None:
        return None
    decisions = _decisions(row)
    annexes = Annex.objects.filter(item=row).order_by("position")
    return ItemPage(
        meeting=head_of(row.meeting), number=row.number, title=row.title, path=item_path(row, row.meeting),
        closed=row.closed, kind=row.kind, case_number=row.case_number, case_key=row.case_key,
        sections=_sections(row),
        decisions=tuple(d for d in decisions if d.own),
        earlier=tuple(sorted((d for d in decisions if not d.own), key=lambda d: d.day or date.min)),
        annexes=tuple(annex_line(annex, row.meeting) for annex in annexes),
        absent=tuple(row.absent), attendance_notes=tuple(row.attendance_notes),
        previous=link_of(getattr(row, "before", None)), following=link_of(getattr(row, "after", None)),
    )


def annex_page(body: str, meeting: str, path: str) -> AnnexPage | None:
    """One annex by its address below the meeting ("punkt/3/bilag/1"), or None."""
    row = Annex.objects.select_related("meeting__body", "item").filter(
        meeting__body__key=body, meeting__slug=meeting, path=path).first()
    if row is None:
        return None
    if row.item:
        row.item.meeting = row.meeting
    text = AnnexText.objects.filter(annex=row).first()
    mentions = CaseMention.objects.filter(annex=row).order_by("pk").values_list("number", "case_key")
    return AnnexPage(head_of(row.meeting), item_link(row.item) if row.item else None,
                     annex_line(row, row.meeting), blocks_of(text.blocks) if text else None, tuple(mentions))


def _sections(row: Item) -> tuple[SectionView, ...]:
    """The fields as printed, but what the case is about and what is recommended before the rest."""
    views = (SectionView(s["label"], s["kind"], blocks_of(s["blocks"])) for s in row.sections)
    return tuple(sorted(views, key=lambda view: _FIRST.get(view.kind or "", len(_FIRST))))


def _with_neighbours() -> QuerySet[Item]:
    same = Item.objects.filter(meeting=OuterRef("meeting"))
    return Item.objects.select_related("meeting__body").annotate(
        before=Subquery(same.filter(position__lt=OuterRef("position")).order_by("-position").values(x=item_json())[:1]),
        after=Subquery(same.filter(position__gt=OuterRef("position")).order_by("position").values(x=item_json())[:1]),
    )


def _decisions(item: Item) -> list[DecisionView]:
    """The item's decisions as printed; a quoted one leads to the item where it was taken, where that is here."""
    taken = Item.objects.filter(case_key=OuterRef("case_key"), meeting__body__key=OuterRef("body_key"),
                                meeting__date=OuterRef("date")).exclude(case_key="").order_by("position")
    views = []
    for row in Decision.objects.filter(item=item).order_by("position").annotate(
            taken=Subquery(taken.values(x=item_json())[:1])):
        link = None if row.own else link_of(row.taken)
        views.append(decision_view(row, link.path if link else None))
    return views
