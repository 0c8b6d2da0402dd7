"""What the stages hand to each other: fields and items as they stand in the paper, before their values are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...packet.findings import Finding, FindingClass, Severity
from ...packet.span import Span
from ..lines import Joined, Joiner, Row, merged


@dataclass(frozen=True, slots=True)
class Field:
    """A label as printed, over all its lines, and the rows that stand beside or under it."""

    label: str
    label_where: tuple[Span, ...]
    rows: tuple[Row, ...]

    @property
    def where(self) -> tuple[Span, ...]:
        """Label and value."""
        return merged([*self.label_where, *(row.where for row in self.rows)])

    @property
    def text(self) -> str:
        """The value's lines."""
        return "\n".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item as it stands: number and title row, the case number's line, and its fields in order."""

    number: str
    title: str
    title_rows: tuple[Row, ...]
    case_text: str
    case_where: tuple[Span, ...]
    fields: tuple[Field, ...]


@dataclass
class Notes:
    """The findings of one reading, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, severity: Severity, where: tuple[Span, ...] = (), cls: FindingClass | None = None,
            **args: str | int) -> None:
        """Keep a finding."""
        self.findings.append(Finding(code, severity, where, args, cls))

    def info(self, code: str, where: tuple[Span, ...] = (), cls: FindingClass | None = None, **args: str | int) -> None:
        """Keep a finding that is placed nowhere or about layout."""
        self.add(code, Severity.INFO, where, cls, **args)

    def warn(self, code: str, where: tuple[Span, ...] = (), cls: FindingClass | None = None, **args: str | int) -> None:
        """Keep a finding about something unsure or missing."""
        self.add(code, Severity.WARNING, where, cls, **args)

    def joined(self, joined: Joined, where: tuple[Span, ...]) -> str:
        """The text, with a finding for each word that was joined without proof."""
        for word in joined.guesses:
            self.info("line-end-hyphen", where, FindingClass.LAYOUT, word=word)
        return joined.text


@dataclass(frozen=True, slots=True)
class Desk:
    """What every stage needs: the paper's joiner and the findings so far."""

    joiner: Joiner
    notes: Notes

    def line(self, rows: list[Row] | tuple[Row, ...]) -> str:
        """The rows as one running line."""
        return self.notes.joined(self.joiner.join([row.text for row in rows]), merged(row.where for row in rows))
