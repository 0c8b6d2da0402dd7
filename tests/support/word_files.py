"""Word files for the tests: made by python-docx, then edited where it has no words for what Word can hide."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

SPACES = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
          'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
          'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
          'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
          'xmlns:v="urn:schemas-microsoft-com:vml" '
          'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"')
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Edit = Callable[[dict[str, bytes]], None]


def new() -> Document:
    """An empty document that says nothing about itself."""
    document = docx.Document()
    document.core_properties.comments = ""
    return document


def saved(document: Document, *edits: Edit) -> bytes:
    """The file, with its parts edited afterwards."""
    out = io.BytesIO()
    document.save(out)
    return edited(out.getvalue(), *edits) if edits else out.getvalue()


def edited(data: bytes, *edits: Edit) -> bytes:
    """The archive again with edited parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for edit in edits:
        edit(parts)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(name: str, old: str, new: str) -> Edit:
    """An edit of one part; the old words must be there."""
    def edit(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[name], old
        parts[name] = parts[name].replace(old.encode(), new.encode())
    return edit


def related(kind: str, target: str, *, external: bool = False, content: bytes | None = None) -> Edit:
    """An edit that refers to a target from the document, inside the file or outside it."""
    def edit(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        mode = ' TargetMode="External"' if external else ""
        one = (f'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
               f'{kind}" Target="{target}"{mode}/></Relationships>')
        parts[name] = parts[name].replace(b"</Relationships>", one.encode())
        if content is not None:
            parts[f"word/{target}"] = content
    return edit


def put(paragraph: Paragraph, xml: str) -> None:
    """Append raw elements to a paragraph."""
    for element in parse_xml(f"<w:p {SPACES}>{xml}</w:p>"):
        paragraph._p.append(element)


def run(text: str, look: str = "", kind: str = "t") -> str:
    """A run as it stands in the file."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def with_runs(*xml: str, before: str = "Synligt. ", after: str = " Mere.") -> Document:
    """A document of one paragraph with raw runs between two visible ones."""
    document = new()
    paragraph = document.add_paragraph(before)
    for one in xml:
        put(paragraph, one)
    paragraph.add_run(after)
    return document
