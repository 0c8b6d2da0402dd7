"""Acts on cases, presentations and annexes.

Those that keep a published paper are steps of one act, `procedures.keep_packet`, which writes the journal's entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from sagsgang.pure.packet.canonical import canonical_bytes, sha256
from sagsgang.pure.packet.form import annex_form, document_form, section_form
from sagsgang.pure.packet.keys import case_key
from sagsgang.pure.packet.model import Annex as ListedAnnex, AnnexDocument, Section

from ..models import Annex, AnnexVersion, Case, CaseReference, Presentation

#: Out of the way of every position, while positions change hands.
_ASIDE = 1_000_000


@dataclass(frozen=True, slots=True)
class AnnexToKeep:
    """An annex of a paper: as listed, with the text that the paper carries, or one of the two."""

    id: UUID
    presentation_id: UUID | None
    position: int
    listed: ListedAnnex | None
    document: AnnexDocument | None


@dataclass(frozen=True, slots=True)
class Tie:
    """Where rows come from: the source document of a paper that was read, or the journal entry of an act of ours."""

    source_sha256: str = ""
    journal_entry: int | None = None

    def columns(self) -> dict[str, Any]:
        """The columns that say so."""
        return {"origin": "native" if self.journal_entry else "legacy", "source_sha256": self.source_sha256,
                "journal_entry_id": self.journal_entry}


@dataclass(frozen=True, slots=True)
class CaseName:
    """What the newest paper says of a case."""

    number: str
    title: str | None
    access: str


@transaction.atomic
def ensure_cases(numbers: Iterable[str], *, source_sha256: str) -> dict[str, int]:
    """The ids of the cases by key; those that are missing are made. A number without letters or digits names none."""
    wanted = {key: number for number in numbers if (key := case_key(number))}
    Case.objects.bulk_create(
        [Case(key=key, number=number, origin="legacy", source_sha256=source_sha256) for key, number in wanted.items()],
        ignore_conflicts=True)
    return dict(Case.objects.filter(key__in=wanted).values_list("key", "id"))


@transaction.atomic
def name_cases(names: Mapping[int, CaseName]) -> None:
    """Say number, title and access of legacy cases by id; native ones are named here and by nobody else."""
    renamed = []
    for case in Case.objects.filter(pk__in=names, origin="legacy"):
        if names[case.pk] != CaseName(case.number, case.title, case.access):
            case.number, case.title, case.access = astuple(names[case.pk])
            renamed.append(case)
    Case.objects.bulk_update(renamed, ["number", "title", "access"])


@transaction.atomic
def remove_cases(ids: Collection[int]) -> None:
    """Remove legacy cases that no paper names any more."""
    Case.objects.filter(pk__in=ids, origin="legacy").delete()


@transaction.atomic
def keep_presentations(rows: Iterable[tuple[UUID, int | None, tuple[Section, ...]]], *, tie: Tie) -> None:
    """Keep what a paper presents: (id, case, sections) each, made or replaced."""
    Presentation.objects.bulk_create(
        [Presentation(id=id_, case_id=case, sections=[_without_text(section_form(section)) for section in sections],
                      **tie.columns()) for id_, case, sections in rows],
        update_conflicts=True, unique_fields=["id"], update_fields=["case", "sections", *tie.columns()])


@transaction.atomic
def remove_presentations(ids: Collection[UUID]) -> None:
    """Remove presentations with their annexes."""
    Presentation.objects.filter(pk__in=ids).delete()


@transaction.atomic
def keep_annexes(rows: Collection[AnnexToKeep], *, presentations: Collection[UUID], formerly_carried: Collection[int],
                 tie: Tie) -> dict[UUID, int]:
    """Make these the annexes of a paper; returns the version of each annex whose text it carries.

    Gone are those of its presentations, and those without one that it carried before (`formerly_carried`, versions),
    that are not among them. A text that differs from the versions there are is a new version.
    """
    ids = [row.id for row in rows]
    old = Annex.objects.filter(presentation__in=presentations)
    old.exclude(pk__in=ids).delete()
    Annex.objects.filter(presentation=None, versions__in=formerly_carried).exclude(pk__in=ids).delete()
    old.update(position=F("position") + _ASIDE)
    annexes = [_annex(row) for row in rows]
    Annex.objects.bulk_create(annexes, update_conflicts=True, unique_fields=["id"], update_fields=[
        "presentation", "position", "listed", "title", "document_number", "access", "source_id", "where"])
    return _keep_versions({row.id: row.document for row in rows if row.document}, tie)


def _annex(row: AnnexToKeep) -> Annex:
    annex = Annex(id=row.id, presentation_id=row.presentation_id, position=row.position, listed=bool(row.listed))
    if row.listed:
        form = annex_form(row.listed)
        annex.title, annex.document_number, annex.source_id = form["title"], form["document_number"], form["source_id"]
        annex.access, annex.where = _code(form["access"]), form["where"]
    elif row.document:
        annex.title, annex.document_number = row.document.title, row.document.document_number
        annex.access = _code(row.document.access)
    return annex


def _keep_versions(documents: Mapping[UUID, AnnexDocument], tie: Tie) -> dict[UUID, int]:
    known: dict[UUID, dict[str, int]] = {}
    newest: dict[UUID, int] = {}
    for annex, digest, pk, number in AnnexVersion.objects.filter(annex__in=documents).values_list(
            "annex_id", "content_sha256", "id", "number"):
        known.setdefault(annex, {})[digest] = pk
        newest[annex] = max(number, newest.get(annex, 0))
    kept: dict[UUID, int] = {}
    missing: dict[UUID, AnnexVersion] = {}
    for annex, document in documents.items():
        digest = sha256(canonical_bytes(document_form(document)))
        if digest in known.get(annex, {}):
            kept[annex] = known[annex][digest]
        else:
            missing[annex] = _version(annex, newest.get(annex, 0) + 1, digest, document, tie)
    AnnexVersion.objects.bulk_create(missing.values())
    CaseReference.objects.bulk_create([
        CaseReference(version=version, position=position, number=number, key=case_key(number))
        for annex, version in missing.items() for position, number in enumerate(documents[annex].case_numbers)])
    return kept | {annex: version.pk for annex, version in missing.items()}


def _version(annex: UUID, number: int, digest: str, document: AnnexDocument, tie: Tie) -> AnnexVersion:
    form = document_form(document)
    page_from, page_to = document.pages or (None, None)
    return AnnexVersion(
        annex_id=annex, number=number, content_sha256=digest, label=form["label"], title=form["title"],
        document_number=form["document_number"], access=_code(form["access"]), page_from=page_from, page_to=page_to,
        blocks=form["blocks"], where=form["where"], **tie.columns())


def _without_text(form: dict[str, Any]) -> dict[str, Any]:
    """The form without the plain text, which is derived from its blocks."""
    return {key: value for key, value in form.items() if key != "text"}


def _code(value: str | None) -> str:
    """A code as its column has it: empty where the paper states none."""
    return str(value) if value else ""
