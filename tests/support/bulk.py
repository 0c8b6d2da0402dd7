"""Imports a folder twice into the store that the environment names, and prints what it holds each time.

A program of its own (`python -m tests.support.bulk FOLDER`), because the store may be on either database.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from typing import Any

from sagsgang.interfaces.cli.inputs import files_of


def main(folder: str) -> None:
    """Import, export, import again, verify."""
    from sagsgang.interfaces.cli.store import open_store

    open_store(None, create=True)
    from django.conf import settings
    from django.db import connections

    from sagsgang.interfaces.cli.import_command import import_files
    from sagsgang.procedures.export_store import export_store
    from sagsgang.procedures.verify_store import verify_store
    from sagsgang.records.journal.queries import head
    from tests.support.importing import contents

    def imported() -> dict[str, Any]:
        made = list(import_files(files_of([folder]), accept=True, release=False))
        held = json.dumps(contents(settings.STORE), default=lambda data: hashlib.sha256(data).hexdigest())
        return {"outcomes": Counter(f"{one.state}, known: {one.known}" for one in made), "head": head().seq,
                "contents": hashlib.sha256(held.encode()).hexdigest()}

    first = imported()
    exported = hashlib.sha256()
    keys = []
    for key, data in export_store():
        keys.append(key)
        exported.update(data + b"\n")
    again = imported()
    print(json.dumps({
        "database": connections["default"].vendor, "first": first, "again": again, "keys": keys,
        "export": exported.hexdigest(), "problems": verify_store().problems}))


if __name__ == "__main__":
    main(sys.argv[1])
