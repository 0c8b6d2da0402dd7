"""A table as CSV whose cells no spreadsheet takes for a formula, and whose numbers none mangles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

#: With what a formula begins, also in full width; what begins with white space is looked at behind it.
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_CONTROL = tuple("\t\r\n")
#: Numbers and telephone numbers, which may begin with a sign.
_NUMBER = re.compile(r"[+-]?\s?\d[\d .,]*")
#: By what a spreadsheet knows that the file is UTF-8.
MARK = "\ufeff"


def csv_row(cells: Iterable[str]) -> str:
    """One row, its cells parted by semicolons, as a Danish spreadsheet reads them."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([inert(cell) for cell in cells])
    return out.getvalue()


def inert(cell: str) -> str:
    """The cell with an apostrophe before what would be a formula."""
    formula = cell.lstrip().startswith(_FORMULA) or cell.startswith(_CONTROL)
    return f"'{cell}" if formula and not _NUMBER.fullmatch(cell) else cell
