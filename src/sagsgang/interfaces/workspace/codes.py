"""Two-dimensional codes to photograph; the one door to their library."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from qrcode import QRCode


def svg_of(text: str) -> SafeString:
    """The text as a code, an SVG picture drawn by attributes alone; four pale fields around it, as readers need."""
    code = QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" width="240" height="240" role="img" '
        'aria-label="{1}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" '
        'd="{2}"/></svg>', len(rows), _("Code to photograph with the app"), path)
