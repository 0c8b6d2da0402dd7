"""The label-column layout: a left column of field labels, decisions as labels, annex sheets behind the items.

One reader for two forms. `read_pages` takes a PDF's pages and tells labels from values by their columns, `read_text`
takes a text layer and tells them by their words; everything after that is the same chain of stages.
"""

from .reader import LAYOUT, read_pages, read_text

__all__ = ["LAYOUT", "read_pages", "read_text"]
