"""The municipality says on its site who it is."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import canonical_bytes, sha256
from sagsgang.records.journal.services import lock_journal, record_act
from sagsgang.records.openstore.services import MunicipalityStatement, publish_municipality
from sagsgang.records.publication.queries import latest_site_statement
from sagsgang.records.publication.services import make_site_statement


def publish_site_statement(statement: MunicipalityStatement, *, actor: Actor, at: datetime) -> bool:
    """Freeze the statement and show it; False, and nothing changes, where the last one says the same."""
    data = canonical_bytes(asdict(statement))
    with transaction.atomic():
        lock_journal()
        if latest_site_statement() == data:
            return False
        number = make_site_statement(data, actor=actor, at=at)
        record_act(act="site.state", subject=f"site-statement:{number}", actor=actor, at=at,
                   hashes={"statement": sha256(data)})
    publish_municipality(statement)
    return True
