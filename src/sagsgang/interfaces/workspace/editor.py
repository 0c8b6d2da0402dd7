"""The sections of a draft as the editor needs them: text, version, who saved it last, help beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sagsgang.pure.packet.blocks import Block
from sagsgang.pure.writing.html import editor_html
from sagsgang.pure.writing.templates import SectionTemplate
from sagsgang.records.cases.queries.content import content_of, template_for
from sagsgang.records.cases.queries.lists import section_versions
from sagsgang.records.organisation.queries import person_names


@dataclass(frozen=True, slots=True)
class EditorSection:
    """One section of a draft."""

    said: SectionTemplate
    blocks: tuple[Block, ...]
    html: str
    none_stated: bool
    version: int
    saved_by: str
    saved_at: datetime | None

    @property
    def is_filled(self) -> bool:
        """Whether it has a text, or says that there is none."""
        return bool(self.blocks) or self.none_stated

    @property
    def line(self) -> str:
        """The one line of a field that takes no more."""
        return "\n".join(getattr(block, "text", "") for block in self.blocks)


def sections_of(draft_id: UUID) -> list[EditorSection]:
    """The sections in the order of the template."""
    versions = section_versions(draft_id)
    names = person_names(by for _number, by, _at in versions.values())
    template = template_for(draft_id)
    made = []
    for section in content_of(draft_id).sections:
        said = template.section(section.key)
        assert said is not None
        version, by, at = versions.get(section.key, (0, "", None))
        made.append(EditorSection(said, section.blocks, editor_html(section.blocks), section.none_stated, version,
                                  names.get(by, ""), at))
    return made
