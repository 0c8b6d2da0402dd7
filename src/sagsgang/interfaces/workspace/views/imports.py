"""All papers that came, the waiting ones first, and the way to bring in another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sagsgang.procedures.settle_import import settle_import
from sagsgang.procedures.stage_import import stage_import
from sagsgang.pure.intake.media import PDF, media_type
from sagsgang.pure.intake.read import MAX_BYTES, read
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.errors import InputRefused, Refusal, SagsgangError
from sagsgang.pure.kernel.files import digest_of
from sagsgang.pure.kernel.jail import run_jailed
from sagsgang.records.imports import queries
from sagsgang.records.imports.policy import objection_to_importing
from sagsgang.records.imports.queries import StagedView, Summary
from sagsgang.records.imports.states import PacketState
from sagsgang.records.organisation.queries import bodies

from ..forms import new_key, once
from ..frame import actor_of, for_reviewers, show
from ..words import state_words, why_not

#: So many papers stand on one page of the list.
PER_PAGE = 25
#: What the address says of each state.
STATES = {"afventer": PacketState.IN_REVIEW, "accepteret": PacketState.ACCEPTED, "afvist": PacketState.REJECTED,
          "erstattet": PacketState.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to."""

    state: str
    body: str
    words: str

    def keeps(self, packet: StagedView) -> bool:
        """Whether the packet is shown."""
        state = STATES.get(self.state)
        return ((state is None or packet.state == state or (packet.is_waiting and state == PacketState.IN_REVIEW))
                and (not self.body or _body(packet) == self.body)
                and all(word in f"{packet.name} {packet.meeting_key or ''}".casefold()
                        for word in self.words.casefold().split()))

    def address(self, page: int) -> str:
        """The same list on another page."""
        values = {"tilstand": self.state, "udvalg": self.body, "q": self.words, "side": page if page > 1 else ""}
        return "?" + urlencode({name: value for name, value in values.items() if value})


@require_safe
@for_reviewers
def imports(request: HttpRequest) -> HttpResponse:
    """The papers: those that wait for a person first and in the order they came, then the newest."""
    get = request.GET
    asked = Filter(get.get("tilstand", ""), get.get("udvalg", ""), get.get("q", "").strip()[:200])
    everything = queries.review_list(waiting_only=False)
    waiting = [packet for packet in everything if packet.is_waiting]
    decided = [packet for packet in reversed(everything) if not packet.is_waiting]
    found = [packet for packet in [*waiting, *decided] if asked.keeps(packet)]
    pages = max(1, -(-len(found) // PER_PAGE))
    side = get.get("side", "")
    page = min(int(side), pages) if side.isdecimal() and int(side) else 1
    objection = objection_to_importing(actor_of(request))
    return show(
        request, "imports", asked=asked, total=len(everything), waiting=len(waiting), found=len(found),
        rows=_rows(found[(page - 1) * PER_PAGE:page * PER_PAGE]), bodies=_bodies(everything),
        states=[(code, state_words(state)) for code, state in STATES.items()], page=page, pages=pages,
        before=asked.address(page - 1) if page > 1 else None, after=asked.address(page + 1) if page < pages else None,
        no_upload=objection and why_not(objection), help="dokumenter")


def _rows(packets: list[StagedView]) -> list[tuple[StagedView, Summary, str]]:
    told = queries.summaries(packet.source for packet in packets)
    return [(packet, told[packet.source], state_words(packet.state)) for packet in packets]


def _body(packet: StagedView) -> str:
    return packet.meeting_key.split("/")[0] if packet.meeting_key else ""


def _bodies(packets: tuple[StagedView, ...]) -> list[tuple[str, str]]:
    """The bodies of the papers by key; one without records yet has its key for a name."""
    names = {body.key: body.name for body in bodies()}
    return sorted({(key, names.get(key, key)) for packet in packets if (key := _body(packet))}, key=lambda two: two[1])


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def upload(request: HttpRequest) -> HttpResponse:
    """A form that brings in one file, by the same procedures as the command."""
    objection = objection_to_importing(actor_of(request))
    error = objection and why_not(objection)
    status = 200 if request.method != "POST" else 403
    if request.method == "POST" and not objection:
        try:
            return redirect("workspace:review", _bring_in(request))
        except SagsgangError as refused:
            error, status = why_not(refused), 422
    return show(request, "upload", [(_("Bring in a paper"), None)], status=status, key=new_key(),
                objection=objection and why_not(objection), error=error if status == 422 else None, help="dokumenter")


def _bring_in(request: HttpRequest) -> str:
    """Read, stage and leave to a person the file that was sent; returns its hash."""
    file = request.FILES.get("file")
    if file is None:
        raise Refusal("file-not-chosen")
    name = file.name or ""
    if not file.size:
        raise InputRefused("file-empty", name=name)
    if file.size > MAX_BYTES:
        raise InputRefused("too-large", size=file.size, limit=MAX_BYTES)
    data = file.read()
    source, kind = digest_of(data), media_type(data)
    known = queries.staged(source)
    reading = None if known else _read(data, name, kind)
    at, actor = timezone.now(), actor_of(request)

    def act() -> None:
        if reading:
            stage_import(data, source=source, name=name, media_type=kind, reading=reading, actor=actor, at=at)
        settle_import(source, accept=False, actor=actor, at=at)

    if known:
        messages.info(request, _("The same file came before; nothing was changed."))
    elif once(request, act):
        messages.success(request, _("The paper was read and waits for review."))
    return source


def _read(data: bytes, name: str, kind: str) -> Reading:
    """Read the file outside this process: a reader of PDFs does so by itself, the others are put in the jail here."""
    reading: Any = read(data, name) if kind == PDF else run_jailed(partial(read, name=name), data)
    return reading
