"""One SQLite library in all processes: the one that pysqlite3 bundles, free of the WAL-reset race (fixed in 3.51.3).

Importing this module puts it in the place of Python's own `sqlite3`; settings import it first.
See docs/decisions/0004-sqlite.md.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

SAFE_WAL = (3, 51, 3)

try:
    import pysqlite3 as _library
    import pysqlite3.dbapi2 as _dbapi2

    sys.modules["sqlite3"] = _library
    sys.modules["sqlite3.dbapi2"] = _dbapi2
except ImportError:  # a platform without the wheel: Python's own library, with the notice below when it is affected
    import sqlite3 as _library  # type: ignore[no-redef]


def options() -> dict[str, Any]:
    """Django's OPTIONS: IMMEDIATE transactions, FULL sync, and WAL only where the library is safe with it."""
    safe = tuple(_library.sqlite_version_info) >= SAFE_WAL
    if not safe:
        warnings.warn(f"SQLite {_library.sqlite_version} may lose commits under WAL; using TRUNCATE.", stacklevel=2)
    pragmas = [f"journal_mode={'WAL' if safe else 'TRUNCATE'}", "synchronous=FULL", "foreign_keys=ON",
               "trusted_schema=OFF", "cell_size_check=ON"]
    return {"transaction_mode": "IMMEDIATE", "timeout": 60,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas)}
