"""The versions of a draft: the list, two of them against each other, and one to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.writing.difference import difference, difference_html
from sagsgang.records.cases.policy import objection_to_seeing_draft
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.content import DraftContent, content_of, frozen_content
from sagsgang.records.cases.queries.lists import DraftView, draft_view, version_id, versions_of_draft
from sagsgang.records.organisation.queries import person_names

from .. import words
from ..frame import check, page, show
from .drafts import trail_of


@dataclass(frozen=True, slots=True)
class Compared:
    """A section of two versions against each other."""

    label: str
    html: SafeString
    added: int
    removed: int
    changed: int

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed in it."""
        return not (self.added or self.removed or self.changed)


def seen_draft(actor: Actor, draft: UUID) -> DraftView:
    """The draft, if the actor may see it."""
    facts = draft_facts(draft)
    if facts is None:
        raise Http404
    check(objection_to_seeing_draft(actor, facts))
    view = draft_view(draft)
    assert view is not None
    return view


def compared(old: DraftContent, new: DraftContent) -> list[Compared]:
    """Two contents section by section, in the order of the newer one."""
    before = {section.key: section for section in old.sections}
    rows = []
    for section in new.sections:
        former = before.get(section.key)
        found = difference(former.blocks if former else (), section.blocks)
        html = difference_html(found, added=_("Added"), removed=_("Deleted"))
        rows.append(Compared(section.label, mark_safe(html), found.added, found.removed, found.changed))  # noqa: S308
    return rows


@require_safe
@page
def versions(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Every frozen version, to be compared with another or with the text of now."""
    view = seen_draft(actor, draft)
    rows = versions_of_draft(draft)
    return show(request, "cases/versions", view=view, rows=rows, names=person_names(row[3] for row in rows),
                reasons=words.VERSION_REASONS, help="sagsbehandler", trail=trail_of(
                    view.case_number, view.facts.case_key,
                    (view.facts.title, reverse("workspace:draft", args=[draft])), (_("Versions"), None)))


@require_safe
@page
def compare(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Two versions against each other; without a second one, the text of now."""
    view = seen_draft(actor, draft)
    old, new = request.GET.get("fra", ""), request.GET.get("til", "")
    contents = [_content(draft, number) for number in (old, new)]
    return show(request, "cases/compare", view=view, rows=compared(contents[0], contents[1]), old=old, new=new,
                help="sagsbehandler", trail=trail_of(
                    view.case_number, view.facts.case_key,
                    (view.facts.title, reverse("workspace:draft", args=[draft])),
                    (_("Versions"), reverse("workspace:draft-versions", args=[draft])), (_("Comparison"), None)))


def _content(draft: UUID, number: str) -> DraftContent:
    if not number:
        return content_of(draft)
    found = version_id(draft, int(number)) if number.isdecimal() else None
    if found is None:
        raise Http404
    return frozen_content(found)


@require_safe
@page
def print_view(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """The draft as it would be read, to be printed."""
    view = seen_draft(actor, draft)
    return show(request, "cases/print", view=view, content=content_of(draft), access=words.ACCESS,
                kinds=words.DOCUMENT_KINDS, item_kinds=words.ITEM_KINDS, help="sagsbehandler", trail=trail_of(
                    view.case_number, view.facts.case_key,
                    (view.facts.title, reverse("workspace:draft", args=[draft])), (_("Print"), None)))
