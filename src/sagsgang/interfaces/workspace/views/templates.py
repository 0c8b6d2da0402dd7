"""Templates of documents: which sections there are and what helps the writer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.keys import slug
from sagsgang.pure.packet.model import SectionKind
from sagsgang.pure.packet.paper import kind_word
from sagsgang.pure.writing.templates import INPUTS
from sagsgang.records.cases.policy import objection_to_templates
from sagsgang.records.cases.queries.lists import TemplateView, template_view, templates
from sagsgang.records.cases.services import add_template, change_template, ensure_default_templates, retire_template
from sagsgang.records.organisation.queries import body_views

from .. import values, words
from ..frame import check, done, page, show, tried
from .administration import trail

#: So many sections have room in a form: three more than there are.
SPARE = 3
INPUT_WORDS = {"text": gettext_lazy("Text"), "line": gettext_lazy("One line"), "date": gettext_lazy("Date"),
               "number": gettext_lazy("Number"), "choice": gettext_lazy("Choice")}


@require_http_methods(["GET", "HEAD", "POST"])
@page
def template_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The templates; the program's own can be brought in, and another one begun."""
    check(objection_to_templates(actor))
    if request.method == "POST" and request.POST.get("defaults"):
        return done(request, lambda: ensure_default_templates(actor=actor, at=timezone.now()),
                    _("The program's templates are here."), reverse("workspace:templates"))
    if request.method == "POST":
        first = {"key": "text", "label": values.text(request, "label"), "required": True}
        return done(request, lambda: add_template(
            name=values.text(request, "name"), kind=values.text(request, "kind"),
            item_kind=values.text(request, "item_kind"), body=values.text(request, "body"), sections=[first],
            actor=actor, at=timezone.now()), _("The template is begun."), reverse("workspace:templates"))
    return show(request, "administration/templates", trail=trail((_("Templates"), None)), templates=templates(),
                kinds=words.DOCUMENT_KINDS, item_kinds=words.ITEM_KINDS, help="administrator",
                bodies=[(view.key, view.name) for view in body_views()])


@require_http_methods(["GET", "HEAD", "POST"])
@page
def template_page(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """One template: its sections in order; a change is a new version."""
    check(objection_to_templates(actor))
    view = template_view(key)
    if view is None:
        raise Http404
    if request.method == "POST" and request.POST.get("retire"):
        on = None if view.retired_on else timezone.localdate()
        return done(request, lambda: retire_template(key=key, on=on, actor=actor, at=timezone.now()),
                    _("It is kept."), reverse("workspace:template", args=[key]))
    error = None
    if request.method == "POST":
        error = tried(request, lambda: change_template(
            key=key, sections=_sections(request, view), base_version=values.needed_number(request, "version"),
            actor=actor, at=timezone.now()))
        if error is None:
            return redirect("workspace:template", key)
    rows = [*view.sections, *({"key": ""} for _n in range(SPARE))]
    return show(request, "administration/template", view=view, rows=list(enumerate(rows, 1)), error=error,
                trail=trail((_("Templates"), reverse("workspace:templates")), (view.name, None)),
                section_kinds=[(kind.value, kind_word(kind)) for kind in SectionKind], inputs=INPUT_WORDS,
                typed=request.POST if error else None, status=422 if error else 200, help="administrator")


def _sections(request: HttpRequest, view: TemplateView) -> list[dict[str, Any]]:
    """The sections as the form has them, by the places that were written; an empty label takes a section away."""
    rows = []
    for number in range(1, len(view.sections) + SPARE + 1):
        if not (label := values.text(request, f"label-{number}")):
            continue
        place = values.number(request, f"place-{number}") or number
        kind = values.text(request, f"input-{number}")
        rows.append((place, number, {
            "key": values.text(request, f"key-{number}") or slug(label, 60), "label": label,
            "kind": values.text(request, f"kind-{number}") or None, "help": values.text(request, f"help-{number}"),
            "required": request.POST.get(f"required-{number}") == "yes",
            "input": kind if kind in INPUTS else "text",
            "choices": [one.strip() for one in values.text(request, f"choices-{number}").split(",") if one.strip()]}))
    return [row for _place, _number, row in sorted(rows, key=lambda row: row[:2])]
