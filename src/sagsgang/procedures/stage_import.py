"""A file and what was read of it come into the store, all or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.kernel.errors import InputRefused
from sagsgang.pure.packet.canonical import sha256
from sagsgang.pure.packet.storable import check_storable
from sagsgang.records.imports import queries
from sagsgang.records.imports.policy import objection_to_importing
from sagsgang.records.imports.services import keep_source, stage_packet
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.organisation.services import found_municipality


def stage_import(data: bytes, *, source: str, name: str, media_type: str, reading: Reading, actor: Actor,
                 at: datetime) -> queries.StagedView:
    """Keep a file, its reading and the questions it leaves open; bytes that came before change nothing.

    `source` is the hash of the bytes that were read. The first packet that names a municipality makes this its store;
    Conflict for another one's packet, InputRefused for a layout that no reader knows: nothing of them is kept.
    """
    if objection := objection_to_importing(actor):
        raise objection
    if reading.packet.layout is None:
        raise InputRefused("layout-unknown", name=name)
    if sha256(data) != source:
        raise InputRefused("file-changed", name=name)
    check_storable(reading.packet)
    with transaction.atomic():
        lock_journal()
        if known := queries.staged(source):
            return known
        if reading.packet.municipality:
            found_municipality(name=reading.packet.municipality, actor=actor, at=at)
        # The file is on disk before the row that names it can be seen.
        keep_source(data)
        packet = stage_packet(reading, source_sha256=source, name=name, size=len(data), media_type=media_type, at=at)
        record_act(act="packet.stage", subject=source, actor=actor, at=at,
                   codes={"layout": packet.layout, "media-type": media_type},
                   hashes={"reading": packet.reading_sha256, "packet": packet.packet_sha256,
                           "name": sha256(name.encode())})
        made = queries.staged(source)
    assert made
    return made
