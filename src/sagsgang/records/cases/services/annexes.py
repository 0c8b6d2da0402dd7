"""Acts on a draft's annexes: files that come in, their versions, their names, and the reading of their text."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import Conflict, InputRefused, Refusal
from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.packet.form import blocks_form
from sagsgang.pure.rules.grounds import ground as ground_of
from sagsgang.records.journal.services import lock_journal, record_act

from ..models import CASE_ACCESS, DraftAnnex, DraftAnnexVersion
from ..policy.drafting import objection_to
from ..states import stricter
from .moving import known

#: Bytes of one file; more is no annex but an archive.
LARGEST = 100_000_000
#: What may be an annex, by the end of its name.
KINDS = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".txt", ".csv", ".png", ".jpg", ".jpeg"})
_ASIDE = 1_000_000


@transaction.atomic
def add_annex(*, draft_id: UUID, name: str, data: bytes, title: str = "", access: str = "", actor: Actor,
              at: datetime) -> UUID:
    """Add a file as an annex, as closed as its draft unless more is said. Raises InputRefused for what no annex is."""
    lock_journal()
    facts = known(draft_id)
    if objection := objection_to("edit", actor, facts):
        raise objection
    check_file(name, data)
    annex = DraftAnnex.objects.create(
        id=uuid4(), draft_id=draft_id, position=last_place(draft_id) + 1,
        title=title.strip() or PurePath(name).stem[:200] or name, access=stricter(facts.access, access or "open"))
    keep_file(annex, name, data, actor, at)
    return annex.pk


@transaction.atomic
def replace_annex(*, annex_id: UUID, name: str, data: bytes, actor: Actor, at: datetime) -> None:
    """Give an annex a new file; the former one is kept."""
    annex = _writable(annex_id, actor)
    check_file(name, data)
    keep_file(annex, name, data, actor, at)


@transaction.atomic
def change_annex(*, annex_id: UUID, title: str, document_number: str, access: str, ground: str, version: int,
                 actor: Actor, at: datetime) -> None:
    """Say anew what an annex is; it is never more open than its draft. Raises Conflict after another change."""
    annex = _writable(annex_id, actor)
    if not title.strip():
        raise Refusal("title-empty")
    if access not in CASE_ACCESS or not access:
        raise Refusal("access-unstated")
    if access != stricter(access, known(annex.draft_id).access):
        raise Refusal("annex-more-open-than-draft")
    if ground and ground_of(ground) is None:
        raise Refusal("ground-unknown", ground=ground)
    done = DraftAnnex.objects.filter(pk=annex_id, version=version).update(
        title=title.strip(), document_number=document_number.strip(), access=access,
        ground=ground if access != "open" else "", version=F("version") + 1)
    if not done:
        raise Conflict("changed-meanwhile")
    record_act(act="annex.change", subject=str(annex.draft_id), actor=actor, at=at,
               codes={"annex": str(annex_id), "access": access, "ground": ground})


@transaction.atomic
def move_annex(*, annex_id: UUID, up: bool, actor: Actor, at: datetime) -> None:
    """Move an annex one place up or down."""
    annex = _writable(annex_id, actor)
    rows = list(DraftAnnex.objects.filter(draft=annex.draft_id, removed_at=None).order_by("position"))
    place = next((number for number, row in enumerate(rows) if row.pk == annex.pk), None)
    other = -1 if place is None else place - 1 if up else place + 1
    if place is None or not 0 <= other < len(rows):
        return
    one, two = rows[place], rows[other]
    DraftAnnex.objects.filter(pk=one.pk).update(position=_ASIDE)
    DraftAnnex.objects.filter(pk=two.pk).update(position=one.position)
    DraftAnnex.objects.filter(pk=one.pk).update(position=two.position)
    record_act(act="annex.move", subject=str(annex.draft_id), actor=actor, at=at, codes={"annex": str(annex_id)})


@transaction.atomic
def remove_annex(*, annex_id: UUID, removed: bool, actor: Actor, at: datetime) -> None:
    """Take an annex off the draft, or put it back at the end; its files are kept."""
    annex = _writable(annex_id, actor)
    if removed == (annex.removed_at is not None):
        return
    DraftAnnex.objects.filter(pk=annex_id).update(removed_at=at if removed else None,
                                                  position=last_place(annex.draft_id) + 1)
    record_act(act="annex.remove" if removed else "annex.restore", subject=str(annex.draft_id), actor=actor, at=at,
               codes={"annex": str(annex_id)})


def keep_reading(*, version_id: int, state: str, reason: str = "", blocks: Iterable[Block] = (),
                 pages: int | None = None, findings: Iterable[Mapping[str, Any]] = ()) -> None:
    """Keep what was read out of a file; a step of the job that reads. Done again it changes nothing: a person may have
    settled the file since."""
    DraftAnnexVersion.objects.filter(pk=version_id, text_state="waiting").update(
        text_state=state, text_reason=reason, blocks=blocks_form(blocks), pages=pages, findings=list(findings))


@transaction.atomic
def settle_annex(*, version_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """Let a file with hidden content stand as it is, and say why; its visible text is its text."""
    version = DraftAnnexVersion.objects.select_related("annex").filter(pk=version_id).first()
    if version is None:
        raise Conflict("changed-meanwhile")
    _writable(version.annex_id, actor)
    if not reason.strip():
        raise Refusal("settle-without-reason")
    if not DraftAnnexVersion.objects.filter(pk=version_id, text_state="unsettled").update(text_state="read"):
        raise Conflict("changed-meanwhile")
    record_act(act="annex.settle", subject=str(version.annex.draft_id), actor=actor, at=at, reason=reason.strip(),
               codes={"annex": str(version.annex_id), "number": str(version.number)})


def check_file(name: str, data: bytes) -> None:
    """Raise InputRefused for a file that can be no annex: empty, too large, or of a kind that nobody can open."""
    if not data:
        raise InputRefused("file-empty", name=name)
    if len(data) > LARGEST:
        raise InputRefused("too-large", size=len(data), limit=LARGEST)
    if PurePath(name).suffix.lower() not in KINDS:
        raise InputRefused("annex-kind", name=name)


def last_place(draft_id: UUID) -> int:
    """The last place that an annex of the draft ever had; 0 before the first one."""
    return int(DraftAnnex.objects.filter(draft=draft_id).aggregate(last=Max("position"))["last"] or 0)


def keep_file(annex: DraftAnnex, name: str, data: bytes, actor: Actor, at: datetime) -> None:
    """Keep a file as the newest of an annex, unless it is that already; a step of the acts that bring files."""
    digest = files.keep(Path(settings.STORE.files), data)
    newest = annex.versions.order_by("number").last()
    if newest and newest.file_sha256 == digest:
        return
    number = (newest.number if newest else 0) + 1
    entry = record_act(act="annex.keep", subject=str(annex.draft_id), actor=actor, at=at,
                       codes={"annex": str(annex.pk), "number": str(number)}, hashes={"file": digest})
    DraftAnnexVersion.objects.create(
        annex=annex, number=number, file_sha256=digest, file_name=PurePath(name).name[:200], size=len(data),
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream", made_by=actor.key, made_at=at,
        journal_entry=entry)


def _writable(annex_id: UUID, actor: Actor) -> DraftAnnex:
    lock_journal()
    annex = DraftAnnex.objects.filter(pk=annex_id).first()
    if annex is None:
        raise Conflict("changed-meanwhile")
    if objection := objection_to("edit", actor, known(annex.draft_id)):
        raise objection
    return annex
