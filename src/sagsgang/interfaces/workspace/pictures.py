"""Pages of kept PDFs as pictures: drawn in the jail when first asked for, then kept in the home by the file's hash.

The folder is derived; whoever removes it loses nothing.
"""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings

from sagsgang.pure.intake.pdf_picture import PageSize, page_sizes, picture_of
from sagsgang.pure.kernel.jail import run_jailed
from sagsgang.records.imports.queries import source_file

#: Pixels across a page: sharp on a screen with two pixels a point beside a column of text.
WIDTH = 1240


@lru_cache(maxsize=200)
def sizes(source: str) -> tuple[PageSize, ...]:
    """The size of every page, in points; raises InputRefused where the file cannot be opened."""
    return run_jailed(page_sizes, source_file(source).read_bytes())


def picture(source: str, page: int) -> Path:
    """The file with the picture of a page (from 1); raises InputRefused where it cannot be drawn."""
    path = Path(settings.STORE.home) / "pictures" / source[:2] / f"{source}-{page}.png"
    if not path.exists():
        drawn = run_jailed(partial(picture_of, page=page, width=WIDTH), source_file(source).read_bytes())
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(drawn.png)
        os.replace(part, path)
    return path
