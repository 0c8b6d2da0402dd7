"""Labels and values told apart by where they stand: the left edges of the two columns are found by what stands there.

Every row that begins with a known label votes for the edge of its label and of what follows; pages may be shifted
against each other (mirrored margins), so a page without votes takes the pair of edges that fits most of its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...packet.model import SectionKind
from ..labels import kind_of
from ..lines import Joiner, Row, row_of, with_gaps
from ..pdf import Word
from .labels import begins_known, begins_label, decision_label, is_kind, known_over
from .parts import Field
from .words import words

_WAVER = 2.5  # points by which an edge may waver
_RARE = 0.2  # a pair of edges with fewer votes, against the one with most, is a chance


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the label column and the value column of a page begin; `end`: where labels end, if they are set flush right
    and begin anywhere."""

    label: float
    value: float
    end: float | None = None

    def begins(self, row: Row) -> bool:
        """Whether the row begins where labels do."""
        if self.end is None:
            return abs(row.left - self.label) <= _WAVER
        return any(abs(word.right - self.end) <= _WAVER for word in row.words if word.left < self.value - _WAVER)

    def fits(self, row: Row) -> bool:
        """Whether the row begins at one of the two."""
        return self.begins(row) or abs(row.left - self.value) <= _WAVER


def _vote(row: Row) -> tuple[Edges | None, Edges | None]:
    """The edges that a row with a known label and a value shows, if labels are set flush left, and if flush right."""
    if len(row.words) < 2 or not begins_label(row.words[0].text):
        return None, None
    for count in range(min(5, len(row.words) - 1), 0, -1):
        label = " ".join(word.text for word in row.words[:count])
        after, last = row.words[count], row.words[count - 1]
        kind = kind_of(label)
        known = (kind is not None and kind is not SectionKind.DECISION) or words().case_line.match(label)
        apart = (after.left - last.right) / after.size if known else 0
        if apart > 0.35:
            flush_left = Edges(row.left, after.left) if apart > 0.8 else None
            return flush_left, Edges(row.left, after.left, last.right)
    return None, None


def edges_by_page(rows: Sequence[Row]) -> dict[int, Edges]:
    """The edges of each page that has any of the layout; empty where the paper is of another layout."""
    seen = [(row.page, *_vote(row)) for row in rows]
    votes = [(page, vote) for page, vote, _ in seen if vote]
    flush_right = [(page, vote) for page, _, vote in seen if vote]
    if _agreed(flush_right) > _agreed(votes):
        votes = flush_right
    if not votes:
        return {}
    clusters = _clusters(edge for _, edge in votes)
    pairs = [edges for edges, count in clusters if count > _RARE * clusters[0][1]]
    by_page: dict[int, list[Row]] = {}
    for row in rows:
        by_page.setdefault(row.page, []).append(row)
    found: dict[int, Edges] = {}
    for page, on_page in by_page.items():
        own = [pair for pair in _clusters(edge for voted, edge in votes if voted == page)
               if any(_agree(pair[0], edges) for edges in pairs)]
        found[page] = own[0][0] if own else max(pairs, key=lambda edges: sum(map(edges.fits, on_page)))
    return found


def _agreed(votes: Iterable[tuple[int, Edges]]) -> int:
    """How many votes the most agree on."""
    return max((count for _, count in _clusters(edges for _, edges in votes)), default=0)


def _clusters(votes: Iterable[Edges]) -> list[tuple[Edges, int]]:
    """Votes that agree within the waver, with their number, most first."""
    clusters: list[tuple[Edges, int]] = []
    for edge, count in Counter(votes).most_common():
        for place, (kept, number) in enumerate(clusters):
            if _agree(kept, edge):
                clusters[place] = replace(kept, label=min(kept.label, edge.label)), number + count
                break
        else:
            clusters.append((edge, count))
    return sorted(clusters, key=lambda pair: -pair[1])


def _agree(one: Edges, other: Edges) -> bool:
    """Whether values begin at the same place, and labels begin there, or end there where they are set flush right."""
    labels = one.label - other.label if one.end is None or other.end is None else one.end - other.end
    return abs(one.value - other.value) <= _WAVER and abs(labels) <= _WAVER


def split(row: Row, edges: Edges) -> tuple[Row | None, Row | None]:
    """The row's part in the label column and its part in the value column; a row that runs across both is a value."""
    left: list[Word] = [word for word in row.words if word.left < edges.value - _WAVER]
    right = row.words[len(left):]
    if left and (left[-1].right > edges.value + _WAVER or _runs_on(left[-1], right, edges)):
        return None, row
    if not left or not right:
        return (row, None) if left else (None, row)
    return row_of(left, row.page), row_of(right, row.page)


def _runs_on(last: Word, right: Sequence[Word], edges: Edges) -> bool:
    """Whether the words right of the edge just continue those left of it."""
    return bool(right) and abs(right[0].left - edges.value) > _WAVER and right[0].left - last.right < 0.6 * last.size


@dataclass(slots=True)
class _Label:
    lines: list[Row]
    start: int


def fields_by_column(rows: Sequence[Row], edges: dict[int, Edges], joiner: Joiner,
                     bodies: frozenset[str]) -> tuple[tuple[Field, ...], tuple[Row, ...]]:
    """The fields of an item's rows, and the values that stand before any label."""
    parts = [split(row, edges[row.page]) for row in rows]
    labels = _labels([(place, part[0]) for place, part in enumerate(parts) if part[0]], joiner, bodies)
    values = with_gaps([part[1] for part in parts if part[1]])
    by_place = dict(zip([place for place, part in enumerate(parts) if part[1]], values, strict=True))
    starts = [_start(label, rows, by_place) for label in labels]
    field_step, value_step = _steps(rows, labels, by_place)
    if value_step < field_step - 1:
        starts = [_pushed(label, start, rows, by_place, field_step)
                  for label, start in zip(labels, starts, strict=True)]
    before = tuple(value for place, value in by_place.items() if not starts or place < starts[0])
    fields: list[Field] = []
    for label, start, end in zip(labels, starts, [*starts[1:], len(parts)], strict=True):
        beside = tuple(by_place[place] for place in range(start, end) if place in by_place)
        text = joiner.join([line.text for line in label.lines]).text
        fields.append(Field(text, tuple(line.where for line in label.lines), beside))
    return tuple(fields), before


def _start(label: _Label, rows: Sequence[Row], values: dict[int, Row]) -> int:
    """The place of the first row beside a label: its own, or the one just above when that is set a little higher."""
    start, first = label.start, label.lines[0]
    above = values.get(start - 1)
    if start not in values and above and above.page == first.page and above.gap \
            and first.baseline - above.baseline < 0.6 * max(first.size, 1) and not split_left(rows[start - 1], above):
        return start - 1
    return start


def _steps(rows: Sequence[Row], labels: Sequence[_Label], values: dict[int, Row]) -> tuple[float, float]:
    """The least step from a value to the next field, and the widest within values but for the rarest."""
    at_label = {label.start for label in labels}
    to_field: list[float] = []
    within: list[float] = []
    for place, (before, row) in enumerate(pairwise(rows), 1):
        if before.page == row.page and place - 1 in values:
            (to_field if place in at_label else within).append(row.baseline - before.baseline)
    within.sort()
    return min(to_field, default=0), within[-1 - len(within) // 20] if within else 0


def _pushed(label: _Label, start: int, rows: Sequence[Row], values: dict[int, Row], field_step: float) -> int:
    """The place of the first row beside a label of several lines that a page's end has pushed whole to the next page,
    while its value began before: a last block of the page that stands apart as fields do, with nothing beside it."""
    if start != label.start or not start or len(label.lines) < 2 or rows[start - 1].page == rows[start].page:
        return start
    for place in range(start - 1, max(0, start - 2 - len(label.lines)), -1):
        before, row = rows[place - 1], rows[place]
        if place not in values or split_left(row, values[place]) or before.page != row.page:
            break
        if row.baseline - before.baseline > field_step - 1:
            return place
    return start


def split_left(row: Row, value: Row) -> bool:
    """Whether the row has words left of its value."""
    return bool(row.words) and row.words[0].left < value.left - _WAVER


def _labels(lines: Sequence[tuple[int, Row]], joiner: Joiner, bodies: frozenset[str]) -> list[_Label]:
    """The label column cut into labels: known ones by the lexicon, decisions by their date, others by their gaps."""
    found: list[_Label] = []
    at = 0
    while at < len(lines):
        texts = [row.text for _, row in lines[at:]]
        count = _decision_lines(lines[at:], joiner, bodies) or known_over(texts) or _unknown_lines(lines[at:])
        found.append(_Label([row for _, row in lines[at:at + count]], lines[at][0]))
        at += count
    return found


def _decision_lines(lines: Sequence[tuple[int, Row]], joiner: Joiner, bodies: frozenset[str]) -> int:
    """How many lines a dated decision label takes; 0 where none begins here. A page may end in the middle of it."""
    texts: list[str] = []
    for place, (_, row) in enumerate(lines[:12], 1):
        before = lines[place - 2][1] if texts else row
        apart = before.page != row.page or row.baseline - before.baseline > 1.6 * max(before.size, row.size)
        if apart and begins_known([row.text]) and not is_kind(row.text, SectionKind.DECISION):
            return 0
        texts.append(row.text)
        if decision_label(joiner.join(texts).text, bodies, whole=True):
            return place
    return 0


def _unknown_lines(lines: Sequence[tuple[int, Row]]) -> int:
    """How many lines an unknown label takes: until a gap, a page's end or a known label."""
    for count, ((_, before), (_, row)) in enumerate(pairwise(lines), 1):
        step = row.baseline - before.baseline
        if row.page != before.page or step > 1.6 * max(before.size, row.size) or step <= 0 \
                or begins_known([later.text for _, later in lines[count:count + 6]]):
            return count
    return len(lines)
