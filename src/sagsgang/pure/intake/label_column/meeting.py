"""What a paper says about its meeting: municipality, body, day, start, place, each from the surest place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from ...kernel.dates import find_date, find_time
from ...packet.span import Span
from ..lines import Row
from .labels import DecisionLabel, decision_label
from .regions import Regions, Sheet, cover_key
from .words import squeezed, words


@dataclass(frozen=True, slots=True)
class Facts:
    """The meeting's facts with the places of those that were found, and the names of bodies as printed, by form."""

    municipality: str | None
    committee: str | None
    day: date | None
    start: time | None
    place: str | None
    sources: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


class _Found:
    """Values with their places; the first of a kind stays."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.sources: dict[str, tuple[Span, ...]] = {}

    def keep(self, key: str, value: str, row: Row) -> None:
        """Keep a value unless one is kept already."""
        if value and key not in self.values:
            self.values[key], self.sources[key] = value, (row.where,)


def sheet_values(sheet: Sheet) -> dict[str, tuple[str, Row]]:
    """The keys and values of a cover sheet, with their rows."""
    found: dict[str, tuple[str, Row]] = {}
    for row in sheet.cover[1:]:
        key = cover_key(row.text)
        if key and key[0] not in found:
            found[key[0]] = (key[1], row)
    return found


def facts_of(regions: Regions, front: Sequence[Row], heads: Sequence[Row], labels: Iterable[str]) -> Facts:
    """The facts. `front`: the rows before the first item; `heads`: rows of running heads; `labels`: of all fields."""
    found, times = _Found(), _Found()
    for sheet in regions.sheets:
        for key, (value, row) in sheet_values(sheet).items():
            _keep(found, times, key, value, row)
    for row in [*front, *heads]:
        if pair := cover_key(row.text):
            _keep(found, times, *pair, row)
    for row in [*front, *heads]:
        if find_date(row.text):
            found.keep("day", row.text, row)
        if find_time(row.text):
            times.keep("start", row.text, row)
    decided = [label for text in labels if (label := decision_label(text))]
    committee = found.values.get("committee") or _committee(front, heads, decided, found)
    day = find_date(found.values.get("day", "")) or _last_day(decided, committee)
    start = find_time(times.values.get("start", "")) or find_time("kl. " + times.values.get("start", ""))
    municipality = _municipality(regions, [*front, *heads], found)
    places = {"meeting_date": found.sources.get("day"), "meeting_start": times.sources.get("start"),
              "committee": found.sources.get("committee"), "municipality": found.sources.get("municipality"),
              "place": found.sources.get("place")}
    return Facts(municipality, committee, day, start, found.values.get("place"),
                 {key: where for key, where in places.items() if where})


def _keep(found: _Found, times: _Found, key: str, value: str, row: Row) -> None:
    if key == "committee":
        found.keep("committee", value, row)
    elif key == "municipality":
        found.keep("municipality", value, row)
    elif key == "place":
        found.keep("place", value, row)
    elif key == "date" and find_date(value):
        found.keep("day", value, row)
    if key in {"date", "time"} and (find_time(value) or (key == "time" and find_time("kl. " + value))):
        times.keep("start", value, row)


def _committee(front: Sequence[Row], heads: Sequence[Row], decided: Sequence[DecisionLabel],
               found: _Found) -> str | None:
    """The running head or the line in front that is a body of the decisions, else that looks like a body; else the body
    of most decisions."""
    bodies = Counter(label.body for label in decided if label.body)
    printed = {squeezed(body): body for body in bodies}
    lines = [(words().title.sub("", row.text).strip(), row) for row in [*heads, *front]]
    named = [(printed[squeezed(text)], row) for text, row in lines if squeezed(text) in printed]
    like = [(text, row) for text, row in lines if words().body.search(text) and len(text) < 100
            and not (bodies and text.isupper()) and not text.endswith(("-", ","))]  # a wrapped foot is no name
    for text, row in [*named, *like][:1]:
        found.keep("committee", text, row)
        return text
    return bodies.most_common(1)[0][0] if bodies else None


def _last_day(decided: Sequence[DecisionLabel], committee: str | None) -> date | None:
    """The latest day of the body's own decisions: earlier ones are quotations."""
    own = [label for label in decided if label.body is None or squeezed(label.body) == squeezed(committee or "")]
    return max((day for label in own if (day := find_date(label.date))), default=None)


def _municipality(regions: Regions, heads: Sequence[Row], found: _Found) -> str | None:
    """Named in front or in a head; else by lines that say nothing else (letterheads); else by most mentions."""
    if "municipality" in found.values:
        return _named(found.values["municipality"]) or found.values["municipality"]
    everything = [*regions.meeting, *regions.loose, *(row for sheet in regions.sheets for row in sheet.body)]
    alone: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    first: dict[str, Row] = {}
    for weight, rows in ((3, heads), (1, everything)):
        for row in rows:
            for match in words().municipality.finditer(row.text):
                if match["name"] in words().not_a_name:
                    continue
                name = f"{match['name']} {match['word'].capitalize()}"
                first.setdefault(name, row)
                mentions[name] += weight
                if weight > 1 or match[0] == row.text:
                    alone[name] += weight
    for counted in (alone, mentions):
        ranked = counted.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            found.keep("municipality", ranked[0][0], first[ranked[0][0]])
            return ranked[0][0]
    return None


def _named(text: str) -> str | None:
    match = words().municipality.search(text)
    return f"{match['name']} {match['word'].capitalize()}" if match else None
