"""Findings and questions of a reading, ready to be shown at their place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sagsgang.pure.intake.places import by_severity, findings_by_part
from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel.actor import Actor
from sagsgang.pure.packet.findings import Finding, FindingClass, Severity
from sagsgang.records.imports.policy import objection_to_answering
from sagsgang.records.imports.queries import QuestionView, open_questions

from .words import why_not


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding; `place` is its path among the places of the reading."""

    finding: Finding
    place: str
    question: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where it stands, and why this person cannot answer it (None: they can)."""

    view: QuestionView
    place: str
    objection: str | None

    @property
    def here(self) -> str:
        """What a refused answer is told to belong to."""
        return f"question-{self.view.position}"


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the reader noticed: the serious in full, the rest counted, and each part's own by its path."""

    serious: tuple[Remark, ...]
    slight: tuple[Remark, ...]
    errors: int
    warnings: int
    at: dict[str, tuple[Remark, ...]]


def answers_by_position(source: str, actor: Actor) -> dict[int, Asked]:
    """The questions of a packet by their number among the findings, the open ones first."""
    asked = {}
    for view in (*open_questions(source), *open_questions(source, answered=True)):
        objection = objection_to_answering(actor, view)
        asked[view.position] = Asked(view, f"findings/{view.position}", objection and why_not(objection))
    return asked


def remarks_of(reading: Reading, questions: dict[int, Asked]) -> Remarks:
    """The findings, the worst first; questions stand apart and only their place is marked."""
    def remark(number: int) -> Remark:
        finding = reading.findings[number]
        return Remark(finding, f"findings/{number}", number in questions)

    others = [number for number, finding in enumerate(reading.findings) if finding.cls is not FindingClass.QUESTION]
    ordered = [remark(number) for number in by_severity(reading, others)]
    count = Counter(found.finding.severity for found in ordered)
    return Remarks(
        serious=tuple(found for found in ordered if found.finding.severity is not Severity.INFO),
        slight=tuple(found for found in ordered if found.finding.severity is Severity.INFO),
        errors=count[Severity.ERROR], warnings=count[Severity.WARNING],
        at={part: tuple(remark(number) for number in numbers)
            for part, numbers in findings_by_part(reading).items()})
