"""The public process's settings in a home that lasts as long as the benches run."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from pathlib import Path


@functools.cache
def home() -> Path:
    """A home of its own, and Django set up on it; the same one for every bench."""
    import atexit

    made = Path(tempfile.mkdtemp(prefix="bench-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    os.environ |= {"SAGSGANG_HOME": str(made), "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings.public"}
    os.environ.pop("SAGSGANG_OPEN_DB", None)
    import django

    django.setup()
    return made
