"""The acts of making public. `procedures` call them inside a transaction that holds the journal's lock."""

from .releasing import keep_pdf, make_release
from .stating import make_site_statement

__all__ = ["keep_pdf", "make_release", "make_site_statement"]
