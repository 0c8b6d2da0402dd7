"""What a reader noticed and did not repair. A finding is a code, the values its sentence needs, and a place.

The sentence is made when somebody reads it, in their language, so that the same bytes always give the same findings.
Every code is listed in `MESSAGES`; an unknown code is a KeyError in the tests, not a blank line on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..kernel.messages import N_, _
from .span import Span


class Severity(StrEnum):
    """The reader's own: error, a meeting or item that could not be read; warning, unsure or missing;
    info, placed nowhere or layout."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class FindingClass(StrEnum):
    """The class of a finding about content: `question` is for a person to answer."""

    ERROR = "error"
    QUESTION = "question"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed, with the place in the source."""

    code: str
    severity: Severity
    where: tuple[Span, ...] = ()
    args: Mapping[str, str | int] = field(default_factory=dict)
    cls: FindingClass | None = None

    @property
    def message(self) -> str:
        """The sentence, in the active language."""
        return _(MESSAGES[self.code]).format(**self.args)


#: One sentence a code; `{name}` is filled from `Finding.args`. Readers add their codes here.
MESSAGES: dict[str, str] = {
    "annex-without-cover": N_("The annex “{title}” is listed, but the packet has no cover sheet for it."),
    "annex-body-without-cover": N_("Annex text from page {page} stands under no cover sheet of its own."),
    "annex-not-listed": N_("The annex “{title}” has a cover sheet, but no item lists it."),
    "line-unplaced": N_("This line was placed nowhere: “{text}”."),
    "page-chrome": N_("Running head or page number, left out of the text: “{text}”."),
    "unknown-label": N_("The label “{label}” is not known; the field is kept as it is."),
    "value-from-file-name": N_("{field} stands only in the file's name or address: “{value}”."),
    "municipality-suggested": N_("The address suggests the municipality “{value}”; no text spells its name."),
    "layout-unknown": N_("The layout was not recognised; only the plain text could be read."),
    "meeting-unreadable": N_("{field} of the meeting could not be read."),
    "decision-not-released": N_("The source says that the decision has not been released: “{text}”."),
    "glyph-replaced": N_("The fonts of the PDF lack the character {code}; “{shown}” stands for it ({count} times)."),
    "drawn-line": N_("Drawn lines, left out of the text."),
    "line-end-hyphen": N_(
        "The word “{word}” was joined over a line end; the paper does not show whether with a hyphen."),
    "case-number-unread": N_("The case number could not be read: “{text}”."),
    "item-kind-unread": N_("The kind of item {number} could not be read: “{text}”."),
    "decision-undated": N_("The decision states no date, and neither does the paper."),
    "absence-of-earlier-meeting": N_(
        "This absence stands with an earlier body's decision and was not counted: “{text}”."),
    "absence-unread": N_("This entry about absence could not be read: “{text}”."),
    "annex-access-unread": N_("The access of the annex “{title}” could not be read: “{text}”."),
    "value-unread": N_("The source holds a value that is not read: {pointer}."),
    "item-without-number": N_("An item has no number."),
    "title-missing": N_("Item {number} has no title."),
    "title-repeated": N_("The title stands again in the text; it is left out there."),
    "access-contradiction": N_(
        "The title says that the item is closed, and a flag that it is open; it is kept closed."),
    "access-by-flag": N_("That the item is closed is told by a flag only."),
    "access-by-number": N_("That item {number} is closed is told only by its number: closed items count from 101."),
    "hidden-text": N_("Text that the source hides, left out: “{text}”."),
    "image-left-out": N_("A picture stands here in the source; only its description is kept: “{text}”."),
    "struck-text": N_("These words are struck out in the source: “{text}”."),
    "text-without-label": N_("This text stands under no label: “{text}”."),
    "course-unclear": N_("This text in the course of the case stands under no date and body: “{text}”."),
    "decision-only-in-course": N_(
        "The course of the case tells a decision of this meeting that its own field does not: “{text}”."),
    "absence-unclear": N_("Who is absent could not be read in full: “{text}”."),
    "annex-without-title": N_("An annex is listed without a title."),
    "broken-characters": N_("{count} characters that no text can hold were replaced by U+FFFD."),
    "encoding-assumed": N_("The text is not in UTF-8; it was read as {encoding}."),
    "meeting-moved-or-held": N_(
        "Item {number}, “{text}”: is the meeting of {first} moved to {second}, or held on its own day?"),
}
