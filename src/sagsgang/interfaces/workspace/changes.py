"""What a person may see of sent items, and what changed in them from one version to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.blocks import Paragraph
from sagsgang.pure.packet.model import Access, Item
from sagsgang.pure.writing.difference import difference, difference_html
from sagsgang.records.meetings.policy import ItemFacts, reasons_to_see_item
from sagsgang.records.meetings.queries import (
    MeetingView,
    SentItem,
    latest_version,
    meeting_of_entry,
    meeting_view,
    readable_items,
)


@dataclass(frozen=True, slots=True)
class SeenItem:
    """An item as the person may have it: whole, or its public stub (`item` is None); `title` is what may be shown."""

    number: int
    title: str
    access: str
    change: str
    sent: SentItem | None
    item: Item | None
    rights: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the item is open and so is every annex of it: what may be kept on a device."""
        return self.access == "open" and all(annex[2] == "open" for annex in (self.sent.annexes if self.sent else ()))

    @property
    def is_withdrawn(self) -> bool:
        """Whether the item was taken off the agenda."""
        return self.item is not None and not self.item.case_number and bool(self.item.sections)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item of two versions: how it changed, and its sections against each other where their texts did."""

    number: int
    title: str
    change: str
    sections: tuple[tuple[str, SafeString], ...]


def seen_items(actor: Actor, view: MeetingView, version_id: int) -> list[SeenItem]:
    """The items of a sent agenda, each as the actor may have it; those without a stub are left out for outsiders.

    Of an open item, its closed annexes are for those only who may see closed items: others find no trace of them.
    """
    seen = []
    for whole in readable_items(version_id):
        rights = reasons_to_see_item(actor, ItemFacts(view.body, whole.access, whole.people))
        sees_closed = reasons_to_see_item(actor, ItemFacts(view.body, "closed", whole.people))
        sent = whole if sees_closed else _open_part(whole)
        if rights:
            seen.append(SeenItem(sent.number, sent.item.title or "", sent.access, sent.change, sent, sent.item, rights))
        elif not sent.stub_reason:
            title = sent.public_title or _("Closed item")
            seen.append(SeenItem(sent.number, title, sent.access, "same", None, None, ()))
    return seen


def _open_part(sent: SentItem) -> SentItem:
    """An open item with its open annexes alone."""
    item = replace(sent.item, annexes=tuple(annex for annex in sent.item.annexes if annex.access is Access.OPEN))
    return replace(sent, item=item, annexes=tuple(annex for annex in sent.annexes if annex[2] == "open"))


def whole_facts(view: MeetingView, version_id: int) -> list[ItemFacts]:
    """What decides who may have the whole paper: each of its items, and each annex by its own access."""
    return [ItemFacts(view.body, access, sent.people) for sent in readable_items(version_id)
            for access in (sent.access, *(annex[2] for annex in sent.annexes))]


def changes_between(actor: Actor, view: MeetingView, old: int, new: int) -> list[ItemChange]:
    """Every item that the actor may see and that is new, changed or taken off between two versions."""
    before = {item.number: item for item in seen_items(actor, view, old)}
    rows = []
    for item in seen_items(actor, view, new):
        former = before.get(item.number)
        if item.item is None or (former and former.sent and item.sent and former.sent.sha256 == item.sent.sha256):
            continue
        change = "new" if former is None else "withdrawn" if item.change == "withdrawn" else "changed"
        rows.append(ItemChange(item.number, item.title, change,
                               tuple(_sections(former.item, item.item)) if former and former.item else ()))
    return rows


def _sections(old: Item, new: Item) -> list[tuple[str, SafeString]]:
    before = {section.label: section.blocks for section in old.sections}
    pairs = [(section.label, before.pop(section.label, ()), section.blocks) for section in new.sections]
    pairs += [(label, blocks, ()) for label, blocks in before.items()]
    pairs.insert(0, (_("Title"), (Paragraph(old.title or ""),), (Paragraph(new.title or ""),)))
    pairs.append((_("Annexes"), tuple(Paragraph(annex.title) for annex in old.annexes),
                  tuple(Paragraph(annex.title) for annex in new.annexes)))
    rows = []
    for label, former, now in pairs:
        found = difference(former, now)
        if not found.is_empty:
            html = difference_html(found, added=_("Added"), removed=_("Deleted"))
            rows.append((label, mark_safe(html)))  # noqa: S308  the difference escapes every word
    return rows


def may_see_entry(actor: Actor, entry: UUID) -> bool:
    """Whether the actor may see the newest sent form of an item whole."""
    key = meeting_of_entry(entry)
    view, version = (meeting_view(key), latest_version(key)) if key else (None, None)
    return bool(view and version and any(item.sent and item.sent.entry == entry and item.rights
                                         for item in seen_items(actor, view, version.id)))
