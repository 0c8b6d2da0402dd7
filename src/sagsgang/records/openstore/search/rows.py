"""From public rows to documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sagsgang.pure.packet.blocks import text_of
from sagsgang.pure.packet.form import blocks_of

from ..models import Annex, Body, Decision, Item, Meeting
from .document import Document
from .page import Kind, Place

#: Meetings read at a time: their rows are in memory together.
CHUNK = 25


def documents_of(meeting_keys: Sequence[str]) -> Iterator[Document]:
    """Everything in these meetings that can be found: items, decisions and annexes. Unknown keys give nothing."""
    for at in range(0, len(meeting_keys), CHUNK):
        meetings = Meeting.objects.filter(key__in=meeting_keys[at:at + CHUNK]).select_related("body")
        rows = list(meetings.prefetch_related("items__decisions", "annexes__text", "annexes__mentions"))
        quoted = _better_known(rows)
        for meeting in rows:
            items = {item.pk: item for item in meeting.items.all()}
            for item in items.values():
                yield _item(meeting, item)
                yield from (_decision(meeting, item, decision) for decision in item.decisions.all()
                            if decision.pk not in quoted)
            yield from (_annex(meeting, annex, items.get(annex.item_id or 0)) for annex in meeting.annexes.all())


def cases_of(case_keys: Iterable[str]) -> Iterator[Document]:
    """These cases, each by its treatments; a case that no public item has gives nothing."""
    keys = sorted(set(case_keys) - {""})
    for at in range(0, len(keys), CHUNK):
        by_case: defaultdict[str, list[Item]] = defaultdict(list)
        items = Item.objects.filter(case_key__in=keys[at:at + CHUNK]).select_related("meeting__body")
        for item in items.order_by("meeting__date", "meeting__slug", "position").defer("sections"):
            by_case[item.case_key].append(item)
        yield from (_case(key, treated) for key, treated in by_case.items())


def body_names() -> dict[str, str]:
    """The name of each body by its key."""
    return dict(Body.objects.values_list("key", "name"))


def _item(meeting: Meeting, item: Item) -> Document:
    decisions = [_text(decision.blocks) for decision in item.decisions.all()]
    return Document(
        kind=Kind.ITEM, meeting=meeting.key, title=item.title or "", place=_place(meeting, item),
        bodies=(meeting.body.key,), body_name=meeting.body.name, day=meeting.date, years=(meeting.date.year,),
        decision="\n".join(decisions), text="\n".join(_text(section["blocks"]) for section in item.sections),
        numbers=_some(item.case_number), case_number=item.case_number, closed=item.closed)


def _decision(meeting: Meeting, item: Item, decision: Decision) -> Document:
    return Document(
        kind=Kind.DECISION, meeting=meeting.key, title=item.title or "", place=_place(meeting, item),
        bodies=(decision.body_key,), body_name=meeting.body.name if decision.own else decision.body_name,
        day=decision.date, years=(decision.date.year,) if decision.date else (), decision=_text(decision.blocks),
        numbers=_some(item.case_number), case_number=item.case_number, closed=item.closed, main=False)


def _annex(meeting: Meeting, annex: Annex, item: Item | None) -> Document:
    numbers = [annex.document_number, *(mention.number for mention in annex.mentions.all())]
    return Document(
        kind=Kind.ANNEX, meeting=meeting.key, title=annex.title or annex.label,
        place=Place(body_key=meeting.body.key, meeting_slug=meeting.slug, path=annex.path, slug=annex.slug,
                    case_key=item.case_key if item else ""),
        bodies=(meeting.body.key,), body_name=meeting.body.name, day=meeting.date, years=(meeting.date.year,),
        text=_text(annex.text.blocks) if hasattr(annex, "text") else "",
        numbers=_some(*numbers), case_number=item.case_number if item else "")


def _case(key: str, treated: Sequence[Item]) -> Document:
    last = treated[-1]
    titled = [item.title for item in treated if item.title]
    return Document(
        kind=Kind.CASE, meeting="", title=titled[-1] if titled else "",
        place=Place(body_key="", meeting_slug="", path="", slug="", case_key=key),
        bodies=tuple(dict.fromkeys(item.meeting.body.key for item in treated)), body_name=last.meeting.body.name,
        day=last.meeting.date, years=tuple(dict.fromkeys(item.meeting.date.year for item in treated)),
        text="\n".join(dict.fromkeys(titled[:-1])), numbers=_some(*(item.case_number for item in treated)),
        case_number=last.case_number, main=len({item.meeting_id for item in treated}) > 1)


def _place(meeting: Meeting, item: Item) -> Place:
    return Place(body_key=meeting.body.key, meeting_slug=meeting.slug, path=f"punkt/{item.address}", slug=item.slug,
                 case_key=item.case_key)


def _better_known(meetings: Iterable[Meeting]) -> set[int]:
    """The quotations in these meetings that stand better elsewhere: of the quotations of one treatment of a case
    (case, body, day) none is found where the body's own decision is here, else the earliest.
    """
    mine = {decision.pk: decision for meeting in meetings for item in meeting.items.all()
            for decision in item.decisions.all() if decision.case_key and decision.date}
    others = Decision.objects.filter(case_key__in={decision.case_key for decision in mine.values()}, date__isnull=False)
    best: dict[tuple[str, str, date | None], int] = {}
    for other in others.order_by("-own", "item__meeting__date", "pk").only("case_key", "body_key", "date"):
        best.setdefault((other.case_key, other.body_key, other.date), other.pk)
    return {pk for pk, d in mine.items() if not d.own and best[d.case_key, d.body_key, d.date] != pk}


def _text(blocks: list[dict[str, object]]) -> str:
    return text_of(blocks_of(blocks))


def _some(*numbers: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number))
