"""Acts on templates: a change is a new version; drafts keep the one they were begun with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from importlib import resources
from typing import Any

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.keys import slug
from sagsgang.pure.writing.templates import template_of
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.queries import body_id

from ..models import DocumentTemplate, TemplateVersion
from ..models.templates import ITEM_KINDS
from ..policy.drafting import objection_to_templates
from ..states import DOCUMENT_KINDS

Sections = Iterable[Mapping[str, Any]]


@transaction.atomic
def add_template(*, name: str, kind: str, item_kind: str = "", body: str = "", sections: Sections, key: str = "",
                 actor: Actor, at: datetime) -> str:
    """Add a template with its first version and return its key."""
    if objection := objection_to_templates(actor):
        raise objection
    lock_journal()
    said = key or slug(name)
    if not said:
        raise Refusal("name-empty")
    if kind not in DOCUMENT_KINDS or item_kind not in ITEM_KINDS:
        raise Refusal("template-kind-unknown")
    if DocumentTemplate.objects.filter(key=said).exists():
        raise Conflict("name-taken", name=name)
    made = DocumentTemplate.objects.create(key=said, name=name.strip(), kind=kind, item_kind=item_kind,
                                           body_id=body_id(body))
    _add_version(made, sections, actor, at)
    return said


@transaction.atomic
def change_template(*, key: str, sections: Sections, base_version: int, actor: Actor, at: datetime) -> None:
    """Give a template a new version; raises Conflict where another one came after `base_version`."""
    if objection := objection_to_templates(actor):
        raise objection
    lock_journal()
    template = _template(key)
    if TemplateVersion.objects.filter(template=template, number__gt=base_version).exists():
        raise Conflict("changed-meanwhile")
    _add_version(template, sections, actor, at)


@transaction.atomic
def retire_template(*, key: str, on: date | None, actor: Actor, at: datetime) -> None:
    """Offer a template no longer from a day on (None: offer it again)."""
    if objection := objection_to_templates(actor):
        raise objection
    lock_journal()
    DocumentTemplate.objects.filter(pk=_template(key).pk).update(retired_on=on)
    record_act(act="template.retire", subject=key, actor=actor, at=at, codes={"on": str(on or "")})


@transaction.atomic
def ensure_default_templates(*, actor: Actor, at: datetime) -> None:
    """Add the templates that come with the program and are not there yet."""
    if objection := objection_to_templates(actor):
        raise objection
    data = (resources.files("sagsgang.records.cases") / "data" / "templates.toml").read_text(encoding="utf-8")
    for said in tomllib.loads(data)["template"]:
        if not DocumentTemplate.objects.filter(key=said["key"]).exists():
            add_template(name=said["name"], kind=said["kind"], item_kind=said.get("item_kind", ""), key=said["key"],
                         sections=said["section"], actor=actor, at=at)


def _add_version(template: DocumentTemplate, sections: Sections, actor: Actor, at: datetime) -> None:
    form = template_of(sections).form()
    number = template.versions.count() + 1
    TemplateVersion.objects.create(template=template, number=number, sections=form, made_by=actor.key, made_at=at)
    record_act(act="template.change", subject=template.key, actor=actor, at=at, codes={"number": str(number)})


def _template(key: str) -> DocumentTemplate:
    template = DocumentTemplate.objects.filter(key=key).first()
    if template is None:
        raise Conflict("changed-meanwhile")
    return template
