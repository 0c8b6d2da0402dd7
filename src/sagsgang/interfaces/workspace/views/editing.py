"""Writing: a section is saved while it is written, a paste is looked through, a Word file becomes a text.

The browser saves by itself (JSON); without scripts the same address takes the form and answers with a page.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sagsgang.pure.guard.hidden import CHOOSABLE, Hidden
from sagsgang.pure.guard.pasted import hidden_in, settled
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, InputRefused, Refusal, SagsgangError
from sagsgang.pure.packet.blocks import Block, Paragraph
from sagsgang.pure.writing.difference import difference, difference_html
from sagsgang.pure.writing.html import blocks_of_html, editor_html
from sagsgang.pure.writing.word import read_word
from sagsgang.records.cases.policy import objection_to
from sagsgang.records.cases.queries import draft_facts
from sagsgang.records.cases.queries.lists import draft_view
from sagsgang.records.cases.services import save_section

from .. import values, words
from ..editor import EditorSection, sections_of
from ..frame import check, page, show
from .drafts import trail_of

#: Bytes of a Word file whose text becomes a section; it travels twice as long through the settling page's form.
LARGEST_WORD = 10_000_000


@require_POST
@page
def save(request: HttpRequest, actor: Actor, draft: UUID, section: str) -> HttpResponse:
    """Save one section. A text that somebody else saved meanwhile is never overwritten: both are shown (409)."""
    scripted = request.headers.get("Accept", "").startswith("application/json")
    blocks = _blocks(request)
    none_stated = request.POST.get("none") == "yes"
    try:
        version = save_section(draft_id=draft, section=section, base_version=values.number(request, "base") or 0,
                               blocks=blocks, none_stated=none_stated, actor=actor, at=timezone.now())
    except Conflict as error:
        if error.code != "section-saved-meanwhile":
            raise
        return _conflict(request, draft, section, blocks, error, scripted=scripted)
    except SagsgangError as error:
        if scripted:
            return JsonResponse({"refused": words.why_not(error)}, status=422)
        raise
    if scripted:
        return JsonResponse({"version": version, "said": _("Saved at {time}").format(
            time=timezone.localtime().strftime("%H.%M.%S"))})
    return redirect(reverse("workspace:draft", args=[draft]) + f"#section-{section}")


def _blocks(request: HttpRequest) -> tuple[Block, ...]:
    if "line" in request.POST:
        return (Paragraph(values.text(request, "line")),) if values.text(request, "line") else ()
    return blocks_of_html(request.POST.get("html", "")).blocks


def _conflict(request: HttpRequest, draft: UUID, section: str, mine: tuple[Block, ...], error: SagsgangError, *,
              scripted: bool) -> HttpResponse:
    theirs = _section(draft, section)
    found = difference_html(difference(theirs.blocks, mine), added=_("Yours"), removed=_("Theirs"))
    if scripted:
        return JsonResponse({"refused": words.why_not(error), "theirs": theirs.html, "version": theirs.version,
                             "by": theirs.saved_by, "difference": found}, status=409)
    view = draft_view(draft)
    assert view is not None
    return show(request, "cases/conflict", status=409, section=theirs, mine=editor_html(mine), difference=found,
                draft=draft, refused=words.why_not(error), help="sagsbehandler",
                trail=trail_of(view.case_number, view.facts.case_key,
                               (view.facts.title, reverse("workspace:draft", args=[draft])), (theirs.said.label, None)))


@require_POST
@page
def paste(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """What was pasted, as the editor takes it. Hidden pieces come back first, to be chosen about one by one."""
    facts = draft_facts(draft)
    if facts is None:
        raise Conflict("draft-unknown")
    check(objection_to("edit", actor, facts))
    html = request.POST.get("html", "")
    found = hidden_in(html)
    chosen = _chosen(request)
    try:
        if chosen is None and any(piece.kind in CHOOSABLE for piece in found):
            return JsonResponse({"hidden": [_piece(piece) for piece in found]})
        written = blocks_of_html(settled(html, chosen or {}))
    except SagsgangError as error:
        return JsonResponse({"refused": words.why_not(error)}, status=422)
    return JsonResponse({"html": editor_html(written.blocks), "images": written.images,
                         "comments": [piece.text for piece in found if piece.kind not in CHOOSABLE]})


def _chosen(request: HttpRequest) -> dict[int, bool] | None:
    """The choices about hidden pieces, by number; None where nobody was asked yet."""
    said = request.POST.get("choices")
    if said is None:
        return None
    try:
        value: Any = json.loads(said)
        return {int(number): bool(keep) for number, keep in value.items()}
    except (ValueError, AttributeError):
        return {}


def _piece(piece: Hidden) -> dict[str, Any]:
    return {"number": piece.number, "kind": str(words.HIDDEN_KINDS[piece.kind]), "text": piece.text[:500],
            "choosable": piece.kind in CHOOSABLE}


@require_POST
@page
def word(request: HttpRequest, actor: Actor, draft: UUID, section: str) -> HttpResponse:
    """A Word file becomes the text of a section; what it hides is settled first, on a page of its own."""
    facts, view = draft_facts(draft), draft_view(draft)
    if facts is None or view is None:
        raise Conflict("draft-unknown")
    check(objection_to("edit", actor, facts))
    here = _section(draft, section)
    then = reverse("workspace:draft", args=[draft]) + f"#section-{section}"
    try:
        data = _word_file(request)
        chosen = _pieces_chosen(request) if "settle" in request.POST else None
        text = read_word(data, chosen)
    except SagsgangError as error:
        messages.error(request, words.why_not(error))
        return redirect(then)
    if chosen is None and text.hidden:
        return show(request, "cases/settle_word", pieces=text.hidden, kinds=words.HIDDEN_KINDS, choosable=CHOOSABLE,
                    data=data.hex(), draft=draft, section=here, help="sagsbehandler",
                    trail=trail_of(view.case_number, facts.case_key, (facts.title, then), (_("Word file"), None)))
    save_section(draft_id=draft, section=section, base_version=here.version, blocks=(*here.blocks, *text.blocks),
                 actor=actor, at=timezone.now())
    return redirect(then)


def _section(draft: UUID, key: str) -> EditorSection:
    """The section of the draft; raises Refusal where its template has none of this key."""
    found = next((one for one in sections_of(draft) if one.said.key == key), None)
    if found is None:
        raise Refusal("section-unknown", section=key)
    return found


def _word_file(request: HttpRequest) -> bytes:
    """The file that was chosen, or the one that travels through the settling page."""
    if file := request.FILES.get("file"):
        data = file.read(LARGEST_WORD + 1)
        if len(data) > LARGEST_WORD:
            raise InputRefused("too-large", size=file.size or 0, limit=LARGEST_WORD)
        return bytes(data)
    try:
        return bytes.fromhex(request.POST.get("file-hex", ""))
    except ValueError as error:
        raise InputRefused("word-damaged", detail="form") from error


def _pieces_chosen(request: HttpRequest) -> dict[int, bool]:
    chosen = {name.removeprefix("piece-"): value for name, value in request.POST.items() if name.startswith("piece-")}
    return {int(number): value == "keep" for number, value in chosen.items() if number.isdecimal()}
