"""All real meetings come into the store on both databases, and out with the same bytes; again changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sagsgang.pure.packet.canonical import canonical_packet, sha256
from sagsgang.pure.packet.keys import meeting_key
from tests.support.shared import shared
from tests.support.store import postgres_address

pytestmark = pytest.mark.shared
ROOT = Path(__file__).parents[2]


def imported(home: Path, **addresses: str) -> dict[str, Any]:
    """What the program says of two imports into the store."""
    folder = shared() / "packets" / "firstagenda-json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSGANG_", "DJANGO_"))}
    done = subprocess.run([sys.executable, "-m", "tests.support.bulk", str(folder)], cwd=ROOT, text=True, check=False,
                          env=environment | addresses | {"SAGSGANG_HOME": str(home)}, capture_output=True, timeout=1200)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return imported(tmp_path_factory.mktemp("sqlite") / "home")


def count() -> int:
    return len(list((shared() / "packets" / "firstagenda-json").glob("*.json")))


def test_every_meeting_is_accepted_without_error(on_sqlite: dict[str, Any]) -> None:
    assert on_sqlite["database"] == "sqlite"
    assert on_sqlite["first"]["outcomes"] == {"accepted, known: False": count()}
    assert len(on_sqlite["keys"]) == count() > 0
    assert on_sqlite["problems"] == []


def test_a_second_import_changes_nothing_in_rows_files_or_journal(on_sqlite: dict[str, Any]) -> None:
    assert on_sqlite["again"]["outcomes"] == {"accepted, known: True": count()}
    assert on_sqlite["again"]["head"] == on_sqlite["first"]["head"]
    assert on_sqlite["again"]["contents"] == on_sqlite["first"]["contents"]


def test_the_export_is_what_the_reader_reads(on_sqlite: dict[str, Any]) -> None:
    """Read once more without any store, in the order of the keys."""
    from sagsgang.interfaces.cli.inputs import files_of, inputs_of

    packets = {}
    for found in inputs_of(files_of([str(shared() / "packets" / "firstagenda-json")]), lambda _digest: False):
        assert found.reading
        packets[meeting_key(found.reading.packet) or ""] = canonical_packet(found.reading.packet)
    assert sorted(packets) == on_sqlite["keys"]
    assert sha256(b"".join(packets[key] + b"\n" for key in sorted(packets))) == on_sqlite["export"]


def test_postgresql_holds_and_exports_the_same(on_sqlite: dict[str, Any], tmp_path: Path) -> None:
    on_postgres = imported(tmp_path / "home", SAGSGANG_INTERNAL_DB=postgres_address("import_all"),
                           SAGSGANG_OPEN_DB=postgres_address("import_all_open"))
    assert on_postgres["database"] == "postgresql"
    assert on_postgres["first"]["outcomes"] == {"accepted, known: False": count()}
    assert (on_postgres["keys"], on_postgres["export"]) == (on_sqlite["keys"], on_sqlite["export"])
    assert on_postgres["again"]["contents"] == on_postgres["first"]["contents"]
    assert on_postgres["problems"] == []
