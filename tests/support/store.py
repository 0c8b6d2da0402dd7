"""What tests of the records have in common: who acts, when, and on which database."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from sagsgang.procedures.keep_packet import keep_packet
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.model import Packet

SECRETARY = Actor("user:7", frozenset({"importer", "publisher"}))
MONDAY = datetime(2022, 10, 10, 8, 30, tzinfo=UTC)


def kept(packet: Packet, source: str = "") -> str:
    """Keep a packet as if its canonical bytes were its document; returns the meeting's key."""
    digest = sha256((source or "").encode() or canonical_packet(packet))
    return keep_packet(packet, source_sha256=digest, actor=SECRETARY, at=MONDAY)


def postgres_address(database: str) -> str:
    """The address of a new database on the server that `make test` started; skips the test where there is none."""
    import psycopg

    server = os.environ.get("SAGSGANG_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL here: tools/with_postgres.sh gives the tests one")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{database}"')
    return server.rsplit("/", 1)[0] + "/" + database
