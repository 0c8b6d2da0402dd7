"""What a packet leaves open: found by general wordings in packets of every layout, answered by a person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..kernel.dates import MONTHS, find_date
from ..packet.findings import Finding, FindingClass, Severity
from ..packet.model import Decision, Item, Packet
from .labels import DATE_SOURCE
from .reading import Reading

#: A longer decision is a report; the day of a meeting is settled in a sentence or two.
_LONGEST = 3_000
#: A date, or a day and month without a year.
_DAY = rf"(?:{DATE_SOURCE}|\d{{1,2}}\.\s*[^\W\d_]{{3,9}}(?!\w))"
_DAY_MONTH = re.compile(r"(\d{1,2})\.\s*([^\W\d_]+)")


@dataclass(frozen=True)
class _Wordings:
    meeting: re.Pattern[str]
    held: re.Pattern[str]
    tied: re.Pattern[str]
    settled: re.Pattern[str]
    day: re.Pattern[str]


@cache
def _wordings() -> _Wordings:
    text = resources.files(__package__).joinpath("profiles/questions.toml").read_text(encoding="utf-8")
    sources: dict[str, str] = tomllib.loads(text)["held-by-another"]
    return _Wordings(day=re.compile(_DAY, re.IGNORECASE),
                     **{name: re.compile(source.replace("{day}", _DAY), re.IGNORECASE)
                        for name, source in sources.items()})


def with_questions(reading: Reading) -> Reading:
    """The reading with what its decisions leave open; what it asks already is not asked again."""
    known = {(finding.code, finding.args.get("text")) for finding in reading.findings}
    asked = [finding for finding in _open(reading.packet) if (finding.code, finding.args["text"]) not in known]
    return Reading(reading.packet, (*reading.findings, *asked)) if asked else reading


def uncovered_annexes(packet: Packet) -> Iterator[Finding]:
    """The annexes that items list and that have no cover sheet, in a packet that has cover sheets for annexes."""
    covered = {_tight(document.title) for document in packet.annex_documents}
    for item in packet.items if covered else ():
        for annex in item.annexes:
            if annex.title and _tight(annex.title) not in covered:
                yield Finding("annex-without-cover", Severity.WARNING, annex.where, {"title": annex.title})


def _tight(title: str | None) -> str:
    """A title as it is compared: letters and digits only, no case."""
    return re.sub(r"[\W_]+", "", title or "").casefold()


def _open(packet: Packet) -> Iterator[Finding]:
    for item in packet.items:
        for decision in item.decisions:
            if _own(decision, packet) and (finding := _moved_or_held(item, decision)):
                yield finding


def _own(decision: Decision, packet: Packet) -> bool:
    """Whether the decision is this meeting's; what another one left open is asked where that one is read."""
    return decision.date is None or packet.meeting_date is None or decision.date == packet.meeting_date


def _moved_or_held(item: Item, decision: Decision) -> Finding | None:
    """Ask where a decision ties the day of one meeting to another day and does not say which of them holds: is the
    meeting moved there, or held on its own day with the other after it?"""
    text = " ".join(decision.text.split())
    for meeting in _wordings().meeting.finditer(text) if len(text) <= _LONGEST else ():
        sentence = text[text.rfind(".", 0, meeting.start()) + 1:].strip()
        other = _tied_day(text, meeting.end())
        if other and not _wordings().settled.search(sentence) and _differ(meeting["day"], other):
            return Finding("meeting-moved-or-held", Severity.WARNING, decision.where, {
                "number": item.number or "", "text": sentence, "first": meeting["day"], "second": other},
                FindingClass.QUESTION)
    return None


def _tied_day(text: str, at: int) -> str | None:
    """The day to which a meeting named before `at` is tied, in the words that follow; each step only goes on."""
    held = _wordings().held.search(text, at)
    if not held or "." in text[at:held.start()]:
        return None
    tied = _wordings().tied.search(text, held.end())
    day = _wordings().day.search(text, tied.end()) if tied else None
    return day[0] if day else None


def _differ(first: str, second: str) -> bool:
    a, b = _day(first), _day(second)
    return a is not None and b is not None and a != b


def _day(text: str) -> tuple[int, int] | None:
    """(month, day) of a date with or without a year."""
    whole = find_date(text)
    if whole:
        return whole.month, whole.day
    match = _DAY_MONTH.search(text)
    months = [number for number, name in enumerate(MONTHS, 1) if match and name.startswith(match[2].casefold()[:3])]
    return (months[0], int(match[1])) if match and months else None
