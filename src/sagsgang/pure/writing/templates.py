"""Templates of documents: which sections there are, which must be filled, and what is said to help the writer.

A help text is never a text: it lives in the template alone, and a section that repeats it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..kernel.errors import Refusal
from ..packet.blocks import Block, text_of
from ..packet.model import SectionKind

TEXT, LINE, DATE, NUMBER, CHOICE = "text", "line", "date", "number", "choice"
INPUTS = (TEXT, LINE, DATE, NUMBER, CHOICE)
#: So many words in a row from a help text are no accident.
_RUN = 6
_KEY = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One section: `key` names it for ever, `label` is printed, `kind` says what it is for (a packet's SectionKind)."""

    key: str
    label: str
    kind: str | None
    required: bool
    help: str = ""
    input: str = TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The sections of a document in order."""

    sections: tuple[SectionTemplate, ...]

    def section(self, key: str) -> SectionTemplate | None:
        """The section with this key."""
        return next((section for section in self.sections if section.key == key), None)

    def form(self) -> list[dict[str, Any]]:
        """As it is stored."""
        return [asdict(section) | {"choices": list(section.choices)} for section in self.sections]


def template_of(form: Iterable[Mapping[str, Any]]) -> Template:
    """The way back from `Template.form`. Raises Refusal for sections that no document can have."""
    sections = tuple(SectionTemplate(
        str(said["key"]), str(said["label"]).strip(), said.get("kind") or None, bool(said.get("required")),
        str(said.get("help", "")).strip(), str(said.get("input") or TEXT),
        tuple(str(choice).strip() for choice in said.get("choices", ()) if str(choice).strip())) for said in form)
    for section in sections:
        _check(section)
    if len({section.key for section in sections}) < len(sections):
        raise Refusal("template-section-twice")
    if not sections:
        raise Refusal("template-empty")
    return Template(sections)


def _check(section: SectionTemplate) -> None:
    if not _KEY.fullmatch(section.key) or not section.label:
        raise Refusal("template-section-without-name", section=section.label or section.key)
    if section.kind is not None and section.kind not in set(SectionKind):
        raise Refusal("template-section-kind", section=section.label, kind=section.kind)
    if section.input not in INPUTS or (section.input == CHOICE) != bool(section.choices):
        raise Refusal("template-section-input", section=section.label)


def help_in(section: SectionTemplate, blocks: Iterable[Block]) -> str | None:
    """Words of the section's help text that stand in the text, whole or as a run of several words; None: none."""
    help_words, words = _words(section.help), _words(text_of(blocks))
    if not help_words:
        return None
    size = min(_RUN, len(help_words))
    runs = {tuple(help_words[at:at + size]) for at in range(len(help_words) - size + 1)}
    for at in range(len(words) - size + 1):
        if tuple(words[at:at + size]) in runs:
            return " ".join(words[at:at + size])
    return None


def missing(template: Template, filled: Mapping[str, bool]) -> Iterator[SectionTemplate]:
    """The required sections that neither have a text nor say that there is none (`filled` by key)."""
    return (section for section in template.sections if section.required and not filled.get(section.key))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
