"""What members read: their meetings, an agenda, an item with its annexes; all of it as the public may not have it.

A meeting can be kept in the browser for reading without a network: open items only, and nothing of what is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Refusal
from sagsgang.pure.packet.annex_texts import names_item
from sagsgang.records.meetings.policy import is_of_body, objection_to_whole_paper
from sagsgang.records.meetings.queries import (
    MeetingView,
    VersionView,
    latest_version,
    meeting_view,
    meetings_of_bodies,
    sent_packet,
    versions_of,
)
from sagsgang.records.organisation.queries import body_views
from sagsgang.records.reading.queries import Mark, marks_of, notes_of
from sagsgang.records.reading.services import mark_read

from .. import words
from ..addresses import key_of, meeting_args
from ..changes import SeenItem, seen_items, whole_facts
from ..frame import Trail, page, show
from ..notes import placed_notes


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item in the list of an agenda: what was read of it, and whether it changed since."""

    seen: SeenItem
    mark: Mark | None
    notes: int

    @property
    def is_read(self) -> bool:
        """Whether it was read as it stands."""
        return bool(self.mark and self.seen.sent and self.mark.sha256 == self.seen.sent.sha256)

    @property
    def changed_since(self) -> bool:
        """Whether it was read, and has changed since then."""
        return bool(self.mark and self.seen.sent and self.mark.sha256 != self.seen.sent.sha256)


def reading(key: str) -> tuple[MeetingView, VersionView | None]:
    """The meeting and its newest agenda; None before it is sent."""
    view = meeting_view(key)
    if view is None:
        raise Http404
    return view, latest_version(key)


def trail_of(view: MeetingView, *steps: tuple[str, str | None]) -> Trail:
    """The way down to a meeting that is read."""
    name = f"{view.body_name} {view.date:%d.%m.%Y}"
    return [(_("Read"), reverse("workspace:read")),
            (name, reverse("workspace:read-meeting", args=meeting_args(view.key)) if steps else None), *steps]


@require_safe
@page
def meeting_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The meetings of one's bodies first, then the others'."""
    today = timezone.localdate()
    since = today.replace(year=today.year - 1)
    rows = [view for view in meetings_of_bodies(None, since=since) if view.sent or is_of_body(actor, view.body)]
    mine = [view for view in rows if is_of_body(actor, view.body)]
    others = [view for view in rows if not is_of_body(actor, view.body) and view.sent]
    return show(request, "reading/list", trail=[(_("Read"), None)], today=today, states=words.STATES, help="medlem",
                coming=[(view, meeting_args(view.key)) for view in mine if view.date >= today],
                former=[(view, meeting_args(view.key)) for view in reversed(mine) if view.date < today],
                others=[(view, meeting_args(view.key)) for view in reversed(others)], bodies=body_views())


@require_safe
@page
def meeting(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """An agenda: its items, what one has read, and what changed since."""
    view, version = reading(key_of(body, day, time))
    if version is None:
        if not is_of_body(actor, view.body):
            raise Refusal("agenda-not-sent")
        return show(request, "reading/not_sent", view=view, trail=trail_of(view), states=words.STATES, help="medlem")
    seen = seen_items(actor, view, version.id)
    entries = [item.sent.entry for item in seen if item.sent]
    marks, notes = marks_of(actor.user_id or 0, entries), notes_of(actor.user_id or 0, entries=entries)
    rows = [ReadItem(item, marks.get(item.sent.entry) if item.sent else None,
                     sum(note.entry == item.sent.entry for note in notes) if item.sent else 0) for item in seen]
    whole = objection_to_whole_paper(actor, whole_facts(view, version.id)) is None
    versions = versions_of(view.key)
    return show(request, "reading/meeting", view=view, version=version, versions=versions, rows=rows,
                states=words.STATES, trail=trail_of(view), args=meeting_args(view.key), kinds=words.VERSION_KINDS,
                changes=words.CHANGES,
                item_kinds=words.ITEM_KINDS, access=words.ACCESS, whole=whole,
                told=is_of_body(actor, view.body),
                previous=versions[-2].sequence if len(versions) > 1 else None, help="medlem",
                offline=[reverse("workspace:read-item", args=[*meeting_args(view.key), item.number])
                         for item in seen if item.item is not None and item.is_open])


def _item(actor: Actor, view: MeetingView, version: VersionView, number: int) -> tuple[list[SeenItem], SeenItem]:
    seen = seen_items(actor, view, version.id)
    found = next((item for item in seen if item.number == number), None)
    if found is None:
        raise Http404
    if found.item is None:
        raise Refusal("item-not-for-you")
    return seen, found


@require_safe
@page
def item(request: HttpRequest, actor: Actor, body: str, day: str, time: str, number: int) -> HttpResponse:
    """One item with its annexes, and one's own notes beside it."""
    view, version = reading(key_of(body, day, time))
    if version is None:
        raise Http404
    seen, found = _item(actor, view, version, number)
    assert found.sent is not None
    assert found.item is not None
    readable = [other.number for other in seen if other.item is not None]
    place = readable.index(number)
    mark = marks_of(actor.user_id or 0, [found.sent.entry]).get(found.sent.entry)
    texts = {text.label for text in sent_packet(version.id).annex_documents}
    notes, orphans = placed_notes(notes_of(actor.user_id or 0, entries=[found.sent.entry]), found.item)
    return show(
        request, "reading/item", view=view, version=version, seen=seen, found=found, mark=mark, texts=texts,
        trail=trail_of(view, (_("Item {number}").format(number=number), None)), args=meeting_args(view.key),
        before=readable[place - 1] if place else None, after=readable[place + 1] if place + 1 < len(readable) else None,
        changed=bool(mark and mark.sha256 != found.sent.sha256),
        is_read=bool(mark and mark.sha256 == found.sent.sha256),
        annexes=found.sent.annexes, notes=notes, orphans=orphans, access=words.ACCESS, item_kinds=words.ITEM_KINDS,
        changes=words.CHANGES, help="medlem")


@require_POST
@page
def mark(request: HttpRequest, actor: Actor, body: str, day: str, time: str, number: int) -> HttpResponse:
    """Say that one has read an item as it stands, and go on to the next."""
    view, version = reading(key_of(body, day, time))
    if version is None:
        raise Http404
    seen, found = _item(actor, view, version, number)
    assert found.sent is not None
    mark_read(entry=found.sent.entry, version_id=version.id, item_sha256=found.sent.sha256, actor=actor,
              at=timezone.now())
    later = [other.number for other in seen if other.item is not None and other.number > number]
    if later and request.POST.get("next"):
        return redirect("workspace:read-item", *meeting_args(view.key), later[0])
    return redirect("workspace:read-meeting", *meeting_args(view.key))


def _annex(actor: Actor, key: str, label: str) -> tuple[MeetingView, VersionView, tuple[str, ...], SeenItem]:
    """The annex of a label ("3-1"), if the actor may see its item."""
    view, version = reading(key)
    if version is None:
        raise Http404
    printed = label.replace("-", ".")
    for found in seen_items(actor, view, version.id):
        for annex in found.sent.annexes if found.sent else ():
            if annex[0] == printed and found.item is not None:
                return view, version, annex, found
    raise Http404


@require_safe
@page
def annex(request: HttpRequest, actor: Actor, body: str, day: str, time: str, label: str) -> HttpResponse:
    """The text of an annex."""
    view, version, found, item_of = _annex(actor, key_of(body, day, time), label)
    text = next((one for one in sent_packet(version.id).annex_documents
                 if one.label == found[0] and names_item(one.label, str(item_of.number))), None)
    return show(request, "reading/annex", view=view, annex=found, text=text, number=item_of.number, label=label,
                args=meeting_args(view.key), help="medlem", trail=trail_of(
                    view, (_("Item {number}").format(number=item_of.number), reverse(
                        "workspace:read-item", args=[*meeting_args(view.key), item_of.number])),
                    (_("Annex {label}").format(label=found[0]), None)))


@require_safe
@page
def annex_file(_request: HttpRequest, actor: Actor, body: str, day: str, time: str, label: str) -> FileResponse:
    """The file of an annex, to be saved."""
    _view, _version, found, _item_of = _annex(actor, key_of(body, day, time), label)
    path = files.place_of(Path(settings.STORE.files), found[3])
    if not path.is_file():
        raise Http404
    suffix = {"application/pdf": ".pdf", "text/plain": ".txt"}.get(found[4], "")
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"bilag-{found[0]}{suffix}",
                        content_type="application/octet-stream")


@require_safe
@page
def print_view(request: HttpRequest, actor: Actor, body: str, day: str, time: str) -> HttpResponse:
    """The whole agenda on one page, as far as the actor may see it, to be printed."""
    view, version = reading(key_of(body, day, time))
    if version is None:
        raise Http404
    return show(request, "reading/print", view=view, version=version, seen=seen_items(actor, view, version.id),
                item_kinds=words.ITEM_KINDS, access=words.ACCESS, trail=trail_of(view, (_("Print"), None)),
                help="medlem")


@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """The script that keeps a chosen meeting for reading without a network; it rules the reading pages alone."""
    path = finders.find("workspace/offline-worker.js")
    if path is None:
        raise Http404
    return HttpResponse(Path(str(path)).read_bytes(), content_type="text/javascript",
                        headers={"Service-Worker-Allowed": "/laes/", "Cache-Control": "no-cache"})
