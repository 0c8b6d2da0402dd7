"""Where the shared real packets are. They are not part of the project: tests over them skip where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]


def shared() -> Path:
    """The shared folder; skips the test with a clear message where it is absent."""
    folder = Path(os.environ.get("SAGSGANG_SHARED", HERE.parent / "shared"))
    if not (folder / "packets").is_dir():
        pytest.skip(f"the shared packets are not here ({folder.name}/packets; set SAGSGANG_SHARED to their folder)")
    return folder
