"""Searching the public store: the one door to the search engine.

The index is derived from the public rows alone and lies in a folder beside them. The public process only reads it.
"""

from __future__ import annotations

from .following import folder, index_position, rebuild_index, update_index
from .page import MOST_HITS, PAGE_SIZE, Facet, Hit, Kind, Order, Place, SearchPage, SearchRequest, SearchUnavailable
from .reader import find, opened
from .rows import body_names


def search(request: SearchRequest) -> SearchPage:
    """Answer a request; whatever is typed is answered. Raises SearchUnavailable where the index cannot be read."""
    return find(opened(folder()), request, body_names())


__all__ = [
    "MOST_HITS", "PAGE_SIZE", "Facet", "Hit", "Kind", "Order", "Place", "SearchPage", "SearchRequest",
    "SearchUnavailable", "index_position", "rebuild_index", "search", "update_index",
]
