"""Freezing what the municipality says about itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import sha256

from ..models import SiteStatement
from ..policy import objection_to_publishing


@transaction.atomic
def make_site_statement(data: bytes, *, actor: Actor, at: datetime) -> int:
    """Freeze the canonical JSON of a statement and return its number."""
    if objection := objection_to_publishing(actor):
        raise objection
    sequence = (SiteStatement.objects.aggregate(last=Max("sequence"))["last"] or 0) + 1
    SiteStatement.objects.create(sequence=sequence, statement_bytes=data, sha256=sha256(data), stated_at=at,
                                 stated_by=actor.key)
    return sequence
