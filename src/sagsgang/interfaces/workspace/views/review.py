"""The review of one paper: the original beside the reading, findings and questions at their place, and the acts."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sagsgang.pure.intake.media import JSON, PDF
from sagsgang.pure.intake.places import places_of
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.difference import difference
from sagsgang.pure.packet.model import VALUE_SECTIONS
from sagsgang.records.imports import queries
from sagsgang.records.imports.queries import StagedView
from sagsgang.records.openstore.queries import meeting_with_key
from sagsgang.records.organisation.queries import person_names

from .. import pictures
from ..decisions import Standing, choices, standing_of
from ..forms import new_key
from ..frame import actor_of, for_reviewers, show
from ..original import original_of
from ..remarks import answers_by_position, remarks_of
from ..words import state_words, why_not


@require_safe
@for_reviewers
def review(request: HttpRequest, source: str) -> HttpResponse:
    """Everything that is needed to decide about one paper."""
    return review_page(request, source)


def review_page(request: HttpRequest, source: str, *, status: int = 200, **told: Any) -> HttpResponse:
    """The page, also after an act that was refused: `told` then holds what was said and what was written."""
    packet, reading = _known(source)
    standing, actor = standing_of(packet), actor_of(request)
    questions = answers_by_position(source, actor)
    remarks, shown = remarks_of(reading, questions), _shown(request, packet, reading)
    return show(
        request, "review", [(_("Review"), None)], status=status, packet=packet, reading=reading.packet,
        state=state_words(packet.state), standing=standing, can=choices(standing, actor), key=new_key,
        help="dokumenter", questions=questions, remarks=remarks,
        people=_people(standing, questions), unknown=_("not found"), as_values=VALUE_SECTIONS,
        chosen_slight=any(remark.place == shown["chosen"] for remark in remarks.slight),
        earlier=_compared(standing, reading), public=_public(standing), **shown, **told)


def _known(source: str) -> tuple[StagedView, Reading]:
    packet = queries.staged(source)
    if packet is None:
        raise Http404
    return packet, queries.reading(source)


def _shown(request: HttpRequest, packet: StagedView, reading: Reading) -> dict[str, Any]:
    """The original, around the value that the address names or else around the first that has a place."""
    places = places_of(reading)
    asked = request.GET.get("vis", "")
    chosen = asked if asked in places else ""
    # Pages and lines have a beginning to show; of a JSON file it is the name of the body, else what was read first.
    if not chosen and packet.media_type == JSON:
        chosen = next((path for path in ("sources/committee", *places) if path in places), "")
    spans = places.get(chosen, ())
    start = request.GET.get("fra", "")
    try:
        original = original_of(packet, spans, int(start) if start.isdecimal() and len(start) < 9 else None)
    except (InputRefused, OSError) as error:
        words = why_not(error) if isinstance(error, InputRefused) else _("The file is not in the home any more.")
        return {"places": places, "chosen": chosen, "original": None, "no_original": words}
    return {"places": places, "chosen": chosen, "original": original}


def _people(standing: Standing, questions: dict[int, Any]) -> dict[str, str]:
    """The names of whoever decided or answered."""
    keys = {standing.packet.decided_by, *(question.view.answered_by for question in questions.values())}
    for other in (standing.accepted.decided_by if standing.accepted else "",
                  standing.release.released_by if standing.release else ""):
        keys.add(other)
    return person_names(keys)


def _compared(standing: Standing, reading: Reading) -> dict[str, Any] | None:
    """The accepted edition that this paper would replace, and what is otherwise in this one."""
    if standing.earlier is None:
        return None
    before = queries.reading(standing.earlier.source).packet
    return {"packet": standing.earlier, "difference": difference(before, reading.packet)}


def _public(standing: Standing) -> str | None:
    """The meeting's path on the public site, where it is there."""
    key = standing.packet.meeting_key
    meeting = meeting_with_key(key) if standing.release and key else None
    return meeting.path if meeting else None


@require_safe
@for_reviewers
def picture(_request: HttpRequest, source: str, page: int) -> HttpResponse:
    """A page of the original as a picture."""
    packet = queries.staged(source)
    if packet is None or packet.media_type != PDF:
        raise Http404
    try:
        if not 1 <= page <= len(pictures.sizes(source)):
            raise Http404
        file = pictures.picture(source, page).open("rb")
    except (InputRefused, OSError) as error:
        raise Http404 from error
    # The address names the content by its hash: it never changes, and it is for this person alone.
    return FileResponse(file, content_type="image/png", headers={"Cache-Control": "private, max-age=86400, immutable"})


@require_safe
@for_reviewers
def original_file(_request: HttpRequest, source: str) -> FileResponse:
    """The original as it came, to be saved and never opened by the browser as a page of ours."""
    packet = queries.staged(source)
    if packet is None or not queries.source_file(source).is_file():
        raise Http404
    return FileResponse(queries.source_file(source).open("rb"), as_attachment=True, filename=packet.name or source,
                        content_type="application/octet-stream")
