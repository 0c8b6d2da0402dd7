"""Acts on cases of our own: opening them, saying anew what they are, linking them."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.db.models import F

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, Refusal
from sagsgang.pure.packet.keys import case_key
from sagsgang.pure.rules.deadlines import COPENHAGEN
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.queries import check_people, unit_id

from ..models import CASE_ACCESS, Case, CaseLink, ExternalNumber
from ..models.links import LINK_KINDS
from ..policy.drafting import objection_to_changing_case, objection_to_opening_case
from ..queries.lists import case_view, may_see_case

#: KLE: subject in three levels, perhaps an action facet and the records system's year and serial number.
SUBJECT_NUMBER = re.compile(r"\d{2}\.\d{2}\.\d{2}(?:[ -]?[A-Z\u00c6\u00d8\u00c5]\d{2})?(?:-\d+-\d{2})?")


@transaction.atomic
def open_case(*, title: str, unit: str, officer: int, access: str, number: str = "", subject_number: str = "",
              actor: Actor, at: datetime) -> str:
    """Open a case and return its key; without a number it gets the year's next one ("2026/14")."""
    if objection := objection_to_opening_case(actor, unit):
        raise objection
    lock_journal()
    in_unit = _facts(title, unit, officer, access, subject_number)
    said = number.strip() or _next_number(at.astimezone(COPENHAGEN).year)
    key = case_key(said)
    if not key:
        raise Refusal("case-number-empty")
    if Case.objects.filter(key=key).exists():
        raise Conflict("case-number-taken", number=said)
    entry = record_act(act="case.open", subject=key, actor=actor, at=at, codes={"unit": unit, "access": access})
    Case.objects.create(key=key, number=said, title=title.strip(), access=access, subject_number=subject_number.strip(),
                        unit_id=in_unit, officer_id=officer, origin="native", journal_entry=entry)
    return key


@transaction.atomic
def change_case(*, key: str, title: str, unit: str, officer: int, access: str, subject_number: str, version: int,
                actor: Actor, at: datetime) -> None:
    """Say anew what a case is; raises Conflict where somebody changed it after `version`."""
    lock_journal()
    case = _writable(key, actor)
    if case.origin != "native":
        raise Refusal("case-is-read", number=case.number)
    if objection := objection_to_opening_case(actor, unit):
        raise objection
    in_unit = _facts(title, unit, officer, access, subject_number)
    done = Case.objects.filter(pk=case.pk, version=version).update(
        title=title.strip(), unit=in_unit, officer=officer, access=access, subject_number=subject_number.strip(),
        version=F("version") + 1)
    if not done:
        raise Conflict("changed-meanwhile")
    record_act(act="case.change", subject=key, actor=actor, at=at, codes={"unit": unit, "access": access})


@transaction.atomic
def link_cases(*, key: str, other: str, kind: str, actor: Actor, at: datetime) -> None:
    """Let a case point to another one, named by its number."""
    lock_journal()
    case = _writable(key, actor)
    target = Case.objects.filter(key=case_key(other)).first()
    seen = case_view(target.key) if target else None
    if target is None or seen is None or not may_see_case(actor, seen):
        raise Refusal("case-unknown", number=other)
    if target.pk == case.pk:
        raise Refusal("case-linked-to-itself")
    if kind not in LINK_KINDS:
        raise Refusal("link-kind-unknown")
    CaseLink.objects.get_or_create(case=case, other=target, kind=kind)
    record_act(act="case.link", subject=key, actor=actor, at=at, codes={"other": target.key, "kind": kind})


@transaction.atomic
def unlink_cases(*, key: str, other: str, kind: str, actor: Actor, at: datetime) -> None:
    """Take a link away."""
    lock_journal()
    CaseLink.objects.filter(case=_writable(key, actor), other__key=other, kind=kind).delete()
    record_act(act="case.unlink", subject=key, actor=actor, at=at, codes={"other": other, "kind": kind})


@transaction.atomic
def add_external_number(*, key: str, system: str, number: str, actor: Actor, at: datetime) -> None:
    """Say what another system calls the case."""
    lock_journal()
    case = _writable(key, actor)
    if not system.strip() or not number.strip():
        raise Refusal("external-number-empty")
    ExternalNumber.objects.get_or_create(case=case, system=system.strip(), number=number.strip())
    record_act(act="case.name-elsewhere", subject=key, actor=actor, at=at, codes={"system": system.strip()})


@transaction.atomic
def remove_external_number(*, key: str, system: str, number: str, actor: Actor, at: datetime) -> None:
    """Take another system's number away."""
    lock_journal()
    ExternalNumber.objects.filter(case=_writable(key, actor), system=system, number=number).delete()
    record_act(act="case.unname-elsewhere", subject=key, actor=actor, at=at, codes={"system": system})


def _facts(title: str, unit: str, officer: int, access: str, subject_number: str) -> int:
    if not title.strip():
        raise Refusal("title-empty")
    if access not in CASE_ACCESS or not access:
        raise Refusal("access-unstated")
    if subject_number.strip() and not SUBJECT_NUMBER.fullmatch(subject_number.strip()):
        raise Refusal("subject-number-form", number=subject_number)
    check_people([officer])
    return unit_id(unit)


def _writable(key: str, actor: Actor) -> Case:
    case = Case.objects.select_related("unit").filter(key=key).first()
    if case is None:
        raise Conflict("case-unknown", number=key)
    if objection := objection_to_changing(actor, case):
        raise objection
    return case


def objection_to_changing(actor: Actor, case: Case) -> Refusal | None:
    """Why the actor may not change this case or begin a draft on it."""
    return objection_to_changing_case(actor, unit=case.unit.key if case.unit else "", officer=case.officer_id,
                                      access=case.access)


def _next_number(year: int) -> str:
    """The number after the year's highest, however papers write theirs: keys say which are taken."""
    taken = Case.objects.filter(key__startswith=f"{year}-").values_list("key", flat=True)
    last = max((int(rest) for key in taken if (rest := key.split("-", 1)[1]).isdecimal()), default=0)
    return f"{year}/{last + 1}"
