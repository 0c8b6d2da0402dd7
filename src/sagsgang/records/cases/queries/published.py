"""Fetching cases, presentations and annexes, in the packet form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ..models import Annex, AnnexVersion, Case, CaseReference, Presentation

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case as it is known now."""

    key: str
    number: str
    title: str | None
    access: str
    origin: str


def case(key: str) -> KeptCase | None:
    """The case of the key; None where no paper names it as an item's."""
    row = Case.objects.filter(key=key).first()
    return KeptCase(row.key, row.number, row.title, row.access, row.origin) if row else None


def case_keys() -> tuple[str, ...]:
    """The keys of all cases, sorted."""
    return tuple(sorted(Case.objects.values_list("key", flat=True)))


def case_names() -> dict[int, tuple[str, str, str | None, str]]:
    """Key, number, title and access of all legacy cases by id."""
    rows = Case.objects.filter(origin="legacy").values_list("id", "key", "number", "title", "access")
    return {id_: (key, number, title, access) for id_, key, number, title, access in rows}


def cases_named_in_annexes_of(key: str) -> tuple[str, ...]:
    """The numbers, as printed, of other cases that annexes of this case's items name."""
    rows = CaseReference.objects.filter(version__annex__presentation__case__key=key).exclude(key=key)
    return tuple(sorted(set(rows.values_list("number", flat=True))))


def section_forms(presentations: Collection[UUID]) -> dict[UUID, list[Json]]:
    """The sections of presentations."""
    return dict(Presentation.objects.filter(pk__in=presentations).values_list("id", "sections"))


def annex_forms(presentations: Collection[UUID]) -> dict[UUID, list[Json]]:
    """The annexes that presentations list, in their order."""
    forms: dict[UUID, list[Json]] = defaultdict(list)
    for annex in Annex.objects.filter(presentation__in=presentations, listed=True).order_by("position"):
        if annex.presentation_id:
            forms[annex.presentation_id].append({
                "title": annex.title, "document_number": annex.document_number, "access": annex.access or None,
                "source_id": annex.source_id, "where": annex.where})
    return forms


def document_forms(versions: Collection[int]) -> dict[int, Json]:
    """The annex texts of versions."""
    numbers: dict[int, list[str]] = defaultdict(list)
    for version, number in CaseReference.objects.filter(version__in=versions).order_by("position").values_list(
            "version_id", "number"):
        numbers[version].append(number)
    return {row.pk: {
        "label": row.label, "title": row.title, "access": row.access or None, "document_number": row.document_number,
        "pages": None if row.page_from is None else [row.page_from, row.page_to], "blocks": row.blocks,
        "case_numbers": numbers[row.pk], "where": row.where,
    } for row in AnnexVersion.objects.filter(pk__in=versions)}


def presentation_ties(meeting_key: str) -> list[tuple[str, str, int | None]]:
    """Whence the presentations of the meeting's items come: origin, source and journal entry each."""
    rows = Presentation.objects.filter(item__meeting__key=meeting_key)
    return list(rows.values_list("origin", "source_sha256", "journal_entry"))
