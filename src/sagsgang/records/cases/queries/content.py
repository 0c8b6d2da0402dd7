"""A whole draft as values: as it stands, and as it was frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sagsgang.pure.kernel.errors import Conflict
from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.packet.canonical import canonical_bytes
from sagsgang.pure.packet.form import blocks_form, blocks_of
from sagsgang.pure.writing.templates import Template, template_of

from ..models import Draft, DraftAnnexVersion, DraftVersion, SectionEdit
from ..states import stricter


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section of a draft: its label as printed, what it is for, and its text, or that there is none."""

    key: str
    label: str
    kind: str | None
    blocks: tuple[Block, ...]
    none_stated: bool

    @property
    def is_filled(self) -> bool:
        """Whether it has a text, or says that there is none."""
        return bool(self.blocks) or self.none_stated


@dataclass(frozen=True, slots=True)
class AnnexContent:
    """An annex of a draft with its newest file; `access` is never more open than the draft's."""

    id: UUID
    version_id: int
    title: str
    document_number: str
    access: str
    ground: str
    file_sha256: str
    file_name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class DraftContent:
    """Everything that a draft says, in the order in which it is printed."""

    kind: str
    title: str
    item_kind: str
    access: str
    ground: str
    public_title: str
    stub_reason: str
    body: str | None
    case_number: str
    unit: str
    officer: int
    dated_on: date | None
    sections: tuple[SectionContent, ...]
    annexes: tuple[AnnexContent, ...]

    def canonical(self) -> bytes:
        """The bytes that are hashed and frozen."""
        return canonical_bytes(content_form(self))


def content_form(content: DraftContent) -> dict[str, Any]:
    """The content in plain values."""
    return {
        "kind": content.kind, "title": content.title, "item_kind": content.item_kind, "access": content.access,
        "ground": content.ground, "public_title": content.public_title, "stub_reason": content.stub_reason,
        "body": content.body, "case_number": content.case_number, "unit": content.unit, "officer": content.officer,
        "dated_on": content.dated_on.isoformat() if content.dated_on else None,
        "sections": [{"key": s.key, "label": s.label, "kind": s.kind, "blocks": blocks_form(s.blocks),
                      "none_stated": s.none_stated} for s in content.sections],
        "annexes": [{"id": str(a.id), "version_id": a.version_id, "title": a.title,
                     "document_number": a.document_number, "access": a.access, "ground": a.ground,
                     "file_sha256": a.file_sha256, "file_name": a.file_name, "media_type": a.media_type}
                    for a in content.annexes]}


def content_from(form: dict[str, Any]) -> DraftContent:
    """The way back from `content_form`."""
    sections = tuple(SectionContent(s["key"], s["label"], s["kind"], blocks_of(s["blocks"]), s["none_stated"])
                     for s in form["sections"])
    annexes = tuple(AnnexContent(**(a | {"id": UUID(a["id"])})) for a in form["annexes"])
    dated = date.fromisoformat(form["dated_on"]) if form["dated_on"] else None
    return DraftContent(**(form | {"sections": sections, "annexes": annexes, "dated_on": dated}))


def content_of(draft_id: UUID) -> DraftContent:
    """The draft as it stands now. Raises Conflict where there is none."""
    row = (Draft.objects.select_related("case", "body", "unit", "template")
           .prefetch_related("annexes__versions").filter(pk=draft_id).first())
    if row is None:
        raise Conflict("draft-unknown")
    texts = newest_edits(draft_id)
    sections = []
    for said in template_of(row.template.sections).sections:
        edit = texts.get(said.key)
        sections.append(SectionContent(said.key, said.label, said.kind, blocks_of(edit.blocks) if edit else (),
                                       bool(edit and edit.none_stated)))
    return DraftContent(
        row.kind, row.title, row.item_kind, row.access, row.ground, row.public_title, row.stub_reason,
        row.body.key if row.body else None, row.case.number, row.unit.key, row.officer_id, row.dated_on,
        tuple(sections), tuple(_annexes(row)))


def _annexes(row: Draft) -> Iterable[AnnexContent]:
    for annex in sorted(row.annexes.all(), key=lambda annex: annex.position):
        versions = list(annex.versions.all())
        if annex.removed_at is None and versions:
            file = max(versions, key=lambda version: version.number)
            yield AnnexContent(
                annex.pk, file.pk, annex.title, annex.document_number, stricter(row.access, annex.access),
                annex.ground or (row.ground if annex.access != "open" or row.access != "open" else ""),
                file.file_sha256, file.file_name, file.media_type)


def frozen_content(version_id: int) -> DraftContent:
    """The draft as it was frozen. Raises Conflict where there is no such version."""
    row = DraftVersion.objects.filter(pk=version_id).first()
    if row is None:
        raise Conflict("draft-unknown")
    return content_from(json.loads(bytes(row.content_bytes)))


def newest_edits(draft_id: UUID) -> dict[str, SectionEdit]:
    """The newest saved text of each section."""
    return {edit.section: edit for edit in SectionEdit.objects.filter(draft=draft_id).order_by("section", "version")}


def template_for(draft_id: UUID) -> Template:
    """The template that the draft was begun with."""
    sections = Draft.objects.values_list("template__sections", flat=True).get(pk=draft_id)
    return template_of(sections)


@dataclass(frozen=True, slots=True)
class FileText:
    """What was read out of a file of an annex; `state` and `reason` as the row has them."""

    state: str
    reason: str
    blocks: tuple[Block, ...]
    pages: int | None


def file_texts(version_ids: Iterable[int]) -> dict[int, FileText]:
    """The texts of annex files by id."""
    rows = DraftAnnexVersion.objects.filter(pk__in=set(version_ids))
    return {row.pk: FileText(row.text_state, row.text_reason, blocks_of(row.blocks), row.pages) for row in rows}
