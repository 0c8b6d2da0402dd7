"""Reading the index: one opened state a process, looked at again when the files on disk have changed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from sagsgang.pure.language.analysis import Analyser
from sagsgang.pure.language.query import Group, Query as Typed, parse
from sagsgang.pure.language.snippet import Marker, Segments

from .asking import Asked, Asker, Must, Query, all_of, most_of
from .index import POSITION, current, engine_errors, open_index, read_lexicon, schema
from .page import MOST_HITS, PAGE_SIZE, Facet, Hit, Kind, Order, Place, SearchPage, SearchRequest, SearchUnavailable

_SCHEMA = schema()
_MOST_BUCKETS = 5_000
_lock = threading.Lock()
_opened: dict[Path, Opened] = {}


@dataclass
class Opened:
    """A generation of the index as it was when `stamp` was taken."""

    path: Path
    stamp: tuple[int, int, int]
    index: tantivy.Index
    searcher: tantivy.Searcher
    analyser: Analyser

    @cached_property
    def asker(self) -> Asker:
        """Asks in this state."""
        return Asker(_SCHEMA, self.searcher, self.analyser)

    def position(self) -> int:
        """The last change of the public store that this state has; 0 before the first."""
        everything = Query.range_query(_SCHEMA, POSITION, tantivy.FieldType.Integer, 0, None)
        found = self.searcher.search(everything, 1, count=False, order_by_field=POSITION).hits
        return int(found[0][0]) if found else 0

    def cases(self, meetings: Iterable[str]) -> set[str]:
        """The keys of the cases that these meetings treat, as this state has them."""
        query = Query.term_set_query(_SCHEMA, "meeting", sorted(meetings))
        return {str(key) for key in _count(self.searcher, query, ["treats"])["treats"]}


def opened(folder: Path) -> Opened:
    """The index in `folder` as it is now; raises SearchUnavailable where it is missing, damaged or too old."""
    path = current(folder)
    try:
        return _fresh(folder, path)
    except SearchUnavailable:
        again = current(folder)
        if again == path:
            raise
        return _fresh(folder, again)  # the generation was taken away between two looks


def _fresh(folder: Path, path: Path) -> Opened:
    with engine_errors(), _lock:
        stamp, known = _stamp(path), _opened.get(folder)
        if known and (known.path, known.stamp) == (path, stamp):
            return known
        if known and known.path == path:
            known.index.reload()
            index, analyser = known.index, known.analyser
        else:
            index, analyser = open_index(path), Analyser(read_lexicon(path))
        found = _opened[folder] = Opened(path, stamp, index, index.searcher(), analyser)
    return found


def _stamp(path: Path) -> tuple[int, int, int]:
    meta = (path / "meta.json").stat()
    return meta.st_mtime_ns, meta.st_size, meta.st_ino


def find(state: Opened, request: SearchRequest, names: Mapping[str, str]) -> SearchPage:
    """Answer a request from one state of the index; `names` gives bodies' names by key."""
    typed = parse(request.query)
    with engine_errors():
        asked = [state.asker.ask(group) for group in typed.groups]
        corrected = _corrected(state, typed, asked)
        if corrected:
            suggestion, asked = corrected
        for words, relaxed in _tries(asked):  # noqa: B007 - the last try is what is answered
            filtered = _Filtered(words, request)
            page, result = _hits(state.searcher, filtered, request)
            if result.count:
                break
        marker = Marker([wanted for one in asked for wanted in one.wanted], state.analyser)
        hits = tuple(_hit(state.searcher.doc(address), marker, names) for _, address in result.hits)
        kinds, bodies, years = _facets(state.searcher, filtered, request, names)
    return SearchPage(hits=hits, total=result.count, page=page, pages=_pages(result.count), kinds=kinds, bodies=bodies,
                      years=years, suggestion=suggestion if corrected else None, relaxed=relaxed and result.count > 0,
                      shortened=typed.shortened)


# ------------------------------------------------------------------ the query
def _tries(asked: list[Asked]) -> Iterator[tuple[tantivy.Query, bool]]:
    """What is asked in turn until something has it: all the words, then most of them, then any; and which it is."""
    queries = [one.query for one in asked if one.query is not None]
    if not queries:
        yield Query.empty_query(), False
        return
    if len(queries) == len(asked):
        yield all_of(queries), False
    if len(asked) > 1:
        yield most_of(queries, len(asked)), True
        yield most_of(queries, 1), True


def _found(state: Opened, words: tantivy.Query, request: SearchRequest) -> bool:
    filtered = _Filtered(words, request).query()
    return bool(state.searcher.search(filtered, 1, count=False).hits)


@dataclass(frozen=True)
class _Filtered:
    """The words of a request under its filters."""

    words: tantivy.Query
    request: SearchRequest

    def query(self, without: str = "") -> tantivy.Query:
        """The whole query, or without one filter, to count what others it could have."""
        filters = [(name, value) for name, value in self._filters() if name != without]
        if not filters:
            return self.words
        terms = (Query.const_score_query(Query.term_query(_SCHEMA, name, value), 0.0) for name, value in filters)
        return Query.boolean_query([(Must, self.words), *((Must, term) for term in terms)])

    def _filters(self) -> Iterator[tuple[str, str | int]]:
        if self.request.body:
            yield "body", self.request.body
        if self.request.year is not None:
            yield "year", self.request.year
        if self.request.kind:
            yield "kind", str(self.request.kind)
        else:
            yield "main", 1


# ------------------------------------------------------------------ hits
def _pages(total: int) -> int:
    return max(1, -(-min(total, MOST_HITS) // PAGE_SIZE))


def _hits(searcher: tantivy.Searcher, filtered: _Filtered, request: SearchRequest) -> tuple[int, Any]:
    """The page that is shown (the last one, where one after it is asked for), and its hits."""
    query = filtered.query()
    by = "day" if request.order is Order.NEWEST else None
    page = min(max(request.page, 1), _pages(MOST_HITS))
    while True:
        result: Any = searcher.search(query, PAGE_SIZE, offset=(page - 1) * PAGE_SIZE, order_by_field=by)
        if result.hits or page == 1:
            return page, result
        page = _pages(result.count)


def _hit(document: tantivy.Document, marker: Marker, names: Mapping[str, str]) -> Hit:
    (kind, title, decision, text, body, body_name, day, case_number, closed,
     body_key, meeting_slug, path, slug, case_key) = json.loads(document.get_first("shown") or b"")
    snippet, in_decision = _snippet(marker, decision, text)
    return Hit(
        kind=Kind(kind), title=marker.marked(title), snippet=snippet, in_decision=in_decision,
        body=names.get(body, body_name), day=date.fromordinal(day) if day else None, case_number=case_number,
        closed=closed,
        place=Place(body_key=body_key, meeting_slug=meeting_slug, path=path, slug=slug, case_key=case_key))


def _snippet(marker: Marker, decision: str, text: str) -> tuple[Segments, bool]:
    """The stretch that shows most of what was asked for: of the decision, unless the text shows more."""
    in_decision, found = marker.snippet(decision)
    if found and found == marker.asked:
        return in_decision, True  # the text cannot show more
    in_text, more = marker.snippet(text)
    if more > found or (not found and not decision):
        return in_text, False
    return in_decision, True


# ------------------------------------------------------------------ counts
def _facets(searcher: tantivy.Searcher, filtered: _Filtered, request: SearchRequest,
            names: Mapping[str, str]) -> tuple[tuple[Facet, ...], tuple[Facet, ...], tuple[Facet, ...]]:
    """How many hits each kind, body and year would leave; a filter does not narrow its own row."""
    chosen = {"body": request.body, "year": request.year}
    split, mine = ("kind", str(request.kind)) if request.kind else ("main", 1)
    inner = {name: _terms(name) for name, value in chosen.items() if value is None}
    outer = _terms(split) | ({"aggs": inner} if inner else {})
    answer = searcher.aggregate(filtered.query(without=split), {"kind": _terms("kind"), "split": outer})
    shown: dict[str, Any] = next((bucket for bucket in answer["split"]["buckets"] if bucket["key"] == mine), {})
    counts = {name: _buckets(shown.get(name)) for name in inner} | {"kind": _buckets(answer["kind"])}
    for name in chosen.keys() - inner.keys():
        counts |= _count(searcher, filtered.query(without=name), [name])
    kinds = [Facet(value=kind, label=kind, count=counts["kind"].get(kind, 0), chosen=kind == request.kind)
             for kind in Kind]
    bodies = [Facet(value=str(key), label=names.get(str(key), str(key)), count=count, chosen=key == request.body)
              for key, count in counts["body"].items()]
    years = [Facet(value=str(year), label=str(year), count=count, chosen=year == request.year)
             for year, count in sorted(counts["year"].items(), reverse=True)]
    return tuple(kinds), tuple(sorted(bodies, key=lambda facet: (-facet.count, facet.label))), tuple(years)


def _terms(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _MOST_BUCKETS}}


def _buckets(answer: Any) -> dict[str | int, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in (answer or {"buckets": ()})["buckets"]}


def _count(searcher: tantivy.Searcher, query: tantivy.Query, fields: Iterable[str]) -> dict[str, dict[str | int, int]]:
    answer = searcher.aggregate(query, {name: _terms(name) for name in fields})
    return {name: _buckets(found) for name, found in answer.items()}


# ------------------------------------------------------------------ "did you mean"
def _corrected(state: Opened, typed: Typed, asked: list[Asked]) -> tuple[str, list[Asked]] | None:
    """The query with each word that is found nowhere as it was likely meant, and what that asks for; None where
    nothing likely is found.
    """
    words: list[str] = []
    meant_by: list[Asked] = []
    for group, one in zip(typed.groups, asked, strict=True):
        meant = state.asker.likely_meant(group.words[0]) if one.query is None and not group.is_phrase else None
        again = state.asker.ask(Group((meant,))) if meant else one
        if not meant or again.query is None or not _found(state, again.query, SearchRequest(query="")):
            meant, again = None, one
        words.append(meant or (f'"{" ".join(group.words)}"' if group.is_phrase else group.words[0]))
        meant_by.append(again)
    return (" ".join(words), meant_by) if meant_by != asked else None
