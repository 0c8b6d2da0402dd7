"""What a Word file carries unseen, and the file again with each piece kept or left out.

Meant to run in a jailed child: it opens a file of unknown origin.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .hidden import (
    ALT_TEXT,
    COMMENT,
    DELETED,
    EMBEDDED,
    EXTERNAL,
    INSERTED,
    MARGIN,
    MARGIN_HIDDEN,
    PROPERTY,
    Hidden,
    check_settled,
)
from .word_looks import VALUE, Looks, W
from .word_parts import BODIES, MARGINS, parts_of, trees_of

_DRAWN = ("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
          "{http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}docPr")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRACKED = {f"{W}del": DELETED, f"{W}moveFrom": DELETED, f"{W}ins": INSERTED, f"{W}moveTo": INSERTED}
_WORDS = frozenset({f"{W}t", f"{W}delText"})
_SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"})
_INSIDE = ("/oleObject", "/package", "/aFChunk", "/vbaProject", "/control")
_PROPERTIES = frozenset({"description", "keywords", "subject", "category"})
Piece = tuple[Element, tuple[Element, ...], str, str]


def hidden_in_word(data: bytes) -> tuple[Hidden, ...]:
    """Every piece that the file hides. Raises InputRefused for what is no Word file, or a hostile one."""
    return tuple(_look(trees_of(parts_of(data)), None))


def settled_word(data: bytes, choices: Mapping[int, bool]) -> bytes:
    """The file with each hidden piece kept or left out as chosen, comments out; raises Refusal where one waits."""
    parts = parts_of(data)
    trees = trees_of(parts)
    check_settled(_look(trees, None), choices)
    list(_look(trees, choices))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            settled = name in trees and trees[name].tag in BODIES
            archive.writestr(name, ElementTree.tostring(trees[name], encoding="utf-8", xml_declaration=True)
                             if settled else content)
    return out.getvalue()


def _look(trees: dict[str, Element], choices: Mapping[int, bool] | None) -> Iterator[Hidden]:
    """What is hidden, numbered through the whole file; with `choices`, the bodies are changed accordingly."""
    number = 0
    looks = Looks(next((tree for tree in trees.values() if tree.tag == f"{W}styles"), None))
    for tree in (tree for tree in trees.values() if tree.tag in BODIES):
        for element, parents, kind, text in list(_pieces(tree, (), looks)):
            yield Hidden(number, kind, text)
            if choices is not None:
                _settle(element, parents[-1], kind, keep=choices.get(number, False))
            number += 1
        if choices is not None:
            _settle_rows(tree)
    for kind, text in (*_margins(trees, looks), *_beside(trees)):
        yield Hidden(number, kind, text)
        number += 1


def _pieces(element: Element, parents: tuple[Element, ...], looks: Looks) -> Iterator[Piece]:
    here = (*parents, element)
    for child in list(element):
        kind = _kind(child, here, looks)
        if kind == INSERTED:
            inside = list(_pieces(child, here, looks))
            yield from inside
            if text := _text(child, frozenset(piece[0] for piece in inside)):
                yield child, here, INSERTED, text
        elif kind and (text := _text(child)):
            yield child, here, kind, text
        elif child.tag == f"{_MC}Choice" and element.find(f"{_MC}Fallback") is not None:
            # The same is said once more beside it, for readers that know less; but for a picture's description.
            yield from (piece for piece in _pieces(child, here, looks) if piece[2] == ALT_TEXT)
        else:
            yield from _pieces(child, here, looks)


def _kind(element: Element, parents: tuple[Element, ...], looks: Looks) -> str | None:
    if element.tag in _TRACKED:
        return _TRACKED[element.tag]
    if element.tag in _DRAWN:
        return ALT_TEXT if _described(element) else None
    return looks.kind_of(element, parents) if element.tag == f"{W}r" else None


def _described(drawn: Element) -> str:
    return " ".join((drawn.get("descr") or "").split())


def _text(element: Element, without: frozenset[Element] = frozenset()) -> str:
    if element.tag in _DRAWN:
        return _described(element)
    return " ".join("".join(_words(element, without)).split())


def _words(element: Element, without: frozenset[Element] = frozenset()) -> Iterator[str]:
    if element in without:
        return
    if element.tag in _WORDS:
        yield element.text or ""
    elif element.tag in _SPACES:
        yield " "
    twice = element.tag == f"{_MC}AlternateContent" and element.find(f"{_MC}Fallback") is not None
    for child in element:
        if not (twice and child.tag == f"{_MC}Choice"):
            yield from _words(child, without)


def _margins(trees: dict[str, Element], looks: Looks) -> Iterator[tuple[str, str]]:
    """The words of headers and footers, which are no part of the text, and what is hidden there."""
    said: set[tuple[str, str]] = set()
    for tree in (tree for tree in trees.values() if tree.tag in MARGINS):
        hidden = [piece for piece in _pieces(tree, (), looks) if piece[2] != ALT_TEXT]
        found = [(MARGIN_HIDDEN, piece[3]) for piece in hidden]
        found.append((MARGIN, _text(tree, frozenset(piece[0] for piece in hidden))))
        for one in found:
            if one[1] and one not in said:
                said.add(one)
                yield one


def _beside(trees: dict[str, Element]) -> Iterator[tuple[str, str]]:
    """What stands beside the text: comments, files in the file, what lies elsewhere, what is said about the file."""
    for name, tree in trees.items():
        if tree.tag == f"{W}comments":
            yield from ((COMMENT, text) for comment in tree.iter(f"{W}comment") if (text := _text(comment)))
        elif name.endswith(".rels"):
            yield from _related(tree)
        elif tree.tag.endswith("}coreProperties"):
            yield from ((PROPERTY, text) for one in tree if one.tag.rpartition("}")[2] in _PROPERTIES
                        and (text := " ".join((one.text or "").split())))


def _related(relations: Element) -> Iterator[tuple[str, str]]:
    for relation in relations:
        kind, target = relation.get("Type") or "", relation.get("Target") or ""
        if relation.get("TargetMode") == "External":
            if not kind.endswith("/hyperlink"):
                yield EXTERNAL, target
        elif kind.endswith(_INSIDE):
            yield EMBEDDED, target.rpartition("/")[2]


def _settle(element: Element, parent: Element, kind: str, *, keep: bool) -> None:
    """Keep the words of a piece as plain text, or take them out."""
    if kind == ALT_TEXT:
        element.set("descr", "")
    elif not keep:
        parent.remove(element)
    elif element.tag == f"{W}r":
        _show(element)
    else:
        place = list(parent).index(element)
        parent.remove(element)
        for words in list(element.iter(f"{W}delText")):
            words.tag = f"{W}t"
        for offset, run in enumerate(list(element)):
            for inner in run.iter(f"{W}r"):
                if kind == DELETED:
                    _show(inner)
            parent.insert(place + offset, run)


def _show(run: Element) -> None:
    """Let a run look like a text that can be read, whatever its styles say."""
    for look in run.findall(f"{W}rPr"):
        run.remove(look)
    look = ElementTree.Element(f"{W}rPr")
    for name, value in (("vanish", "0"), ("color", "auto"), ("sz", "24")):
        ElementTree.SubElement(look, f"{W}{name}", {VALUE: value})
    run.insert(0, look)


def _settle_rows(tree: Element) -> None:
    """A tracked row is a row where words are left in it, and none where not."""
    for table in list(tree.iter(f"{W}tbl")):
        for row in table.findall(f"{W}tr"):
            looks = row.find(f"{W}trPr")
            marks = [mark for mark in looks if mark.tag in _TRACKED] if looks is not None else []
            if looks is None or not marks:
                continue
            for mark in marks:
                looks.remove(mark)
            if not _text(row):
                table.remove(row)
