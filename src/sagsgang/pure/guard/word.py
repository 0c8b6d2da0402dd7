"""What a Word file carries unseen, and the file again with each piece kept or left out.

Meant to run in a jailed child: it opens a file of unknown origin. The archive's real sizes are counted while it is
read, and no document type is accepted, so that nothing in it can grow or reach outside.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from ..kernel.errors import InputRefused
from .hidden import ALT_TEXT, COMMENT, DELETED, EMBEDDED, EXTERNAL, HIDDEN, INSERTED, TINY, WHITE, Hidden, check_settled

MAX_PARTS = 5_000
MAX_BYTES = 300_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TEXT_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
#: Twice the points: smaller is not read by anybody.
_TINY_SIZE = 4
_OFF = frozenset({"0", "false", "off", "none"})
Element = ElementTree.Element


def hidden_in_word(data: bytes) -> tuple[Hidden, ...]:
    """Every piece that the file hides. Raises InputRefused for what is no Word file, or a hostile one."""
    return tuple(_look(_parts(data), None))


def settled_word(data: bytes, choices: Mapping[int, bool]) -> bytes:
    """The file with each hidden piece kept or left out as chosen, comments out; raises Refusal where one waits."""
    parts = _parts(data)
    check_settled(_look(parts, None), choices)
    list(_look(parts, choices))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of the archive by name, read within limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_PARTS:
                raise InputRefused("word-damaged", detail="parts")
            parts: dict[str, bytes] = {}
            left = MAX_BYTES
            for info in infos:
                with archive.open(info) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0 or info.filename in parts:
                    raise InputRefused("word-damaged", detail=info.filename[:80])
                parts[info.filename] = content
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise InputRefused("word-damaged", detail=type(error).__name__) from error
    if "word/document.xml" not in parts:
        raise InputRefused("word-damaged", detail="word/document.xml")
    return parts


def _tree(content: bytes, name: str) -> Element:
    if b"<!DOCTYPE" in content[:4096].upper() or b"<!ENTITY" in content.upper():
        raise InputRefused("word-damaged", detail=name)
    try:
        return ElementTree.fromstring(content)  # noqa: S314  no document type, in a jailed child
    except ElementTree.ParseError as error:
        raise InputRefused("word-damaged", detail=name) from error


def _look(parts: dict[str, bytes], choices: Mapping[int, bool] | None) -> Iterator[Hidden]:
    """What is hidden, numbered through the whole file; with `choices`, the parts are changed accordingly."""
    number = 0
    hiding = _hiding_styles(parts.get("word/styles.xml"))
    for name in sorted(filter(_TEXT_PARTS.fullmatch, parts)):
        tree = _tree(parts[name], name)
        changed = False
        for element, parents, kind, text in list(_pieces(tree, (), hiding)):
            yield Hidden(number, kind, text)
            if choices is not None:
                changed = True
                _settle(element, parents[-1], kind, keep=choices.get(number, False))
            number += 1
        if changed:
            parts[name] = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    for kind, text in _beside(parts):
        yield Hidden(number, kind, text)
        number += 1


def _pieces(element: Element, parents: tuple[Element, ...],
            hiding: frozenset[str]) -> Iterator[tuple[Element, tuple[Element, ...], str, str]]:
    for child in list(element):
        kind = _kind(child, hiding)
        text = _text(child) if kind else ""
        if kind and text:
            yield child, (*parents, element), kind, text
        elif not kind:
            yield from _pieces(child, (*parents, element), hiding)


def _kind(element: Element, hiding: frozenset[str]) -> str | None:
    if element.tag in {f"{W}del", f"{W}moveFrom"}:
        return DELETED
    if element.tag in {f"{W}ins", f"{W}moveTo"}:
        return INSERTED
    if element.tag == _DRAWN:
        return ALT_TEXT if element.get("descr") else None
    return _kind_of_run(element, hiding) if element.tag == f"{W}r" else None


def _kind_of_run(run: Element, hiding: frozenset[str]) -> str | None:
    look = run.find(f"{W}rPr")
    if look is None:
        return None
    style = look.find(f"{W}rStyle")
    if _on(look.find(f"{W}vanish")) or (style is not None and style.get(f"{W}val") in hiding):
        return HIDDEN
    size, colour = look.find(f"{W}sz"), look.find(f"{W}color")
    if size is not None and (size.get(f"{W}val") or "99").isdecimal() and int(size.get(f"{W}val") or 99) <= _TINY_SIZE:
        return TINY
    shaded = look.find(f"{W}shd") is not None or look.find(f"{W}highlight") is not None
    if colour is not None and (colour.get(f"{W}val") or "").upper() == "FFFFFF" and not shaded:
        return WHITE
    return None


def _on(element: Element | None) -> bool:
    return element is not None and (element.get(f"{W}val") or "1") not in _OFF


def _text(element: Element) -> str:
    if element.tag == _DRAWN:
        return " ".join((element.get("descr") or "").split())
    words = [node.text or "" for node in element.iter() if node.tag in {f"{W}t", f"{W}delText"}]
    return " ".join("".join(words).split())


def _hiding_styles(content: bytes | None) -> frozenset[str]:
    """The character styles whose text is hidden."""
    if content is None:
        return frozenset()
    return frozenset(style.get(f"{W}styleId") or "" for style in _tree(content, "word/styles.xml").iter(f"{W}style")
                     if _on(style.find(f"{W}rPr/{W}vanish")))


def _beside(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """What stands beside the text: comments, files in the file, references to what lies elsewhere."""
    for name in sorted(parts):
        if re.fullmatch(r"word/comments\w*\.xml", name):
            for comment in _tree(parts[name], name).iter(f"{W}comment"):
                if text := _text(comment):
                    yield COMMENT, text
        elif name.startswith("word/embeddings/"):
            yield EMBEDDED, name.rpartition("/")[2]
        elif name.endswith(".rels"):
            for relation in _tree(parts[name], name):
                if relation.get("TargetMode") == "External" and not (relation.get("Type") or "").endswith("/hyperlink"):
                    yield EXTERNAL, relation.get("Target") or ""


def _settle(element: Element, parent: Element, kind: str, *, keep: bool) -> None:
    """Keep the words of a piece as plain text, or take them out."""
    place = list(parent).index(element)
    if kind == ALT_TEXT:
        element.set("descr", "")
        return
    if not keep:
        parent.remove(element)
        return
    if element.tag == f"{W}r":
        if (look := element.find(f"{W}rPr")) is not None:
            element.remove(look)
        return
    parent.remove(element)
    for offset, run in enumerate(list(element)):
        for words in run.iter(f"{W}delText"):
            words.tag = f"{W}t"
        parent.insert(place + offset, run)
