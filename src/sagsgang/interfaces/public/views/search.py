"""Find text in items, decisions, annexes and cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sagsgang.records.openstore import queries, search

from .page import show

#: Longer queries than this are cut before they are put into links.
LONGEST = 300
#: What the address says where the newest hits come first.
NEWEST = "nyeste"
#: How many bodies and years are offered beside the hits.
MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was sent; what cannot be understood is told, and the rest is answered."""

    query: str
    body: str
    year: str
    kind: str
    newest: bool
    page: int
    errors: dict[str, str]

    def address(self, **changes: str | int | None) -> str:
        """The same search with something changed (None: left out), back on its first page."""
        values = {"q": self.query, "udvalg": self.body, "aar": self.year, "type": self.kind,
                  "orden": NEWEST if self.newest else ""} | changes
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def request(self) -> search.SearchRequest:
        """What the engine is asked."""
        year = int(self.year) if self.year and "year" not in self.errors else None
        kind = search.Kind(self.kind) if self.kind else None
        return search.SearchRequest(query=self.query, body=self.body or None, year=year, kind=kind, page=self.page,
                                    order=search.Order.NEWEST if self.newest else search.Order.RELEVANCE)


def asked(request: HttpRequest) -> Asked:
    """Read the form of an address."""
    get = request.GET
    year, kind, number = get.get("aar", "").strip(), get.get("type", ""), get.get("side", "")
    errors = {} if re.fullmatch(r"(?:\d{4})?", year) else {"year": _("Write the year with four digits, such as 2015.")}
    return Asked(
        query=get.get("q", "").replace("\0", " ").strip()[:LONGEST], body=get.get("udvalg", "")[:100], year=year[:20],
        kind=kind if kind in set(search.Kind) else "", newest=get.get("orden") == NEWEST, errors=errors,
        page=max(1, int(number)) if re.fullmatch(r"\d{1,4}", number) else 1,
    )


def path_of(hit: search.Hit) -> str:
    """Where a hit leads."""
    place = hit.place
    if place.case_key and not place.path:
        return f"/sag/{place.case_key}"
    here = f"/udvalg/{place.body_key}/{place.meeting_slug}/{place.path}"
    return f"{here}-{place.slug}" if place.slug else here


def results(request: HttpRequest) -> HttpResponse:
    """The search page, with hits where something was asked for. Where the engine is down the page says so."""
    form = asked(request)
    found, down = None, False
    if form.query:
        try:
            found = search.search(form.request())
        except search.SearchUnavailable:
            down = True
    return show(request, "search", [(_("Search"), None)], form=form, found=found, down=down, bodies=queries.bodies(),
                kinds=list(search.Kind), **(_around(form, found) if found else {}))


def _around(form: Asked, found: search.SearchPage) -> dict[str, Any]:
    """The hits with their addresses, and the links from this page of them to others."""
    near = {1, found.pages, *range(found.page - 2, found.page + 3)}
    return {
        "hits": [(hit, path_of(hit)) for hit in found.hits],
        "first": (found.page - 1) * search.PAGE_SIZE + 1,
        "pages": [(number, form.address(side=number)) for number in sorted(near) if 1 <= number <= found.pages],
        "before": form.address(side=found.page - 1) if found.page > 1 else None,
        "after": form.address(side=found.page + 1) if found.page < found.pages else None,
        "meant": form.address(q=found.suggestion) if found.suggestion else None,
        "by_relevance": form.address(orden=None), "by_day": form.address(orden=NEWEST),
        "narrower": {"kinds": _offered(form, "type", found.kinds),
                     "others": [(_("Committee"), _offered(form, "udvalg", found.bodies)),
                                (_("Year"), _offered(form, "aar", found.years))]},
    }


def _offered(form: Asked, name: str, facets: tuple[search.Facet, ...]) -> list[tuple[search.Facet, str]]:
    """Filters that leave something, each with the address that sets it, or that takes it away where it is set."""
    return [(facet, form.address(**{name: None if facet.chosen else facet.value}))
            for facet in facets if facet.count or facet.chosen][:MOST_OFFERED]
