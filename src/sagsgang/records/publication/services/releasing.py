"""Freezing a release."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from sagsgang.pure.kernel import files
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.model import Packet
from sagsgang.pure.packet.open_part import LeftOut

from ..models import Release
from ..policy import objection_to_publishing
from ..queries import ReleaseView, latest, release
from ..queries.checks import release_id_of


def keep_pdf(data: bytes) -> str:
    """Put a PDF into the home's files folder, durable when this returns, and return its hash."""
    return files.keep(Path(settings.STORE.files), data)


@transaction.atomic
def make_release(public: Packet, *, meeting_key: str, packet_sha256: str, source_sha256: str, pdf_sha256: str,
                 left_out: Iterable[LeftOut], body: str | None = None, actor: Actor, at: datetime) -> ReleaseView:
    """Freeze the open packet as the meeting's next release, which supersedes the one before."""
    if objection := objection_to_publishing(actor, body=body):
        raise objection
    before, data = latest(meeting_key), canonical_packet(public)
    sequence, digest = (before.sequence if before else 0) + 1, sha256(data)
    release_id = release_id_of(meeting_key, sequence, digest)
    Release.objects.create(
        release_id=release_id, meeting_key=meeting_key, edition=public.edition or "", sequence=sequence,
        supersedes_id=before.release_id if before else None, packet_bytes=data, sha256=digest,
        packet_sha256=packet_sha256, source_sha256=source_sha256, pdf_sha256=pdf_sha256,
        left_out=[{"what": out.what, "label": out.label, "reason": out.reason} for out in left_out],
        released_at=at, released_by=actor.key, number=(Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1)
    made = release(release_id)
    assert made
    return made
