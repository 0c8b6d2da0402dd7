"""The HTML of a field, parted at its labels: headings (of any level), or else bold lines, or else paragraphs, that the
lexicon knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...packet.blocks import Block, Heading
from ...packet.model import SectionKind
from ...packet.span import Span
from ..html_flow import Flow, Head, Line, Lines, Node, place_of, to_block
from ..labels import Label, folded, kind_of, label_of
from .words import words

#: What a heading that the lexicon does not know may look like and still be a label of the template.
LONGEST_UNKNOWN, MOST_WORDS = 45, 4
#: Fields whose own headings belong to what they hold.
_WHOLE = frozenset({SectionKind.DECISION, SectionKind.COURSE, SectionKind.ABSENCE, SectionKind.ANNEXES})
#: Labels of the portal's own frame: below them the municipality's template has labels of its own.
_FRAME = frozenset({SectionKind.DECISION, SectionKind.COURSE})


@dataclass(slots=True)
class Part:
    """A labelled stretch of a field; `label` is None for what stands before the first label."""

    label: Label | None
    pointer: str
    #: Where the label stands: in the same string (from, to), or elsewhere.
    label_place: tuple[int, int] | None = None
    label_where: tuple[Span, ...] = ()
    nodes: list[Node] = field(default_factory=list)

    @property
    def kind(self) -> SectionKind | None:
        """What the stretch is for, where the lexicon knows its label."""
        return self.label.kind if self.label else None

    def blocks(self) -> tuple[Block, ...]:
        """The stretch as blocks, its highest heading at level 1."""
        return blocks_of(self.nodes, self.pointer)

    def where(self) -> tuple[Span, ...]:
        """The label's place and the content's; one place where they stand in the same string."""
        if self.label_place is None:
            return (*self.label_where, *span_of(self.nodes, self.pointer))
        start, end = self.label_place
        return (place_of(self.pointer, start, max(end, _place(self.nodes[-1])[1]) if self.nodes else end),)

    def own_place(self) -> tuple[Span, ...]:
        """The label's place alone."""
        if self.label_place is None:
            return self.label_where
        return (Span(pointer=self.pointer, start=self.label_place[0], end=self.label_place[1]),)


def blocks_of(nodes: Iterable[Node], pointer: str) -> tuple[Block, ...]:
    """Nodes as blocks, the highest heading among them at level 1."""
    blocks = tuple([to_block(node, pointer) for node in nodes])
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    highest = min(levels, default=1)
    if highest == 1:
        return blocks
    return tuple(replace(block, level=block.level - highest + 1) if isinstance(block, Heading) else block
                 for block in blocks)


def _place(node: Node) -> tuple[int, int]:
    if isinstance(node, Lines):
        return node.lines[0].start, node.lines[-1].end
    if isinstance(node, Head):
        return node.line.start, node.line.end
    return (node.where[0].start or 0, node.where[0].end or 0) if node.where else (0, 0)


def span_of(nodes: Iterable[Node], pointer: str) -> tuple[Span, ...]:
    """The place of all the nodes together; none where there are none."""
    places = [_place(node) for node in nodes]
    return (place_of(pointer, places[0][0], max(end for _, end in places)),) if places else ()


def parts_of(flow: Flow, pointer: str, name: Label | None, name_where: tuple[Span, ...]) -> list[Part]:
    """The parts of a field in document order; `name` is the field's own name where the source gives one."""
    levels, by_heading = _label_levels(flow)
    plain = name is None and not by_heading and _labels_are_plain(flow)
    parts, level = [Part(name, pointer, None, name_where)], 0
    for node in flow.nodes:
        if isinstance(node, Head):
            label = label_of(node.line.text) or _unknown(node, parts[-1], levels)
            if label is not None and not _is_entry(label, node.level, parts[-1], level):
                parts.append(Part(label, pointer, (node.line.start, node.line.end)))
                level = node.level
                continue
        elif not by_heading and isinstance(node, Lines) and any(line.bold for line in node.lines):
            _by_bold_lines(node, parts, pointer)
            continue
        elif plain and (label := _plain_label(node, parts[-1], headed=level > 0)) is not None:
            parts.append(Part(label, pointer, _place(node)))
            level = 0
            continue
        parts[-1].nodes.append(node)
    return [part for part in parts if part.label is not None or part.nodes]


def _is_entry(label: Label, level: int, before: Part, label_level: int) -> bool:
    """Whether a heading is the head of an entry in the course of the case: body and day, below the course's label."""
    return label.day is not None and before.kind is SectionKind.COURSE and level > label_level


def _is_value(text: str, before: Part) -> bool:
    """Whether a line is the value of the label before it, whatever it looks like ("Punkttype": "Beslutning")."""
    return before.kind is SectionKind.ITEM_KIND and not before.nodes and folded(text) in words().kind_words


def _plain_label(node: Node, before: Part | None = None, *, headed: bool = False) -> Label | None:
    """A paragraph in ordinary letters that is a label of the lexicon, and not what the part before it says; `headed`:
    that part stands under a heading."""
    if not isinstance(node, Lines) or len(node.lines) > 1:
        return None
    text = node.lines[0].text
    if before is not None and (before.kind is SectionKind.COURSE or _is_value(text, before) or (
            headed and before.kind is SectionKind.DECISION)):
        return None
    label = label_of(text) if text[:1].isupper() and text[-1:] not in ".,;" else None
    return label if label is not None and kind_of(label.text) is not None else None


def _labels_are_plain(flow: Flow) -> bool:
    """Whether a field without other labels has paragraphs that are labels; absence alone may stand in a decision."""
    found = False
    for node in flow.nodes:
        if isinstance(node, Lines) and any(line.bold and label_of(line.text) is not None for line in node.lines):
            return False
        label = _plain_label(node)
        found = found or (label is not None and label.kind is not SectionKind.ABSENCE)
    return found


def _label_levels(flow: Flow) -> tuple[frozenset[int], bool]:
    """The heading levels at which the template writes labels, and whether it writes them as headings at all."""
    own = [(node.level, label) for node in flow.nodes
           if isinstance(node, Head) and (label := label_of(node.line.text)) is not None]
    inner = frozenset(level for level, label in own
                      if label.kind not in _FRAME and folded(label.text) not in words().frame)
    return inner, bool(inner)


def _unknown(node: Head, before: Part, levels: frozenset[int]) -> Label | None:
    """A heading at a label's level that looks like one, outside the fields that are one whole."""
    text = node.line.text.strip(" :")
    if node.level not in levels or before.kind in _WHOLE or len(text) > LONGEST_UNKNOWN:
        return None
    sentence = text[-1:] in ".?!" or any(sign.isdigit() or sign == "," for sign in text)
    return None if sentence or len(text.split()) > MOST_WORDS or not text[:1].isupper() else Label(text, None)


def _by_bold_lines(node: Lines, parts: list[Part], pointer: str) -> None:
    """Part a paragraph at the bold lines that are known labels."""
    kept: list[Line] = []
    for line in node.lines:
        label = label_of(line.text) if line.bold and parts[-1].kind is not SectionKind.COURSE else None
        if label is None or (not kept and _is_value(line.text, parts[-1])):
            kept.append(line)
            continue
        if kept:
            parts[-1].nodes.append(Lines(tuple(kept)))
            kept = []
        parts.append(Part(label, pointer, (line.start, line.end)))
    if kept:
        parts[-1].nodes.append(Lines(tuple(kept)))
